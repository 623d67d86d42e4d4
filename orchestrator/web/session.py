"""Who asks: the person whose browser is logged in, or the program that shows a token. Nobody else gets past here."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import quote

import anyio.to_thread
from fastapi import Depends, Request
from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from orchestrator.people import login
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.store import Store
from orchestrator.store.people import Person
from orchestrator.web.guard import API
from orchestrator.web.problem_details import problem

COOKIE = "botfarm_session"
PUBLIC = ("/login", "/static/", "/healthz")
"""What everybody may ask for: the way in, how it looks, and whether the farm is up."""
API_V1 = "/api/v1"


class LoggedIn:
    """Lets through who is logged in or shows a token, as `request.state.actor`; others are shown the way in."""

    def __init__(self, app: ASGIApp, store: Store) -> None:
        self.app, self.store = app, store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        person, actor = await anyio.to_thread.run_sync(self._who, connection)
        scope.setdefault("state", {}).update(person=person, actor=actor)
        path = scope["path"]
        public = any(path == part or (part.endswith("/") and path.startswith(part)) for part in PUBLIC)
        answer = None if actor or public or path.startswith("/login/") else _way_in(connection.url, scope["method"])
        await (answer or self.app)(scope, receive, send)

    def _who(self, connection: HTTPConnection) -> tuple[Person | None, Actor | None]:
        kind, _, word = connection.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer":
            own = connection.url.path.startswith(API)
            return None, login.actor_of_token(self.store, word.strip()) if own else None
        person = login.person_of_session(self.store, connection.cookies.get(COOKIE, ""))
        return person, login.actor_on_pages(person) if person else None


def _way_in(url: URL, method: str) -> Response:
    if url.path.startswith(API):
        headers = {"www-authenticate": "Bearer"}
        return problem(401, "Log in, or show a token: Authorization: Bearer bf_...", headers)
    back = url.path + (f"?{url.query}" if url.query else "")
    return RedirectResponse("/login" if method != "GET" or back == "/" else f"/login?next={quote(back, safe='')}", 303)


def actor_of(request: Request) -> Actor:
    """Who asks."""
    actor: Actor = request.state.actor
    return actor


def needs(right: Right) -> Callable[[Request], Awaitable[Actor]]:
    """A dependency of a page: who asks, with this right.

    Raises:
        NotAllowed: they lack it.
    """

    async def asked(request: Request) -> Actor:
        actor = actor_of(request)
        actor.insist_on(right)
        return actor

    return asked


Reader = Annotated[Actor, Depends(needs(Right.SEE_DOCUMENTS))]
"""Who may see documents."""
Operator = Annotated[Actor, Depends(needs(Right.SEE_OPERATIONS))]
"""Who may see how the farm does."""
Steerer = Annotated[Actor, Depends(needs(Right.STEER_LANES))]
"""Who may pause and resume lanes."""
