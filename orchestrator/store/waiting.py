"""What waits for people: documents by their deadline, each page of the list a few look-ups in an index."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select, tuple_, union_all

from orchestrator.stages import Stage
from orchestrator.store import clock
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.editing import Editing
from orchestrator.store.engine import Transaction
from orchestrator.store.questions import Question
from orchestrator.store.review import SetAside
from orchestrator.store.tables import documents, editing, questions, set_asides

MOST_COUNTED = 10_000
FEW = 500
KEY = (documents.c.deadline, documents.c.received_at, documents.c.id)
NOTHING: Mapping[str, object] = MappingProxyType({})
Moment = datetime | ColumnElement[datetime]


class Position(NamedTuple):
    """Where a document stands in the order in which people deal with them."""

    deadline: date
    received_at: datetime
    document_id: str


def position(document: Document) -> Position:
    """Its place; one without a deadline is due on the day on which it came in."""
    return Position(document.deadline or document.received_at.date(), document.received_at, document.id)


def in_stages(tx: Transaction, stages: Iterable[Stage], after: Position | None, limit: int) -> tuple[Document, ...]:
    """Documents in any of the stages that are not put off now, oldest deadline first."""
    wanted = tuple(stages)
    if not wanted:
        return ()
    values = {"now": clock.now(tx), "most": limit, **(after._asdict() if after else {})}
    return _read(tx, _firsts(wanted, after is not None), values)


def put_off_in(tx: Transaction, stages: Iterable[Stage], after: Position | None, limit: int) -> tuple[Document, ...]:
    """Documents in any of the stages that are put off now, oldest deadline first."""
    now = clock.now(tx)
    these = _among(tx, select(set_asides.c.document_id).where(_ahead(now)))
    if these is None:
        return ()
    return _read(tx, _listing([documents.c.stage.in_(list(stages)), _put_off(now), these], after, limit))


def asked_of(tx: Transaction, login: str, after: Position | None, limit: int) -> tuple[Document, ...]:
    """Documents in any stage about which this person was asked something that is open."""
    theirs = select(questions.c.document_id).where(questions.c.asked_of == login, questions.c.answered_at.is_(None))
    these = _among(tx, theirs)
    return () if these is None else _read(tx, _listing([these], after, limit))


def next_in_stage(tx: Transaction, stage: Stage, login: str, after: Position | None) -> str | None:
    """The first document after a place that this person could edit now: held by nobody else, not put off, no open
    question to somebody else."""
    now = clock.now(tx)
    other = exists().where(editing.c.document_id == documents.c.id, editing.c.until > now, editing.c.login != login)
    asked = exists().where(
        questions.c.document_id == documents.c.id, questions.c.answered_at.is_(None), questions.c.asked_of != login
    )
    found = _read(tx, _listing([documents.c.stage == stage, ~_put_off(now), ~other, ~asked], after, 1))
    return found[0].id if found else None


def count(tx: Transaction, stages: Iterable[Stage]) -> int:
    """How many documents are in these stages, counted up to `MOST_COUNTED`."""
    some = select(documents.c.id).where(documents.c.stage.in_(list(stages))).limit(MOST_COUNTED).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def open_questions(tx: Transaction, document_ids: Sequence[str]) -> dict[str, Question]:
    """The newest open question about each of these documents."""
    if not document_ids:
        return {}
    where = (questions.c.document_id.in_(document_ids), questions.c.answered_at.is_(None))
    rows = tx.execute(select(questions).where(*where).order_by(questions.c.id))
    return {row.document_id: Question.model_validate(dict(row._mapping)) for row in rows}


def editors(tx: Transaction, document_ids: Sequence[str]) -> dict[str, Editing]:
    """Who edits which of these documents now."""
    where = (editing.c.document_id.in_(document_ids), editing.c.until > clock.now(tx))
    return {
        row.document_id: Editing.model_validate(dict(row._mapping)) for row in tx.execute(select(editing).where(*where))
    }


def put_offs(tx: Transaction, document_ids: Sequence[str]) -> dict[str, SetAside]:
    """Which of these documents are put off now."""
    joined = set_asides.join(documents, documents.c.id == set_asides.c.document_id)
    where = (set_asides.c.document_id.in_(document_ids), _still(clock.now(tx)))
    query = select(set_asides).select_from(joined).where(*where)
    return {row.document_id: SetAside.model_validate(dict(row._mapping)) for row in tx.execute(query)}


def _among(tx: Transaction, ids: Select[tuple[str]]) -> ColumnElement[bool] | None:
    """Of these documents, None where there are none: a few are named one by one, so that no database looks through all
    of its documents."""
    few = tx.execute(ids.distinct().limit(FEW + 1)).scalars().all()
    return documents.c.id.in_(few if len(few) <= FEW else ids) if few else None


def _put_off(now: Moment) -> ColumnElement[bool]:
    return exists().where(set_asides.c.document_id == documents.c.id, _still(now))


def _still(now: Moment) -> ColumnElement[bool]:
    """Until its time comes, and no longer than until the document moves on."""
    return and_(_ahead(now), set_asides.c.at >= documents.c.stage_since)


def _ahead(now: Moment) -> ColumnElement[bool]:
    return or_(set_asides.c.until.is_(None), set_asides.c.until > now)


@cache
def _firsts(stages: tuple[Stage, ...], goes_on: bool) -> Select[Any]:
    """The first of each stage, by the index, and of those the first. Kept: it is asked for at every look at the desk,
    and takes longer to put together than to answer."""
    where = [~_put_off(bindparam("now", type_=set_asides.c.until.type))]
    if goes_on:
        place = (bindparam(name, type_=column.type) for name, column in zip(Position._fields, KEY, strict=True))
        where.append(tuple_(*place) < tuple_(*KEY))
    own = select(*COLUMNS).where(*where).order_by(*KEY).limit(bindparam("most"))
    every = union_all(*(select(own.where(documents.c.stage == stage).subquery()) for stage in stages)).subquery()
    return select(every).order_by(*(every.c[column.name] for column in KEY)).limit(bindparam("most"))


def _listing(where: Iterable[ColumnElement[bool]], after: Position | None, limit: int) -> Select[Any]:
    query = select(*COLUMNS).where(*where).order_by(*KEY).limit(limit)
    if after is None:
        return query
    place = [literal(value, column.type) for value, column in zip(after, KEY, strict=True)]
    return query.where(tuple_(*place) < tuple_(*KEY))


def _read(tx: Transaction, query: Select[Any], values: Mapping[str, object] = NOTHING) -> tuple[Document, ...]:
    return tuple(Document.model_validate(dict(row)) for row in tx.execute(query, values).mappings())
