"""Runs the dashboard until it is told to stop."""

import ipaddress
import socket
import threading

import uvicorn
from fastapi import FastAPI

from config.logs import log_apart
from orchestrator.errors import OrchestratorError
from orchestrator.web.prefork import keep_running

GRACE_S = 1
"""Seconds that running answers are given at the end."""
WAITING = 128
"""Connections that may wait to be taken."""


class CannotListen(OrchestratorError):
    """The address cannot be listened on; the message says what to change."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, stop: threading.Event, app: FastAPI) -> None:
        super().__init__(config)
        self._stop, self._app = stop, app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """The loop takes as many connections at once as it is told may wait: one, or the first of several processes
        takes all that come together and keeps them. More may wait all the same."""
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(WAITING)

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second."""
        self.should_exit = self.should_exit or self._stop.is_set()
        if self.should_exit:  # streams that would go on for minutes end themselves
            self._app.state.ending.set()
        return await super().on_tick(counter)


def serve(app: FastAPI, host: str, port: int, stop: threading.Event, processes: int = 1) -> None:
    """Answer requests until `stop` is set, or SIGTERM or SIGINT comes; then end within 2 seconds.

    In the main thread both signals are heeded here and afterwards handed to the handlers that were there before.
    The application has an `anyio.Event` in `app.state.ending`, which is set when the end begins.

    Args:
        processes: how many answer side by side. More than one are forked, see `prefork.keep_running` for what this
            process must be like; each logs under a name of its own.

    Raises:
        CannotListen: the port is taken, or the address is not one of this machine.
    """
    with _listener(host, port) as listener:
        if processes == 1:
            _answer(app, listener, stop)
            return

        def work(number: int) -> None:
            log_apart(f"web-{number}")
            _answer(app, listener, stop)

        keep_running(work, processes, stop)


def _answer(app: FastAPI, listener: socket.socket, stop: threading.Event) -> None:
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=True,
        forwarded_allow_ips="127.0.0.1", timeout_graceful_shutdown=GRACE_S, lifespan="on", ws="none",
        backlog=1,
    )  # fmt: skip
    _Server(config, stop, app).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    address = "127.0.0.1" if host == "localhost" else host
    try:
        ipaddress.ip_address(address)
    except ValueError as error:
        raise CannotListen(f"{host} is no address; set BOTFARM_WEB_ADDRESS to one, such as 127.0.0.1:8400.") from error
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle on
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
    except OSError as error:
        listener.close()
        raise CannotListen(
            f"{host}:{port} cannot be listened on ({error.strerror}); set BOTFARM_WEB_ADDRESS to a free port."
        ) from error
    listener.listen(WAITING)
    return listener
