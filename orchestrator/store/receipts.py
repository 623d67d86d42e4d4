"""Receipts: one for every file that was taken in, duplicates included."""

import uuid
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, insert, select, update

from orchestrator.stages import RESTING, Stage
from orchestrator.store import audit, clock, search
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, receipts


class Receipt(BaseModel):
    """A file that came in. `name` is for showing only; `raw_name` the bytes as they were.

    Attributes:
        parent_id: the receipt of the e-mail that it was attached to.
        duplicate: its content was known already; it shares the document of the first.
        handed_in_by: the login of who uploaded it; None where it lay in a folder or came by mail.
        returned_to: the folder in which the clerk finds it: done, needs-you or rejected.
        returned_as: its path there, relative to the home folder.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    document_id: str
    parent_id: str | None
    name: str
    raw_name: bytes
    received_at: datetime
    duplicate: bool
    returned_to: str | None
    returned_as: str | None
    returned_text: str | None
    handed_in_by: str | None = None


def add(
    tx: Transaction, document_id: str, raw_name: bytes, actor: str, *, duplicate: bool,
    receipt_id: str | None = None, parent_id: str | None = None, handed_in_by: str | None = None,
) -> str:  # fmt: skip
    """Write a receipt and its history entry; returns its id."""
    receipt_id = receipt_id or uuid.uuid4().hex
    name = display_name(raw_name)
    tx.execute(
        insert(receipts).values(
            id=receipt_id, document_id=document_id, parent_id=parent_id, name=name, raw_name=raw_name,
            received_at=clock.now(tx), duplicate=duplicate, handed_in_by=handed_in_by,
        )
    )  # fmt: skip
    search.refresh(tx, document_id)
    action = "duplicate_file" if duplicate else "file"
    audit.append(tx, actor, action, document_id, {"receipt": receipt_id, "name": name, "parent": parent_id})
    return receipt_id


def display_name(raw_name: bytes) -> str:
    """A name as text for people: undecodable bytes and control characters shown as replacement characters."""
    text = raw_name.decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text) or "(no name)"


def get(tx: Transaction, receipt_id: str) -> Receipt | None:
    row = tx.execute(select(receipts).where(receipts.c.id == receipt_id)).one_or_none()
    return Receipt.model_validate(dict(row._mapping)) if row else None


def of_document(tx: Transaction, document_id: str) -> tuple[Receipt, ...]:
    """A document's receipts, oldest first."""
    return _all(tx, select(receipts).where(receipts.c.document_id == document_id))


def attached(tx: Transaction, receipt_id: str) -> tuple[Receipt, ...]:
    """The receipts of what was attached to an e-mail."""
    return _all(tx, select(receipts).where(receipts.c.parent_id == receipt_id))


def everything(tx: Transaction) -> tuple[Receipt, ...]:
    return _all(tx, select(receipts))


def to_return(tx: Transaction, limit: int = 50) -> tuple[tuple[Receipt, Stage, str], ...]:
    """Receipts whose document rests, with its stage and reason, where the clerk was last told something else."""
    query = (
        select(receipts, documents.c.stage, documents.c.reason)
        .join(documents, documents.c.id == receipts.c.document_id)
        .where(
            documents.c.stage.in_(RESTING),
            receipts.c.returned_text.is_distinct_from(documents.c.stage + ": " + documents.c.reason),
        )
        .order_by(receipts.c.received_at)
        .limit(limit)
    )
    found = []
    for row in tx.execute(query):
        values = dict(row._mapping)
        stage, reason = Stage(values.pop("stage")), values.pop("reason")
        found.append((Receipt.model_validate(values), stage, reason))
    return tuple(found)


def plan_return(tx: Transaction, receipt_id: str, folder: str, path: str) -> None:
    """Write down where a file is about to be put."""
    values = {"returned_to": folder, "returned_as": path, "returned_text": None}
    tx.execute(update(receipts).where(receipts.c.id == receipt_id).values(values))


def mark_returned(tx: Transaction, receipt_id: str, stage: Stage, reason: str) -> None:
    """The file lies there, and its text tells this stage and reason."""
    tx.execute(update(receipts).where(receipts.c.id == receipt_id).values(returned_text=f"{stage}: {reason}"))


def _all(tx: Transaction, query: Select[tuple[object, ...]]) -> tuple[Receipt, ...]:
    rows = tx.execute(query.order_by(receipts.c.received_at, receipts.c.id))
    return tuple(Receipt.model_validate(dict(row._mapping)) for row in rows)
