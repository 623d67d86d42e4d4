"""The history of a document in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.reports.wording import STAGE_LABEL
from orchestrator.stages import Stage
from orchestrator.store.audit import AuditEntry

KNOWN = frozenset({"from", "to", "reason", "sha256", "receipt", "name", "parent", "code"})
"""What the sentence says already, or what nobody reads."""


def told(entry: AuditEntry) -> tuple[str, str, str]:
    """What happened, why, and with what values: two short texts and one, maybe long, to unfold."""
    data = entry.data
    if entry.action == "received":
        stage = Stage(data["to"])
        return "Taken in" if stage is Stage.RECEIVED else STAGE_LABEL[stage], str(data.get("reason", "")), ""
    if entry.action == "moved":
        return STAGE_LABEL[Stage(data["to"])], str(data.get("reason", "")), _rest(data)
    if entry.action in ("file", "duplicate_file"):
        first = "File came in" if entry.action == "file" else "The same file came in again"
        return first, str(data.get("name", "")), ""
    return entry.action.replace("_", " ").capitalize(), str(data.get("reason", "")), _rest(data)


def _rest(data: Mapping[str, Any]) -> str:
    """The values of an entry, one below the other."""
    return "\n".join(_lines({name: value for name, value in data.items() if name not in KNOWN}))


def _lines(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for name, value in data.items():
        label = f"{indent}{name.replace('_', ' ')}:"
        if isinstance(value, Mapping):
            yield label
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, item in enumerate(value, start=1):
                yield f"{label[:-1]} {number}:"
                yield from _lines(item, indent + "  ")
        elif value not in (None, "", [], {}):
            yield f"{label} {', '.join(map(str, value)) if isinstance(value, list) else value}"
