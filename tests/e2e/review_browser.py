"""What the tests of the review share: a browser, a desk, somebody who is logged in, keys that are counted."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from orchestrator.web.session import COOKIE
from tests.review_desk import ReviewDesk, review_desk
from tests.web_client import logged_in

EXPECTED = re.compile(r"\b40[39]\b|ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION")
"""What a browser complains of where a test refuses something or cuts the line."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as opened:
        yield opened


def window(browser: Browser, desk: ReviewDesk, login: str = "ada", language: str = "en") -> BrowserContext:
    """The browser of somebody who is logged in and has every role."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, base_url=desk.url, locale=language)
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": COOKIE, "value": logged_in(desk.store, login=login), "url": desk.url}])
    return context


@pytest.fixture
def context(browser: Browser, desk: ReviewDesk) -> Iterator[BrowserContext]:
    opened = window(browser, desk)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong in the browser itself."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    assert [text for text in complaints if not EXPECTED.search(text)] == []


class Keyboard:
    """Presses keys, and counts those that are not the values typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


def field(page: Page, label: str) -> Locator:
    """The text box of this label."""
    return page.get_by_role("textbox", name=label, exact=True)


def opened(page: Page, address: str = "/review") -> None:
    """The review, with what it fetches beforehand."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
