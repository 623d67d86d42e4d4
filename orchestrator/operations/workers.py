"""The parts of the farm: which live, what each does now, and how much memory it takes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from config import processes
from orchestrator.stages import Stage
from orchestrator.store import Transaction, clock, heartbeats
from orchestrator.store.documents import Document, some
from orchestrator.store.heartbeats import Heartbeat
from orchestrator.store.runs import Run

SILENT_AFTER = timedelta(seconds=30)
FORGET_AFTER = timedelta(minutes=10)
"""A part silent for so long may be forgotten; before, recovery still goes by its last sign of life."""


class Worker(BaseModel):
    """One part of the farm on one host, with what it does now.

    Attributes:
        quiet: since its last sign of life.
        step, document_id, since: what it works on; empty and None when on nothing.
        title: supplier and number of that document; `stage`: where it stands.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    part: str
    host: str
    pid: int
    memory_mb: int
    quiet: timedelta
    doing: str
    step: str = ""
    document_id: str = ""
    since: datetime | None = None
    title: str = ""
    stage: Stage | None = None

    @property
    def silent(self) -> bool:
        return self.quiet > SILENT_AFTER

    @property
    def forgettable(self) -> bool:
        return self.quiet > FORGET_AFTER


def workers(tx: Transaction, unfinished: tuple[Run, ...]) -> tuple[Worker, ...]:
    """Every part that gave a sign of life; `unfinished` are the runs that go on now."""
    beats, now = heartbeats.listing(tx), clock.now(tx)
    works = {beat.name: _run_of(beat, unfinished) for beat in beats}
    known = some(tx, {run.document_id for run in works.values() if run})
    return tuple(_worker(beat, works[beat.name], known, now) for beat in beats)


def _run_of(beat: Heartbeat, unfinished: Iterable[Run]) -> Run | None:
    """The run of a part: its own process's, else the one that its children were seen at."""
    step, _, beginning = beat.doing.partition(" ")
    for run in unfinished:
        own = (run.host, run.pid) == (beat.host, beat.pid)
        seen = run.host == beat.host and run.step == step and beginning and run.document_id.startswith(beginning)
        if own or seen:
            return run
    return None


def _worker(beat: Heartbeat, run: Run | None, known: Mapping[str, Document], now: datetime) -> Worker:
    document = known.get(run.document_id) if run else None
    named = filter(None, (document.supplier_name, document.invoice_number)) if document else ()
    return Worker(
        name=beat.name, part=beat.part, host=processes.name_of(beat.host), pid=beat.pid, memory_mb=beat.memory_mb,
        quiet=max(timedelta(0), now - beat.seen_at), doing=beat.doing, step=run.step if run else "",
        document_id=run.document_id if run else "", since=run.started_at if run else None, title=" ".join(named),
        stage=document.stage if document else None,
    )  # fmt: skip
