"""The operations page in a real browser: one click mends, and figures change while one looks at them."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config.settings import Settings, load_settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.breaker import Cause
from orchestrator.people import login
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, lanes, open_store, people
from orchestrator.store.lanes import LaneAccount
from orchestrator.web.app import create_app
from orchestrator.web.serve import serve
from orchestrator.web.session import COOKIE
from tests.farm_documents import receive, stage_of
from tests.web_client import healthy, logged_in, no_judge

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SOON_MS = 20_000
"""A busy machine may take so long for what takes two seconds."""
BOOKS = LaneAccount(name="books-1", erp="tryton", company="Example")


class Served:
    """The pages over a store at one address, which can be taken away and brought back."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.stop = threading.Event()
        app = create_app(self.store, self.settings, healthy, Acts(self.store, no_judge, Limits()))
        self.thread = threading.Thread(target=serve, args=(app, "127.0.0.1", self.port, self.stop))
        self.thread.start()

    def end(self) -> None:
        self.stop.set()
        self.thread.join(5)
        assert not self.thread.is_alive(), "an open stream keeps no server from ending"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(load_settings(home=tmp_path))
    with opened.begin() as tx:
        lanes.keep_only(tx, [BOOKS])
    yield opened
    opened.close()


@pytest.fixture
def served(store: Store, tmp_path: Path) -> Iterator[Served]:
    pages = Served(store, load_settings(home=tmp_path))
    yield pages
    pages.end()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1400, "height": 900}, base_url=served.url, locale="en-US")
    opened.set_default_timeout(15_000)
    opened.add_cookies([{"name": COOKIE, "value": logged_in(served.store), "url": served.url}])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong in the browser itself, but for a server that is away."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    assert [text for text in complaints if "Failed to load resource" not in text] == []


def test_a_lane_is_paused_and_brought_back_by_clicks(page: Page, store: Store) -> None:
    page.goto("/operations")
    expect(page.locator("#freshness")).to_have_text("Live")
    expect(page.locator("#wellness")).to_contain_text("no part of it gives a sign of life")
    page.get_by_text("Pause books-1").click()
    page.get_by_role("button", name="Month end closing").click()
    expect(page.get_by_text("The lane is paused.")).to_be_visible()
    expect(page.locator("#lane-books-1")).to_contain_text("Paused by ada (web): Month end closing")
    page.get_by_role("button", name="Resume books-1").first.click()
    expect(page.get_by_text("The lane works again.")).to_be_visible()
    with store.reading() as tx:
        assert lanes.get(tx, BOOKS).is_working


def test_all_of_a_cause_are_tried_again_by_one_click(page: Page, store: Store) -> None:
    found = [receive(store) for _ in range(3)]
    for document in found:
        with store.begin() as tx:
            documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", f"KeyError: '{document}'")
    page.goto("/operations")
    page.get_by_role("link", name="KeyError: …").click()
    expect(page.get_by_text("Documents: 3")).to_be_visible()
    page.get_by_label("Reason").fill("the form is known by now")
    page.get_by_role("button", name="Try all 3 again").click()
    expect(page.locator("#failures")).to_contain_text("No document failed or was refused.")
    expect(page.locator("#waiting-read")).to_have_text("3")
    assert {stage_of(store, document) for document in found} == {Stage.RECEIVED}


def test_figures_change_without_loading_and_leave_the_reader_alone(page: Page, store: Store) -> None:
    page.goto("/operations")
    expect(page.locator("#freshness")).to_have_text("Live")
    page.evaluate("() => { document.body.dataset.same = 'page'; }")
    page.get_by_text("Pause books-1").click()
    field = page.get_by_label("Another reason")
    field.fill("somebody is coun")
    expect(page.locator("#waiting-read")).to_have_text("0")
    receive(store)
    with store.begin() as tx:  # changes the part in which somebody types, too
        failed = {"failures": 1, "cause": Cause.BROWSER}
        lanes.change(tx, BOOKS, "bot", lambda lane, now: lane.model_copy(update=failed))
    expect(page.locator("#waiting-read")).to_have_text("1", timeout=SOON_MS)
    expect(page.locator("#lane-books-1")).to_contain_text("after failures in a row: 1", timeout=SOON_MS)
    page.keyboard.type("ting")
    expect(field).to_have_value("somebody is counting")
    expect(field).to_be_focused()
    expect(page.locator("body")).to_have_attribute("data-same", "page")


def test_without_a_stream_the_page_asks(page: Page, store: Store) -> None:
    page.route("**/operations/events", lambda route: route.fulfill(status=503, body="no"))
    page.goto("/operations")
    expect(page.locator("#freshness")).to_have_text("Asked every few seconds")
    receive(store)
    expect(page.locator("#waiting-read")).to_have_text("1", timeout=SOON_MS)


def test_a_lost_connection_is_told_and_comes_back(page: Page, served: Served) -> None:
    page.goto("/operations")
    expect(page.locator("#freshness")).to_have_text("Live")
    served.end()
    expect(page.locator("#freshness")).to_contain_text("The farm does not answer", timeout=25_000)
    served.start()
    expect(page.locator("#freshness")).to_have_text("Live", timeout=25_000)


def test_who_is_logged_out_elsewhere_sees_no_more(page: Page, store: Store, context: BrowserContext) -> None:
    page.goto("/operations")
    expect(page.locator("#freshness")).to_have_text("Live")
    word = next(str(cookie["value"]) for cookie in context.cookies() if cookie.get("name") == COOKIE)
    with store.begin() as tx:
        people.end_session(tx, login.digest(word))
    expect(page.locator("#freshness")).to_have_text("You are logged out; load the page again", timeout=SOON_MS)


@pytest.mark.parametrize(
    ("locale", "scheme", "width"), [("en-US", "light", 1400), ("zh-CN", "dark", 1400), ("ru-RU", "light", 360)]
)
def test_no_page_is_wider_than_the_window(
    browser: Browser, served: Served, locale: str, scheme: str, width: int
) -> None:
    receive(served.store)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, base_url=served.url, locale=locale, color_scheme=scheme,  # type: ignore[arg-type]  # a word of Playwright's
    )  # fmt: skip
    context.add_cookies([{"name": COOKIE, "value": logged_in(served.store), "url": served.url}])
    page = context.new_page()
    page.goto("/operations")
    expect(page.locator("#queues table")).to_be_visible()
    sections = page.locator("[data-part]")
    assert sections.count() == 7
    for index in range(7):
        box = sections.nth(index).bounding_box()
        assert box and box["x"] + box["width"] <= width
    context.close()
