"""The review in a real browser, by keyboard: what a clerk sees, types and saves, over a real store and real rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from orchestrator.stages import Stage
from orchestrator.web.session import COOKIE
from tests.review_desk import ReviewDesk, numbered, review_desk
from tests.web_client import logged_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_desk(tmp_path) as opened:
        yield opened


def window(browser: Browser, desk: ReviewDesk, login: str = "ada") -> BrowserContext:
    """The browser of somebody who is logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, base_url=desk.url)
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
    known = re.compile(r"409|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|503")
    assert [text for text in complaints if not known.search(text)] == []


class Keyboard:
    """Presses keys and counts those that are not the values typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True)


def opened(page: Page, address: str = "/review") -> None:
    """The review, with what it fetches beforehand."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def test_three_doubtful_fields_take_eight_keys_at_most(page: Page, desk: ReviewDesk) -> None:
    first, second = desk.doubtful(), desk.doubtful(numbered(500))
    opened(page)
    expect(page).to_have_url(re.compile(first))
    keys = Keyboard(page)
    expect(field(page, "Number")).to_be_focused()
    keys.type("RE-2026-0417")
    keys.press("Enter")
    expect(field(page, "Issued on")).to_be_focused()
    keys.press("Enter")
    expect(field(page, "Gross total")).to_be_focused()
    keys.type("659.02")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Save, next")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("RE-2026-0500")
    assert keys.pressed <= 8
    expect(page).to_have_url(re.compile(second))
    expect(page.locator("#saved")).to_contain_text("RE-2026-0417: saved.")
    assert desk.stage(first) is Stage.EXTRACTED
    values = desk.values(first)
    assert (values["invoice_number"], values["gross_total"]) == ("RE-2026-0417", "659.02")
    desk.judge.judge_document(first)
    assert desk.stage(first) is not Stage.NEEDS_REVIEW
