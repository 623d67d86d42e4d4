"""What webhooks are sent: taken up by a sender under a lease, tried until it is delivered or dead, kept for a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, delete, exists, func, select, update

from orchestrator.errors import WebhookNotFound
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import webhook_deliveries, webhooks
from orchestrator.store.webhooks import WAITING

DELIVERED, DEAD = "delivered", "dead"
STATES = (WAITING, DELIVERED, DEAD)
MOST_COUNTED = 1000
PRUNED_AT_ONCE = 1000


class Delivery(BaseModel):
    """One message to one webhook.

    Attributes:
        message_id: the same however often it is sent, so that a receiver knows a second copy.
        sequence: the number of the change's entry in the history, none for a test.
        attempts: how often it was taken up to be sent.
        next_at: when it is tried again; until then it may be in a sender's hands.
        outcome: of the last attempt, an English phrase; `excerpt` is the beginning of what was answered.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    webhook_id: int
    message_id: str
    event: str
    document_id: str | None
    sequence: int | None
    body: str
    state: str
    attempts: int
    created_at: datetime
    next_at: datetime
    tried_at: datetime | None
    status: int | None
    milliseconds: int | None
    outcome: str
    excerpt: str


class Counts(BaseModel):
    """How many messages of a webhook wait and are dead (`MOST_COUNTED` stands for more), and its last delivery."""

    model_config = ConfigDict(frozen=True)

    waiting: int
    dead: int
    last_delivered: datetime | None


def with_due(tx: Transaction) -> tuple[int, ...]:
    """The webhooks, not disabled, that have something whose time has come."""
    due = _due(clock.now(tx)) & (webhook_deliveries.c.webhook_id == webhooks.c.id)
    query = select(webhooks.c.id).where(webhooks.c.enabled, exists().where(due)).order_by(webhooks.c.id)
    return tuple(tx.execute(query).scalars())


def claim(tx: Transaction, room: Mapping[int, int], lease: timedelta) -> tuple[Delivery, ...]:
    """Take up at most so many due messages of each webhook, oldest first; nobody else has them for the lease."""
    now = clock.now(tx)
    taken: list[Delivery] = []
    for webhook_id, places in room.items():
        mine = webhook_deliveries.c.webhook_id == webhook_id
        query = select(webhook_deliveries).where(mine, _due(now)).order_by(webhook_deliveries.c.next_at)
        rows = tx.execute(query.limit(places).with_for_update(skip_locked=True)).mappings().all()
        taken += [Delivery.model_validate({**row, "attempts": row["attempts"] + 1}) for row in rows]
    for one in taken:
        values = {"attempts": one.attempts, "next_at": now + lease}
        tx.execute(update(webhook_deliveries).where(webhook_deliveries.c.id == one.id).values(values))
    return tuple(taken)


def _due(now: datetime) -> ColumnElement[bool]:
    return (webhook_deliveries.c.state == WAITING) & (webhook_deliveries.c.next_at <= now)


def record(
    tx: Transaction,
    one: Delivery,
    state: str,
    outcome: str,
    status: int | None,
    milliseconds: int,
    excerpt: str,
    after: timedelta = timedelta(0),
) -> None:
    """Write down what became of an attempt.

    An attempt that failed counts only while no later one was begun; one that was answered counts however late it is.

    Args:
        after: how long to wait for the next attempt.
    """
    now = clock.now(tx)
    where = (webhook_deliveries.c.id == one.id) & (webhook_deliveries.c.state == WAITING)
    if state != DELIVERED:
        where &= webhook_deliveries.c.attempts == one.attempts
    values = {
        "state": state, "outcome": outcome, "status": status, "milliseconds": milliseconds, "excerpt": excerpt,
        "tried_at": now, "next_at": now + after,
    }  # fmt: skip
    tx.execute(update(webhook_deliveries).where(where).values(values))


def send_again(tx: Transaction, delivery_id: int) -> None:
    """Have a message sent once more, from its first attempt on, under the same message id."""
    where = webhook_deliveries.c.id == delivery_id
    tx.execute(update(webhook_deliveries).where(where).values(state=WAITING, attempts=0, next_at=clock.now(tx)))


def send_all_again(tx: Transaction, webhook_id: int) -> int:
    """Have everything of a webhook sent that is dead or waits for its next attempt; how many."""
    where = (webhook_deliveries.c.webhook_id == webhook_id) & webhook_deliveries.c.state.in_((WAITING, DEAD))
    values = {"state": WAITING, "attempts": 0, "next_at": clock.now(tx)}
    return tx.execute(update(webhook_deliveries).where(where).values(values)).rowcount


def get(tx: Transaction, delivery_id: int) -> Delivery:
    """The message of this number.

    Raises:
        WebhookNotFound
    """
    row = tx.execute(select(webhook_deliveries).where(webhook_deliveries.c.id == delivery_id)).mappings().first()
    if row is None:
        raise WebhookNotFound(f"There is no delivery {delivery_id}; `botfarm webhook deliveries ID` shows them.")
    return Delivery.model_validate(dict(row))


def listing(
    tx: Transaction, webhook_id: int, state: str = "", before: int | None = None, limit: int = 50
) -> tuple[Delivery, ...]:
    """Messages of a webhook, newest first, in one state or all; `before` is the number of the last one seen."""
    found: list[Delivery] = []
    for wanted in (state,) if state else STATES:
        mine = (webhook_deliveries.c.webhook_id == webhook_id) & (webhook_deliveries.c.state == wanted)
        query = select(webhook_deliveries).where(mine)
        if before is not None:
            query = query.where(webhook_deliveries.c.id < before)
        rows = tx.execute(query.order_by(webhook_deliveries.c.id.desc()).limit(limit)).mappings()
        found += [Delivery.model_validate(dict(row)) for row in rows]
    return tuple(sorted(found, key=lambda one: -one.id)[:limit])


def counts(tx: Transaction, webhook_id: int) -> Counts:
    """How a webhook stands, without counting long lists to their end."""

    def count(state: str) -> int:
        where = (webhook_deliveries.c.webhook_id == webhook_id) & (webhook_deliveries.c.state == state)
        some = select(webhook_deliveries.c.id).where(where).limit(MOST_COUNTED).subquery()
        return int(tx.execute(select(func.count()).select_from(some)).scalar_one())

    done = (webhook_deliveries.c.webhook_id == webhook_id) & (webhook_deliveries.c.state == DELIVERED)
    last = select(webhook_deliveries.c.tried_at).where(done).order_by(webhook_deliveries.c.next_at.desc()).limit(1)
    return Counts(
        waiting=count(WAITING), dead=count(DEAD), last_delivered=tx.execute(last).scalars().one_or_none()
    )  # fmt: skip


def prune(tx: Transaction, older_than: timedelta) -> int:
    """Remove some of what was delivered or died so long ago; how many, `PRUNED_AT_ONCE` where there may be more."""
    ended, created = webhook_deliveries.c.state.in_((DELIVERED, DEAD)), webhook_deliveries.c.created_at
    old = select(webhook_deliveries.c.id).where(ended, created < clock.now(tx) - older_than).limit(PRUNED_AT_ONCE)
    return tx.execute(delete(webhook_deliveries).where(webhook_deliveries.c.id.in_(old))).rowcount
