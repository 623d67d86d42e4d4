"""Who signs in whose place, and from when to when."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, insert, or_, select, update

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import delegations


class Delegation(BaseModel):
    """`to_login` signs in the place of `from_login`, from `since` until before `until`, unless it was ended before."""

    model_config = ConfigDict(frozen=True)

    id: int
    from_login: str
    to_login: str
    since: datetime
    until: datetime
    reason: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None


def add(
    tx: Transaction, from_login: str, to_login: str, since: datetime, until: datetime, reason: str, made_by: str
) -> Delegation:
    """Keep a new one."""
    values = {
        "from_login": from_login, "to_login": to_login, "since": since, "until": until, "reason": reason,
        "made_by": made_by, "made_at": clock.now(tx),
    }  # fmt: skip
    key = tx.execute(insert(delegations).values(values)).inserted_primary_key
    assert key is not None
    found = get(tx, key[0])
    assert found is not None
    return found


def get(tx: Transaction, delegation_id: int) -> Delegation | None:
    row = tx.execute(select(delegations).where(delegations.c.id == delegation_id)).mappings().first()
    return None if row is None else Delegation.model_validate(dict(row))


def end(tx: Transaction, delegation_id: int) -> None:
    """It is over now."""
    tx.execute(update(delegations).where(delegations.c.id == delegation_id).values(ended_at=clock.now(tx)))


def to(tx: Transaction, login: str) -> tuple[Delegation, ...]:
    """In whose place this person signs now, the oldest first."""
    d, now = delegations.c, clock.now(tx)
    return _some(tx, (d.to_login == login) & (d.since <= now) & (d.until > now) & d.ended_at.is_(None))


def of(tx: Transaction, login: str) -> tuple[Delegation, ...]:
    """What this person has to do with, in either part, and that is not over yet."""
    d, now = delegations.c, clock.now(tx)
    return _some(tx, or_(d.to_login == login, d.from_login == login) & (d.until > now) & d.ended_at.is_(None))


def current(tx: Transaction) -> tuple[Delegation, ...]:
    """Everybody's that are not over yet."""
    d = delegations.c
    return _some(tx, (d.until > clock.now(tx)) & d.ended_at.is_(None))


def between(tx: Transaction, since: datetime, until: datetime) -> tuple[Delegation, ...]:
    """Those that held at any time from `since` until before `until`."""
    d = delegations.c
    return _some(tx, (d.since < until) & (d.until > since) & (d.ended_at.is_(None) | (d.ended_at > since)))


def _some(tx: Transaction, where: ColumnElement[bool]) -> tuple[Delegation, ...]:
    rows = tx.execute(select(delegations).where(where).order_by(delegations.c.id)).mappings()
    return tuple(Delegation.model_validate(dict(row)) for row in rows)
