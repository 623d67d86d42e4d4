"""Read-only questions that pages and reports ask."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from orchestrator.stages import Stage
from orchestrator.store import lists
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.receipts import Receipt
from orchestrator.store.tables import documents, receipts, runs

ALL = 2**31
AT_ONCE = 400
"""Ids in one statement; SQLite allows about a thousand values."""


class Found(BaseModel):
    """One page of a search: the documents, newest first, and how many there are in all."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[Document, ...]
    total: int


def search(tx: Transaction, stages: Iterable[Stage] = (), text: str = "", limit: int = 50, offset: int = 0) -> Found:
    """Documents in any of `stages` (all when none is named) that mention every word of `text`; see `lists.Filters`.

    It counts them all and passes by what comes before: for programs that want that. Pages take `lists`.
    """
    listing = lists.Listing(tx, lists.Filters(stages=tuple(stages), text=text))
    found = listing.page(limit=limit + offset).documents[offset:]
    return Found(documents=found, total=listing.count(ALL, ALL).number)


def file_names(tx: Transaction, document_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The names under which each document came in, oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _parts(document_ids):
        query = select(receipts.c.document_id, receipts.c.name).where(receipts.c.document_id.in_(part))
        for document_id, name in tx.execute(query.order_by(receipts.c.received_at, receipts.c.id)):
            found[document_id] = (*found.get(document_id, ()), name)
    return found


def receipts_of(tx: Transaction, document_ids: Collection[str]) -> Iterator[Receipt]:
    """The receipts of several documents, oldest first within each."""
    for part in _parts(document_ids):
        query = select(receipts).where(receipts.c.document_id.in_(part))
        for row in tx.execute(query.order_by(receipts.c.received_at, receipts.c.id)):
            yield Receipt.model_validate(dict(row._mapping))


def all_documents(tx: Transaction) -> dict[str, Document]:
    """Every document by its id, oldest first."""
    rows = tx.execute(select(*COLUMNS).order_by(documents.c.received_at, documents.c.id))
    return {row.id: Document.model_validate(dict(row._mapping)) for row in rows}


def seconds_worked(tx: Transaction) -> dict[str, float]:
    """Seconds that all finished runs of each document took together."""
    query = select(runs.c.document_id, runs.c.started_at, runs.c.finished_at).where(runs.c.finished_at.is_not(None))
    found: dict[str, float] = {}
    for document_id, started, finished in tx.execute(query):
        found[document_id] = found.get(document_id, 0.0) + (finished - started).total_seconds()
    return found


def oldest_in(tx: Transaction, stages: Iterable[Stage]) -> datetime | None:
    """Since when the document that has been longest in any of these stages is there; None when there is none."""
    query = select(func.min(documents.c.stage_since)).where(documents.c.stage.in_(list(stages)))
    since: datetime | None = tx.execute(query).scalar_one_or_none()
    return since.astimezone(UTC) if since else None


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    every = list(ids)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
