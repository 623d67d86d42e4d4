"""Heartbeats: which parts of the farm are there and what each does now."""

from datetime import UTC, datetime, timedelta

import psutil
from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select

from config.processes import myself
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import heartbeats

FORGOTTEN_AFTER = timedelta(minutes=10)


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


def beat(tx: Transaction, part: str, doing: str) -> None:
    """Write a sign of life of this process."""
    me = myself()
    name = f"{part}@{me.host}"
    tx.execute(delete(heartbeats).where(heartbeats.c.name == name))
    values = {"seen_at": datetime.now(UTC), "doing": doing, "memory_mb": _memory_mb(), **me._asdict()}
    tx.execute(insert(heartbeats).values(name=name, part=part, **values))


def listing(tx: Transaction) -> tuple[Heartbeat, ...]:
    rows = tx.execute(select(heartbeats).order_by(heartbeats.c.name))
    return tuple(Heartbeat.model_validate(dict(row._mapping)) for row in rows)


def forget_old(tx: Transaction) -> None:
    tx.execute(delete(heartbeats).where(heartbeats.c.seen_at < datetime.now(UTC) - FORGOTTEN_AFTER))


def _memory_mb() -> int:
    process = psutil.Process()
    total = process.memory_info().rss
    for child in process.children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return int(total / 2**20)
