"""Lists of documents: filters, one page at a time, counts that stop early. Quick with hundreds of thousands.

A page goes on from the last document of the page before, so that the hundredth costs as little as the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    UnaryExpression,
    and_,
    exists,
    func,
    literal,
    select,
    text,
    tuple_,
)
from sqlalchemy.sql.operators import custom_op

from orchestrator.stages import Stage
from orchestrator.store import search
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.search_words import SUPPLIER, Alternatives, Term, asked
from orchestrator.store.tables import documents, posting_attempts, search_entries

COUNTED = 1000
"""A longer list is said to have more than so many."""
LOOKED_AT = 2000
"""So many of the newest that fit one filter are looked at to count those that fit them all."""
FEW = 1000
"""Where one filter leaves no more than so many, the others are asked of these alone."""
COMMON = 1000
"""A word that so many documents hold is not taken for the beginning of others."""
REMEMBERED = 10_000
FREQUENT: WeakKeyDictionary[Engine, set[tuple[int, tuple[Alternatives, ...]]]] = WeakKeyDictionary()
"""Of each database, what more than so many documents were seen to hold: they hardly become fewer."""


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


class Count(NamedTuple):
    """How many documents fit, and whether there are, or may be, more: counting stops early."""

    number: int
    more: bool


class Condition(NamedTuple):
    """One filter: what it demands of a document, and the ids of the documents that fit it, by an index."""

    fits: ColumnElement[bool]
    ids: Select[Any]


def page(tx: Transaction, filters: Filters, after: str = "", limit: int = 50) -> Page:
    """The documents that follow the one given, from the newest without one.

    Args:
        after: a document's id; one that is not known begins anew.
    """
    return Listing(tx, filters).page(after, limit)


def count(tx: Transaction, filters: Filters, most: int = COUNTED, looked_at: int = LOOKED_AT) -> Count:
    """How many documents fit, counted up to `most`.

    Where each of several filters leaves many, only so many that fit the first (the words, if any) are looked at.
    """
    return Listing(tx, filters).count(most, looked_at)


@dataclass(frozen=True)
class Listing:
    """What fits some filters now; what a page and the count both need to know is looked up once."""

    tx: Transaction
    filters: Filters

    def page(self, after: str = "", limit: int = 50) -> Page:
        """See `page`."""
        filters, few = self.filters, self._few
        if self._words is None:
            return Page(documents=(), after=None)
        if self._words:
            queries = [self._by_words(self._words, COLUMNS, after)]
        elif few is None and len(filters.stages) > 1:  # one by one, each in the order of its index
            each = (filters.model_copy(update={"stages": (stage,)}) for stage in filters.stages)
            queries = [_by_time(self.tx, one, None, COLUMNS, after) for one in each]
        else:
            queries = [_by_time(self.tx, filters, few, COLUMNS, after)]
        rows = [row for query in queries for row in self.tx.execute(query.limit(limit + 1)).mappings()]
        if len(queries) > 1:
            rows.sort(key=lambda row: (row["received_at"], row["id"]), reverse=True)
        found = tuple(Document.model_validate(dict(row)) for row in rows[:limit])
        return Page(documents=found, after=found[-1].id if len(rows) > limit else None)

    def count(self, most: int = COUNTED, looked_at: int = LOOKED_AT) -> Count:
        """See `count`."""
        tx, words, few = self.tx, self._words, self._few
        if words is None:
            return Count(0, False)
        conditions = _conditions(self.filters, _of(tx))
        if few is None and len(conditions) + bool(words) > 1:
            some = (self._newest_hits() if words else conditions[0].ids).limit(looked_at)
            seen, number = tx.execute(_seen_and_fitting(some, conditions, bool(words))).one()
            return Count(min(number, most), number > most or seen == looked_at)
        if words and few is None:
            number = self._number_of_hits(words, most)
        else:
            query = (
                self._by_words(words, [documents.c.id]) if words else _by_time(tx, self.filters, few, [documents.c.id])
            )
            number = _size(tx, query.order_by(None), most + 1)
        return Count(min(number, most), number > most)

    @cached_property
    def _words(self) -> tuple[Alternatives, ...] | None:
        return _words(self.tx, self.filters)

    @cached_property
    def _few(self) -> Select[Any] | None:
        return _few(self.tx, self.filters, self._words or ())

    @cached_property
    def _hits(self) -> list[int] | None:
        """The numbers of the entries that fit the words; None where they are many."""
        words = self._words or ()
        if _is_known(self.tx, FEW, words):
            return None
        hits = list(self.tx.execute(_matching(self.tx, words).limit(FEW + 1)).scalars())
        if len(hits) <= FEW:
            return hits
        _remember(self.tx, FEW, words)
        return None

    def _newest_hits(self) -> Select[Any]:
        query = _matching(self.tx, self._words or ())
        # Without an order PostgreSQL begins anywhere, and the count would be another each time.
        many = self.tx.dialect.name != "sqlite" and self._hits is None
        return query.order_by(search_entries.c.id.desc()) if many else query

    def _number_of_hits(self, words: Sequence[Alternatives], most: int) -> int:
        if most > FEW:
            return _size(self.tx, _matching(self.tx, words), most + 1)
        return FEW + 1 if self._hits is None else len(self._hits)

    def _by_words(self, words: Sequence[Alternatives], columns: Sequence[Any], after: str = "") -> Select[Any]:
        """Newest first, by the numbers of the entries; SQLite begins with its index, and looks at every hit."""
        tx, few = self.tx, self._few
        sqlite = tx.dialect.name == "sqlite"
        number = search.INDEX.c.rowid if sqlite else search_entries.c.id
        joined = search_entries.join(documents, documents.c.id == search_entries.c.document_id)
        if sqlite:
            entries = search.INDEX.join(search_entries, search_entries.c.id == search.INDEX.c.rowid)
            joined = entries.join(documents, documents.c.id == search_entries.c.document_id)
        query = select(*columns).select_from(joined)
        # PostgreSQL takes rare words for common ones, and would walk through all entries to find a few.
        hits = None if sqlite else self._hits
        query = query.where(search.matching(tx, words) if hits is None else number.in_(hits))
        query = query.where(*(one.fits for one in _conditions(self.filters, _of(tx))))
        if few is not None:
            these = select(search_entries.c.id).where(search_entries.c.document_id.in_(few))
            query = query.where(_of(tx)(number).in_(these))
        last = select(search_entries.c.id).where(search_entries.c.document_id == after)
        at = tx.execute(last).scalar_one_or_none() if after else None
        return (query if at is None else query.where(number < at)).order_by(number.desc())


def _size(tx: Transaction, query: Select[Any], most: int) -> int:
    return int(tx.execute(select(func.count()).select_from(query.limit(most).subquery())).scalar_one())


def _words(tx: Transaction, filters: Filters) -> tuple[Alternatives, ...] | None:
    """The words that are asked for, empty without any; None where what is typed can be found nowhere."""
    found: tuple[Alternatives, ...] = ()
    for typed, mark in ((filters.text, ""), (filters.supplier, SUPPLIER)):
        words = asked(typed, mark) if typed.strip() else ()
        if words is None:
            return None
        found += tuple(tuple(tuple(_whole(tx, term) for term in way) for way in ways) for ways in words)
    return found


def _whole(tx: Transaction, term: Term) -> Term:
    """A word that many documents hold finds these alone: all that only begin with it would take long to gather."""
    word, begins = term
    return word, begins and not _is_common(tx, word)


def _is_common(tx: Transaction, word: str) -> bool:
    """Asked once of each word that is."""
    alone = ((((word, False),),),)
    if _is_known(tx, COMMON, alone):
        return True
    common = _size(tx, _matching(tx, alone), COMMON + 1) > COMMON
    if common:
        _remember(tx, COMMON, alone)
    return common


def _is_known(tx: Transaction, many: int, words: tuple[Alternatives, ...]) -> bool:
    return (many, words) in FREQUENT.get(tx.engine, ())


def _remember(tx: Transaction, many: int, words: tuple[Alternatives, ...]) -> None:
    known = FREQUENT.setdefault(tx.engine, set())
    if len(known) < REMEMBERED:
        known.add((many, words))


def _few(tx: Transaction, filters: Filters, words: Sequence[Alternatives]) -> Select[Any] | None:
    """The documents that fit one of several filters, where these are few; None where each alone leaves many."""
    conditions = _conditions(filters)
    if len(conditions) + bool(words) < 2 and not filters.lane:
        return None
    return next((one.ids for one in conditions if _size(tx, one.ids, FEW + 1) <= FEW), None)


def _matching(tx: Transaction, words: Sequence[Alternatives]) -> Select[Any]:
    """The numbers of the entries that fit the words, the newest first where the database gives them so."""
    if tx.dialect.name == "sqlite":
        return select(search.INDEX.c.rowid.label("id")).where(search.matching(tx, words)).order_by(text("rowid DESC"))
    return select(search_entries.c.id).where(search.matching(tx, words))


def _seen_and_fitting(some: Select[Any], conditions: Sequence[Condition], are_entries: bool) -> Select[int, int]:
    """How many documents these are (where they came by words, of entries), and how many of them fit all conditions."""
    these = some.subquery()
    (number,) = these.c
    if are_entries:
        joined = these.join(search_entries, search_entries.c.id == number).join(
            documents, documents.c.id == search_entries.c.document_id
        )
    else:
        joined = these.join(documents, documents.c.id == number)
    fitting = func.count().filter(and_(*(one.fits for one in conditions)))
    return select(func.count(), fitting).select_from(joined)


def _by_time(
    tx: Transaction, filters: Filters, few: Select[Any] | None, columns: Sequence[Any], after: str = ""
) -> Select[Any]:
    """Newest first; where few are looked at, SQLite is kept from walking through all in their order."""
    of = itself if few is None else _of(tx)
    query = select(*columns).select_from(documents).where(*(one.fits for one in _conditions(filters, of)))
    if few is not None:
        query = query.where(documents.c.id.in_(few))
    query = query.where(*_older(tx, after))
    return query.order_by(of(documents.c.received_at).desc(), documents.c.id.desc())


def _older(tx: Transaction, after: str) -> list[ColumnElement[bool]]:
    place = select(documents.c.received_at).where(documents.c.id == after)
    at = tx.execute(place).scalar_one_or_none() if after else None
    if at is None:
        return []
    last = tuple_(literal(at, documents.c.received_at.type), literal(after))
    return [tuple_(documents.c.received_at, documents.c.id) < last]


def itself(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that SQLite does not begin with: it would, and then ask the index of words for every row."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


def _of(tx: Transaction) -> Callable[[ColumnElement[Any]], ColumnElement[Any]]:
    return unindexed if tx.dialect.name == "sqlite" else itself


def _conditions(
    filters: Filters, of: Callable[[ColumnElement[Any]], ColumnElement[Any]] = itself
) -> tuple[Condition, ...]:
    """All filters but words."""
    own = documents.c
    found: list[Condition] = []

    def add(*demands: ColumnElement[bool], by_index: Sequence[ColumnElement[bool]]) -> None:
        found.append(Condition(and_(*demands), select(own.id).where(*by_index)))

    if filters.stages:
        add(of(own.stage).in_(filters.stages), by_index=[own.stage.in_(filters.stages)])
    if filters.currency:
        add(of(own.currency) == filters.currency, by_index=[own.currency == filters.currency])
    if filters.kind:
        add(of(own.kind) == filters.kind, by_index=[own.kind == filters.kind])
    if filters.lane:
        tried = select(posting_attempts.c.document_id).where(posting_attempts.c.lane == filters.lane)
        fits = exists(tried.where(posting_attempts.c.document_id == own.id))
        found.append(Condition(fits, tried.distinct()))
    came = _between(own.received_at, _midnight(filters.since), _midnight(filters.until, 1))
    issued = _between(own.issue_date, filters.issued_since, _day_after(filters.issued_until))
    for make in (came, issued):
        if make(itself):
            add(*make(of), by_index=make(itself))
    return tuple(found)


def _between(
    column: ColumnElement[Any], first: date | None, end: date | None
) -> Callable[[Callable[[ColumnElement[Any]], ColumnElement[Any]]], list[ColumnElement[bool]]]:
    def made(of: Callable[[ColumnElement[Any]], ColumnElement[Any]]) -> list[ColumnElement[bool]]:
        begins = [] if first is None else [of(column) >= first]
        return begins + ([] if end is None else [of(column) < end])

    return made


def _midnight(day: date | None, days_later: int = 0) -> datetime | None:
    return None if day is None else datetime.combine(day + timedelta(days_later), time(), UTC)


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(1)
