"""Runs of steps: who worked on which document, from when to when, and how it ended."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, insert, select, update

from config.processes import Owner, is_here
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import runs

MOST_TIMED = 5000


class Run(BaseModel):
    """One attempt at a step. `outcome` is `done`, `failed` or `lost` (its process vanished), None while it runs."""

    model_config = ConfigDict(frozen=True)

    id: int
    document_id: str
    step: str
    host: str
    pid: int
    pid_started: float
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    message: str | None

    @property
    def owner(self) -> Owner:
        return Owner(self.host, self.pid, self.pid_started)

    @property
    def seconds(self) -> float | None:
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


def begin(tx: Transaction, document_id: str, step: str, owner: Owner) -> int:
    result = tx.execute(
        insert(runs).values(document_id=document_id, step=step, started_at=clock.now(tx), **owner._asdict())
    )
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def finish(tx: Transaction, run_id: int, outcome: str, message: str = "") -> None:
    values = {"finished_at": clock.now(tx), "outcome": outcome, "message": message}
    tx.execute(update(runs).where(runs.c.id == run_id, runs.c.finished_at.is_(None)).values(values))


def unfinished(tx: Transaction) -> tuple[Run, ...]:
    query = select(runs).where(runs.c.finished_at.is_(None)).order_by(runs.c.id)
    return tuple(Run.model_validate(dict(row._mapping)) for row in tx.execute(query))


def of_document(tx: Transaction, document_id: str) -> tuple[Run, ...]:
    query = select(runs).where(runs.c.document_id == document_id).order_by(runs.c.id)
    return tuple(Run.model_validate(dict(row._mapping)) for row in tx.execute(query))


def unlucky(tx: Transaction, document_id: str, step: str, since: datetime) -> int:
    """How many attempts at a step failed or were lost since a time."""
    return _count(tx, document_id, step, since, ("failed", "lost"))


def postponed(tx: Transaction, document_id: str, step: str, since: datetime) -> int:
    """How many attempts at a step were put off since a time, because something was not ready."""
    return _count(tx, document_id, step, since, ("postponed",))


def _count(tx: Transaction, document_id: str, step: str, since: datetime, outcomes: tuple[str, ...]) -> int:
    query = select(func.count()).where(
        runs.c.document_id == document_id, runs.c.step == step,
        runs.c.started_at >= since, runs.c.outcome.in_(outcomes),
    )  # fmt: skip
    return int(tx.execute(query).scalar_one())


def seconds_by_step(tx: Transaction, since: timedelta | None = None) -> dict[str, list[float]]:
    """How long each finished run took, by step; of those of a time, the last `MOST_TIMED` runs."""
    query = select(runs.c.step, runs.c.started_at, runs.c.finished_at).where(runs.c.outcome == "done")
    if since is not None:
        ended_since = runs.c.finished_at >= clock.now(tx) - since
        query = query.where(ended_since).order_by(runs.c.finished_at.desc()).limit(MOST_TIMED)
    found: dict[str, list[float]] = {}
    for step, started, finished in tx.execute(query):
        found.setdefault(step, []).append((finished - started).total_seconds())
    return found


def last_postponed(tx: Transaction, message: str) -> datetime | None:
    """When a run was last put off with this message."""
    query = select(func.max(runs.c.started_at)).where(runs.c.outcome == "postponed", runs.c.message == message)
    found: datetime | None = tx.execute(query).scalar_one_or_none()
    return found


def doing(tx: Transaction) -> dict[int, str]:
    """What each process of this host works on now, by pid: the step and the beginning of the document's id."""
    here = (run for run in unfinished(tx) if is_here(run.owner))
    return {run.pid: f"{run.step} {run.document_id[:8]}" for run in here}
