"""Heartbeats: which parts of the farm are there and what each does now."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, and_, delete, func, insert, select

from config import processes
from config.processes import Owner
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import heartbeats

REPLACED_AFTER = timedelta(minutes=10)


class Heartbeat(BaseModel):
    """A part's last sign of life. `memory_mb` with its children."""

    model_config = ConfigDict(frozen=True)

    name: str
    part: str
    host: str
    pid: int
    pid_started: float
    seen_at: datetime
    doing: str
    memory_mb: int


def beat(tx: Transaction, part: str, owner: Owner, doing: str, memory_mb: int) -> None:
    """Write a sign of life of a part."""
    name, now = _name(part, owner), clock.now(tx)
    tx.execute(delete(heartbeats).where(_replaced(part, owner, now - REPLACED_AFTER)))
    tx.execute(delete(heartbeats).where(heartbeats.c.name == name))
    values = {"seen_at": now, "doing": doing, "memory_mb": memory_mb, **owner._asdict()}
    tx.execute(insert(heartbeats).values(name=name, part=part, **values))


def silent_hosts(tx: Transaction, longest: timedelta) -> frozenset[str]:
    """Hosts of which no part gave a sign of life for so long, though one did before."""
    last = func.max(heartbeats.c.seen_at)
    query = select(heartbeats.c.host).group_by(heartbeats.c.host).having(last < clock.now(tx) - longest)
    return frozenset(tx.execute(query).scalars())


def say_goodbye(tx: Transaction, part: str, owner: Owner) -> None:
    """A part was stopped on purpose: it is not silent, it is gone."""
    tx.execute(delete(heartbeats).where(heartbeats.c.name == _name(part, owner), heartbeats.c.pid == owner.pid))


def forget(tx: Transaction, name: str, before: datetime) -> bool:
    """Forget a part that gave its last sign of life before a time; whether there was one."""
    return tx.execute(delete(heartbeats).where(heartbeats.c.name == name, heartbeats.c.seen_at < before)).rowcount == 1


def listing(tx: Transaction) -> tuple[Heartbeat, ...]:
    rows = tx.execute(select(heartbeats).order_by(heartbeats.c.name))
    return tuple(Heartbeat.model_validate(dict(row._mapping)) for row in rows)


def _name(part: str, owner: Owner) -> str:
    return f"{part}@{owner.host}"


def _replaced(part: str, owner: Owner, before: datetime) -> ColumnElement[bool]:
    """The same part on a machine of the same name before it was started anew; by then what it had left is taken up."""
    same_name = heartbeats.c.name.startswith(f"{part}@{processes.name_of(owner.host)}/", autoescape=True)
    return and_(same_name, heartbeats.c.host != owner.host, heartbeats.c.seen_at < before)
