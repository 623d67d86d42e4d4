"""A few answers are made at a time; the others wait for their turn."""

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestrator.web.guard import SAFE
from orchestrator.web.session import PUBLIC

AT_ONCE = 2
"""Python runs one thread at a time. Twenty pages made side by side hand over to each other at every query and cost
twice what they cost one after the other; two, so that one is made while the other waits for the database."""
PATIENCE_S = 1.0
"""Whoever waited for so long goes on without a turn: an answer that takes long holds up nobody."""


class Turns:
    """Lets requests that only read begin in turns, the first come first; what follows an answer's head needs none."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, patience_s: float = PATIENCE_S) -> None:
        self.app, self.patience_s = app, patience_s
        self._turns = anyio.Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in SAFE or scope["path"].startswith(PUBLIC):
            await self.app(scope, receive, send)
            return
        has_turn = await self._waited()

        def over() -> None:
            nonlocal has_turn
            if has_turn:
                has_turn = False
                self._turns.release()

        async def send_after(message: Message) -> None:
            over()  # files and streams may go on for minutes
            await send(message)

        try:
            await self.app(scope, receive, send_after)
        finally:
            over()

    async def _waited(self) -> bool:
        """Whether a turn came in time."""
        with anyio.move_on_after(self.patience_s):
            await self._turns.acquire()
            return True
        return False
