"""Logging in by an OpenID provider in a real browser, at another site than the farm's, as cookies have it."""

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from oidc_provider_mock import User
from playwright.sync_api import Page, expect, sync_playwright
from pydantic import SecretStr

from config.settings import load_settings
from orchestrator.people import register
from orchestrator.people.roles import Role
from orchestrator.store import open_store
from orchestrator.web.app import create_app
from orchestrator.web.serve import serve
from tests.openid_provider import LocalProvider, running_provider
from tests.web_client import acts_of, healthy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANNA = User(sub="a-1", claims={"name": "Anna Berg", "email": "anna@example.org", "email_verified": True})


@pytest.fixture
def provider() -> Iterator[LocalProvider]:
    with running_provider(ANNA) as made:
        yield made


@pytest.fixture
def page(provider: LocalProvider, tmp_path: Path, chromium: Path) -> Iterator[Page]:
    """A browser before the farm's login page; Anna is registered there by her address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = load_settings(
        home=tmp_path, web_address=f"127.0.0.1:{port}", openid_issuer=provider.issuer, openid_client_id="farm",
        openid_client_secret=SecretStr("of both"), openid_name="Example AG",
    )  # fmt: skip
    store, stop = open_store(settings), threading.Event()
    with store.begin() as tx:
        register.add(tx, "test", "anna@example.org", "Anna Berg", [Role.CLERK, Role.ADMINISTRATOR])
    app = create_app(store, settings, healthy, acts_of(store))
    thread = threading.Thread(target=serve, args=(app, "127.0.0.1", port, stop))
    thread.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_context(base_url=settings.pages_url, locale="en-US").new_page()
        opened.set_default_timeout(15_000)
        yield opened
        browser.close()
    stop.set()
    thread.join(10)
    store.close()


def test_in_by_the_provider_back_to_the_page_that_was_asked_for_and_out_again(
    page: Page, provider: LocalProvider
) -> None:
    page.goto("/me?said=language")
    page.get_by_role("link", name="Log in with Example AG").click()
    expect(page).to_have_url(re.compile(re.escape(provider.issuer) + "/oauth2/authorize"))
    page.locator("button, input[type=submit]").filter(has_text="a-1").or_(
        page.get_by_role("button", name="a-1")
    ).first.click()
    expect(page).to_have_url(re.compile(r"127\.0\.0\.1:\d+/me\?said=language$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Anna Berg")
    page.get_by_role("combobox").first.select_option("ru")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_be_visible()  # forms work after the way back, too
    page.get_by_role("button", name="Выйти").click()
    expect(page).to_have_url(re.compile(r"/login\?left=1$"))
    page.goto("/me")
    expect(page).to_have_url(re.compile(r"/login\?next=%2Fme$"))
