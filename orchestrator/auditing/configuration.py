"""What the farm is set to do: whenever a file or a setting differs from what the history last knew, it is told."""

import difflib
import hashlib
import json
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import SecretStr

from config import files
from config.settings import Settings
from orchestrator.store import Store, Transaction, audit

ACTION = "configuration changed"
ACTOR = "file"
"""Nobody is known: a file or the environment was another when the farm was started."""
WATCHED = ("schedules.toml", "retention.toml", "erps.toml", "coding.csv", "tax_codes.csv")
"""Rules and approvals are put in force by acts of their own."""
SETTINGS = "settings"
LARGEST = 200_000
LOOKED_THROUGH = 1000
PASSWORD = re.compile(r"//[^/@\s]*@")


def note_changes(store: Store, settings: Settings) -> tuple[str, ...]:
    """Tell the history what differs from what it last knew of this machine; the names of what does."""
    now = {name: _text(files.find_file(settings.user_config, name)) for name in WATCHED}
    now[SETTINGS] = "".join(f"{line}\n" for line in _settings(settings))
    host = socket.gethostname()
    with store.reading() as tx:
        changed = _changed(tx, host, now)
    if not changed:
        return ()
    with store.begin() as tx:
        before = _known(tx, host)
        for name in _changed(tx, host, now):
            audit.append(tx, ACTOR, ACTION, None, _facts(name, host, before.get(name, ""), now[name]))
    return changed


def _changed(tx: Transaction, host: str, now: Mapping[str, str]) -> tuple[str, ...]:
    before = _known(tx, host)
    return tuple(name for name, text in now.items() if before.get(name) != text)


def _facts(name: str, host: str, before: str, after: str) -> dict[str, object]:
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=0)
    return {
        "file": name, "host": host, "before_sha256": _digest(before) if before else "", "after_sha256": _digest(after),
        "changes": [line for line in diff if not line.startswith(("---", "+++", "@@"))], "file_text": after,
    }  # fmt: skip


def _known(tx: Transaction, host: str) -> dict[str, str]:
    """What the history last knew of this machine, by name."""
    found: dict[str, str] = {}
    for entry in audit.newest(tx, audit.Wanted(action=ACTION), LOOKED_THROUGH):
        if entry.data.get("host") == host:
            found.setdefault(entry.data["file"], entry.data.get("file_text", ""))
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes()[:LARGEST].decode("utf-8", "replace")
    except OSError as error:
        return f"cannot be read: {error.strerror}\n"


def _settings(settings: Settings) -> Iterator[str]:
    """Every setting; of secrets only whether they are set, of addresses no login."""
    for name in sorted(type(settings).model_fields):
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = "set" if value.get_secret_value() else "not set"
        yield f"{name} = {PASSWORD.sub('//...@', json.dumps(value, default=str, ensure_ascii=False))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
