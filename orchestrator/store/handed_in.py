"""What became of the files that came in: each receipt with its document."""

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, select

from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.receipts import Receipt
from orchestrator.store.tables import documents, receipts

OF_RECEIPT = {column.name: column.label(f"receipt_{column.name}") for column in receipts.c}
PARTS = 200
"""So many parts of the files of a list are shown."""


class Became(BaseModel):
    """A file and its document; `parts`: what was taken out of it, an e-mail's attachments or the parts of a PDF."""

    model_config = ConfigDict(frozen=True)

    receipt: Receipt
    document: Document
    parts: tuple["Became", ...] = ()


def lately(tx: Transaction, login: str, limit: int = 20) -> tuple[Became, ...]:
    """The last files that this person handed in, and those of nobody by name (folders, mail), newest first."""
    whole = receipts.c.parent_id.is_(None)
    mine = _became(tx, receipts.c.handed_in_by == login, whole, limit=limit)
    common = _became(tx, receipts.c.handed_in_by.is_(None), whole, limit=limit)
    newest = sorted((*mine, *common), key=lambda item: item.receipt.received_at, reverse=True)[:limit]
    inside: dict[str | None, list[Became]] = {}
    for part in _became(tx, receipts.c.parent_id.in_([item.receipt.id for item in newest]), limit=PARTS):
        inside.setdefault(part.receipt.parent_id, []).insert(0, part)
    return tuple(item.model_copy(update={"parts": tuple(inside.get(item.receipt.id, ()))}) for item in newest)


def _became(tx: Transaction, *where: ColumnElement[bool], limit: int) -> list[Became]:
    query = select(*COLUMNS, *OF_RECEIPT.values()).join(receipts, receipts.c.document_id == documents.c.id)
    # By whom first, though it is one: only so PostgreSQL walks the index where it is nobody.
    order = (receipts.c.handed_in_by.desc(), receipts.c.received_at.desc(), receipts.c.id)
    rows = tx.execute(query.where(*where).order_by(*order).limit(limit)).mappings()
    return [
        Became(
            receipt=Receipt.model_validate({name: row[label.name] for name, label in OF_RECEIPT.items()}),
            document=Document.model_validate(dict(row)),
        )
        for row in rows
    ]
