"""The way in and out: login with a password, logout."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import LoginRefused
from orchestrator.people import login as logging_in
from orchestrator.people import register
from orchestrator.web.desk import Desk
from orchestrator.web.session import COOKIE

Text = Annotated[str, Form(max_length=300)]
Next = Annotated[str, Query(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/login")
    def ask(request: Request, next: Next = "") -> Response:
        if request.state.actor is not None:
            return RedirectResponse(own_address(next), 303)
        return _form(desk, request, next)

    @routes.post("/login")
    def log_in(request: Request, token: Text = "", login: Text = "", password: Text = "", next: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return _form(desk, request, next, "This form is too old. Please try once more.", 403)
        address = request.client.host if request.client else ""
        try:
            word = logging_in.log_in(desk.store, login, password, address)
        except LoginRefused as refusal:
            return _form(desk, request, next, str(refusal), 401, login)
        response = RedirectResponse(own_address(next), 303)
        desk.keep_session(response, word)
        return response

    @routes.post("/logout")
    def log_out(request: Request, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        logging_in.log_out(desk.store, request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    return routes


def _form(desk: Desk, request: Request, back: str, problem: str = "", status: int = 200, login: str = "") -> Response:
    with desk.store.reading() as tx:
        ready = register.has_administrator(tx)
    return desk.page(request, "login.html", status, next=own_address(back), problem=problem, ready=ready, login=login)


def own_address(address: str) -> str:
    """The address where it is one of ours, else the first page: nobody is sent elsewhere after logging in."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if own and parts.path != "/login" else "/"
