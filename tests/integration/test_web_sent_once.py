"""A POST whose answer is lost is not sent again, although Chromium would."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page

from bots.browser import Browser
from bots.web.once import sent_once
from tests.fakes.legacy_erp import BOT_PASSWORD, BOT_USER, Effect, LegacyErpServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def erp(tmp_path: Path) -> Iterator[LegacyErpServer]:
    with LegacyErpServer(tmp_path / "erp") as server:
        yield server


@pytest.fixture
def page(erp: LegacyErpServer, chromium: Path, tmp_path: Path) -> Iterator[Page]:
    browser = Browser.start(tmp_path / "evidence", step_seconds=10)
    browser.page.goto(erp.url)
    browser.page.fill("[name=user]", BOT_USER)
    browser.page.fill("[name=password]", BOT_PASSWORD)
    browser.page.click("[name=action]")
    yield browser.page
    browser.close()


class Listener(ThreadingHTTPServer):
    """Answers everything, and keeps what each POST said to prove who it is."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listening)
        self.authorizations: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}/"


class Listening(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.server.authorizations.append(self.headers["authorization"])
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def listeners() -> Iterator[tuple[Listener, Listener]]:
    with Listener() as own, Listener() as stranger:
        for one in (own, stranger):
            threading.Thread(target=one.serve_forever, daemon=True).start()
        yield own, stranger
        own.shutdown()
        stranger.shutdown()


def filled(page: Page, erp: LegacyErpServer, number: str) -> Frame:
    """The work frame with an invoice, on a connection that has been used."""
    page.wait_for_selector("frame[name=work]", state="attached")
    frame = page.frame("work")
    assert frame is not None
    frame.goto(f"{erp.url}invoice/new")
    texts = {"supplier": "Acme Paper GmbH", "invnumber": number, "desc_1": "纸 «a»", "qty_1": "1", "price_1": "5.00"}
    for name, text in texts.items():
        frame.fill(f"[name={name}]", text)
    frame.select_option("[name=acct_1]", "6100")
    return frame


def posts(erp: LegacyErpServer) -> int:
    return len([one for one in erp.control.requests() if one.action == "post"])


@pytest.mark.parametrize(
    ("effect", "booked"), [(Effect.LOSE_REPLY, 1), (Effect.DROP_REQUEST, 0), (Effect.ERROR_500, 0), (None, 1)]
)
def test_it_leaves_once(page: Page, erp: LegacyErpServer, effect: Effect | None, booked: int) -> None:
    frame = filled(page, erp, "R-once")
    if effect:
        erp.control.add_rule(effect, on="post")
    with sent_once(page, 10):
        frame.click("[value=Post]", no_wait_after=True)
        frame.wait_for_function("!document.body.innerText.includes('Price') || !document.forms[0].invnumber.value")
    assert posts(erp) == 1
    assert [entry.lines[0].description for entry in erp.control.posted("R-once")] == ["纸 «a»"] * booked


def test_a_request_without_an_answer_at_the_end_is_not_sent_again(page: Page, erp: LegacyErpServer) -> None:
    frame = filled(page, erp, "R-slow")
    erp.control.add_rule(Effect.DELAY, on="post", seconds=1)
    erp.control.add_rule(Effect.DELAY, on="search", seconds=1.5)
    with sent_once(page, 10), page.expect_request("**/invoice"):
        frame.click("[value=Post]", no_wait_after=True)
    page.goto(f"{erp.url}search")  # takes longer than a second post would
    assert posts(erp) == 1


def test_an_answer_that_takes_too_long_is_not_asked_for_again(page: Page, erp: LegacyErpServer) -> None:
    frame = filled(page, erp, "R-slower")
    erp.control.add_rule(Effect.DELAY, on="post", seconds=1)
    with sent_once(page, 0.3):
        frame.click("[value=Post]", no_wait_after=True)
        frame.wait_for_function("location.protocol === 'chrome-error:'")
        erp.control.add_rule(Effect.DELAY, on="search", seconds=1.5)
    page.goto(f"{erp.url}search")
    assert posts(erp) == 1


def test_afterwards_the_browser_sends_by_itself_again(page: Page, erp: LegacyErpServer) -> None:
    with sent_once(page, 10):
        pass
    frame = filled(page, erp, "R-after")
    frame.click("[value=Save]")
    frame.wait_for_selector("[value=Delete]")
    assert [entry.state for entry in erp.control.ledger("R-after")] == ["draft"]


def test_the_password_goes_to_where_the_page_is_from_and_nowhere_else(
    page: Page, listeners: tuple[Listener, Listener]
) -> None:
    own, stranger = listeners
    page.goto(own.url)
    with sent_once(page, 10, {"authorization": "Basic secret"}):
        page.evaluate(
            "urls => Promise.all(urls.map(url => fetch(url, {method: 'POST', mode: 'no-cors', body: 'x'})))",
            [own.url, stranger.url],
        )
    assert own.authorizations == ["Basic secret"]
    assert stranger.authorizations == [None]
