"""What failed, by cause, and trying all of a cause again; parts of the farm that are gone for good."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import cause_retries, causes, heartbeats
from orchestrator.store.cause_retries import CauseRetry
from orchestrator.store.causes import FailureGroup
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import NO_NUL, Name, Reason, Request, Told

routes = APIRouter(tags=["operations"])


class Failures(Told):
    """Every cause for which documents rest now, the most frequent first."""

    failures: tuple[FailureGroup, ...]


class RetryOfAll(Request):
    """All documents of a cause, as the list names it; and why they are tried again."""

    stage: Stage
    cause: Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=NO_NUL)]
    reason: Reason = Field(min_length=1)


class Heard(Told):
    """The parts of the farm that are heard of."""

    parts: tuple[str, ...]


@routes.get("/failures", response_model=Failures, **reads(Right.SEE_OPERATIONS))
def list_failures(ask: Ask) -> Failures:
    """Why documents rest that failed or were refused, by cause."""
    with ask.desk.store.reading() as tx:
        return Failures(failures=causes.groups(tx))


@routes.post("/failures/retry", response_model=CauseRetry, **writes(Right.RETRY))
def retry_failures(wanted: RetryOfAll, write: Write) -> Response:
    """Try everything of a cause again: one order, worked off in batches; asking twice tries nothing twice."""

    def act(acts: Acts) -> object:
        return acts.retry_cause(write.actor, wanted.stage, wanted.cause, wanted.reason)

    return write.once(wanted, act, lambda tx: cause_retries.latest(tx, wanted.stage, wanted.cause))


@routes.post("/parts/{name}/forget", response_model=Heard, **writes(Right.STEER_LANES, form=""))
def forget_part(name: Name, write: Write) -> Response:
    """Forget a part that has been silent for long, as its machine is gone for good."""
    return write.once(
        "",
        lambda acts: acts.forget_part(write.actor, name),
        lambda tx: Heard(parts=tuple(beat.name for beat in heartbeats.listing(tx))),
    )
