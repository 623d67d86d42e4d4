"""Why documents failed, in words that all share that failed alike; documents keep them while they rest."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, func, select

from orchestrator.stages import Stage
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents

MOST = 500
"""Different causes that are counted one by one; the rest is only in the sum."""


class FailureGroup(BaseModel):
    """Documents that rest in one stage for one cause, and since when the first and the last of them do."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    cause: str
    count: int
    first: datetime
    last: datetime


def groups(tx: Transaction) -> tuple[FailureGroup, ...]:
    """Every cause for which documents rest now, the most frequent first, at most `MOST`."""
    query = _grouped().order_by(func.count().desc(), documents.c.cause).limit(MOST)
    return tuple(FailureGroup.model_validate(dict(row._mapping)) for row in tx.execute(query))


def group(tx: Transaction, stage: Stage, cause: str) -> FailureGroup | None:
    """The documents of one cause; None when none rests for it any more."""
    row = tx.execute(_grouped().where(documents.c.stage == stage, documents.c.cause == cause)).one_or_none()
    return FailureGroup.model_validate(dict(row._mapping)) if row else None


def examples(tx: Transaction, stage: Stage, cause: str, limit: int) -> tuple[Document, ...]:
    """The latest documents of a cause."""
    rows = tx.execute(_of(stage, cause).order_by(documents.c.stage_since.desc()).limit(limit))
    return tuple(Document.model_validate(dict(row._mapping)) for row in rows)


def take(tx: Transaction, stage: Stage, cause: str, until: datetime, limit: int) -> tuple[Document, ...]:
    """Documents that have rested for a cause since `until` or earlier, kept from others until the transaction ends."""
    query = _of(stage, cause).where(documents.c.stage_since <= until).order_by(documents.c.stage_since)
    rows = tx.execute(query.limit(limit).with_for_update(skip_locked=True))
    return tuple(Document.model_validate(dict(row._mapping)) for row in rows)


def latest_of_each(tx: Transaction, wanted: Iterable[FailureGroup]) -> dict[tuple[Stage, str], Document]:
    """One document of each of these groups, as an example."""
    found = {}
    for one in wanted:
        latest = examples(tx, one.stage, one.cause, 1)
        if latest:
            found[one.stage, one.cause] = latest[0]
    return found


def _grouped() -> Select[tuple[str, str | None, int, datetime, datetime]]:
    since = documents.c.stage_since
    columns = (documents.c.stage, documents.c.cause, func.count().label("count"))
    query = select(*columns, func.min(since).label("first"), func.max(since).label("last"))
    return query.where(documents.c.cause.is_not(None)).group_by(documents.c.stage, documents.c.cause)


def _of(stage: Stage, cause: str) -> Select[tuple[object, ...]]:
    return select(*COLUMNS).where(
        documents.c.cause.is_not(None), documents.c.stage == stage, documents.c.cause == cause
    )
