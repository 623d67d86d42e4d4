"""What waits for an approval: in which order, what stands beside it, and one or many decided at once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import Store, approving, contracts, documents, findings, memories, open_store
from tests import factories
from tests.farm_documents import DATABASES, settings_on
from tests.web_client import Desk, acts_of, client


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    with settings_on(request, tmp_path) as found:
        yield found


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return acts_of(store)


@pytest.fixture
def web(store: Store, settings: Settings, desk: Desk) -> Iterator[TestClient]:
    with client(store, settings, desk, roles=[Role.APPROVER]) as opened:
        yield opened


def invoice(store: Store, number: str, due: date | None = None, stage: Stage = Stage.VALIDATED, *verdicts) -> str:  # type: ignore[no-untyped-def]  # as the factory's
    bill = replace(factories.Bill(), number=number)
    document_id = factories.invoice(store, bill, f"{number}.pdf", stage, verdicts=verdicts)
    with store.begin() as tx:
        documents.describe(tx, document_id, due_date=due)
    return document_id


def marks(page: httpx.Response) -> list[str]:
    return re.findall(r'type="checkbox" name="document" value="([^"]+)"', page.text)


def shown(page: httpx.Response) -> list[str]:
    return re.findall(r'<article class="card approval" aria-labelledby="title-(\w+)"', page.text)


def form(page: httpx.Response, **more: object) -> dict[str, object]:
    token = page.text.partition('name="token" value="')[2].partition('"')[0]
    return {"token": token, **more}


def test_the_oldest_deadline_comes_first_and_pages_follow_each_other(
    web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC).date()
    later, soon = invoice(store, "L", today + timedelta(days=30)), invoice(store, "S", today - timedelta(days=3))
    same, undated = invoice(store, "X", today - timedelta(days=3)), invoice(store, "U")
    first, *rest = soon, same, undated, later
    page = web.get("/approvals")
    assert shown(page) == [first, *rest]
    assert "overdue since" in page.text and "no due date" in page.text
    monkeypatch.setattr("orchestrator.web.approvals.A_PAGE", 2)
    page = web.get("/approvals")
    assert shown(page) == [soon, same]
    following = re.search(r'rel="next" href="([^"]+)"', page.text)
    assert following
    assert shown(web.get(following[1].replace("&amp;", "&"))) == [undated, later]
    assert web.get("/approvals?after=nonsense").status_code == 400


def test_what_an_approver_wants_to_see_stands_beside_it(web: TestClient, store: Store) -> None:
    waiting = invoice(store, "RE-1", None, Stage.VALIDATED, factories.PASSED, factories.WARNED)
    agreement = factories.contract(store)
    with store.begin() as tx:
        contracts.put_parties(tx, agreement, ["NORDWIND Bürobedarf G.m.b.H.", "We"])
        memories.add_correction(tx, waiting, "gross_total", "1", "2", "anna (web)", "misread", None, 1)
        findings.add_approval(tx, waiting, "bob (web)", "rejected", "Not yet.")
    html = web.get("/approvals").text
    for text in ("No due date was found.", "Rules passed: 1", f'/documents/{agreement}"', "anna (web) corrected Gross",
                 "Not yet.", "/suppliers/one?code=S001"):  # fmt: skip
        assert text in html, text


def test_one_is_approved_by_its_own_button(web: TestClient, store: Store, desk: Desk) -> None:
    waiting, other = invoice(store, "A"), invoice(store, "B")
    page = web.get("/approvals")
    mark = next(mark for mark in marks(page) if mark.startswith(waiting))
    answer = web.post("/approvals", data=form(page, one=mark, document=marks(page)))
    assert answer.status_code == 303
    assert [taken[:2] for taken in desk.taken] == [("approve", waiting)]
    told = web.get(answer.headers["location"]).text
    assert re.search(r'class="outcomes.*?<b>Approved</b>', told, re.DOTALL)
    assert other not in answer.headers["location"]


def test_many_are_decided_with_one_reason_and_each_outcome_is_told(web: TestClient, store: Store, desk: Desk) -> None:
    for number in "ABC":
        invoice(store, number)
    page = web.get("/approvals")
    chosen = marks(page)
    with store.begin() as tx:
        moved = chosen[1].partition("~")[0]
        documents.move(tx, moved, Stage.VALIDATED, Stage.REJECTED, "bob (web)", "Not ours.")
    answer = web.post("/approvals", data=form(page, document=chosen, decision="reject", reason="Twice."))
    assert answer.status_code == 409
    assert {taken[1] for taken in desk.taken} == {chosen[0].partition("~")[0], chosen[2].partition("~")[0]}
    assert {taken[3] for taken in desk.taken} == {"Twice."}
    assert answer.text.count("<b>Rejected</b>") == 2
    assert answer.text.count("<b>Nothing done</b>") == 1 and "moved it since" in answer.text


def test_nothing_is_done_without_a_choice_a_reason_or_the_forms_token(
    web: TestClient, store: Store, desk: Desk
) -> None:
    invoice(store, "A")
    page = web.get("/approvals")
    assert "choose at least one" in web.post("/approvals", data=form(page, decision="approve")).text
    without = web.post("/approvals", data=form(page, document=marks(page), decision="reject"))
    assert without.status_code == 409 and "please write the reason" in without.text
    assert web.post("/approvals", data={"document": marks(page), "decision": "approve"}).status_code == 403
    assert web.post("/approvals", data=form(page, document=marks(page), decision="explode")).status_code == 400
    assert web.post("/approvals", data=form(page, document=["beef~"], decision="approve")).status_code == 409
    assert desk.taken == []


def test_exceptions_are_those_that_no_rule_bars(web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fits = invoice(store, "A", None, Stage.NEEDS_REVIEW, factories.PASSED, factories.FAILED)
    invoice(store, "B", None, Stage.NEEDS_REVIEW, factories.BLOCKED)
    page = web.get("/approvals?of=exceptions")
    assert shown(page) == [fits]
    assert "wrong check digits" in page.text
    answer = web.post("/approvals", data=form(page, document=marks(page), decision="approve", of="exceptions"))
    assert "please write the reason" in answer.text
    monkeypatch.setattr(approving, "BATCH", 1)
    assert shown(web.get("/approvals?of=exceptions")) == [fits]


def test_who_had_a_hand_in_it_is_told_before_they_try(store: Store, settings: Settings) -> None:
    own, other = invoice(store, "A"), invoice(store, "B")
    with client(store, settings, roles=[Role.APPROVER]) as web:
        with store.begin() as tx:
            memories.add_correction(tx, own, "gross_total", "1", "2", "approver (API, night)", "", None, 1)
            documents.move(tx, own, Stage.VALIDATED, Stage.EXTRACTED, "approver (API, night)", "Corrected.")
            documents.move(tx, own, Stage.EXTRACTED, Stage.VALIDATED, "rules", "Judged.")
        page = web.get("/approvals")
        assert len(marks(page)) == 2
        card = page.text.partition(f'aria-labelledby="title-{own}"')[2].partition("</article>")[0]
        assert "You may not approve this one." in card and "approver corrected gross_total" in card
        assert 'name="one"' not in card and "disabled" in card
        alone = web.get(f"/documents/{own}").text
        assert "You may not approve this one." in alone and f'formaction="/documents/{own}/approve"' not in alone
        assert f'formaction="/documents/{own}/reject"' in alone
        assert f'formaction="/documents/{other}/approve"' in web.get(f"/documents/{other}").text


def test_who_entered_the_bank_account_elsewhere_is_told_too(store: Store, settings: Settings) -> None:
    waiting, other = invoice(store, "A"), invoice(store, "B", None, Stage.NEEDS_REVIEW)
    with store.begin() as tx:
        iban = factories.Bill().iban
        memories.add_correction(tx, other, "iban", "", iban, "approver (web)", "", None, 1)
    with client(store, settings, roles=[Role.APPROVER]) as web:
        html = web.get("/approvals").text
    assert waiting in html and f"approver entered the bank account {iban}" in html


def test_who_may_only_look_is_offered_nothing(store: Store, settings: Settings) -> None:
    invoice(store, "A")
    with client(store, settings, roles=[Role.AUDITOR]) as web:
        page = web.get("/approvals")
    assert marks(page) == [] and "takes the role of an approver" in page.text


def test_a_refusal_of_the_core_is_told_in_its_words(web: TestClient, store: Store, desk: Desk) -> None:
    invoice(store, "A")
    desk.refusals.append("Line 2 has no account; add it to <coding.csv>.")
    page = web.get("/approvals")
    answer = web.post("/approvals", data=form(page, document=marks(page), decision="approve"))
    assert answer.status_code == 409 and "add it to &lt;coding.csv&gt;." in answer.text


def test_many_are_counted_no_further_than_needed(
    web: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in "ABC":
        invoice(store, number)
    monkeypatch.setattr("orchestrator.web.approvals.COUNTED", 2)
    assert "more than 2" in web.get("/approvals").text
