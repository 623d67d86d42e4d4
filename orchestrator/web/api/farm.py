"""How the farm is: documents by stage, parts, queues, workers, seconds by step."""

from datetime import datetime

from fastapi import APIRouter

from orchestrator.people.roles import Right
from orchestrator.reports.rows import status
from orchestrator.web.api.asking import Ask, reads
from orchestrator.web.api.lanes import LaneTold
from orchestrator.web.api.texts import Told

routes = APIRouter(tags=["operations"])


class PartTold(Told):
    """A part of the farm. `quiet_s`: seconds since its last sign of life; `silent` when those are too many."""

    name: str
    part: str
    host: str
    pid: int
    doing: str
    memory_mb: int
    seen_at: datetime
    quiet_s: float
    silent: bool


class QueueTold(Told):
    """A queue: jobs waiting, running and lately failed, and the seconds that the oldest has waited."""

    queue: str
    depth: int
    started: int
    failed: int
    oldest_wait_s: float


class WorkerTold(Told):
    """A worker process, and the document that it works on."""

    name: str
    queue: str
    pid: int
    host: str
    state: str
    document_id: str | None
    last_heartbeat: datetime


class Seconds(Told):
    """How long a step took in the last day."""

    runs: int
    median: float
    longest: float


class FarmStatus(Told):
    """The farm now. `queues` and `workers` are None where the queue server did not answer.

    Attributes:
        documents: how many are in each stage.
        oldest_waiting_s: seconds for which the document that has waited longest has been waiting for a person.
    """

    at: datetime
    documents: dict[str, int]
    total: int
    needs_person: int
    oldest_waiting_s: float | None
    parts: tuple[PartTold, ...]
    queues: tuple[QueueTold, ...] | None
    lanes: tuple[LaneTold, ...]
    workers: tuple[WorkerTold, ...] | None
    seconds_by_step: dict[str, Seconds]


@routes.get("/status", response_model=FarmStatus, **reads(Right.SEE_OPERATIONS))
def get_status(ask: Ask) -> FarmStatus:
    """How the farm is now."""
    health = ask.desk.queues()
    with ask.desk.store.reading() as tx:
        return FarmStatus.model_validate(status(tx, health))
