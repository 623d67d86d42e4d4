"""The operations page: whether the farm is well, and one click for what is not."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.web import forms
from orchestrator.web.desk import Desk
from orchestrator.web.operations_parts import TOKEN
from orchestrator.web.session import Operator, Steerer, actor_of

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
        return JSONResponse(sections(desk, request, fresh=True))

    @routes.post("/operations/parts/forget")
    def forget(request: Request, actor: Steerer, name: Name = "", token: Token = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.forget_part(actor, name)
        except OrchestratorError as error:
            return page(desk, request, problem=str(error), status=409)
        desk.forget_farm()
        return RedirectResponse("/operations?said=forgotten#workers", 303)

    return routes


def page(desk: Desk, request: Request, said: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    """The whole page, with what became of an act."""
    html = _parts(desk, request)
    return desk.page(request, "operations.html", status, said=said, problem=problem, html=html, mark=TOKEN)


def sections(desk: Desk, request: Request, *, fresh: bool = False) -> dict[str, str]:
    """Each part of the page as HTML, by its id, for a browser that has shown the page before; `fresh` takes longer."""
    token = desk.tokens.of(forms.browser_cookie(request))
    return {name: html.replace(TOKEN, token) for name, html in _parts(desk, request, fresh=fresh).items()}


def _parts(desk: Desk, request: Request, *, fresh: bool = False) -> dict[str, Markup]:
    code = desk.language_of(request).code
    return desk.operations.of(code, actor_of(request).rights, fresh=fresh) | desk.operations.plots(code)
