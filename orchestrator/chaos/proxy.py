"""A loopback HTTP proxy between browser and ERP that misbehaves on order: the ERP itself is left as it is."""

import http.client
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from orchestrator.demo.kept import free_port

UPSTREAM_SECONDS = 120
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection"}
SLOW_SECONDS = 2.0
"""By how much each request is delayed while the ERP is slow."""
MAINTENANCE = b"<html><head><title>Maintenance</title></head><body><h1>Down for maintenance</h1></body></html>"
FAILED = b"<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>"


class Misbehaviour:
    """What the proxy does to requests; switched by one thread, asked by many.

    `posting` finds the request that posts, in its path and body.
    """

    def __init__(self, posting: str) -> None:
        self._posting = re.compile(posting.encode(), re.DOTALL)
        self._lock = threading.Lock()
        self._late: float | None = None
        self._lose_reply = False
        self._until: dict[str, float] = {}

    def commit_late(self, seconds: float) -> None:
        """The next posting request gets no answer, and reaches the ERP so much later."""
        with self._lock:
            self._late = seconds

    def lose_reply(self) -> None:
        """The next posting request reaches the ERP, and its answer is lost."""
        with self._lock:
            self._lose_reply = True

    def for_a_while(self, what: str, seconds: float) -> None:
        """`what` is ``500``, ``maintenance``, ``slow`` or ``refuse``."""
        with self._lock:
            self._until[what] = time.monotonic() + seconds

    def is_on(self, what: str) -> bool:
        with self._lock:
            return self._until.get(what, 0.0) > time.monotonic()

    def for_posting(self, path: str, body: bytes) -> tuple[float | None, bool]:
        """How a request is treated that may be the posting one: seconds of delay without answer, or its answer lost."""
        with self._lock:
            if (self._late is None and not self._lose_reply) or not self._posting.search(path.encode() + b"\n" + body):
                return None, False
            if self._late is not None:
                late, self._late = self._late, None
                return late, False
            self._lose_reply = False
            return None, True


class ErpProxy:
    """Listens on a loopback port of its own and hands on to `upstream_port`. Use `start` and `stop`."""

    def __init__(self, upstream_port: int, posting: str) -> None:
        self.misbehaviour = Misbehaviour(posting)
        self._server = _Server(("127.0.0.1", free_port()), upstream_port, self.misbehaviour)
        self.port = int(self._server.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, name="ERP proxy", daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], upstream_port: int, misbehaviour: Misbehaviour) -> None:
        super().__init__(address, _Handler)
        self.upstream_port = upstream_port
        self.misbehaviour = misbehaviour

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that was killed in mid-request is no news here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _relay(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        misbehaviour = self.server.misbehaviour
        if misbehaviour.is_on("500"):
            self._answer(500, FAILED)
        elif misbehaviour.is_on("maintenance"):
            self._answer(503, MAINTENANCE)
        elif misbehaviour.is_on("refuse"):
            self._hang_up()
        else:
            if misbehaviour.is_on("slow"):
                time.sleep(SLOW_SECONDS)  # the fault itself
            self._hand_on(body, *misbehaviour.for_posting(self.path, body))

    def _hand_on(self, body: bytes, late: float | None, reply_is_lost: bool) -> None:
        if late is not None:
            self._hang_up()
            time.sleep(late)  # the fault itself
        try:
            status, reason, headers, content = self._ask(body)
        except (OSError, http.client.HTTPException):
            self._hang_up()  # as the ERP itself would: it is down, or went down in mid-request
            return
        if late is not None or reply_is_lost:
            self._hang_up()
            return
        self.send_response_only(status, reason)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _ask(self, body: bytes) -> tuple[int, str, list[tuple[str, str]], bytes]:
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream_port, timeout=UPSTREAM_SECONDS)
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP_BY_HOP:
                    upstream.putheader(name, value)
            upstream.endheaders(body or None)
            answer = upstream.getresponse()
            return answer.status, answer.reason, answer.getheaders(), answer.read()
        finally:
            upstream.close()

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _hang_up(self) -> None:
        """End the connection without an answer."""
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def __getattr__(self, name: str) -> Any:
        """`do_GET` and the like: every method is handed on."""
        if name.startswith("do_"):
            return self._relay
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the ERP logs its requests itself."""
