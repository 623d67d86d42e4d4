"""Scheduled runs: one row a schedule and due time, so two schedulers run a tick once."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import schedule_runs


class ScheduledRun(BaseModel):
    """One run. `outcome` is `done`, `failed`, `postponed` or `lost`, None while it runs."""

    model_config = ConfigDict(frozen=True)

    id: int
    schedule: str
    due_at: datetime
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    message: str | None

    @property
    def seconds(self) -> float | None:
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


def take(tx: Transaction, schedule: str, due_at: datetime) -> int | None:
    """Take a tick; the run's id, or None when another scheduler has it."""
    try:
        with tx.begin_nested():
            row = insert(schedule_runs).values(schedule=schedule, due_at=due_at, started_at=clock.now(tx))
            key = tx.execute(row).inserted_primary_key
    except IntegrityError:
        return None
    assert key is not None
    return int(key[0])


def has_lost(tx: Transaction, schedule: str, longest: timedelta) -> bool:
    """Whether a run of a schedule has taken longer than `longest`: its scheduler ended."""
    return tx.execute(select(schedule_runs.c.id).where(*_lost(tx, schedule, longest)).limit(1)).first() is not None


def give_up_lost(tx: Transaction, schedule: str, longest: timedelta) -> bool:
    """Write off such runs. Of two schedulers that do so at the same time, one is told True."""
    values = {
        "finished_at": clock.now(tx),
        "outcome": "lost",
        "message": "Its scheduler ended in the middle of it.",
    }
    return tx.execute(update(schedule_runs).where(*_lost(tx, schedule, longest)).values(values)).rowcount > 0


def _lost(tx: Transaction, schedule: str, longest: timedelta) -> tuple[ColumnElement[bool], ...]:
    begun = schedule_runs.c
    before = clock.now(tx) - longest
    return begun.schedule == schedule, begun.finished_at.is_(None), begun.started_at < before


def finish(tx: Transaction, run_id: int, outcome: str, message: str = "") -> None:
    values = {"finished_at": clock.now(tx), "outcome": outcome, "message": message}
    tx.execute(update(schedule_runs).where(schedule_runs.c.id == run_id).values(values))


def last_due(tx: Transaction, schedule: str) -> datetime | None:
    """The due time of a schedule's newest run."""
    query = select(func.max(schedule_runs.c.due_at)).where(schedule_runs.c.schedule == schedule)
    found: datetime | None = tx.execute(query).scalar_one_or_none()
    return found


def newest_runs(tx: Transaction, schedule: str, limit: int, before: datetime | None = None) -> tuple[ScheduledRun, ...]:
    """A schedule's runs, the newest first, due before a time where one is given."""
    query = select(schedule_runs).where(schedule_runs.c.schedule == schedule)
    if before is not None:
        query = query.where(schedule_runs.c.due_at < before)
    rows = tx.execute(query.order_by(schedule_runs.c.due_at.desc()).limit(limit))
    return tuple(ScheduledRun.model_validate(dict(row._mapping)) for row in rows)
