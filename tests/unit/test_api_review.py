"""A review by the API: looking, saving, taking back, asking, putting off, splitting; and webhooks with their secret."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.people import register
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store
from tests import factories
from tests.api_client import V1, program, seeded, token
from tests.farm_documents import stage_of
from tests.one_store import settings, store

__all__ = ["settings", "store"]


@pytest.fixture
def api(store: Store, settings: Settings) -> Iterator[TestClient]:
    with program(store, settings, token(store, Right)) as opened:
        yield opened


@pytest.fixture
def document(store: Store) -> str:
    return factories.invoice(store, factories.Bill(number="REVIEW-1"), "a.pdf", Stage.NEEDS_REVIEW)


def as_bob(store: Store) -> dict[str, str]:
    return {"authorization": f"Bearer {token(store, Right, who='bob')}"}


def test_what_waits_is_looked_at_saved_and_taken_back(api: TestClient, store: Store, document: str) -> None:
    waiting = api.get(f"{V1}/waiting").json()
    assert [item["document_id"] for item in waiting["waiting"]] == [document] and waiting["count"] == 1
    assert api.get(f"{V1}/waiting/next").json() == {"document_id": document}
    base = f"{V1}/documents/{document}"
    seen = api.get(f"{base}/review").json()
    assert (
        seen["editable"] and {field["name"]: field["text"] for field in seen["fields"]}["invoice_number"] == "REVIEW-1"
    )
    words = api.get(f"{base}/pages/1/words").json()["words"]
    assert "REVIEW-1" in {word["text"] for word in words}

    wanted = {"version": seen["version"], "values": {"due_date": "2026-08-01"}, "confirmed": ["iban"]}
    headers = {"idempotency-key": "save-1"}
    saved = api.post(f"{base}/review", json=wanted, headers=headers)
    assert saved.status_code == 200 and saved.json()["stage"] == "extracted", saved.text
    assert saved.json()["corrections"][0]["after"] == "2026-08-01"
    assert api.post(f"{base}/review", json=wanted, headers=headers).content == saved.content
    stale = api.post(f"{base}/review", json=wanted)
    assert stale.status_code == 409

    undone = api.post(f"{base}/review/undo")
    assert undone.status_code == 200 and undone.json()["due_date"] != "2026-08-01"
    assert api.post(f"{base}/review/undo").status_code == 409


def test_two_never_edit_one_document_unknowingly(api: TestClient, store: Store, document: str) -> None:
    base = f"{V1}/documents/{document}"
    assert api.post(f"{base}/edit", json={}).json()["editing"]["login"] == "ada"
    refused = api.post(f"{base}/edit", json={}, headers=as_bob(store))
    assert refused.status_code == 409 and "Ada edits it since" in refused.json()["detail"]
    barred = api.post(f"{base}/correct", json={"values": {"due_date": "2026-08-01"}}, headers=as_bob(store))
    assert barred.status_code == 409
    assert api.post(f"{base}/edit", json={"over": True}, headers=as_bob(store)).json()["editing"]["login"] == "bob"
    assert api.post(f"{base}/stop-editing").json()["editing"]["login"] == "bob"
    assert api.post(f"{base}/stop-editing", headers=as_bob(store)).json() == {"editing": None}


def test_a_document_is_put_off_and_asked_about(api: TestClient, store: Store, document: str) -> None:
    base = f"{V1}/documents/{document}"
    put_off = {"until": "2999-01-01T00:00:00Z", "reason": "The supplier is asked."}
    assert api.post(f"{base}/set-aside", json=put_off).status_code == 200
    (row,) = api.get(f"{V1}/waiting").json()["waiting"]
    assert row["set_aside"] and row["set_aside_reason"] == "The supplier is asked."
    assert api.post(f"{base}/take-back").status_code == 200 and api.post(f"{base}/take-back").status_code == 409

    with store.begin() as tx:
        register.add(tx, "test", "bob", "Bob", [Role.CLERK], subject="bob")
    asked = api.post(
        f"{base}/questions", json={"to": "bob", "question": "Is this ours?"}, headers={"idempotency-key": "q"}
    )
    assert asked.status_code == 201 and asked.json()["asked_of"] == "bob"
    again = api.post(
        f"{base}/questions", json={"to": "bob", "question": "Is this ours?"}, headers={"idempotency-key": "q"}
    )
    assert again.json() == asked.json()
    address = f"{V1}/questions/{asked.json()['id']}/answer"
    assert api.post(address, json={"text": "Yes."}).status_code == 403
    bob = {"authorization": f"Bearer {token(store, [Right.SEE_DOCUMENTS], who='bob')}"}
    assert api.post(address, json={"text": "Yes."}, headers=bob).json()["answer"] == "Yes."
    assert api.get(f"{base}/review").json()["questions"][0]["answer"] == "Yes."


def test_pages_are_turned_and_what_cannot_be_split_is_refused(api: TestClient, store: Store, document: str) -> None:
    base = f"{V1}/documents/{document}"
    assert api.post(f"{base}/split", json={"first_pages": [2]}).status_code == 409
    assert api.post(f"{base}/rotate", json={"degrees": {"1": 45}}).status_code == 422
    turned = api.post(f"{base}/rotate", json={"degrees": {"1": 90}})
    assert turned.status_code == 200 and turned.json()["stage"] == "received"
    (page,) = api.get(f"{base}/pages").json()["pages"]
    assert page["width"] > page["height"]


def test_a_file_of_two_is_split_once(api: TestClient, store: Store) -> None:
    both = PdfWriter()
    for number in ("SPLIT-1", "SPLIT-2"):
        both.append(BytesIO(factories.draw(factories.Bill(number=number))[0]))
    data = BytesIO()
    both.write(data)
    bill = factories.Bill(number="SPLIT-0")
    document_id = factories.received(store, data.getvalue(), "two.pdf")
    with store.begin() as tx:
        factories.read(tx, document_id, bill, factories.extraction(bill, {}))
        factories._judge(tx, document_id, Stage.NEEDS_REVIEW, ())
    sent: dict[str, Any] = {"json": {"first_pages": [2]}, "headers": {"idempotency-key": "split"}}
    first = api.post(f"{V1}/documents/{document_id}/split", **sent)
    assert first.status_code == 200, first.text
    parts = first.json()["parts"]
    assert [(part["first"], part["last"]) for part in parts] == [(1, 1), (2, 2)] and first.json()["stage"] == "filed"
    assert api.post(f"{V1}/documents/{document_id}/split", **sent).json() == first.json()
    assert all(stage_of(store, part["document_id"]) is Stage.RECEIVED for part in parts)


def test_figures_are_checked(api: TestClient) -> None:
    figures = {"values": {"net_total": "100", "tax_total": "19", "gross_total": "120", "currency": "EUR"}}
    found = api.post(f"{V1}/arithmetic", json=figures).json()
    assert {check["name"]: check["holds"] for check in found["checks"]}["total"] is False
    assert ("gross_total", "119") in {(one["field"], one["value"]) for one in found["suggestions"]}


def test_a_webhooks_secret_is_told_once_and_kept_nowhere(api: TestClient, store: Store) -> None:
    seeded(store)
    new = {"name": "ledger", "url": "https://93.184.215.14/farm", "stages": ["posted"]}
    sent: dict[str, Any] = {"json": new, "headers": {"idempotency-key": "hook"}}
    first, second = api.post(f"{V1}/webhooks", **sent), api.post(f"{V1}/webhooks", **sent)
    assert first.status_code == second.status_code == 201, first.text
    secret = first.json()["secret"]
    assert secret and second.json() == {**first.json(), "secret": None}
    with store.reading() as tx:
        held = tx.exec_driver_sql("SELECT body FROM idempotency_keys").scalars().all()
    assert held and secret not in json.dumps(held)
    base = f"{V1}/webhooks/{first.json()['id']}"
    assert api.post(f"{base}/secret").json()["secret"] not in (None, secret)
    sent_test = api.post(f"{base}/test").json()
    assert sent_test["event"] == "webhook.test" and sent_test["state"] == "waiting"
    assert [one["id"] for one in api.get(f"{base}/deliveries").json()["deliveries"]] == [sent_test["id"]]
    assert api.post(f"{base}/disable").json()["enabled"] is False and api.post(f"{base}/test").status_code == 409
    assert api.post(f"{base}/enable").json()["enabled"] is True
    assert first.json()["id"] not in [one["id"] for one in api.post(f"{base}/remove").json()["webhooks"]]
    assert api.post(f"{base}/test").status_code == 404


def test_what_failed_for_one_cause_is_tried_again_at_once(api: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(number="FAILED-1"), "a.pdf", Stage.FAILED)
    (group,) = api.get(f"{V1}/failures").json()["failures"]
    wanted = {"stage": group["stage"], "cause": group["cause"], "reason": "The reader was mended."}
    order = api.post(f"{V1}/failures/retry", json=wanted, headers={"idempotency-key": "again"})
    assert order.status_code == 200 and order.json()["done"] == 1 and order.json()["finished_at"]
    assert stage_of(store, document_id) is Stage.RECEIVED
    assert api.post(f"{V1}/failures/retry", json=wanted, headers={"idempotency-key": "again"}).json() == order.json()
    assert api.post(f"{V1}/failures/retry", json=wanted).status_code == 409


def test_the_history_is_read_and_checked(api: TestClient, store: Store, document: str) -> None:
    page = api.get(f"{V1}/audit", params={"document_id": document, "limit": 2}).json()
    assert len(page["entries"]) == 2 and page["entries"][0]["seq"] > page["entries"][1]["seq"] == page["next"]
    rest = api.get(f"{V1}/audit", params={"document_id": document, "before": page["next"]}).json()
    assert rest["entries"][-1]["action"] == "received" and rest["next"] is None
    assert api.get(f"{V1}/audit", params={"action": "token made", "actor": "test"}).json()["entries"]
    assert api.get(f"{V1}/audit/verification").json()["intact"] is True
