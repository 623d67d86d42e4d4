"""Lanes on the pages: pausing and resuming one, and the picture of what stopped it."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from orchestrator import lane as lane_of
from orchestrator.breaker import Lane
from orchestrator.errors import OrchestratorError
from orchestrator.store import lanes
from orchestrator.store.lanes import LaneAccount
from orchestrator.web import forms
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED

Text = Annotated[str, Form(max_length=2000)]
ACTIONS = ("pause", "resume")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/lanes/{name}/{action}")
    def change(
        request: Request, name: str, action: str, token: Text = "", person: Text = "", reason: Text = "",
    ) -> Response:  # fmt: skip
        lane = _lane(desk, name)
        if lane is None or action not in ACTIONS:
            return desk.problem(request, 404, "No such lane", "There is nothing at this address.")
        if not desk.tokens.fits(request, token):
            return desk.problem(request, 403, "Please load the page again", "This form is too old. Nothing was done.")
        who = " ".join(person.split())[:60]
        if not who:
            sentence = "Nothing was done: please write your name, so that the history can say who decided."
            return desk.problem(request, 409, "Your name, please", sentence)
        try:
            _change(desk, lane, action, f"{who} (dashboard)", reason.strip())
        except OrchestratorError as error:
            return desk.problem(request, 409, "Nothing was done", str(error))
        response = RedirectResponse("/#lanes", 303)
        forms.keep(response, forms.NAME_COOKIE, quote(who))
        return response

    @routes.get("/lanes/{name}/screenshot")
    def screenshot(name: str) -> Response:
        lane = _lane(desk, name)
        if lane is None or lane.screenshot is None:
            return PlainTextResponse("There is no picture of this lane.", 404)
        try:
            png = desk.store.blobs.get(lane.screenshot)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        return Response(png, media_type="image/png", headers={**CONFINED, "cache-control": "private, no-cache"})

    return routes


def _lane(desk: Desk, name: str) -> Lane | None:
    with desk.store.reading() as tx:
        return next((lane for lane in lanes.listing(tx) if lane.name == name), None)


def _change(desk: Desk, lane: Lane, action: str, who: str, why: str) -> None:
    account = LaneAccount(name=lane.name, erp=lane.erp, company=lane.company)
    if action == "pause":
        lane_of.pause(desk.store, account, who, why)
    else:
        lane_of.resume(desk.store, account, who)
