"""Orders to try all documents of a cause again; they are worked off in batches, and outlive a restart."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Select, insert, select, update

from orchestrator.stages import Stage
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import cause_retries


class CauseRetry(BaseModel):
    """Who asked when to try again what had failed until then, how many documents that were, and how many are done."""

    model_config = ConfigDict(frozen=True)

    id: int
    stage: Stage
    cause: str
    asked_at: datetime
    actor: str
    reason: str
    found: int
    done: int
    finished_at: datetime | None


def add(tx: Transaction, stage: Stage, cause: str, actor: str, reason: str, found: int) -> CauseRetry:
    """Write down what is asked for."""
    values = {"stage": stage, "cause": cause, "actor": actor, "reason": reason, "found": found}
    made = tx.execute(insert(cause_retries).values(asked_at=clock.now(tx), done=0, **values))
    key = made.inserted_primary_key
    assert key is not None
    return get(tx, int(key[0]))


def get(tx: Transaction, retry_id: int) -> CauseRetry:
    """The order as it stands."""
    return _one(tx, select(cause_retries).where(cause_retries.c.id == retry_id))


def unfinished(tx: Transaction) -> tuple[CauseRetry, ...]:
    """What is still being worked off, oldest first."""
    rows = tx.execute(_unfinished().order_by(cause_retries.c.id))
    return tuple(CauseRetry.model_validate(dict(row._mapping)) for row in rows)


def running(tx: Transaction, stage: Stage, cause: str) -> CauseRetry | None:
    """The order for this cause that is still being worked off."""
    query = _unfinished().where(cause_retries.c.stage == stage, cause_retries.c.cause == cause)
    row = tx.execute(query.order_by(cause_retries.c.id).limit(1)).one_or_none()
    return CauseRetry.model_validate(dict(row._mapping)) if row else None


def latest(tx: Transaction, stage: Stage, cause: str) -> CauseRetry:
    """The newest order for this cause; there must be one."""
    asked = select(cause_retries).where(cause_retries.c.stage == stage, cause_retries.c.cause == cause)
    return _one(tx, asked.order_by(cause_retries.c.id.desc()).limit(1))


def hold(tx: Transaction, retry_id: int) -> CauseRetry:
    """The order as it stands, kept from others until the transaction ends."""
    return _one(tx, select(cause_retries).where(cause_retries.c.id == retry_id).with_for_update())


def advance(tx: Transaction, retry: CauseRetry, done: int, *, finished: bool) -> None:
    """Write down how many more were done, and whether these were the last."""
    values = {"done": retry.done + done, "finished_at": clock.now(tx) if finished else None}
    tx.execute(update(cause_retries).where(cause_retries.c.id == retry.id).values(values))


def _unfinished() -> Select[tuple[object, ...]]:
    return select(cause_retries).where(cause_retries.c.finished_at.is_(None))


def _one(tx: Transaction, query: Select[tuple[object, ...]]) -> CauseRetry:
    return CauseRetry.model_validate(dict(tx.execute(query).one()._mapping))
