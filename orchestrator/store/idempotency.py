"""Answers to requests that may be sent twice: kept for a day, in the very transaction that did what was asked."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import idempotency_keys

KEPT_FOR = timedelta(hours=24)
"""After which a key is free again."""


class KeptAnswer(BaseModel):
    """What was answered to a request.

    Attributes:
        fingerprint: of the request, by which another one under the same key is told from it.
        status, body: as answered; the body is JSON, empty for none.
    """

    model_config = ConfigDict(frozen=True)

    fingerprint: str
    status: int
    body: str
    made_at: datetime


def kept(tx: Transaction, actor: str, key: str) -> KeptAnswer | None:
    """What was answered to this actor's request under the key; None where it was not done, or longer ago than a day."""
    query = select(idempotency_keys).where(
        idempotency_keys.c.actor == actor,
        idempotency_keys.c.key == key,
        idempotency_keys.c.made_at > clock.now(tx) - KEPT_FOR,
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else KeptAnswer.model_validate(dict(row))


def take(tx: Transaction, actor: str, key: str, fingerprint: str) -> bool:
    """Take the key for a request that is done in this transaction; False where it is taken.

    Another transaction that took it and has not ended is waited for: it either answers for both, or never was.
    """
    now = clock.now(tx)
    tx.execute(delete(idempotency_keys).where(idempotency_keys.c.made_at <= now - KEPT_FOR))
    values = {"actor": actor, "key": key, "fingerprint": fingerprint, "status": 0, "body": "", "made_at": now}
    try:
        with tx.begin_nested():
            tx.execute(insert(idempotency_keys).values(values))
    except IntegrityError:
        return False
    return True


def keep(tx: Transaction, actor: str, key: str, status: int, body: str) -> None:
    """Write the answer under the key that this transaction took."""
    own = (idempotency_keys.c.actor == actor) & (idempotency_keys.c.key == key)
    tx.execute(update(idempotency_keys).where(own).values(status=status, body=body))
