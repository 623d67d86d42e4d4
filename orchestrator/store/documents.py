"""Documents: what they are and the one function that moves them."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from orchestrator.errors import DocumentNotFound, IllegalMove, LostRace
from orchestrator.stages import QUEUE_OF, Stage, is_legal
from orchestrator.store import audit, clock, outbox, search, webhooks
from orchestrator.store.cause_words import cause_of
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, receipts

ID_LENGTH = 32
COLUMNS = [column for column in documents.c if column.name not in ("normalised_number", "cause")]
FAILURES = frozenset({Stage.FAILED, Stage.QUARANTINED})
"""Stages in which a document keeps the cause that it has in common with others."""


class Document(BaseModel):
    """A document as it stands. `gross_total` in `currency`; `reason` says in plain words why it is where it is.

    Attributes:
        deadline: the due date, else the day on which it came in: the order in which people deal with documents.
        doubtful: how many fields a person should look at, as the judge counted; None before it judged.
        erased_at: when its personal data was erased; it is never moved again.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    sha256: str
    media_type: str
    size: int
    received_at: datetime
    stage: Stage
    stage_since: datetime
    reason: str
    fence: int
    not_before: datetime | None
    kind: str | None
    language: str | None
    supplier_name: str | None
    supplier_code: str | None
    invoice_number: str | None
    issue_date: date | None
    due_date: date | None
    currency: str | None
    gross_total: Decimal | None
    erp_number: str | None
    deadline: date | None = None
    doubtful: int | None = None
    erased_at: datetime | None = None


def create(
    tx: Transaction, sha256: str, media_type: str, size: int, stage: Stage, actor: str, reason: str, **facts: str
) -> str:
    """Add a document in its first stage and return its id; `facts` go into the history."""
    document_id = uuid.uuid4().hex
    now = clock.now(tx)
    tx.execute(
        insert(documents).values(
            id=document_id, sha256=sha256, media_type=media_type, size=size, received_at=now,
            stage=stage, stage_since=now, reason=reason, fence=0, cause=_cause(stage, reason),
        )
    )  # fmt: skip
    seq = audit.append(tx, actor, "received", document_id, {"to": stage, "sha256": sha256, "reason": reason, **facts})
    webhooks.tell(tx, document_id, None, stage, actor, reason, seq)
    _enqueue(tx, document_id, stage, now)
    return document_id


def move(
    tx: Transaction,
    document_id: str,
    from_: Stage,
    to: Stage,
    actor: str,
    reason: str,
    *,
    fence: int | None = None,
    changes: Mapping[str, Any] | None = None,
    facts: Mapping[str, Any] | None = None,
    after: timedelta = timedelta(0),
) -> None:
    """Move a document, with its history entry, what webhooks are told and, where the new stage has a queue, its outbox
    row.

    Args:
        fence: where given, the document must still carry it.
        changes: columns of the document to write in the same statement.
        facts: more for the history entry.
        after: the queue is told not before so long from now.

    Raises:
        IllegalMove: no move joins the two stages.
        LostRace: the document is not in `from_` (or not under `fence`) any more, or was erased; nothing was written.
    """
    if not is_legal(from_, to):
        raise IllegalMove(f"A document cannot go from {from_} to {to}.")
    now = clock.now(tx)
    where: list[ColumnElement[bool]] = [
        documents.c.id == document_id, documents.c.stage == from_, documents.c.erased_at.is_(None),
    ]  # fmt: skip
    if fence is not None:
        where.append(documents.c.fence == fence)
    values = {**(changes or {}), "stage": to, "stage_since": now, "reason": reason, "not_before": now + after}
    values["cause"] = _cause(to, reason)
    if tx.execute(update(documents).where(*where).values(values)).rowcount != 1:
        _insist_on_not_erased(tx, document_id)
        raise LostRace(f"Document {document_id} is not at {from_} any more.")
    if search.FOUND_BY & (changes or {}).keys():
        search.refresh(tx, document_id)
    entry = {"from": from_, "to": to, "reason": reason, **(facts or {})}
    webhooks.tell(tx, document_id, from_, to, actor, reason, audit.append(tx, actor, "moved", document_id, entry))
    _enqueue(tx, document_id, to, now + after)


def _insist_on_not_erased(tx: Transaction, document_id: str) -> None:
    query = select(documents.c.erased_at).where(documents.c.id == document_id)
    if tx.execute(query).scalar_one_or_none() is not None:
        raise LostRace(f"Document {document_id} was erased; nothing more becomes of it.")


def _cause(stage: Stage, reason: str) -> str | None:
    return cause_of(reason) if stage in FAILURES else None


def _enqueue(tx: Transaction, document_id: str, stage: Stage, not_before: datetime) -> None:
    queue = QUEUE_OF.get(stage)
    if queue is not None:
        outbox.add(tx, document_id, queue, not_before)


