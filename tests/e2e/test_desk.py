"""The desk in a real browser: files dropped on it, with and without script, and over a line that breaks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config.settings import load_settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import Store, handed_in, open_store
from orchestrator.web.app import create_app
from orchestrator.web.session import COOKIE
from tests import factories
from tests.served_pages import served
from tests.web_client import healthy, logged_in, no_judge

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIMITS = Limits(max_bytes=2**20)
DROP = """(files) => {
  const carried = new DataTransfer();
  for (const [name, text, size] of files) carried.items.add(new File([text + " ".repeat(size)], name));
  const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
  document.querySelector("main").dispatchEvent(drop);
}"""
PDF = factories.draw(factories.Bill())[0].decode("latin-1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(load_settings(home=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def url(store: Store, tmp_path: Path) -> Iterator[str]:
    with served(create_app(store, load_settings(home=tmp_path), healthy, Acts(store, no_judge, LIMITS))) as url:
        yield url


def entered(browser: Browser, store: Store, url: str, script: bool = True) -> BrowserContext:
    context = browser.new_context(base_url=url, java_script_enabled=script, locale="en-US")
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": COOKIE, "value": logged_in(store, Role.CLERK, login="clara"), "url": url}])
    return context


@pytest.fixture
def page(browser: Browser, store: Store, url: str) -> Iterator[Page]:
    """A page on which nothing may go wrong in the browser itself, but for a line that is cut."""
    context = entered(browser, store, url)
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []


def test_dropped_files_go_up_each_with_its_outcome(page: Page, store: Store) -> None:
    page.goto("/")
    files = [
        ["发票 1.pdf", PDF, 0],
        ["счёт.pdf", PDF, 1],
        ["huge.pdf", "%PDF-", LIMITS.max_bytes],
        ["odd.zip", "PK", 3],
    ]
    page.evaluate(DROP, files)
    sent = page.locator("#sent")
    expect(sent.locator("li.done")).to_have_count(2)
    expect(sent.locator("li.bad")).to_have_count(2)
    expect(sent.get_by_text("Larger than 1 MB")).to_have_count(1)
    expect(page.locator("#files li.mine")).to_have_count(3)
    expect(page.locator("#files")).to_contain_text("发票 1.pdf")
    with store.reading() as tx:
        assert {item.receipt.handed_in_by for item in handed_in.lately(tx, "clara")} == {"clara"}


def test_a_cut_line_keeps_the_file_to_be_sent_again(page: Page, store: Store) -> None:
    page.goto("/")
    page.context.set_offline(True)
    page.evaluate(DROP, [["later.pdf", PDF, 0]])
    again = page.get_by_role("button", name="Send again")
    expect(again).to_be_visible()
    with store.reading() as tx:
        assert handed_in.lately(tx, "clara") == ()
    page.context.set_offline(False)
    again.click()
    expect(page.locator("#sent li.done")).to_have_count(1)
    expect(again).to_have_count(0)


def test_without_script_the_form_takes_many_files(browser: Browser, store: Store, url: str) -> None:
    context = entered(browser, store, url, script=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Drop files anywhere on this page, or choose them").set_input_files(
        [
            {"name": f"{at}.pdf", "mimeType": "application/pdf", "buffer": PDF.encode("latin-1") + b" " * at}
            for at in (1, 2)
        ]
    )
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("#files li.mine")).to_have_count(2)
    context.close()


def test_what_waits_leads_to_its_review(page: Page, store: Store) -> None:
    for at in range(2):
        bill = replace(factories.Bill(), number=f"W-{at}")
        factories.invoice(store, bill, f"{at}.pdf", Stage.NEEDS_REVIEW)
    page.goto("/")
    expect(page.locator(".waiting tbody tr")).to_have_count(2)
    expect(page.locator(".waiting")).to_contain_text("wrong check digits")
    expect(page.get_by_role("link", name="Review the next one")).to_have_attribute("href", "/review")
    first = page.locator(".waiting .name a").first
    expect(first).to_have_attribute("href", re.compile("^/review/[0-9a-f]{32}$"))
