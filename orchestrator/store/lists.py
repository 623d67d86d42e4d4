"""Lists of documents: filters, one page at a time, counts that stop early. Quick with hundreds of thousands.

A page goes on from the last document of the page before, so that the hundredth costs as little as the first.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Column, ColumnElement, Select, UnaryExpression, exists, func, literal, select, tuple_, union_all
from sqlalchemy.sql.operators import custom_op

from orchestrator.stages import Stage
from orchestrator.store import search
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.search_words import SUPPLIER, asked
from orchestrator.store.tables import documents, posting_attempts, search_entries

COUNTED = 1000
"""A longer list is said to have more than so many."""


class Filters(BaseModel):
    """Which documents: those that fit all that is given.

    Attributes:
        text: words in supplier, number, file names or the document's text, or its amount as people write it.
        supplier: words in the supplier's name.
        lane: in which keying was tried.
        since, until: days in UTC, both included, on which the document came in.
        issued_since, issued_until: days of the document's own date.
    """

    model_config = ConfigDict(frozen=True)

    stages: tuple[Stage, ...] = ()
    text: str = ""
    supplier: str = ""
    currency: str = ""
    kind: str = ""
    lane: str = ""
    since: date | None = None
    until: date | None = None
    issued_since: date | None = None
    issued_until: date | None = None


class Page(BaseModel):
    """Documents, newest first; `after`: the last one's id where more follow."""

    model_config = ConfigDict(frozen=True)

    documents: tuple[Document, ...]
    after: str | None


def page(tx: Transaction, filters: Filters, after: str = "", limit: int = 50) -> Page:
    """The documents that follow the one given, from the newest without one.

    Args:
        after: a document's id; one that is not known begins anew.
    """
    rows = tx.execute(_query(tx, filters, COLUMNS, after, limit + 1)).mappings().all()
    found = tuple(Document.model_validate(dict(row)) for row in rows[:limit])
    return Page(documents=found, after=found[-1].id if len(rows) > limit else None)


def count(tx: Transaction, filters: Filters, most: int = COUNTED) -> int:
    """How many documents fit; `most` + 1 where there are more than `most`."""
    found = _query(tx, filters, [literal(1).label("one")], "", most + 1, ordered=False).subquery()
    return int(tx.execute(select(func.count()).select_from(found)).scalar_one())


def _query(
    tx: Transaction, filters: Filters, columns: Sequence[Any], after: str, limit: int, *, ordered: bool = True
) -> Select[Any]:
    wanted = (asked(filters.text) if filters.text.strip() else (), asked(filters.supplier, SUPPLIER))
    if wanted[0] is None or (wanted[1] is None and filters.supplier.strip()):
        return select(*columns).where(literal(False))
    terms = (*wanted[0], *(wanted[1] or ()))
    if terms:
        of = unindexed if tx.dialect.name == "sqlite" else itself
        where = _conditions(filters, of) + ([of(documents.c.stage).in_(filters.stages)] if filters.stages else [])
        return _by_words(tx, search.matching(tx, terms), where, columns, after, limit, ordered)
    where = _conditions(filters) + (_older(tx, after) if after else [])
    return _by_stage(filters.stages, where, columns, limit, ordered)


def _by_words(
    tx: Transaction, fits: ColumnElement[bool], where: list[ColumnElement[bool]], columns: Sequence[Any], after: str,
    limit: int, ordered: bool,
) -> Select[Any]:  # fmt: skip
    entry = search_entries.c.id if tx.dialect.name != "sqlite" else search.INDEX.c.rowid
    joined = search_entries.join(documents, documents.c.id == search_entries.c.document_id)
    if tx.dialect.name == "sqlite":
        joined = search.INDEX.join(search_entries, search_entries.c.id == search.INDEX.c.rowid).join(
            documents, documents.c.id == search_entries.c.document_id
        )
    query = select(*columns).select_from(joined).where(fits, *where)
    last = tx.execute(select(search_entries.c.id).where(search_entries.c.document_id == after)).scalar_one_or_none()
    if after and last is not None:
        query = query.where(entry < last)
    return (query.order_by(entry.desc()) if ordered else query).limit(limit)


def _by_stage(
    stages: Sequence[Stage], where: list[ColumnElement[bool]], columns: Sequence[Any], limit: int, ordered: bool
) -> Select[Any]:
    """Several stages are asked for one by one, each in the order of its index."""
    newest = (documents.c.received_at.desc(), documents.c.id.desc())

    def one(*more: ColumnElement[bool]) -> Select[Any]:
        query = select(*columns).select_from(documents).where(*where, *more)
        return (query.order_by(*newest) if ordered else query).limit(limit)

    if len(stages) < 2:
        return one(*(documents.c.stage == stage for stage in stages))
    parts = union_all(*(select(one(documents.c.stage == stage).subquery()) for stage in stages)).subquery()
    query = select(parts)
    return (query.order_by(parts.c.received_at.desc(), parts.c.id.desc()) if ordered else query).limit(limit)


def _older(tx: Transaction, after: str) -> list[ColumnElement[bool]]:
    at = tx.execute(select(documents.c.received_at).where(documents.c.id == after)).scalar_one_or_none()
    if at is None:
        return []
    last = tuple_(literal(at, documents.c.received_at.type), literal(after))
    return [tuple_(documents.c.received_at, documents.c.id) < last]


def itself(column: Column[Any]) -> ColumnElement[Any]:
    return column


def unindexed(column: Column[Any]) -> ColumnElement[Any]:
    """A column that SQLite does not begin with: it would, and then ask the index of words for every row."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _conditions(
    filters: Filters, of: Callable[[Column[Any]], ColumnElement[Any]] = itself
) -> list[ColumnElement[bool]]:
    """All but the stages, which go another way with words than without."""
    found: list[ColumnElement[bool]] = []
    if filters.currency:
        found.append(of(documents.c.currency) == filters.currency)
    if filters.kind:
        found.append(of(documents.c.kind) == filters.kind)
    if filters.lane:
        tried = select(posting_attempts.c.id).where(
            posting_attempts.c.document_id == documents.c.id, posting_attempts.c.lane == filters.lane
        )
        found.append(exists(tried))
    if filters.since:
        found.append(of(documents.c.received_at) >= _midnight(filters.since))
    if filters.until:
        found.append(of(documents.c.received_at) < _midnight(filters.until + timedelta(days=1)))
    if filters.issued_since:
        found.append(of(documents.c.issue_date) >= filters.issued_since)
    if filters.issued_until:
        found.append(of(documents.c.issue_date) <= filters.issued_until)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
