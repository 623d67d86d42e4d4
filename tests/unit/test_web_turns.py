"""Answers are made a few at a time, and nobody waits for long."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from orchestrator.web.turns import Turns

PATIENCE_S = 0.05
AGES_S = 30.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Pages:
    """Pages that begin to answer when they are let go, and end when they are let end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go, self.end, self.three_begun = anyio.Event(), anyio.Event(), anyio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.append(scope["path"])
        if len(self.begun) == 3:
            self.three_begun.set()
        if scope["path"] == "/broken":
            raise ValueError("broken")
        await self.go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.end.wait()


@asynccontextmanager
async def asked(turns: Turns, *paths: str, method: str = "GET") -> AsyncIterator[None]:
    """The pages are asked for, one after the other, until the block ends."""
    async with anyio.create_task_group() as tasks:
        for path in paths:
            tasks.start_soon(turns, {"type": "http", "method": method, "path": path}, _nothing, _drop)
            await anyio.wait_all_tasks_blocked()
        yield
        tasks.cancel_scope.cancel()


async def _nothing() -> Message:
    raise AssertionError("no page here reads what was sent")


async def _drop(message: Message) -> None: ...


@pytest.mark.anyio
async def test_the_next_page_waits_until_another_begins_its_answer() -> None:
    pages = Pages()
    async with asked(Turns(pages, 2, AGES_S), "/1", "/2", "/3", "/4"):
        assert pages.begun == ["/1", "/2"]
        pages.go.set()
        await anyio.wait_all_tasks_blocked()
        assert pages.begun == ["/1", "/2", "/3", "/4"]  # though none has ended


@pytest.mark.anyio
async def test_a_page_that_takes_long_holds_up_nobody() -> None:
    pages = Pages()
    async with asked(Turns(pages, 1, PATIENCE_S), "/report", "/desk", "/history"):
        with anyio.fail_after(AGES_S):
            await pages.three_begun.wait()


@pytest.mark.anyio
async def test_a_page_that_fails_gives_its_turn_back() -> None:
    pages = Pages()
    turns = Turns(pages, 1, AGES_S)
    with pytest.raises(ValueError, match="broken"):
        await turns({"type": "http", "method": "GET", "path": "/broken"}, _nothing, _drop)
    async with asked(turns, "/1", "/2"):
        assert pages.begun == ["/broken", "/1"]


@pytest.mark.anyio
@pytest.mark.parametrize(("method", "path"), [("POST", "/upload"), ("GET", "/static/pages.css"), ("GET", "/healthz")])
async def test_acts_and_what_everybody_may_ask_for_take_no_turn(method: str, path: str) -> None:
    pages = Pages()
    turns = Turns(pages, 1, AGES_S)
    async with asked(turns, "/1", "/2"), asked(turns, path, method=method):
        assert pages.begun == ["/1", path]
