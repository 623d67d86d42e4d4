"""The reports that were made: what the history says of them, and their files where they still lie there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orchestrator.reports.compliance.making import ACTION
from orchestrator.store import Transaction, audit_search
from orchestrator.store.audit import AuditEntry

SHOWN = 100
"""So many are listed, the newest."""


@dataclass(frozen=True)
class KeptReport:
    """A report as the history tells of it; `files` are names of files that lie there still."""

    seq: int
    at: datetime
    by: str
    since: str
    until: str
    language: str
    fingerprint: str
    intact: bool
    files: tuple[str, ...]


def kept_reports(tx: Transaction, folder: Path) -> tuple[KeptReport, ...]:
    """The reports that were made, the newest first."""
    found = audit_search.entries(tx, audit_search.Wanted(action=ACTION), None, SHOWN)
    return tuple(_report(entry, folder) for entry in found)


def kept_file(folder: Path, name: str) -> Path | None:
    """The file of this name in the folder; None where there is none, whatever the name tries."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return folder / name if name in names and not name.startswith(".") else None


def _report(entry: AuditEntry, folder: Path) -> KeptReport:
    data = entry.data
    named = data.get("files")
    files = tuple(named) if isinstance(named, Mapping) else ()
    return KeptReport(
        entry.seq, datetime.fromisoformat(entry.at), entry.actor, str(data.get("since", "")),
        str(data.get("until", "")), str(data.get("language", "")), str(data.get("fingerprint", "")),
        bool(data.get("intact")), tuple(name for name in files if kept_file(folder, name)),
    )  # fmt: skip
