"""Every page, in light and in dark, at a desk and on a phone: axe finds nothing serious, and nothing sticks out.

A new page is one line in `PAGES`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from config.settings import load_settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.rule_sets.files import OWN
from orchestrator.rule_sets.putting import put, take_up_from_disk
from orchestrator.stages import Stage
from orchestrator.store import Store, open_store
from orchestrator.web.app import create_app
from orchestrator.web.session import COOKIE
from tests.served_pages import served
from tests.story_pages import MEMORY, seed
from tests.unit.test_own_rules_files import RULE
from tests.web_client import healthy, logged_in, no_judge

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "first": "/",
    "documents": "/documents",
    "documents found": "/documents?q=nordwind&stage=person&since=2020-01-01",
    "no document found": "/documents?q=gibtesnicht",
    "document posted": "/documents/{posted}",
    "document to review": "/documents/{needs_review}",
    "document waiting": "/documents/{validated}",
    "document refused": "/documents/{quarantined}",
    "contract": "/documents/{filed}",
    "approvals": "/approvals",
    "exceptions": "/approvals?of=exceptions",
    "suppliers": "/suppliers",
    "supplier": "/suppliers/one?code=S001",
    "supplier unknown to the ERP": f"/suppliers/one?memory={MEMORY.id[:-1]}2",
    "contracts": "/contracts",
    "reports": "/reports",
    "rules": "/rules",
    "rule": "/rules/iban",
    "rules in force": "/rules/rule-sets",
    "rule set": "/rules/rule-sets/2",
    "schedules": "/schedules",
    "schedule": "/schedules/read_suppliers",
    "all documents": "/documents",
    "review": "/review/{needs_review}",
    "operations": "/operations",
    "failures": "/failures",
    "history": "/audit",
    "entry": "/audit/1",
    "compliance": "/compliance?since=2020-01-01&until=2020-12-31",
    "controls": "/compliance/controls",
    "personal data": "/compliance/personal-data",
    "people": "/people",
    "webhooks": "/webhooks",
    "webhook": "/webhooks/1",
    "oneself": "/me",
    "nothing here": "/nothing/here",
}
"""Addresses by what they are; in braces a stage stands for a document in it."""
SERIOUS = frozenset({"serious", "critical"})


@dataclass(frozen=True)
class Pages:
    url: str
    store: Store
    by_stage: dict[Stage, str]

    def address(self, name: str) -> str:
        return PAGES[name].format(**{str(stage): document for stage, document in self.by_stage.items()})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    home = tmp_path_factory.mktemp("farm")
    settings = load_settings(home=home)
    store = open_store(settings)
    by_stage = seed(store, home)
    rules = take_up_from_disk(store, settings.user_config)
    with store.begin() as tx:
        put(tx, {**rules.files, OWN: RULE}, "ada (web)", "Policy 4.2")
    with served(create_app(store, settings, healthy, Acts(store, no_judge, Limits()))) as url:
        yield Pages(url, store, by_stage)
    store.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def context(request: pytest.FixtureRequest, browser: Browser, pages: Pages) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=pages.url, color_scheme=request.param, reduced_motion="reduce")
    opened.set_default_timeout(15_000)
    opened.add_cookies([{"name": COOKIE, "value": logged_in(pages.store), "url": pages.url}])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def page(context: BrowserContext) -> Page:
    return context.new_page()


def complaints(page: Page) -> list[str]:
    """What axe finds serious or critical: rule, how to put it right, and where."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_page(page: Page, pages: Pages, name: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(pages.address(name))
    for details in page.locator("main details").all():
        details.evaluate("one => { one.open = true }")
    assert complaints(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_way_in(browser: Browser, pages: Pages) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(base_url=pages.url, color_scheme=scheme)  # type: ignore[arg-type]  # a literal
        page = context.new_page()
        page.goto("/login")
        assert complaints(page) == []
        context.close()
