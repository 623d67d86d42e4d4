"""The page of webhooks: adding shows the secret once, and every button does what it says."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from extractors.models import Limits
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, deliveries, webhooks
from orchestrator.store.webhooks import Webhook
from orchestrator.webhooks import register, sending
from orchestrator.webhooks.addresses import reach
from orchestrator.webhooks.sender import Sender
from orchestrator.webhooks.terms import WebhookTerms
from tests.farm_documents import receive
from tests.one_store import settings, store
from tests.web_client import Desk, client, no_judge
from tests.webhook_receiver import Receiver, running_receiver

__all__ = ["settings", "store"]

HERE = reach("127.0.0.0/8")
TERMS = WebhookTerms(reach=HERE, tries=1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as made:
        yield made


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    acts = Desk(store, no_judge, Limits(), HERE)
    with client(store, settings, acts, roles=[Role.ADMINISTRATOR]) as opened:
        yield opened


def post(web: TestClient, address: str, **data: object) -> httpx.Response:
    token = re.search(r'name="token" value="([^"]+)"', web.get("/webhooks").text)
    assert token
    return web.post(address, data={"token": token.group(1), **data})


def added(web: TestClient, store: Store, receiver: Receiver, *stages: Stage) -> tuple[Webhook, str]:
    page = post(web, "/webhooks", name="Books", url=receiver.url, stage=[str(stage) for stage in stages])
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", page.text)
    assert page.status_code == 200 and secret
    with store.reading() as tx:
        return webhooks.every(tx)[-1], secret.group()


def send(store: Store, webhook: Webhook) -> None:
    def done() -> bool:
        with store.reading() as tx:
            return not deliveries.listing(tx, webhook.id, webhooks.WAITING)

    async def work() -> None:
        async with asyncio.timeout(20):
            await Sender(store, TERMS).run(done)

    asyncio.run(work())


def test_adding_shows_the_secret_once_and_it_signs(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, secret = added(web, store, receiver, Stage.POSTED, Stage.FAILED)
    assert (webhook.name, webhook.stages, webhook.made_by) == (
        "Books", (Stage.POSTED, Stage.FAILED), "administrator (web)",
    )  # fmt: skip
    for address in ("/webhooks", f"/webhooks/{webhook.id}"):
        page = web.get(address).text
        assert "Books" in page and "whsec_" not in page and webhook.salt not in page
    said = post(web, f"/webhooks/{webhook.id}/test")
    assert (said.status_code, said.headers["location"]) == (303, f"/webhooks/{webhook.id}?said=test")
    assert "A test is on its way" in web.get(said.headers["location"]).text
    send(store, webhook)
    assert receiver.received[0].fits(secret)
    assert "delivered" in web.get(f"/webhooks/{webhook.id}").text
    with store.reading() as tx:
        assert [entry.action for entry in audit.of_farm(tx)].count("webhook added") == 1


def test_what_was_given_up_is_shown_and_sent_again(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, _ = added(web, store, receiver)
    receiver.answers(500, b"<script>alert(1)</script>")
    document = receive(store)
    send(store, webhook)
    page = web.get(f"/webhooks/{webhook.id}?state=dead").text
    actions = re.findall(r'action="([^"]*)"', page)
    assert len(actions) > 5 and not [one for one in actions if not re.fullmatch(r"/logout|/webhooks/1/[\w/]+", one)]
    assert "given up" in page and document[:8] in page and "&lt;script&gt;alert(1)" in page and "<script>al" not in page
    assert "Nothing yet" in web.get(f"/webhooks/{webhook.id}?state=waiting").text
    with store.reading() as tx:
        (one,) = deliveries.listing(tx, webhook.id)
    receiver.answers(204)
    assert post(web, f"/webhooks/{webhook.id}/deliveries/{one.id}/resend").status_code == 303
    again = post(web, f"/webhooks/{webhook.id}/deliveries/{one.id}/resend")
    assert again.status_code == 409 and register.IN_HAND in again.text
    send(store, webhook)
    assert [received.message_id for received in receiver.received] == [one.message_id] * 2


def test_all_that_is_not_delivered_is_sent_again(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, _ = added(web, store, receiver)
    receiver.answers(500)
    for _ in range(3):
        receive(store)
    send(store, webhook)
    receiver.answers(204)
    post(web, f"/webhooks/{webhook.id}/resend")
    send(store, webhook)
    assert len(receiver.received) == 6
    assert "Nothing yet" in web.get(f"/webhooks/{webhook.id}?state=dead").text


def test_disabling_enabling_renewing_removing(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, secret = added(web, store, receiver)
    here = f"/webhooks/{webhook.id}"
    post(web, f"{here}/disable")
    assert "disabled" in web.get("/webhooks").text
    refused = post(web, f"{here}/test")
    assert refused.status_code == 409 and register.DISABLED in refused.text
    post(web, f"{here}/enable")
    renewed = re.search(r"whsec_[A-Za-z0-9+/=]+", post(web, f"{here}/secret").text)
    assert renewed and renewed.group() != secret
    assert post(web, f"{here}/remove").headers["location"] == "/webhooks?said=removed"
    assert web.get(here).status_code == 404
    for act in ("test", "enable", "secret", "remove", "resend", "deliveries/1/resend"):
        assert post(web, f"{here}/{act}").status_code == 404


@pytest.mark.parametrize("url", ["ftp://example.com", "http://192.168.1.1/", "https://user:word@example.com"])
def test_an_address_that_will_not_do_is_told_in_place(web: TestClient, store: Store, url: str) -> None:
    page = post(web, "/webhooks", name="Books", url=url)
    assert page.status_code == 409 and 'role="alert"' in page.text and f'value="{url}"' in page.text
    with store.reading() as tx:
        assert webhooks.every(tx) == ()


def test_nothing_is_done_without_the_forms_token(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, _ = added(web, store, receiver)
    for address in ("/webhooks", *(f"/webhooks/{webhook.id}/{act}" for act in ("test", "secret", "remove", "disable"))):
        assert web.post(address, data={"token": "wrong"}).status_code == 403
    with store.reading() as tx:
        assert webhooks.every(tx) == (webhook,)
        assert deliveries.listing(tx, webhook.id) == ()


def test_long_lists_have_an_older_page(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, _ = added(web, store, receiver)
    with store.begin() as tx:
        for _ in range(120):
            webhooks.write(tx, webhook.id, webhooks.TEST, {})
    seen, address = 0, f"/webhooks/{webhook.id}"
    for _ in range(5):
        page = web.get(address).text
        assert "<tbody>" in page, address
        seen += page.count("<tr>") - 1
        older = re.search(r'href="([^"]+before=\d+)"', page)
        if not older:
            break
        address = older.group(1)
    assert seen == 120


def test_why_the_farm_disabled_one_is_said(web: TestClient, store: Store, receiver: Receiver) -> None:
    webhook, _ = added(web, store, receiver)
    with store.begin() as tx:
        webhooks.change(tx, webhook.id, enabled=False, note=sending.GONE)
    assert sending.GONE in web.get(f"/webhooks/{webhook.id}").text
