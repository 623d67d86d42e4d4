"""Approve, reject, try again: only from our own form, only by name, only as the document stands."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.stages import MOVES, Stage
from orchestrator.store import Store, documents
from orchestrator.web import forms
from orchestrator.web.actions import ALLOWED
from tests import factories
from tests.one_store import settings, store
from tests.web_client import ADDRESS, Desk, acts_of, client, form_of

__all__ = ["settings", "store"]


@pytest.fixture
def desk(store: Store) -> Desk:
    return acts_of(store)


@pytest.fixture
def web(store: Store, settings: Settings, desk: Desk) -> Iterator[TestClient]:
    with client(store, settings, desk) as opened:
        yield opened


@pytest.fixture
def waiting(store: Store) -> str:
    return factories.invoice(store, factories.Bill(), "a.pdf", Stage.VALIDATED)


def test_a_person_approves(web: TestClient, desk: Desk, waiting: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}")), "reason": ""}
    answer = web.post(f"/documents/{waiting}/approve", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/documents/{waiting}?said=approve")
    assert desk.taken == [("approve", waiting, "ada (web)", "Approved as judged.")]
    assert "Approved." in web.get(f"/documents/{waiting}?said=approve").text


def test_rejecting_needs_a_reason(web: TestClient, desk: Desk, waiting: str) -> None:
    form = form_of(web.get(f"/documents/{waiting}"))
    answer = web.post(f"/documents/{waiting}/reject", data={**form, "reason": "  "})
    assert answer.status_code == 409
    assert "please write the reason" in answer.text
    assert desk.taken == []


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_without_its_token_a_form_does_nothing(web: TestClient, desk: Desk, waiting: str, token: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}")), "token": token}
    assert web.post(f"/documents/{waiting}/approve", data=form).status_code == 403
    assert desk.taken == []


def test_another_browsers_token_does_nothing(web: TestClient, desk: Desk, waiting: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}"))}
    web.cookies.delete(forms.COOKIE)
    assert web.post(f"/documents/{waiting}/approve", data=form).status_code == 403
    assert desk.taken == []


def test_another_site_is_refused_even_with_the_token(web: TestClient, desk: Desk, waiting: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}"))}
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"host": "evil.example"}):
        assert web.post(f"/documents/{waiting}/approve", data=form, headers=headers).status_code in (403, 421)
    assert desk.taken == []
    assert web.post(f"/documents/{waiting}/approve", data=form, headers={"origin": ADDRESS}).status_code == 303


def test_a_form_of_unknown_or_too_great_length_is_refused(web: TestClient, desk: Desk, waiting: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}")), "reason": "x" * 70_000}
    assert web.post(f"/documents/{waiting}/approve", data=form).status_code == 413
    assert web.post(f"/documents/{waiting}/approve", content=iter([b"reason=so"])).status_code == 413
    assert desk.taken == []


def test_what_moved_meanwhile_is_not_decided_on_an_old_page(
    web: TestClient, store: Store, desk: Desk, waiting: str
) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}"))}
    with store.begin() as tx:
        documents.move(tx, waiting, Stage.VALIDATED, Stage.EXTRACTED, "Bob", "Judged anew.")
        documents.move(tx, waiting, Stage.EXTRACTED, Stage.VALIDATED, "rules", "Another total.")
    answer = web.post(f"/documents/{waiting}/approve", data=form)
    assert answer.status_code == 409
    assert "since you loaded the page" in answer.text
    assert desk.taken == []


def test_a_refusal_is_shown_in_its_own_words(web: TestClient, desk: Desk, waiting: str) -> None:
    desk.refusals.append("Line 2 has no account; add it to <coding.csv>.")
    answer = web.post(f"/documents/{waiting}/approve", data={**form_of(web.get(f"/documents/{waiting}"))})
    assert answer.status_code == 409
    assert "add it to &lt;coding.csv&gt;." in answer.text


def test_unknown_decisions_and_documents(web: TestClient, store: Store, desk: Desk, waiting: str) -> None:
    form = {**form_of(web.get(f"/documents/{waiting}")), "reason": "so"}
    assert web.post(f"/documents/{waiting}/explode", data=form).status_code == 404
    assert web.post("/documents/beef/approve", data=form).status_code == 404
    assert web.post(f"/documents/{factories.contract(store)}/approve", data=form).status_code == 409
    assert desk.taken == []


@pytest.mark.slow
def test_each_stage_offers_what_it_allows(web: TestClient, store: Store) -> None:
    for stage, document_id in factories.every_stage(store).items():
        html = web.get(f"/documents/{document_id}").text
        for name, stages in ALLOWED.items():
            assert (f'formaction="/documents/{document_id}/{name}"' in html) is (stage in stages)


def test_what_is_offered_is_a_move() -> None:
    assert all(Stage.REJECTED in MOVES[stage] for stage in ALLOWED["reject"])
    assert all(Stage.APPROVED in MOVES[stage] for stage in ALLOWED["approve"])
    assert all({Stage.RECEIVED, Stage.EXTRACTED, Stage.READY} & MOVES[stage] for stage in ALLOWED["retry"])


def test_what_must_be_corrected_is_not_offered_for_approval(web: TestClient, store: Store) -> None:
    bill, verdicts = factories.Bill(), (factories.FAILED, factories.BLOCKED)
    document_id = factories.invoice(store, bill, "a.pdf", Stage.NEEDS_REVIEW, verdicts=verdicts)
    html = web.get(f"/documents/{document_id}").text
    assert "Must be corrected" in html
    assert f"/documents/{document_id}/reject" in html
    assert f"/documents/{document_id}/approve" not in html
