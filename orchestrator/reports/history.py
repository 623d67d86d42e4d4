"""The history of a document in plain words."""

from collections.abc import Mapping
from typing import Any

from orchestrator.reports.wording import STAGE_LABEL
from orchestrator.stages import Stage
from orchestrator.store.audit import AuditEntry

KNOWN = frozenset({"from", "to", "reason", "sha256", "receipt", "name", "parent", "code"})
"""What the sentence says already, or what nobody reads."""


def told(entry: AuditEntry) -> tuple[str, str]:
    """What happened, and why or with what: two short texts."""
    data = entry.data
    if entry.action == "received":
        stage = Stage(data["to"])
        return "Taken in" if stage is Stage.RECEIVED else STAGE_LABEL[stage], str(data.get("reason", ""))
    if entry.action == "moved":
        return STAGE_LABEL[Stage(data["to"])], _joined(str(data.get("reason", "")), _rest(data))
    if entry.action in ("file", "duplicate_file"):
        first = "File came in" if entry.action == "file" else "The same file came in again"
        return first, str(data.get("name", ""))
    return entry.action.replace("_", " ").capitalize(), _joined(str(data.get("reason", "")), _rest(data))


def _rest(data: Mapping[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in data.items() if name not in KNOWN)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
