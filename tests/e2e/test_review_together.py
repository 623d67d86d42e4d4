"""The review among people and over a bad line: two on one document, a lost connection, an answer that never came."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from orchestrator.correcting import Changes
from orchestrator.stages import Stage
from tests.e2e.review_browser import context, desk, field, opened, page, window
from tests.review_desk import ReviewDesk, clerk, numbered

__all__ = ["context", "desk", "page"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_two_people_never_edit_one_document_unknowingly(page: Page, browser: Browser, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    opened(page, f"/review/{document}")
    page.keyboard.type("MINE")
    others = window(browser, desk, "bob")
    his = others.new_page()
    opened(his, f"/review/{document}")
    expect(his.locator("#editing")).to_contain_text("Ada Lovelace edits this document since")
    expect(field(his, "Number")).not_to_be_editable()
    his.keyboard.press("Alt+o")
    expect(his.locator("#editing")).to_be_hidden()
    expect(field(his, "Number")).to_be_editable()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as every half minute
    expect(page.locator("#editing")).to_be_visible()
    expect(field(page, "Number")).not_to_be_editable()
    expect(field(page, "Number")).to_have_value("MINE")
    page.keyboard.press("Control+Enter")
    assert desk.values(document)["invoice_number"] == "RE-2026-O417"
    field(his, "Number").fill("HIS")
    his.keyboard.press("Control+Enter")
    his.keyboard.press("Control+Enter")
    expect(his.locator("#saved")).to_contain_text("saved.")
    assert desk.values(document)["invoice_number"] == "HIS"
    others.close()


def test_a_document_that_somebody_changed_meanwhile_comes_back_with_what_was_typed(
    page: Page, desk: ReviewDesk
) -> None:
    document = desk.doubtful()
    desk.doubtful(numbered(500))
    opened(page, f"/review/{document}")
    page.keyboard.type("MINE")
    desk.acts.edit(clerk("bob"), document, over=True)
    desk.acts.save_review(clerk("bob"), document, version(page), Changes(values={"iban": "DE89370400440532013000"}))
    desk.judge.judge_document(document)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    refused = page.locator("#refused li")
    expect(refused).to_contain_text("was not saved: bob (web) saved it meanwhile")
    refused.get_by_role("button", name="Open it again").click()
    expect(page).to_have_url(re.compile(document))
    expect(field(page, "Number")).to_have_value("MINE")
    expect(page.locator("#said")).to_contain_text("has changed since you typed this")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert desk.values(document)["invoice_number"] == "MINE"


def version(page: Page) -> str:
    return str(page.evaluate("JSON.parse(document.getElementById('review-document').textContent).version"))


def test_a_lost_line_keeps_what_was_typed_and_saves_it_once_it_is_back(
    page: Page, context: BrowserContext, desk: ReviewDesk
) -> None:
    first = desk.doubtful()
    second = desk.doubtful(numbered(500))
    opened(page)
    context.set_offline(True)
    page.keyboard.type("TYPED OFFLINE")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#connection")).to_contain_text("Documents that wait for it: 1")
    expect(page).to_have_url(re.compile(second))  # it had been fetched beforehand
    page.keyboard.type("SECOND")
    assert desk.stage(first) is Stage.NEEDS_REVIEW
    context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("saved.")
    expect(page.locator("#connection")).to_be_hidden()
    assert desk.values(first)["invoice_number"] == "TYPED OFFLINE"
    page.reload()
    expect(field(page, "Number")).to_have_value("SECOND")
    expect(page.locator("#said")).to_contain_text("What you typed here before is back.")


def test_a_save_whose_answer_was_lost_is_not_done_twice(page: Page, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    lost: list[int] = []

    def lose(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        if len(lost) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    opened(page)
    page.route("**/save", lose)
    page.keyboard.type("ONCE")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert lost == [200, 200]
    expect(page.locator("#refused li")).to_have_count(0)
    assert desk.values(document)["invoice_number"] == "ONCE"


def test_a_block_from_excel_is_pasted_into_the_lines(page: Page, context: BrowserContext, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page)
    cells = 'Item\tQty\tPrice\r\n"Paper ""A4""\nwhite"\t1.000\t2,50\r\nStaples\t3\t1.234,00\r\nPens\t2\t0,999\r\n'
    page.evaluate("text => navigator.clipboard.writeText(text)", cells)
    page.keyboard.press("Alt+l")
    page.keyboard.press("Control+v")
    expect(page.locator("#said")).to_contain_text("Lines pasted: 3. The row of headings was left out.")
    rows = page.locator("#lines tbody tr")
    expect(rows).to_have_count(3)
    shown = [[box.input_value() for box in row.locator("input").all()[:3]] for row in rows.all()]
    assert shown == [['Paper "A4" white', "1000", "2.50"], ["Staples", "3", "1234.00"], ["Pens", "2", "0.999"]]
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(2)
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert desk.lines(document)[0][:3] == ('Paper "A4" white', "1000", "2.50")


def test_lines_are_a_grid(page: Page, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    opened(page)
    page.keyboard.press("Alt+l")
    cell = page.get_by_role("textbox", name="Line 1, Description", exact=True)
    expect(cell).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("13")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("textbox", name="Line 2, Quantity", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("textbox", name="Line 3, Quantity", exact=True)).to_be_focused()
    page.keyboard.type("5")
    page.keyboard.press("Alt+Delete")
    expect(page.locator("#lines tbody tr")).to_have_count(2)
    page.keyboard.press("ArrowUp")
    expect(page.locator(".rv-hint")).to_contain_text("12: line total by unit price")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_role("textbox", name="Line 1, Quantity", exact=True)).to_have_value("12")
    page.keyboard.type("14")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("saved.")
    assert [line[1] for line in desk.lines(document)] == ["14", "3"]


def test_set_aside_ask_and_reject(page: Page, browser: Browser, desk: ReviewDesk) -> None:
    first, second, third = desk.doubtful(), desk.doubtful(numbered(500)), desk.doubtful(numbered(501))
    others = window(browser, desk, "bob")
    opened(page)
    page.keyboard.press("Alt+q")
    page.get_by_label("Whom").select_option("bob")
    page.get_by_role("textbox", name="Question").fill("Did you order this?")
    page.get_by_role("dialog").get_by_role("button", name="Ask").click()
    expect(page).to_have_url(re.compile(second))
    page.keyboard.press("Alt+a")
    page.keyboard.type("Waits for the delivery")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(third))
    page.keyboard.press("Alt+r")
    page.keyboard.type("Not ours")
    page.keyboard.press("Enter")
    expect(page.locator(".rv-empty")).to_be_visible()
    assert desk.stage(third) is Stage.REJECTED
    his = others.new_page()
    opened(his, f"/review/{first}")
    expect(his.locator("#questions")).to_contain_text("Did you order this?")
    his.get_by_role("button", name="Answer").click()
    his.keyboard.type("Yes, in May")
    his.get_by_role("dialog").get_by_role("button", name="Answer").click()
    expect(his.locator("#questions")).to_contain_text("Yes, in May")
    opened(page, f"/review/{second}")
    expect(page.locator("#aside")).to_contain_text("Waits for the delivery")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("#aside")).to_be_hidden()
    others.close()
