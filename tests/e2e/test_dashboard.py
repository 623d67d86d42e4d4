"""The dashboard in a real browser: what a clerk sees and does, over a real store and real decisions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from config.settings import load_settings
from extractors.models import Limits
from orchestrator import approval
from orchestrator.acts import Acts
from orchestrator.approving import ApprovalState
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, findings, open_store
from orchestrator.web.app import create_app
from orchestrator.web.session import COOKIE
from tests import factories
from tests.served_pages import served
from tests.web_client import ALL_SIGNED, healthy, logged_in, no_judge

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass(frozen=True)
class Dashboard:
    url: str
    store: Store
    by_stage: dict[Stage, str]


class Moved(Acts):
    """Approves what has no order, as these documents were never judged."""

    def approve(self, actor: Actor, document_id: str, reason: str) -> ApprovalState:
        actor.insist_on(Right.APPROVE)
        with self.store.begin() as tx:
            findings.add_approval(tx, document_id, str(actor), "approved", reason)
            documents.move(tx, document_id, Stage.VALIDATED, Stage.APPROVED, str(actor), reason)
        return ALL_SIGNED


@pytest.fixture
def dashboard(tmp_path: Path) -> Iterator[Dashboard]:
    settings = load_settings(home=tmp_path)
    store = open_store(settings)
    by_stage = factories.every_stage(store)
    with served(create_app(store, settings, healthy, Moved(store, no_judge, Limits()))) as url:
        yield Dashboard(url, store, by_stage)
    store.close()


@pytest.fixture
def context(browser: Browser, dashboard: Dashboard) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1400, "height": 900}, base_url=dashboard.url)
    opened.set_default_timeout(15_000)
    enter(opened, dashboard)
    yield opened
    opened.close()


def enter(context: BrowserContext, dashboard: Dashboard) -> None:
    """The browser of somebody who is logged in and has every role."""
    context.add_cookies([{"name": COOKIE, "value": logged_in(dashboard.store), "url": dashboard.url}])


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong in the browser itself."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    assert [text for text in complaints if "409" not in text] == []


def test_from_the_list_to_a_document(page: Page, dashboard: Dashboard) -> None:
    page.goto("/documents")
    expect(page.locator(".documents tbody tr")).to_have_count(16)
    page.get_by_role("searchbox").fill("上海")
    page.keyboard.press("Enter")
    expect(page.locator(".documents tbody tr")).to_have_count(1)
    page.get_by_role("link", name="上海东方文具有限公司").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("FP20260318")
    expect(page.locator(".total")).to_have_text("1,231.70 CNY")


def test_the_original_is_drawn_and_a_value_lights_its_place(page: Page, dashboard: Dashboard) -> None:
    page.goto(f"/documents/{dashboard.by_stage[Stage.POSTED]}")
    image = page.get_by_role("img", name="Page 1 of the original")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") == 910
    box = page.locator("#box-gross_total")
    expect(box).not_to_have_class(re.compile("lit"))
    page.locator("#value-gross_total").hover()
    expect(box).to_have_class(re.compile("lit"))
    drawn, placed = image.bounding_box(), box.bounding_box()
    assert drawn
    assert placed
    # Written at x 470 of 595 points and y 340 of 842 from the top.
    assert (placed["x"] - drawn["x"]) / drawn["width"] == pytest.approx(468 / 595, abs=0.01)
    assert (placed["y"] - drawn["y"]) / drawn["height"] == pytest.approx(337 / 842, abs=0.02)


def test_the_erp_screenshot_is_shown(page: Page, dashboard: Dashboard) -> None:
    page.goto(f"/documents/{dashboard.by_stage[Stage.POSTED]}")
    proof = page.get_by_role("img", name="The posted invoice in the ERP")
    proof.scroll_into_view_if_needed()
    expect(proof).to_have_js_property("naturalWidth", 800)


def test_logging_in_leads_to_the_page_that_was_asked_for(browser: Browser, dashboard: Dashboard) -> None:
    with dashboard.store.begin() as tx:
        register.add(tx, "test", "anna", "Anna Berg", [Role.APPROVER, Role.ADMINISTRATOR], "a quiet morning")
    context = browser.new_context(base_url=dashboard.url)
    page = context.new_page()
    page.goto("/approvals")
    page.get_by_label("Login").fill("Anna")
    page.get_by_label("Password").fill("not this sentence")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Login and password do not fit.")
    page.get_by_label("Password").fill("a quiet morning")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waiting for approval")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
    page.goto("/approvals")
    expect(page.get_by_label("Login")).to_be_focused()
    context.close()


def test_a_clerk_approves_and_the_history_says_who(page: Page, dashboard: Dashboard) -> None:
    waiting = dashboard.by_stage[Stage.VALIDATED]
    page.goto("/approvals")
    card = page.get_by_role("article").filter(has=page.locator(f'a[href="/documents/{waiting}"]'))
    page.get_by_label("Reason").fill("Agreed with purchasing.")
    card.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status")).to_contain_text("Approved")
    expect(page.get_by_role("article")).to_have_count(1)
    page.goto(f"/documents/{waiting}")
    expect(page.locator("#history")).to_contain_text("ada (web): Agreed with purchasing.")


def test_enter_in_the_reason_decides_nothing(page: Page, dashboard: Dashboard) -> None:
    waiting = dashboard.by_stage[Stage.VALIDATED]
    page.goto(f"/documents/{waiting}")
    page.get_by_label("Reason").fill("No such order.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("status")).to_have_text("Rejected.")
    expect(page.locator("#standing .chip")).to_have_text("Rejected")
    with dashboard.store.reading() as tx:
        assert [one.decision for one in findings.approvals_of(tx, waiting)] == ["rejected"]


def test_a_page_that_is_out_of_date_decides_nothing(page: Page, dashboard: Dashboard) -> None:
    waiting = dashboard.by_stage[Stage.VALIDATED]
    page.goto(f"/documents/{waiting}")
    approval.reject(dashboard.store, waiting, "Bob", "Not ours.")
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("alert")).to_contain_text("since you loaded the page")
    expect(page.locator("#standing .chip")).to_have_text("Rejected")


def test_figures_stay_fresh_and_what_is_typed_stays(page: Page, dashboard: Dashboard) -> None:
    page.goto("/documents")
    page.get_by_role("searchbox").fill("half a wo")
    expect(page.locator(".documents tbody tr")).to_have_count(16)
    factories.invoice(dashboard.store, replace(factories.Bill(), number="NEW-1"), "new.pdf", Stage.RECEIVED)
    expect(page.locator(".documents tbody tr")).to_have_count(17)
    expect(page.get_by_role("searchbox")).to_have_value("half a wo")


def test_a_hostile_file_runs_nothing(page: Page, context: BrowserContext, dashboard: Dashboard) -> None:
    hostile = b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><script>top.hit=1</script></html>"
    document_id = factories.received(dashboard.store, hostile, "a.xml", "xml")
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(f"/documents/{document_id}")
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("top.hit=1")
    assert page.evaluate("window.hit") is None
    page.goto(f"/documents/{dashboard.by_stage[Stage.QUARANTINED]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("<script>alert(1)</script>.pdf")
    assert dialogs == []


def test_another_site_cannot_show_or_use_the_pages(context: BrowserContext, dashboard: Dashboard) -> None:
    waiting = dashboard.by_stage[Stage.VALIDATED]
    elsewhere = dashboard.url.replace("127.0.0.1", "localhost")
    page = context.new_page()
    page.goto("/approvals")
    form = f'<form method="post" action="{dashboard.url}/documents/{waiting}/approve"><button>Win</button></form>'
    context.route(f"{elsewhere}/trap", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto(f"{elsewhere}/trap")
    with page.expect_response("**/approve") as answer:
        page.get_by_role("button").click()
    assert answer.value.status == 403
    with dashboard.store.reading() as tx:
        assert documents.get(tx, waiting).stage is Stage.VALIDATED


def test_no_page_is_wider_than_its_window(page: Page, dashboard: Dashboard) -> None:
    shown = (dashboard.by_stage[stage] for stage in (Stage.POSTED, Stage.NEEDS_REVIEW, Stage.QUARANTINED, Stage.FILED))
    for address in ("/", "/approvals", *(f"/documents/{one}" for one in shown)):
        page.goto(address)
        for width in (360, 800, 1400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_pages_can_be_used_by_keyboard(page: Page, dashboard: Dashboard) -> None:
    page.goto(f"/documents/{dashboard.by_stage[Stage.NEEDS_REVIEW]}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    reason = page.get_by_label("Reason")
    for _ in range(6):  # what leads to the review comes before
        page.keyboard.press("Tab")
        if reason.evaluate("field => field === document.activeElement"):
            break
    expect(reason).to_be_focused()


def test_without_script_the_pages_still_work(browser: Browser, dashboard: Dashboard) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=dashboard.url)
    enter(context, dashboard)
    page = context.new_page()
    page.goto(f"/documents/{dashboard.by_stage[Stage.NEEDS_REVIEW]}")
    page.get_by_label("Reason").fill("The bank was changed; judge again.")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#standing .chip")).to_have_text("Read")
    context.close()
