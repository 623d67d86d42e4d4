"""Each role walks every page that it is offered, and is told why where a page is not for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from config.settings import load_settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.people.roles import MAY, Role
from orchestrator.store import Store, open_store
from orchestrator.web.app import create_app
from orchestrator.web.navigation import NAVIGATION
from orchestrator.web.session import COOKIE
from tests.review_desk import packaged_judge
from tests.served_pages import served
from tests.story_pages import seed
from tests.web_client import healthy, logged_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FIRST = {
    Role.CLERK: "/", Role.APPROVER: "/approvals", Role.OPERATOR: "/operations", Role.AUDITOR: "/documents",
    Role.ADMINISTRATOR: "/operations",
}  # fmt: skip
"""Where somebody with this role alone arrives."""
LED = {"/", "/review"}
"""Leads everybody to where their work is; shows a colleague who is asked what it is about."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home = tmp_path_factory.mktemp("farm")
    opened = open_store(load_settings(home=home))
    seed(opened, home)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def url(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = load_settings(home=tmp_path_factory.mktemp("settings"))
    judge = packaged_judge(store)
    with served(create_app(store, settings, healthy, Acts(store, lambda: judge, Limits()))) as address:
        yield address


@pytest.fixture(params=Role)
def role(request: pytest.FixtureRequest) -> Role:
    return Role(request.param)


@pytest.fixture
def page(browser: Browser, store: Store, url: str, role: Role) -> Iterator[Page]:
    """Somebody with this role alone, in whose browser nothing may go wrong but what is refused."""
    context = browser.new_context(base_url=url, locale="en-US")
    context.add_cookies([{"name": COOKIE, "value": logged_in(store, role, login=role), "url": url}])
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [text for text in complaints if "403" not in text] == []


def test_each_role_arrives_where_its_work_is(page: Page, role: Role, url: str) -> None:
    page.goto("/")
    assert page.url.removeprefix(url).partition("?")[0] == FIRST[role]


def addresses(page: Page, links: str) -> list[str]:
    found: list[str] = page.locator(links).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return found


def test_on_a_phone_the_navigation_is_one_row_and_more_leads_everywhere(page: Page, role: Role) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/documents")
    row = page.locator("header nav").bounding_box()
    assert row is not None and row["height"] < 50
    page.locator("header nav summary").click()
    assert addresses(page, "header nav li a:visible") == [i.address for i in NAVIGATION if i.right in MAY[role]]


def test_each_role_may_open_what_it_is_offered_and_nothing_else(page: Page, role: Role) -> None:
    page.goto("/me")
    offered = addresses(page, "header nav > a, header nav li:not(.phone) a")
    assert offered == [item.address for item in NAVIGATION if item.right in MAY[role]]
    for item in NAVIGATION:
        answer = page.goto(item.address)
        assert answer is not None
        if item.address in offered or item.address in LED:
            assert answer.status == 200, item.address
            expect(page.get_by_role("main")).not_to_be_empty()
        else:
            assert answer.status == 403, item.address
            expect(page.get_by_role("main")).to_contain_text("takes the right")
