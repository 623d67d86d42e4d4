"""The proxy before an ERP: hands on unchanged, and misbehaves as told, with what really reached the ERP looked at."""

import http.client
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from orchestrator.chaos.proxy import ErpProxy


class Erp(ThreadingHTTPServer):
    """Answers with what it was sent, and remembers what reached it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reached: list[tuple[str, bytes]] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Erp

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.reached.append((self.path, body))
        self.send_response(201, "Made")
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", f"host={self.headers['Host']}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.send_response(304)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def erp() -> Iterator[Erp]:
    server = Erp()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def proxy(erp: Erp) -> Iterator[ErpProxy]:
    made = ErpProxy(erp.server_port, r"invoice\.post\b")
    made.start()
    yield made
    made.stop()


def ask(proxy: ErpProxy, body: bytes = b"", method: str = "POST") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=10)
    connection.request(method, "/rpc?x=%20y", body or None, {"Content-Length": str(len(body))} if body else {})
    return connection.getresponse()


POST = b'{"method": "invoice.post"}'


def test_requests_and_answers_pass_unchanged(erp: Erp, proxy: ErpProxy) -> None:
    answer = ask(proxy, "Größe".encode())
    assert (answer.status, answer.reason, answer.read().decode()) == (201, "Made", "Größe")
    assert answer.headers.get_all("Set-Cookie") == ["a=1", f"host=127.0.0.1:{proxy.port}"]
    assert erp.reached == [("/rpc?x=%20y", "Größe".encode())]
    assert ask(proxy, method="GET").status == 304


def test_a_lost_reply_reaches_the_erp_once_and_only_the_posting_request_is_meant(erp: Erp, proxy: ErpProxy) -> None:
    proxy.misbehaviour.lose_reply()
    assert ask(proxy, b"invoice.postpone").status == 201
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(proxy, POST)
    assert [body for _, body in erp.reached] == [b"invoice.postpone", POST]
    assert ask(proxy, POST).status == 201


def test_a_late_commit_reaches_the_erp_after_the_client_has_gone(erp: Erp, proxy: ErpProxy) -> None:
    proxy.misbehaviour.commit_late(0.5)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(proxy, POST)
    assert erp.reached == []
    deadline = time.monotonic() + 5
    while not erp.reached:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert [body for _, body in erp.reached] == [POST]


@pytest.mark.parametrize(("what", "status"), [("500", 500), ("maintenance", 503)])
def test_an_error_lasts_for_a_while_and_nothing_reaches_the_erp(
    erp: Erp, proxy: ErpProxy, what: str, status: int
) -> None:
    proxy.misbehaviour.for_a_while(what, 0.5)
    assert ask(proxy, POST).status == status
    assert erp.reached == []
    deadline = time.monotonic() + 5
    while ask(proxy, POST).status == status:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_erp_that_is_down_hangs_up(erp: Erp, proxy: ErpProxy) -> None:
    erp.shutdown()
    erp.server_close()
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        ask(proxy, POST)