def describe(tx: Transaction, document_id: str, **columns: Any) -> None:
    """Write what was read of a document (kind, supplier, number ...) for lists and search.

    It is dealt with by its due date; without one, by the day on which it came in: nobody knows how long it can wait.
    """
    if "due_date" in columns:
        due = columns["due_date"]
        columns = {**columns, "deadline": due if due is not None else _day_received(tx, document_id)}
    tx.execute(update(documents).where(documents.c.id == document_id).values(columns))
    if search.FOUND_BY & columns.keys():
        search.refresh(tx, document_id)


def _day_received(tx: Transaction, document_id: str) -> date:
    received = tx.execute(select(documents.c.received_at).where(documents.c.id == document_id)).scalar_one()
    return cast("datetime", received).date()


def get(tx: Transaction, document_id: str, *, to_change: bool = False) -> Document:
    """The document of this id, or of an unambiguous beginning of one.

    Args:
        to_change: nobody else changes or moves it before this transaction ends; wait for who does so now.

    Raises:
        DocumentNotFound: none or several answer to it.
    """
    whole = len(document_id) == ID_LENGTH  # by the index; a beginning is looked for from end to end
    named = documents.c.id == document_id if whole else documents.c.id.startswith(document_id.lower(), autoescape=True)
    query = select(*COLUMNS).where(named).limit(2)
    rows = tx.execute(query.with_for_update() if to_change else query).all()
    if len(rows) != 1:
        found = "no document" if not rows else "more than one document"
        raise DocumentNotFound(f"There is {found} {document_id!r}. `botfarm documents` lists them.")
    return Document.model_validate(dict(rows[0]._mapping))


def some(tx: Transaction, document_ids: Collection[str]) -> dict[str, Document]:
    """A few documents by their ids; one that is not there is left out."""
    query = select(*COLUMNS).where(documents.c.id.in_(list(document_ids)))
    return {row.id: Document.model_validate(dict(row._mapping)) for row in tx.execute(query)} if document_ids else {}


def by_content(tx: Transaction, sha256: str) -> str | None:
    """The id of the document with this content."""
    return tx.execute(select(documents.c.id).where(documents.c.sha256 == sha256)).scalar_one_or_none()


def listing(
    tx: Transaction, stages: Iterable[Stage] = (), text: str = "", limit: int = 500, offset: int = 0
) -> tuple[Document, ...]:
    """Documents, newest first; `text` is looked for in supplier, number, ERP number, file name and total."""
    query = select(*COLUMNS).order_by(documents.c.received_at.desc(), documents.c.id).limit(limit).offset(offset)
    wanted = list(stages)
    if wanted:
        query = query.where(documents.c.stage.in_(wanted))
    if text:
        query = query.where(_mentions(text))
    return tuple(Document.model_validate(dict(row._mapping)) for row in tx.execute(query))


def after(tx: Transaction, document_id: str, stages: Iterable[Stage], limit: int) -> tuple[Document, ...]:
    """At most so many documents in these stages, in the order of their ids, beginning after the one given."""
    query = select(*COLUMNS).where(documents.c.stage.in_(list(stages)), documents.c.id > document_id)
    rows = tx.execute(query.order_by(documents.c.id).limit(limit))
    return tuple(Document.model_validate(dict(row._mapping)) for row in rows)


def oldest(tx: Transaction, stages: Collection[Stage], limit: int) -> tuple[Document, ...]:
    """The documents that have been longest in any of these stages."""
    query = select(*COLUMNS).where(documents.c.stage.in_(list(stages))).order_by(documents.c.stage_since)
    return tuple(Document.model_validate(dict(row._mapping)) for row in tx.execute(query.limit(limit)))


def _mentions(text: str) -> ColumnElement[bool]:
    columns = (
        documents.c.supplier_name,
        documents.c.invoice_number,
        documents.c.erp_number,
        documents.c.gross_total,
    )
    named = select(receipts.c.document_id).where(receipts.c.name.icontains(text, autoescape=True))
    return or_(documents.c.id.in_(named), *(column.icontains(text, autoescape=True) for column in columns))


def stage_counts(tx: Transaction) -> dict[Stage, int]:
    """How many documents are in each stage that has any."""
    rows = tx.execute(select(documents.c.stage, func.count()).group_by(documents.c.stage))
    return {Stage(stage): count for stage, count in rows}


def same_number(tx: Transaction, document: Document, supplier_code: str, normalised: str) -> tuple[str, ...]:
    """Other documents of the same supplier and number that came earlier or are further on, oldest first.

    A later copy that waits for a person does not make the first one a duplicate, and a rejected one counts for nothing.
    """
    mine = document.received_at
    earlier = or_(documents.c.received_at < mine, and_(documents.c.received_at == mine, documents.c.id < document.id))
    query = select(documents.c.id).where(
        documents.c.supplier_code == supplier_code,
        documents.c.normalised_number == normalised,
        documents.c.id != document.id,
        documents.c.stage != Stage.REJECTED,
        or_(earlier, documents.c.stage.not_in((Stage.EXTRACTED, Stage.NEEDS_REVIEW))),
    )
    return tuple(tx.execute(query.order_by(documents.c.received_at)).scalars())
