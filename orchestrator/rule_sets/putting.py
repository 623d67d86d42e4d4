"""Puts rules in force: checked first, kept with their author and the reason, and told in the history."""

import logging
import socket
from collections.abc import Mapping
from pathlib import Path

from config.errors import ConfigError
from config.files import find_file, read_text
from orchestrator.errors import DecisionRefused
from orchestrator.rule_sets.files import COVERED, OWN, content_hash, read_folder, table_text, tables_of
from orchestrator.rule_sets.parts import Change, authors, changes, diff
from orchestrator.rule_sets.rulebook import parse
from orchestrator.store import Store, Transaction, audit, rule_sets
from orchestrator.store.rule_sets import RuleSet

log = logging.getLogger(__name__)
BY_FILE = "file"
"""The author of what was found edited on disk: nobody is known."""
FIRST = "The rules as they lay in the config folder when the farm was first started."
EDITED = "The files in the config folder were edited, or came with another version of the program."
ACTION = "rules.changed"


def put(tx: Transaction, files: Mapping[str, str], put_by: str, reason: str) -> RuleSet:
    """Put files in force in the running transaction, with an entry in the history.

    Raises:
        ConfigError: a file says something wrong.
        DecisionRefused: there is no reason, or nothing is different from what is in force.
    """
    if not reason.strip():
        raise DecisionRefused("A change of the rules needs its reason; say why.")
    parse(files)
    rule_sets.lock(tx)
    before = rule_sets.in_force(tx)
    digest = content_hash(files)
    if before and before.content_hash == digest:
        raise DecisionRefused("These rules are in force already; nothing was changed.")
    found = changes(before.files if before else {}, files)
    by_part = authors(before.authors if before else {}, found, put_by)
    added = rule_sets.add(tx, digest, put_by, reason.strip(), files, by_part)
    audit.append(tx, put_by, ACTION, None, _told(before, added, found))
    return added


def _told(before: RuleSet | None, after: RuleSet, found: tuple[Change, ...]) -> dict[str, object]:
    """What the history keeps: values before and after; of the first set only that it began."""
    return {
        "reason": after.reason,
        "rule_set": after.short,
        "before": before.short if before else "",
        "changes": [change.model_dump() for change in found] if before else [],
        "diff": diff(before.files, after.files) if before else {},
    }


def take_up_from_disk(store: Store, folder: Path) -> RuleSet:
    """Put in force what lies in the config folder where it was edited since it was last looked at; else leave what is
    in force. The folder of a machine that is new to a farm with rules changes nothing.

    Raises:
        ConfigError: a file that was edited says something wrong.
    """
    lying = read_folder(folder)
    try:
        with store.begin() as tx:
            return _taken_up(tx, lying, _place(store, folder))
    except ConfigError as error:
        raise ConfigError(f"In {folder}, {error}") from error


def _taken_up(tx: Transaction, lying: Mapping[str, str], place: str) -> RuleSet:
    digest = content_hash(lying)
    rule_sets.lock(tx)
    now, seen = rule_sets.in_force(tx), rule_sets.seen_in(tx, place)
    known = now is not None and (digest in (seen, now.content_hash) or not seen)
    if not known:
        now = put(tx, lying, BY_FILE, EDITED if now else FIRST)
    assert now is not None
    if digest != seen:
        rule_sets.saw(tx, place, digest)
        if digest != now.content_hash:
            log.warning("the rules in %s are not those in force (%s); `botfarm rules put` would", place, now.short)
    return now


def _place(store: Store, folder: Path) -> str:
    """The name of a config folder; a database of files has one machine, whatever that is called today."""
    host = "" if store.engine.dialect.name == "sqlite" else f"{socket.gethostname()}:"
    return f"{host}{folder.absolute()}"[-400:]


def put_file(store: Store, folder: Path, path: Path, put_by: str, reason: str) -> RuleSet:
    """Put one file in force in place of that of its name, and lay it into the config folder.

    Raises:
        ConfigError: it says something wrong, or is no file of the rules.
        DecisionRefused: there is no reason, or nothing is different.
    """
    place = _place(store, folder)
    with store.begin() as tx:
        now = _now(tx, folder, place)
        files = replaced(now.files, path, folder)
        added = put(tx, files, put_by, reason)
        _lay(folder, path, files)
        rule_sets.saw(tx, place, content_hash(read_folder(folder)))
    return added


def _now(tx: Transaction, folder: Path, place: str) -> RuleSet:
    """What is in force, with what was edited on disk; a wrong file there keeps nobody from putting a right one."""
    try:
        return _taken_up(tx, read_folder(folder), place)
    except ConfigError:
        now = rule_sets.in_force(tx)
        if now is None:
            raise
        return now


def candidate(store: Store, folder: Path, path: Path) -> dict[str, str]:
    """The files that would be in force with one of them replaced by the file at `path`; nothing is changed.

    Raises:
        ConfigError: its name is none of the rules' files; or a table is not there.
    """
    with store.reading() as tx:
        now = rule_sets.in_force(tx)
    return replaced(now.files if now else read_folder(folder), path, folder)


def replaced(now: Mapping[str, str], path: Path, folder: Path) -> dict[str, str]:
    """The files in force with one of them replaced by the file at `path`.

    Tables that own_rules.toml names come from beside that file, else from those in force, else from the config folder.

    Raises:
        ConfigError: its name is none of the rules' files; or a table is not there.
    """
    name = path.name
    if name not in COVERED:
        if name not in tables_of(now[OWN]):
            names = ", ".join(COVERED)
            raise ConfigError(f"{name} is no file of the rules; they are {names} and the tables of own_rules.toml.")
        return {**now, name: table_text(path)}
    files = {covered: now[covered] for covered in COVERED} | {name: read_text(path)}
    return {**files, **{table: _table(table, now, path, folder) for table in tables_of(files[OWN])}}


def _table(name: str, now: Mapping[str, str], path: Path, folder: Path) -> str:
    beside = path.parent / name
    if path.name == OWN and beside.exists():
        return table_text(beside)
    if name in now:
        return now[name]
    return table_text(find_file(folder, name))


def _lay(folder: Path, path: Path, files: Mapping[str, str]) -> None:
    """Write the file, and the tables beside it, into the config folder, so that what lies there is what holds."""
    names = [path.name, *(tables_of(files[OWN]) if path.name == OWN else ())]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            source, target = path.parent / name, folder / name
            if not source.exists() or (target.exists() and source.samefile(target)):
                continue
            part = target.with_name(f".{name}.part")
            part.write_bytes(source.read_bytes())
            part.replace(target)
    except OSError as error:
        raise ConfigError(f"The file could not be written into {folder} ({error.strerror}).") from error
