"""The history of a document in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from orchestrator.phrases import phrase
from orchestrator.reports.wording import STAGE_LABEL
from orchestrator.stages import Stage
from orchestrator.store.audit import AuditEntry

KNOWN = frozenset({"from", "to", "reason", "sha256", "receipt", "name", "parent", "code", "file_text"})
"""What the sentence says already, or what nobody reads."""

ACTION_LABEL = {
    "moved": phrase("Moved to another stage"),
    "received": phrase("Taken in"),
    "file": phrase("File came in"),
    "duplicate_file": phrase("The same file came in again"),
    "corrected": phrase("Corrected"),
    "supplier_forgotten": phrase("Supplier forgotten"),
    "lane_paused": phrase("Lane paused"),
    "lane_resumed": phrase("Lane resumed"),
    "cause_retried": phrase("All of a cause tried again"),
    "part_forgotten": phrase("Part of the farm forgotten"),
    "rules.changed": phrase("Rules changed"),
    "order_new": phrase("Purchase order taken in"),
    "order_changed": phrase("Purchase order changed"),
    "receipt_new": phrase("Goods receipt taken in"),
    "receipt_changed": phrase("Goods receipt changed"),
    "logged in": phrase("Logged in"),
    "logged out": phrase("Logged out"),
    "login failed": phrase("Login failed"),
    "approval signed": phrase("A step of its approval signed"),
    "approval reset": phrase("Signatures lost"),
    "approval reminded": phrase("Approvers reminded"),
    "approval escalated": phrase("Approval escalated"),
    "approvals delegated": phrase("Approvals delegated"),
    "delegation ended": phrase("Delegation ended"),
    "person added": phrase("Person added"),
    "person disabled": phrase("Person disabled"),
    "person enabled": phrase("Person enabled"),
    "person's roles changed": phrase("Person's roles changed"),
    "person's password changed": phrase("Person's password changed"),
    "alert dismissed": phrase("Alert dismissed"),
    "alert confirmed": phrase("Alert confirmed"),
    "alert reopened": phrase("Alert opened again"),
    "approval refused": phrase("Approval refused"),
    "history imported": phrase("Earlier invoices imported"),
    "token made": phrase("Token made"),
    "token revoked": phrase("Token revoked"),
    "alert raised": phrase("Alert on a person raised"),
    "anchored": phrase("History anchored"),
    "audit exported": phrase("History exported"),
    "erased": phrase("Personal data erased"),
    "configuration changed": phrase("Configuration changed"),
    "suppliers changed": phrase("Suppliers' details changed"),
    "suppliers listed": phrase("Suppliers added or removed"),
    "person's language changed": phrase("Person's language changed"),
    "webhook tested": phrase("Webhook tested"),
    "reindexed": phrase("Search index made anew"),
    "compliance report made": phrase("Compliance report made"),
    "access reviewed": phrase("Access reviewed"),
    "personal data given out": phrase("Personal data given out"),
}
"""What the history calls an act."""


def action_label(name: str) -> str:
    """An act of the history in plain words; one that is not known yet as it is called."""
    return ACTION_LABEL.get(name, name.replace("_", " ").capitalize())


def told(entry: AuditEntry) -> tuple[str, str, str]:
    """What happened, why, and with what values: two short texts and one, maybe long, to unfold."""
    data = entry.data
    if entry.action == "received":
        stage = Stage(data["to"])
        return (
            ACTION_LABEL["received"] if stage is Stage.RECEIVED else STAGE_LABEL[stage],
            str(data.get("reason", "")),
            "",
        )
    if entry.action == "moved":
        return STAGE_LABEL[Stage(data["to"])], str(data.get("reason", "")), _rest(data)
    if entry.action in ("file", "duplicate_file"):
        return ACTION_LABEL[entry.action], str(data.get("name", "")), ""
    return action_label(entry.action), str(data.get("reason", "")), _rest(data)


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
