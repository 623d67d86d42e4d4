"""A document's page tells its whole story: where it comes from, what it refers to, each attempt, each decision."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from config.processes import myself
from config.settings import Settings
from extractors.models import Remembered, Source, Value
from orchestrator.breaker import Cause, Failure
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import (
    Store,
    contracts,
    documents,
    findings,
    lanes,
    memories,
    postings,
    questions,
    receipts,
    review,
)
from tests import factories
from tests.one_store import settings, store
from tests.web_client import client

__all__ = ["settings", "store"]


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


def section(html: str, name: str) -> str:
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_each_attempt_has_its_own_pictures(web: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.READY)
    me = myself()
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, me, timedelta(minutes=4), "books")
        shown = store.blobs.put(factories.screenshot("failed"))
        failure = Failure(cause=Cause.SCREEN, detail="A page that is not known.", screenshot=shown)
        lanes.record_failure(tx, "books", document_id, failure)
        postings.finish(tx, document_id, fence, "screen", "A page that is not known.")
        documents.move(tx, document_id, Stage.CLAIMED, Stage.READY, "bot", "Again.", fence=fence)
    with store.begin() as tx:
        fence = postings.claim(tx, document_id, me, timedelta(minutes=4))
        proof = store.blobs.put(factories.screenshot("posted"))
        findings.add_evidence(tx, document_id, "screenshot", proof, "image/png", "The posted invoice in the ERP")
        postings.finish(tx, document_id, fence, "posted", "Read back.")
    html = section(web.get(f"/documents/{document_id}").text, "keying")
    first, second = (part for part in re.split(r"<li><b>", html)[1:])
    assert "unknown page" in first and f"/documents/{document_id}/failures/1" in first and "/evidence/" not in first
    assert "Posted" in second and f"/documents/{document_id}/evidence/1" in second and "/failures/" not in second
    picture = web.get(f"/documents/{document_id}/failures/1")
    assert (picture.headers["content-type"], picture.content) == ("image/png", factories.screenshot("failed"))
    assert web.get(f"/documents/{document_id}/failures/2").status_code == 404
    other = factories.invoice(store, replace(factories.Bill(), number="X"), "b.pdf", Stage.READY)
    assert web.get(f"/documents/{other}/failures/1").status_code == 404


def test_what_it_came_out_of_and_what_was_made_of_it(web: TestClient, store: Store) -> None:
    mail = factories.received(store, b"mail", "post.eml", "eml")
    with store.begin() as tx:
        receipt = receipts.of_document(tx, mail)[0]
        part = documents.create(tx, "ab" * 32, "pdf", 4, Stage.RECEIVED, "intake", "It was attached.")
        receipts.add(tx, part, b"inside.pdf", "intake", duplicate=False, parent_id=receipt.id)
    assert f"/documents/{mail}" in section(web.get(f"/documents/{part}").text, "relations")
    assert f"/documents/{part}" in section(web.get(f"/documents/{mail}").text, "relations")


def test_what_it_refers_to(web: TestClient, store: Store) -> None:
    bill = factories.Bill()
    data, boxes = factories.draw(bill)
    document_id = factories.received(store, data, "a.pdf")
    found = factories.extraction(bill, boxes)
    assert found.invoice
    order = Value(value="PO-4711", confidence=0.9, source=Source.TEXT)
    found = found.model_copy(update={"invoice": found.invoice.model_copy(update={"po_number": order})})
    with store.begin() as tx:
        factories.read(tx, document_id, bill, found)
    earlier = factories.invoice(store, replace(bill, number="EARLIER"), "b.pdf", Stage.POSTED)
    agreement = factories.contract(store)
    with store.begin() as tx:
        contracts.put_parties(tx, agreement, [bill.supplier])
    html = section(web.get(f"/documents/{document_id}").text, "relations")
    for text in ("PO-4711", f"/documents/{agreement}", f"/documents/{earlier}", "/suppliers/one?code=S001"):
        assert text in html
    assert f'/documents/{document_id}"' not in html


def test_values_say_where_they_come_from(web: TestClient, store: Store) -> None:
    bill = factories.Bill()
    data, boxes = factories.draw(bill)
    document_id = factories.received(store, data, "a.pdf")
    found = factories.extraction(bill, boxes)
    found = found.model_copy(update={"remembered": Remembered(supplier="m", decided=("gross_total",))})
    with store.begin() as tx:
        factories.read(tx, document_id, bill, found)
        memories.add_correction(tx, document_id, "iban", "", bill.iban, "anna (web)", "from the letter", None, 1)
    html = section(web.get(f"/documents/{document_id}").text, "values")
    row = html.partition('id="value-gross_total"')[2].partition("</tr>")[0]
    assert "as learned from corrections" in row and "the page&#39;s text" in row and "97 %" in row
    assert "anna (web) corrected IBAN" in html and "from the letter" in html


def test_who_may_correct_is_led_to_the_review(store: Store, settings: Settings) -> None:
    stopped = factories.invoice(store, factories.Bill(), "a.pdf", Stage.NEEDS_REVIEW)
    done = factories.invoice(store, replace(factories.Bill(), number="X"), "b.pdf", Stage.POSTED)
    with client(store, settings, roles=[Role.CLERK]) as web:
        assert f'href="/review/{stopped}"' in web.get(f"/documents/{stopped}").text
        assert "/review/" not in web.get(f"/documents/{done}").text
    with client(store, settings, roles=[Role.AUDITOR]) as web:
        html = web.get(f"/documents/{stopped}").text
        assert "/review/" not in html and 'class="decide"' not in html


def test_questions_and_what_was_set_aside_are_told(web: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.NEEDS_REVIEW)
    with store.begin() as tx:
        asked = questions.add(tx, document_id, "anna", "bob", "Is this ours?")
        questions.add(tx, document_id, "anna", "carl", "And the toner?")
        questions.answer(tx, asked, "It is.")
        review.set_aside(tx, document_id, "anna (web)", None, "Waits for the mail.")
    html = web.get(f"/documents/{document_id}").text
    for text in ("Is this ours?", "It is.", "Not answered yet", "Set aside by anna (web)", "Waits for the mail."):
        assert text in html


def test_somebody_is_asked_and_answers_on_the_page(store: Store, settings: Settings) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.VALIDATED)
    with (
        client(store, settings, roles=[Role.APPROVER]) as approver,
        client(store, settings, roles=[Role.CLERK]) as clerk,
    ):
        page = approver.get(f"/documents/{document_id}").text
        assert '<option value="clerk">' in page and '<option value="approver">' not in page
        form = {"token": token_of(page), "to": "clerk", "question": "Did the toner arrive?"}
        asked = approver.post(f"/documents/{document_id}/questions", data=form)
        assert (asked.status_code, asked.headers["location"]) == (303, f"/documents/{document_id}#questions")
        assert approver.post(f"/documents/{document_id}/questions", data={**form, "question": " "}).status_code == 409
        assert approver.post(f"/documents/{document_id}/questions", data={**form, "token": ""}).status_code == 403
        assert 'name="text"' not in approver.get(f"/documents/{document_id}").text
        page = clerk.get(f"/documents/{document_id}").text
        assert "Did the toner arrive?" in page and 'name="text"' in page
        answer = {"token": token_of(page), "text": "It did, all of it."}
        assert clerk.post(f"/documents/{document_id}/questions/1", data=answer).status_code == 303
        assert clerk.post(f"/documents/{document_id}/questions/1", data=answer).status_code == 409
        assert approver.post(f"/documents/{document_id}/questions/1", data={**form, "text": "x"}).status_code == 403
        assert "It did, all of it." in approver.get(f"/documents/{document_id}").text


def token_of(page: str) -> str:
    return page.partition('name="token" value="')[2].partition('"')[0]


def test_a_page_turned_by_a_person_is_shown_turned(web: TestClient, store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.NEEDS_REVIEW)
    before = web.get(f"/documents/{document_id}/pages/1.png").content
    other, _ = factories.draw(replace(factories.Bill(), number="TURNED"))
    with store.begin() as tx:
        turned = store.blobs.put(other)
        review.put_turned(tx, document_id, turned, {1: 90}, "anna (web)")
    html = web.get(f"/documents/{document_id}").text
    assert f"/pages/1.png?of={turned[:16]}" in html
    after = web.get(f"/documents/{document_id}/pages/1.png?of={turned[:16]}")
    assert after.content != before and "immutable" in after.headers["cache-control"]
    assert "no-cache" in web.get(f"/documents/{document_id}/pages/1.png").headers["cache-control"]


def test_the_page_speaks_the_readers_language(store: Store, settings: Settings) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    with client(store, settings) as web:
        html = web.get(f"/documents/{document_id}", headers={"accept-language": "ru"}).text
    assert "659,02" in html and "04.05.2026" in html and '<html lang="ru">' in html
