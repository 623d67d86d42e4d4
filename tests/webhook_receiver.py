"""A program that webhooks are sent to: a real HTTP server on this machine that answers as the test says."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One request as it came in; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def fits(self, secret: str) -> bool:
        """Whether the signature is right, by the specification and not by our own code."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = b".".join((self.message_id.encode(), self.headers["webhook-timestamp"].encode(), self.body))
        expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        return f"v1,{expected}" in self.headers["webhook-signature"].split(" ")


Answering = Callable[[Received, "Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "Server"
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        one = Received(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.server.received.append(one)
        self.server.answer(one, self)

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """The test asks what came in instead."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer: Answering) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.received: list[Received] = []

    def handle_error(self, *_: object) -> None:
        """A sender that hangs up is what some tests want."""


@dataclass
class Receiver:
    """The server, and what it should answer from now on."""

    server: Server
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/hook?of=farm"

    @property
    def received(self) -> list[Received]:
        return list(self.server.received)

    def answers(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.server.answer = lambda _, handler: handler.say(status, body, **headers)

    def keeps_waiting(self) -> None:
        """Answer only once `released` is set."""

        def answer(_: Received, handler: Handler) -> None:
            self.released.wait(60)
            handler.say(204)

        self.server.answer = answer


@contextmanager
def running_receiver() -> Iterator[Receiver]:
    """A receiver that answers 204 until told otherwise."""
    server = Server(lambda _, handler: handler.say(204))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    made = Receiver(server)
    try:
        yield made
    finally:
        made.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
