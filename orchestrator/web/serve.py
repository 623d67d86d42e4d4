"""Runs the dashboard until it is told to stop."""

import ipaddress
import socket
import threading

import uvicorn
from fastapi import FastAPI

from orchestrator.errors import OrchestratorError

GRACE_S = 1
"""Seconds that running answers are given at the end."""


class CannotListen(OrchestratorError):
    """The address cannot be listened on; the message says what to change."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, stop: threading.Event, app: FastAPI) -> None:
        super().__init__(config)
        self._stop, self._app = stop, app

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second."""
        self.should_exit = self.should_exit or self._stop.is_set()
        if self.should_exit:  # streams that would go on for minutes end themselves
            self._app.state.ending.set()
        return await super().on_tick(counter)


def serve(app: FastAPI, host: str, port: int, stop: threading.Event) -> None:
    """Answer requests until `stop` is set, or SIGTERM or SIGINT comes; then end within 2 seconds.

    In the main thread both signals are heeded here and afterwards handed to the handlers that were there before.
    The application has an `anyio.Event` in `app.state.ending`, which is set when the end begins.

    Raises:
        CannotListen: the port is taken, or the address is not one of this machine.
    """
    listener = _listener(host, port)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=True,
        forwarded_allow_ips="127.0.0.1", timeout_graceful_shutdown=GRACE_S, lifespan="on", ws="none",
    )  # fmt: skip
    with listener:
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
    listener.listen(128)
    return listener
