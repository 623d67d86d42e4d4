"""The operations page: whether the farm is well, and one click for what is not."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.operations import history, wellness
from orchestrator.operations.picture import Picture
from orchestrator.store.cause_retries import CauseRetry
from orchestrator.web import forms
from orchestrator.web.desk import Desk
from orchestrator.web.operations_plots import draw
from orchestrator.web.operations_words import REASONS, STATE, words
from orchestrator.web.session import Operator, Steerer
from orchestrator.web.writing import environment

SECTIONS = ("wellness", "queues", "lanes", "workers", "failures", "doubts", "plots")
"""The parts of the page that are kept fresh, by the id of each and the macro that writes it."""
FAILURES_SHOWN = 12
Name = Annotated[str, Form(max_length=100)]
Token = Annotated[str, Form(max_length=200)]
SaidWord = Annotated[str, Query(max_length=20)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/operations")
    def operations(request: Request, _: Operator, said: SaidWord = "") -> HTMLResponse:
        return page(desk, request, said=said)

    @routes.get("/operations/live")
    def live(request: Request, _: Operator) -> JSONResponse:
        """The same parts for a page whose stream of events is cut off."""
        return JSONResponse(sections(desk, request))

    @routes.post("/operations/parts/forget")
    def forget(request: Request, actor: Steerer, name: Name = "", token: Token = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.forget_part(actor, name)
        except OrchestratorError as error:
            return page(desk, request, problem=str(error), status=409)
        desk.farm.forget()
        return RedirectResponse("/operations?said=forgotten#workers", 303)

    return routes


def page(desk: Desk, request: Request, said: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    """The whole page, with what became of an act."""
    return desk.page(request, "operations.html", status, said=said, problem=problem, **values(desk, request))


def sections(desk: Desk, request: Request) -> dict[str, str]:
    """Each part of the page as HTML, by its id."""
    spoken = desk.language_of(request)
    given = {
        **values(desk, request),
        "token": desk.tokens.of(forms.browser_cookie(request)),
        "rights": request.state.actor.rights,
    }
    module = environment(spoken.code).get_template("operations_parts.html").make_module(given)
    return {name: str(getattr(module, f"{name}_part")()) for name in SECTIONS}


def values(desk: Desk, request: Request) -> Mapping[str, Any]:
    """What the templates of the page are given."""
    picture = desk.farm.now()
    every = wellness.troubles(picture)
    return {
        "farm": picture, "headline": wellness.headline(picture), "others": every[1:], "Kind": wellness.Kind,
        "Level": wellness.Level, "work": history.KIND_OF_WORK, "lane_state": STATE, "reasons": REASONS,
        "drawn": [draw(plot) for plot in desk.plots.now()], "hours": history.HOURS,
        "failures_shown": FAILURES_SHOWN, "running": _running(picture), **words(desk.language_of(request)),
    }  # fmt: skip


def _running(picture: Picture) -> dict[tuple[str, str], CauseRetry]:
    return {(retry.stage, retry.cause): retry for retry in picture.retries}
