"""Lanes on the pages: pausing and resuming one, and the picture of what stopped it or failed in it last."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from orchestrator.breaker import Lane
from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.store import lanes
from orchestrator.store.lanes import LaneAccount
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED
from orchestrator.web.operations import page
from orchestrator.web.session import Operator, Steerer

Text = Annotated[str, Form(max_length=2000)]
DONE = {"pause": "paused", "resume": "resumed"}
"""What can be done with a lane, and the word by which the page says that it was done."""


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/lanes/{name}/{action}")
    def change(
        request: Request, name: str, action: str, actor: Steerer, token: Text = "", reason: Text = "",
    ) -> Response:  # fmt: skip
        lane = _lane(desk, name)
        if lane is None or action not in DONE:
            return desk.problem(request, 404, "No such lane", "There is nothing at this address.")
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            _change(desk, lane, action, actor, reason.strip())
        except OrchestratorError as error:
            return page(desk, request, problem=str(error), status=409)
        desk.forget_farm()
        return RedirectResponse(f"/operations?said={DONE[action]}#lanes", 303)

    @routes.get("/lanes/{name}/screenshot")
    def screenshot(name: str, _: Operator) -> Response:
        lane = _lane(desk, name)
        with desk.store.reading() as tx:
            picture = lanes.last_picture(tx, lane) if lane else None
        if picture is None:
            return PlainTextResponse("There is no picture of this lane.", 404)
        try:
            png = desk.store.blobs.get(picture)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        return Response(png, media_type="image/png", headers={**CONFINED, "cache-control": "private, no-cache"})

    return routes


def _lane(desk: Desk, name: str) -> Lane | None:
    with desk.store.reading() as tx:
        return next((lane for lane in lanes.listing(tx) if lane.name == name), None)


def _change(desk: Desk, lane: Lane, action: str, actor: Actor, why: str) -> None:
    account = LaneAccount(name=lane.name, erp=lane.erp, company=lane.company)
    if action == "pause":
        desk.acts.pause_lane(actor, account, why)
    else:
        desk.acts.resume_lane(actor, account)
