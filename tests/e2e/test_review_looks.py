"""How the review looks and is used in other ways: languages, narrow windows, screen readers, pages turned and split."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from orchestrator.stages import Stage
from orchestrator.web.session import COOKIE
from tests.e2e.review_browser import context, desk, field, opened, page, window
from tests.factories import Bill, draw
from tests.review_desk import ReviewDesk, numbered
from tests.web_client import logged_in

__all__ = ["context", "desk", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_screen_readers_and_narrow_windows(page: Page, desk: ReviewDesk) -> None:
    desk.doubtful()
    opened(page)
    expect(page.locator("#checks li").first).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        bad = [one for one in found if one["impact"] in ("serious", "critical")]
        serious = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in bad]
        assert serious == [], scheme
    for width in (360, 800, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 360, "height": 640})
    page.keyboard.press("Enter")
    box = field(page, "Issued on").bounding_box()
    bar = page.locator(".rv-bar").bounding_box()
    sheet = page.locator(".rv-sheet").bounding_box()
    assert box and bar and sheet
    assert sheet["y"] + sheet["height"] <= box["y"] and box["y"] + box["height"] <= bar["y"]


@pytest.mark.parametrize(("language", "save", "number"), [("zh-CN", "保存", "编号"), ("ru-RU", "Сохранить", "Номер")])
def test_it_speaks_the_readers_language(
    browser: Browser, desk: ReviewDesk, language: str, save: str, number: str
) -> None:
    desk.doubtful()
    context = window(browser, desk, language=language)
    page = context.new_page()
    opened(page)
    expect(page.get_by_role("button", name=re.compile(save))).to_be_visible()
    expect(page.locator("#field-invoice_number")).to_be_focused()
    expect(page.get_by_label(number, exact=True)).to_be_visible()
    context.close()


def test_who_is_logged_out_loses_nothing(page: Page, context: BrowserContext, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    opened(page)
    context.clear_cookies(name=COOKIE)
    page.keyboard.type("KEPT")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#connection")).to_contain_text("You are no longer logged in")
    expect(page.get_by_role("link", name="Log in in another tab")).to_be_visible()
    context.add_cookies([{"name": COOKIE, "value": logged_in(desk.store), "url": desk.url}])
    expect(page.locator("#saved")).to_contain_text("saved.", timeout=20_000)
    assert desk.values(document)["invoice_number"] == "KEPT"


def test_a_turned_page_is_shown_turned_and_read_anew(page: Page, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    opened(page)
    page.get_by_role("button", name="Turn right and read anew").click()
    expect(page.locator("#why-not")).to_be_visible()
    expect(page.locator(".rv-view svg")).to_have_attribute("viewBox", re.compile(r"^0 0 84[12]\S* 595"))
    assert desk.stage(document) is Stage.RECEIVED


def test_a_file_with_two_bills_is_split(page: Page, desk: ReviewDesk) -> None:
    document = desk.doubtful(pages=[draw(Bill())[0], draw(numbered(500))[0]])
    opened(page)
    expect(page.locator("[data-page]")).to_have_text("Page 1 of 2")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator("[data-page]")).to_have_text("Page 2 of 2")
    page.get_by_role("button", name="Split", exact=True).click()
    page.get_by_label("begins on page 2").check()
    page.get_by_role("dialog").get_by_role("button", name="Split").click()
    expect(page.locator(".rv-empty")).to_be_visible()
    assert desk.stage(document) is Stage.FILED
