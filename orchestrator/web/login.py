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
    def ask(request: Request, next: Next = "", left: bool = False) -> Response:
        if request.state.actor is not None:
            return RedirectResponse(own_address(next), 303)
        return login_page(desk, request, next, left=left)

    @routes.post("/login")
    def log_in(request: Request, token: Text = "", login: Text = "", password: Text = "", next: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return login_page(desk, request, next, "This form is too old. Please try once more.", 403)
        address = request.client.host if request.client else ""
        try:
            word = logging_in.log_in(desk.store, login, password, address)
        except LoginRefused as refusal:
            return login_page(desk, request, next, str(refusal), 401, login)
        response = RedirectResponse(own_address(next), 303)
        desk.keep_session(response, word)
        return response

    @routes.post("/logout")
    def log_out(request: Request, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        logging_in.log_out(desk.store, request.cookies.get(COOKIE, ""))
        response = RedirectResponse("/login?left=1" if desk.settings.openid_issuer else "/login", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    return routes


def login_page(
    desk: Desk, request: Request, back: str, problem: str = "", status: int = 200, login: str = "", left: bool = False
) -> Response:
    """The page on which one logs in, with what went wrong.

    Args:
        back: the address that logging in leads to.
        left: whether one has just logged out.
    """
    settings = desk.settings
    with desk.store.reading() as tx:
        ready = register.has_administrator(tx)
    return desk.page(
        request, "login.html", status, next=own_address(back), problem=problem, ready=ready, login=login, left=left,
        by_openid=bool(settings.openid_issuer), openid_name=settings.openid_name,
    )  # fmt: skip


def own_address(address: str) -> str:
    """The address where it is one of ours, else the first page: nobody is sent elsewhere after logging in."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if own and parts.path != "/login" else "/"
