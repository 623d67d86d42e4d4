"""Where the store holds personal data: how much of each, and since when. Counted when asked, never kept."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, func, literal, or_, select

from orchestrator.store.engine import Transaction
from orchestrator.store.tables import audit, audit_private, documents, metadata, receipts, suppliers

HOLDINGS: dict[str, dict[str, str | None]] = {
    "documents": {
        "documents": "received_at", "receipts": "received_at", "extractions": "made_at", "search_entries": None,
        "page_layouts": None, "turned_copies": "at", "verdicts": "judged_at", "contract_parties": None,
        "splits": "at", "order_matches": "judged_at", "cause_retries": "asked_at",
    },
    "keying": {
        "orders": "made_at", "coded_lines": "posted_at", "posting_attempts": "claimed_at", "evidence": "made_at",
        "lane_failures": "failed_at", "posting_keys": None, "runs": "started_at",
    },
    "decisions": {
        "approvals": "decided_at", "corrections": "corrected_at", "review_saves": "saved_at", "questions": "asked_at",
        "set_asides": "at", "editing": "since", "approval_plans": "made_at", "approval_signatures": "signed_at",
        "approval_waits": None, "approval_reminders": "at", "delegations": "made_at", "rule_sets": "since",
    },
    "suppliers": {
        "suppliers": "synced_at", "supplier_memories": "made_at", "supplier_accounts": "since",
        "purchase_orders": "changed_at", "purchase_order_lines": None, "goods_receipts": "changed_at",
    },
    "bad_money": {"alerts": "raised_at", "invoice_traces": "received"},
    "people": {
        "people": "made_at", "openid_links": "linked_at", "api_tokens": "made_at", "web_sessions": "made_at",
        "login_attempts": "at", "idempotency_keys": "made_at",
    },
    "history": {"audit": None, "audit_private": None, "erasures": "at"},
    "webhooks": {"webhooks": "made_at", "webhook_deliveries": "created_at"},
}  # fmt: skip
"""The tables with personal data by what it is about, each with the column that says since when."""
IMPERSONAL = frozenset(
    {"audit_head", "heartbeats", "lanes", "outbox", "rule_folders", "samples", "schedule_runs", "alembic_version"}
)
"""Tables that say nothing of a person. A table that is in neither list fails a test."""


class Held(NamedTuple):
    """Rows of a table, and since when the oldest is there; None where it has no time of its own."""

    table: str
    rows: int
    oldest: datetime | None


class Supplier(NamedTuple):
    """A supplier as the ERP lists it."""

    erp: str
    company: str
    code: str
    name: str


def held(tx: Transaction, about: str) -> tuple[Held, ...]:
    """What the tables hold of one kind."""
    return tuple(_held(tx, metadata.tables[name], column) for name, column in HOLDINGS[about].items())


def documents_held(tx: Transaction) -> tuple[int, int]:
    """How many documents are kept with their content, and how many were erased."""
    query = select(func.count(), func.count(documents.c.erased_at)).select_from(documents)
    every, erased = tx.execute(query).one()
    return int(every) - int(erased), int(erased)


def suppliers_named(tx: Transaction, name: str, limit: int) -> tuple[Supplier, ...]:
    """Suppliers of the ERP in whose name this stands."""
    s = suppliers.c
    query = select(s.erp, s.company, s.code, s.name).where(s.name.icontains(name, autoescape=True))
    return tuple(Supplier(*row) for row in tx.execute(query.order_by(s.name, s.code).limit(limit)))


def handed_in(tx: Transaction, login: str) -> int:
    """How many files somebody handed in."""
    query = select(func.count()).select_from(receipts).where(receipts.c.handed_in_by == login)
    return int(tx.execute(query).scalar_one())


def entries_about(tx: Transaction, login: str) -> int:
    """How many entries of the history name this person as who acted."""
    a = audit.c
    mine = or_(a.actor == login, a.actor.startswith(f"{login} (", autoescape=True))
    return int(tx.execute(select(func.count()).select_from(audit).where(mine)).scalar_one())


def _held(tx: Transaction, table: Table, column: str | None) -> Held:
    if table in (audit, audit_private):
        return _held_in_history(tx, table)
    oldest: Any = func.min(table.c[column]) if column else literal(None)
    rows, since = tx.execute(select(func.count(), oldest).select_from(table)).one()
    return Held(table.name, int(rows), since)


def _held_in_history(tx: Transaction, table: Table) -> Held:
    """The history tells times as text, its private parts by the numbers of their entries."""
    rows = int(tx.execute(select(func.count()).select_from(table)).scalar_one())
    first: Select[Any] = select(func.min(table.c.seq))
    at = tx.execute(select(audit.c.at).where(audit.c.seq == first.scalar_subquery())).scalar_one_or_none()
    return Held(table.name, rows, datetime.fromisoformat(at) if at else None)
