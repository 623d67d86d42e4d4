"""Heartbeats: which parts of the farm are there and what each does now."""

from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select

from config.processes import Owner
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import heartbeats


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
    name = f"{part}@{owner.host}"
    tx.execute(delete(heartbeats).where(heartbeats.c.name == name))
    values = {"seen_at": datetime.now(UTC), "doing": doing, "memory_mb": memory_mb, **owner._asdict()}
    tx.execute(insert(heartbeats).values(name=name, part=part, **values))


def listing(tx: Transaction) -> tuple[Heartbeat, ...]:
    rows = tx.execute(select(heartbeats).order_by(heartbeats.c.name))
    return tuple(Heartbeat.model_validate(dict(row._mapping)) for row in rows)
