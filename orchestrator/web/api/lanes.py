"""Lanes: keying with one ERP account each, and how to pause and resume it."""

from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from orchestrator.breaker import Cause, LaneState
from orchestrator.people.roles import Right
from orchestrator.reports.lanes import lane_row, lane_rows
from orchestrator.store import Transaction, keying
from orchestrator.store import lanes as kept
from orchestrator.store.lanes import LaneAccount
from orchestrator.web.api.asking import Ask, Asking, reads, writes
from orchestrator.web.api.errors import NothingThere
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import Decision, Name, Told

routes = APIRouter(tags=["lanes"])


class LaneTold(Told):
    """A lane. `waiting`: documents that it could key now, alone or with others; `reason` in plain words."""

    name: str
    erp: str
    company: str
    state: LaneState
    cause: Cause | None
    reason: str
    detail: str
    since: datetime
    next_probe_at: datetime | None
    failures: int
    by: str
    waiting: int
    screenshot: str | None


class Lanes(Told):
    """Every lane, by name."""

    lanes: tuple[LaneTold, ...]


@routes.get("/lanes", response_model=Lanes, **reads(Right.SEE_OPERATIONS))
def list_lanes(ask: Ask) -> Lanes:
    """How each lane stands."""
    with ask.desk.store.reading() as tx:
        return Lanes(lanes=tuple(LaneTold.model_validate(row) for row in lane_rows(tx)))


@routes.get("/lanes/{name}", response_model=LaneTold, **reads(Right.SEE_OPERATIONS, 404))
def get_lane(name: Name, ask: Ask) -> LaneTold:
    """How a lane stands."""
    with ask.desk.store.reading() as tx:
        return _told(tx, name)


@routes.post("/lanes/{name}/pause", response_model=LaneTold, **writes(Right.STEER_LANES, 404))
def pause_lane(name: Name, decision: Decision, write: Write) -> Response:
    """Pause keying with an account; the document in hand is finished."""
    account = _account(write, name)
    return write.once(
        decision, lambda acts: acts.pause_lane(write.actor, account, decision.reason), lambda tx: _told(tx, name)
    )


@routes.post("/lanes/{name}/resume", response_model=LaneTold, **writes(Right.STEER_LANES, 404, form=""))
def resume_lane(name: Name, write: Write) -> Response:
    """Resume keying with an account, whatever paused it."""
    account = _account(write, name)
    return write.once("", lambda acts: acts.resume_lane(write.actor, account), lambda tx: _told(tx, name))


def _told(tx: Transaction, name: str) -> LaneTold:
    lane = next((lane for lane in kept.listing(tx) if lane.name == name), None)
    if lane is None:
        raise NothingThere(f"There is no lane {name!r}; the list of lanes has all.")
    return LaneTold.model_validate(lane_row(lane, keying.waiting(tx)))


def _account(ask: Asking, name: str) -> LaneAccount:
    with ask.desk.store.reading() as tx:
        lane = _told(tx, name)
    return LaneAccount(name=lane.name, erp=lane.erp, company=lane.company)
