"""What waits for people: documents by their deadline, each page of the list a few look-ups in an index."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select, tuple_

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


class Position(NamedTuple):
    """Where a document stands in the order in which people deal with them."""

    deadline: date
    received_at: datetime
    document_id: str


def position(document: Document) -> Position:
    """Its place; one without a deadline is due on the day on which it came in."""
    return Position(document.deadline or document.received_at.date(), document.received_at, document.id)


def in_stage(
    tx: Transaction, stage: Stage, after: Position | None, limit: int, *, put_off: bool = False
) -> tuple[Document, ...]:
    """Documents in a stage, oldest deadline first: those that are put off now, or those that are not."""
    where = [documents.c.stage == stage, _put_off(tx) if put_off else ~_put_off(tx)]
    if put_off:
        where.append(_among(tx, select(set_asides.c.document_id).where(_ahead(tx))))
    return _listed(tx, where, after, limit)


def asked_of(tx: Transaction, login: str, after: Position | None, limit: int) -> tuple[Document, ...]:
    """Documents in any stage about which this person was asked something that is open."""
    theirs = select(questions.c.document_id).where(questions.c.asked_of == login, questions.c.answered_at.is_(None))
    return _listed(tx, [_among(tx, theirs)], after, limit)


def next_in_stage(tx: Transaction, stage: Stage, login: str, after: Position | None) -> str | None:
    """The first document after a place that this person could edit now: held by nobody else, not put off, no open
    question to somebody else."""
    other = exists().where(
        editing.c.document_id == documents.c.id, editing.c.until > clock.now(tx), editing.c.login != login
    )
    asked = exists().where(
        questions.c.document_id == documents.c.id, questions.c.answered_at.is_(None), questions.c.asked_of != login
    )
    found = _listed(tx, [documents.c.stage == stage, ~_put_off(tx), ~other, ~asked], after, 1)
    return found[0].id if found else None


def count(tx: Transaction, stages: Iterable[Stage]) -> int:
    """How many documents are in these stages, counted up to `MOST_COUNTED`."""
    some = select(documents.c.id).where(documents.c.stage.in_(list(stages))).limit(MOST_COUNTED).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def open_questions(tx: Transaction, document_ids: Sequence[str]) -> dict[str, Question]:
    """The newest open question about each of these documents."""
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
    query = select(set_asides).select_from(joined).where(set_asides.c.document_id.in_(document_ids), _still(tx))
    return {row.document_id: SetAside.model_validate(dict(row._mapping)) for row in tx.execute(query)}


def _among(tx: Transaction, ids: Select[tuple[str]]) -> ColumnElement[bool]:
    """Of these documents: a few are named one by one, so that no database looks through all of its documents."""
    few = tx.execute(ids.distinct().limit(FEW + 1)).scalars().all()
    return documents.c.id.in_(few if len(few) <= FEW else ids)


def _put_off(tx: Transaction) -> ColumnElement[bool]:
    return exists().where(set_asides.c.document_id == documents.c.id, _still(tx))


def _still(tx: Transaction) -> ColumnElement[bool]:
    """Until its time comes, and no longer than until the document moves on."""
    return and_(_ahead(tx), set_asides.c.at >= documents.c.stage_since)


def _ahead(tx: Transaction) -> ColumnElement[bool]:
    return or_(set_asides.c.until.is_(None), set_asides.c.until > clock.now(tx))


def _listed(
    tx: Transaction, where: list[ColumnElement[bool]], after: Position | None, limit: int
) -> tuple[Document, ...]:
    query = select(*COLUMNS).where(*where).order_by(*KEY).limit(limit)
    if after is not None:
        place = [literal(value, column.type) for value, column in zip(after, KEY, strict=True)]
        query = query.where(tuple_(*place) < tuple_(*KEY))
    return tuple(Document.model_validate(dict(row._mapping)) for row in tx.execute(query))
