"""The review in a real browser, by keyboard: what a clerk sees, types and saves, over a real store and real rules."""

import re

import pytest
from playwright.sync_api import FloatRect, Page, expect

from orchestrator.stages import Stage
from tests.e2e.review_browser import Keyboard, context, desk, field, opened, page
from tests.review_desk import ReviewDesk, numbered

__all__ = ["context", "desk", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_KEYS = 8
MOST_MS = 300


def test_three_doubtful_fields_take_eight_keys_and_the_next_document_is_there_at_once(
    page: Page, desk: ReviewDesk
) -> None:
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
    assert keys.pressed <= MOST_KEYS
    assert until_shown(page) <= MOST_MS
    expect(page).to_have_url(re.compile(second))
    expect(field(page, "Number")).to_be_focused()
    expect(page.locator("#saved")).to_contain_text("RE-2026-0417: saved.")
    values = desk.values(first)
    assert (values["invoice_number"], values["gross_total"]) == ("RE-2026-0417", "659.02")
    desk.judge.judge_document(first)
    assert desk.stage(first) is not Stage.NEEDS_REVIEW


def until_shown(page: Page) -> float:
    """Milliseconds from the key that saved until the next document, with its picture, was painted."""
    shown = "performance.getEntriesByName('review-next-shown').length"
    page.evaluate(
        f"() => new Promise((done) => {{ const look = () => {shown} ? done() : setTimeout(look, 20); look(); }})"
    )
    drawn = "[...performance.getEntriesByType('resource')].filter((one) => one.name.includes('.png'))"
    latest = page.evaluate(f"Math.max(...{drawn}.map((one) => one.responseEnd))")
    begun, shown = (
        page.evaluate(f"performance.getEntriesByName('{name}').at(-1).startTime")
        for name in ("review-save", "review-next-shown")
    )
    assert latest < begun, "the next picture had not been fetched beforehand"
    return float(shown - begun)


def test_tab_confirms_as_enter_does_and_escape_restores(page: Page, desk: ReviewDesk) -> None:
    desk.doubtful()
    opened(page)
    page.keyboard.type("X-1")
    page.keyboard.press("Escape")
    expect(field(page, "Number")).to_have_value("RE-2026-O417")
    page.keyboard.press("Tab")
    expect(field(page, "Issued on")).to_be_focused()
    expect(page.locator('[data-field="invoice_number"]')).not_to_have_class(re.compile("rv-open"))
    page.keyboard.press("Shift+Tab")
    expect(field(page, "Number")).to_be_focused()


def test_undo_and_redo_go_through_fields_and_confirmations(page: Page, desk: ReviewDesk) -> None:
    desk.doubtful()
    opened(page)
    page.keyboard.type("RE-1")
    page.keyboard.press("Enter")
    page.keyboard.type("2026-05-06")
    page.keyboard.press("Control+z")
    expect(field(page, "Issued on")).to_have_value("2026-05-04")
    expect(field(page, "Number")).to_have_value("RE-1")
    page.keyboard.press("Control+z")
    expect(field(page, "Number")).to_have_value("RE-2026-O417")
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Shift+z")
    expect(field(page, "Number")).to_have_value("RE-1")
    expect(field(page, "Issued on")).to_have_value("2026-05-06")


def test_the_place_is_lit_and_a_click_on_a_word_takes_it(page: Page, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    opened(page)
    lit, sheet = page.locator(".rv-lit").bounding_box(), page.locator(".rv-view svg").bounding_box()
    assert lit and sheet
    scale = sheet["width"] / 595.28
    assert (lit["x"] - sheet["x"]) / scale == pytest.approx(377, abs=2)  # written at x 380, 3 points of margin
    word(page, sheet, 400, 137)  # the number, at (380, 140)
    expect(field(page, "Number")).to_have_value("RE-2026-0417")
    expect(field(page, "Number")).to_be_focused()
    field(page, "Supplier").focus()
    word(page, sheet, 80, 76)
    expect(field(page, "Supplier")).to_have_value("Nordwind")
    word(page, sheet, 180, 76, shift=True)
    expect(field(page, "Supplier")).to_have_value("Nordwind Bürobedarf")
    page.mouse.move(sheet["x"] + 55 * scale, sheet["y"] + 60 * scale)
    page.mouse.down()
    page.mouse.move(sheet["x"] + 300 * scale, sheet["y"] + 88 * scale, steps=3)
    page.mouse.up()
    expect(field(page, "Supplier")).to_have_value("Nordwind Bürobedarf GmbH")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".rv-empty")).to_be_visible()
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert desk.values(document)["invoice_number"] == "RE-2026-0417"


def word(page: Page, sheet: FloatRect, x: float, y: float, *, shift: bool = False) -> None:
    """Click on the page at a place in points."""
    scale = sheet["width"] / 595.28
    if shift:
        page.keyboard.down("Shift")
    page.mouse.click(sheet["x"] + x * scale, sheet["y"] + y * scale)
    if shift:
        page.keyboard.up("Shift")


def test_sums_are_checked_and_suggested_as_one_types(page: Page, desk: ReviewDesk) -> None:
    desk.doubtful()
    opened(page)
    total = page.locator("#checks li", has_text="Net + tax = gross")
    expect(total).to_contain_text("does not agree")
    field(page, "Gross total").focus()
    expect(page.locator('[data-field="gross_total"] .rv-offer').first).to_contain_text("659.02")
    page.keyboard.press("Alt+ArrowDown")
    expect(field(page, "Gross total")).to_have_value("659.02")
    expect(total).not_to_contain_text("does not")
    page.keyboard.type("12,34,56")
    expect(page.locator('[data-field="gross_total"]')).to_have_class(re.compile("rv-wrong"))
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").filter(has_text="12,34,56")).to_be_visible()


def test_what_is_saved_can_be_taken_back(page: Page, desk: ReviewDesk) -> None:
    first = desk.doubtful()
    desk.doubtful(numbered(500))
    opened(page)
    page.keyboard.type("RE-9")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert desk.values(first)["invoice_number"] == "RE-9"
    page.keyboard.press("Alt+u")
    expect(page).to_have_url(re.compile(first))
    assert desk.values(first)["invoice_number"] == "RE-2026-O417"
    desk.judge.judge_document(first)
    expect(field(page, "Number")).to_be_focused()
    expect(field(page, "Number")).to_have_value("RE-2026-O417")


def test_the_keys_are_told_and_heeded_in_every_layout(page: Page, desk: ReviewDesk) -> None:
    desk.doubtful()
    opened(page)
    page.keyboard.press("F1")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(field(page, "Number")).to_be_focused()
    page.keyboard.type("ё")
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key: 'я', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true }))"
    )
    expect(field(page, "Number")).to_have_value("RE-2026-O417")
