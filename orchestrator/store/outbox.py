"""The outbox: what the queues must be told, written in the transaction that makes it necessary."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, func, insert, or_, select, update

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import outbox, posting_keys
from queues.names import Queue

FUTURE = timedelta(minutes=1)
"""By so much a message's own time must be ahead of the clock to show that the clock was set back."""


class Message(BaseModel):
    """A row of the outbox; its id is the attempt that makes the job's id unique."""

    model_config = ConfigDict(frozen=True)

    id: int
    document_id: str
    queue: Queue
    created_at: datetime
    not_before: datetime
    sent_at: datetime | None


def add(tx: Transaction, document_id: str, queue: Queue, not_before: datetime | None = None) -> None:
    now = clock.now(tx)
    tx.execute(
        insert(outbox).values(document_id=document_id, queue=queue, created_at=now, not_before=not_before or now)
    )


def due(tx: Transaction, limit: int = 100, queues: Collection[Queue] = tuple(Queue)) -> tuple[Message, ...]:
    """Unsent messages for these queues whose time has come, oldest first."""
    return _due(tx, select(outbox).where(outbox.c.queue.in_(queues)), limit)


def due_to_key(tx: Transaction, erp: str, company: str, limit: int) -> tuple[Message, ...]:
    """Unsent messages for the bots of one ERP and company whose time has come, oldest first."""
    query = (
        select(outbox)
        .join(posting_keys, posting_keys.c.document_id == outbox.c.document_id)
        .where(outbox.c.queue == Queue.KEY, posting_keys.c.erp == erp, posting_keys.c.company == company)
    )
    return _due(tx, query, limit)


def _due(tx: Transaction, query: Select[Any], limit: int) -> tuple[Message, ...]:
    """A message out of the future tells that the clock was set back: it does not wait until that time comes again."""
    now = clock.now(tx)
    its_time = or_(outbox.c.not_before <= now, outbox.c.created_at > now + FUTURE)
    query = query.where(outbox.c.sent_at.is_(None), its_time).order_by(outbox.c.id).limit(limit)
    return tuple(Message.model_validate(dict(row._mapping)) for row in tx.execute(query))


def mark_sent(tx: Transaction, message_id: int) -> None:
    tx.execute(update(outbox).where(outbox.c.id == message_id).values(sent_at=clock.now(tx)))


def latest(tx: Transaction, document_id: str, queue: Queue) -> Message | None:
    """The newest message for a document on a queue."""
    query = select(outbox).where(outbox.c.document_id == document_id, outbox.c.queue == queue)
    row = tx.execute(query.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
    return Message.model_validate(dict(row._mapping)) if row else None


def count(tx: Transaction, document_id: str, queue: Queue) -> int:
    """How often a document was handed to a queue."""
    query = select(func.count()).where(outbox.c.document_id == document_id, outbox.c.queue == queue)
    return int(tx.execute(query).scalar_one())
