"""The ERP's web server: each request meets the rules, then the application."""

import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.legacy_erp import pages
from tests.fakes.legacy_erp.alterations import alter
from tests.fakes.legacy_erp.application import COOKIE, Application, Reply, Request
from tests.fakes.legacy_erp.request_log import Handled, RequestLog
from tests.fakes.legacy_erp.rules import Effect, Rule, RuleList

GONE = Reply("", 0)
"""The connection is closed without an answer."""
IDLE_SECONDS = 60


class Misbehaving:
    """The application behind the rules.

    Attributes:
        pause: told for how many seconds no connection is accepted.
    """

    def __init__(self, application: Application, rules: RuleList, log: RequestLog) -> None:
        self.application = application
        self.rules = rules
        self.log = log
        self.pause: Callable[[float], None] = lambda seconds: None
        self._late = 0
        self._lock = threading.Lock()

    @property
    def pending(self) -> int:
        """How many requests will be handled later."""
        return self._late

    def answer(self, request: Request) -> Reply:
        """The reply, `GONE` for none."""
        started = time.time()
        request = replace(request, fields=self._own_names(request.fields))
        user = self.application.books.session_user(request.token)
        number = self.application.invoice_number(request)
        name = user.name if user else request.fields.get("user", "")
        firing = self.rules.firing(request.action, request.path, number, name)
        reply = self._under([one.rule for one in firing], request)
        self._write_down(started, request, number, name, reply.status, tuple(one.id for one in firing), False)
        return reply

    def _write_down(
        self, started: float, request: Request, number: str, user: str, status: int, rules: tuple[int, ...], late: bool
    ) -> None:
        named = (request.method, request.path, request.action, number, user)
        self.log.add(Handled(started, time.time(), *named, status, rules, late))

    def _own_names(self, fields: dict[str, str]) -> dict[str, str]:
        renamed = self.rules.renames()
        return {renamed.get(name, name): text for name, text in fields.items()}

    def _under(self, rules: list[Rule], request: Request) -> Reply:
        early = self._before(rules, request)
        if early is not None:
            return early
        ambiguous = any(rule.effect is Effect.AMBIGUOUS for rule in rules)
        reply = self.application.answer(request, ambiguous)
        return self._after(rules, replace(reply, body=alter(reply.body, rules)))

    def _before(self, rules: list[Rule], request: Request) -> Reply | None:
        """What happens before the request is handled; a reply when it is not handled now."""
        for rule in rules:
            match rule.effect:
                case Effect.DELAY if not rule.after_commit:
                    time.sleep(rule.seconds)
                case Effect.END_SESSION:
                    self.application.books.end_sessions(token=request.token or "none")
                case Effect.CONFIRM if "confirmed" not in request.fields:
                    return Reply(pages.asking(request.path, request.fields, rule.text))
                case Effect.COMMIT_LATE:
                    self._handle_later(request, rule.seconds)
                    return GONE
                case Effect.DROP_REQUEST:
                    return GONE
                case Effect.STOP_ACCEPTING:
                    self.pause(rule.seconds)
                    return GONE
                case Effect.MAINTENANCE:
                    return Reply(pages.maintenance(), rule.status)
                case Effect.ERROR_500 if not rule.after_commit:
                    return Reply(pages.broken(), 500)
                case Effect.GREY if not rule.after_commit:
                    return Reply("", 204)
        return None

    def _after(self, rules: list[Rule], reply: Reply) -> Reply:
        """What becomes of the answer once the request was handled."""
        for rule in rules:
            match rule.effect:
                case Effect.DELAY if rule.after_commit:
                    time.sleep(rule.seconds)
                case Effect.LOSE_REPLY:
                    return GONE
                case Effect.ERROR_500 if rule.after_commit:
                    return Reply(pages.broken(), 500)
                case Effect.GREY if rule.after_commit:
                    return Reply("", 204)
        return reply

    def _handle_later(self, request: Request, seconds: float) -> None:
        """The session that it came with holds, even if it has ended by then."""
        user = self.application.books.session_user(request.token)

        def handle() -> None:
            started = time.time()
            token = self.application.books.begin_session(user.name) if user else ""
            self.application.answer(replace(request, token=token))
            self.application.books.end_sessions(token=token or "none")
            number = self.application.invoice_number(request)
            self._write_down(started, request, number, user.name if user else "", 0, (), True)
            with self._lock:
                self._late -= 1

        with self._lock:
            self._late += 1
        timer = threading.Timer(seconds, handle)
        timer.daemon = True
        timer.start()


class Handler(BaseHTTPRequestHandler):
    """Reads HTTP and writes it; one thread a connection."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    wbufsize = -1  # head and body in one packet: a second one would wait for the first's receipt
    misbehaving: Misbehaving
    listener: "Listener"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.listener.paused:
            self.close_connection = True
            return
        fields = dict(parse_qsl(parts.query, keep_blank_values=True))
        fields |= dict(parse_qsl(sent.decode("utf-8", "replace"), keep_blank_values=True))
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        reply = self.misbehaving.answer(Request(self.command, parts.path, fields, cookie.value if cookie else ""))
        if reply is GONE:
            self.close_connection = True
            return
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        body = reply.body.encode()
        self.send_response(reply.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"} | reply.headers
        if reply.status != 204:
            headers["Content-Length"] = str(len(body))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """The request log is kept elsewhere."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def server_bind(self) -> None:
        """As inherited, without asking the resolver for this host's name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error here; anything else is shown in the log."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Listener:
    """Accepts connections on one address, except while paused."""

    def __init__(self, host: str, port: int, misbehaving: Misbehaving) -> None:
        self._address = (host, port)
        self._handler = type("BoundHandler", (Handler,), {"misbehaving": misbehaving, "listener": self})
        self._server = Server(self._address, self._handler)
        self.port = self._server.server_port
        self._address = (host, self.port)
        self._until = 0.0
        misbehaving.pause = self.pause

    @property
    def paused(self) -> bool:
        return time.monotonic() < self._until

    def pause(self, seconds: float) -> None:
        """Accept nothing and close what is open, for `seconds`."""
        self._until = time.monotonic() + seconds
        threading.Thread(target=self._server.shutdown, daemon=True).start()

    def run(self) -> None:
        """Serve for ever."""
        while True:
            self._server.serve_forever(poll_interval=0.2)
            self._server.server_close()
            while self.paused:
                time.sleep(0.02)
            self._server = Server(self._address, self._handler)
