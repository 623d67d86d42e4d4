"""The operations page while it is open: its parts as a stream of server-sent events, whatever changed of them."""

import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from orchestrator.errors import NotReady
from orchestrator.people import login
from orchestrator.people.roles import Right
from orchestrator.web.desk import Desk
from orchestrator.web.operations import sections
from orchestrator.web.session import COOKIE, Operator

EVERY_S = 2.0
LASTS_S = 300.0
"""After which the browser connects anew, as a new request with all checks."""
MOST, MOST_EACH = 32, 4
"""Streams at a time, of all people and of one; a page that gets none asks every few seconds instead."""


@dataclass
class Streams:
    """How many streams are open, by who reads them."""

    by_person: dict[str, int] = field(default_factory=dict)

    def is_free(self, person: str) -> bool:
        return sum(self.by_person.values()) < MOST and self.by_person.get(person, 0) < MOST_EACH

    @contextmanager
    def held(self, person: str) -> Iterator[None]:
        """One stream of somebody, until the block ends."""
        self.by_person[person] = self.by_person.get(person, 0) + 1
        try:
            yield
        finally:
            self.by_person[person] -= 1
            if not self.by_person[person]:
                del self.by_person[person]


class EventStream(StreamingResponse):
    """A stream that is counted for as long as it is open, however it ends."""

    def __init__(self, events: AsyncIterator[str], streams: Streams, person: str) -> None:
        super().__init__(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
        self.streams, self.person = streams, person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.streams.held(self.person):
            await super().__call__(scope, receive, send)


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()
    streams = Streams()

    @routes.get("/operations/events")
    async def events(request: Request, actor: Operator) -> Response:
        if not streams.is_free(actor.login):
            return PlainTextResponse("Too many pages are open; this one asks every few seconds.", 503)
        return EventStream(_changes(desk, request), streams, actor.login)

    return routes


async def _changes(desk: Desk, request: Request) -> AsyncIterator[str]:
    """What changed, until the right is lost, the farm stops, or the stream has lasted long enough."""
    ending: anyio.Event = getattr(request.app.state, "ending", None) or anyio.Event()
    sent: dict[str, str] = {}
    until = time.monotonic() + LASTS_S
    yield "retry: 3000\n\n"
    while not ending.is_set():
        if not await anyio.to_thread.run_sync(_may_still_look, desk, request):
            yield event("out", {})
            return
        with suppress(NotReady):  # the database is away: the page notices by itself that it hears nothing
            now = await anyio.to_thread.run_sync(partial(sections, desk, request, fresh=True))
            yield event("parts", {name: html for name, html in now.items() if sent.get(name) != html})
            sent = now
        if time.monotonic() >= until:
            return
        with anyio.move_on_after(EVERY_S):
            await ending.wait()


def event(name: str, data: dict[str, str]) -> str:
    """One event of a stream; JSON has no line break, which would end it."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _may_still_look(desk: Desk, request: Request) -> bool:
    """Whether the session goes on, of somebody who still has the right: both may be taken away meanwhile."""
    person = login.person_of_session(desk.store, request.cookies.get(COOKIE, ""))
    return person is not None and Right.SEE_OPERATIONS in login.actor_on_pages(person).rights
