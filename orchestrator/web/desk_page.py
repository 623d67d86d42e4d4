"""The desk, a clerk's first page: what became of the files that they handed in."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store import handed_in
from orchestrator.web.desk import Desk
from orchestrator.web.session import Reader

FILES = 20
FIRST_PAGES = (
    (Right.APPROVE, "/approvals"),
    (Right.STEER_LANES, "/operations"),
)
"""Where somebody begins who has no work at the desk, by the first right that they have."""


def first_page(actor: Actor) -> str:
    """The address that `/` leads to; itself for whom the desk is."""
    if Right.CORRECT in actor.rights:
        return "/"
    return next((address for right, address in FIRST_PAGES if right in actor.rights), "/documents")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    def first(request: Request, actor: Reader) -> Response:
        if first_page(actor) != "/":
            return RedirectResponse(first_page(actor), 303)
        with desk.store.reading() as tx:
            files = handed_in.lately(tx, actor.login, FILES)
        return desk.page(request, "desk.html", files=files, login=actor.login, largest=desk.acts.limits.max_bytes)

    return routes
