"""Lists of documents that go on from where the last page ended."""

from datetime import UTC, date, datetime, time, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, select, tuple_

from orchestrator.stages import Stage
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.queries import _mentions
from orchestrator.store.tables import documents


class Filters(BaseModel):
    """Which documents: those that fit all that is given."""

    model_config = ConfigDict(frozen=True)

    stages: tuple[Stage, ...] = ()
    text: str = ""
    currency: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None


class Page(BaseModel):
    """Documents, newest first; `after`: the last one's id where more follow."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[Document, ...]
    after: str | None


def page(tx: Transaction, filters: Filters, after: str = "", limit: int = 50) -> Page:
    """The documents that follow the one given, from the newest without one."""
    where: list[ColumnElement[bool]] = [_mentions(word) for word in filters.text.split()]
    if filters.stages:
        where.append(documents.c.stage.in_(filters.stages))
    where += [documents.c.currency == filters.currency] if filters.currency else []
    where += [documents.c.kind == filters.kind] if filters.kind else []
    if filters.since:
        where.append(documents.c.received_at >= datetime.combine(filters.since, time(), UTC))
    if filters.until:
        where.append(documents.c.received_at < datetime.combine(filters.until + timedelta(days=1), time(), UTC))
    if after:
        at = tx.execute(select(documents.c.received_at).where(documents.c.id == after)).scalar_one_or_none()
        where += [tuple_(documents.c.received_at, documents.c.id) < (at, after)] if at else []
    query = select(*COLUMNS).where(*where).order_by(documents.c.received_at.desc(), documents.c.id.desc())
    rows = tx.execute(query.limit(limit + 1)).mappings().all()
    found = tuple(Document.model_validate(dict(row)) for row in rows[:limit])
    return Page(documents=found, after=found[-1].id if len(rows) > limit else None)
