"""The desk: what waits, what one was asked, files handed in and what became of them; and the list of all documents."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.errors import NotReady
from orchestrator.people.actor import Actor
from orchestrator.people.roles import MAY, Role
from orchestrator.review import editing
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, handed_in, questions, receipts
from orchestrator.web import desk_page, upload
from tests import factories
from tests.one_store import settings, store
from tests.web_client import Desk, acts_of, client, no_judge

__all__ = ["settings", "store"]

BILL = factories.Bill()
PDF, _ = factories.draw(BILL)
SMALL = Limits(max_bytes=20_000)


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings, Acts(store, no_judge, SMALL), roles=[Role.CLERK]) as opened:
        yield opened


def token_of(web: TestClient) -> str:
    return web.get("/me").text.partition('name="token" value="')[2].partition('"')[0]


def waiting(html: str) -> list[str]:
    table = re.search(r'<table class="documents waiting">.*?</table>', html, re.DOTALL)
    return re.findall(r'class="name"><a href="([^"]+)"', table.group()) if table else []


def due(store: Store, number: str, day: date, stage: Stage = Stage.NEEDS_REVIEW) -> str:
    document_id = factories.invoice(store, replace(BILL, number=number), f"{number}.pdf", stage)
    with store.begin() as tx:
        documents.describe(tx, document_id, due_date=day)
    return document_id


def test_what_waits_is_listed_by_deadline_with_reasons(store: Store, web: TestClient) -> None:
    later, sooner = due(store, "B-1", date(2026, 9, 1)), due(store, "B-2", date(2026, 8, 1))
    due(store, "B-3", date(2026, 1, 1), Stage.VALIDATED)
    html = web.get("/").text
    assert waiting(html) == [f"/review/{sooner}", f"/review/{later}"]
    assert "wrong check digits" in html and "2026-08-01" in html and 'class="button" href="/review"' in html


def test_each_role_finds_its_own_work(store: Store, settings: Settings) -> None:
    review, approve = due(store, "B-1", date(2026, 9, 1)), due(store, "B-2", date(2026, 8, 1), Stage.VALIDATED)
    failed = factories.invoice(store, replace(BILL, number="B-3"), "b3.pdf", Stage.FAILED)
    with client(store, settings, roles=[Role.CLERK, Role.APPROVER]) as web:
        assert set(waiting(web.get("/").text)) == {
            f"/review/{review}", f"/review/{approve}", f"/documents/{failed}",
        }  # fmt: skip
        assert waiting(web.get("/?only=mend").text) == [f"/documents/{failed}"]
        assert waiting(web.get("/?only=approve").text) == [f"/review/{approve}"]
        assert len(waiting(web.get("/?only=nonsense").text)) == 3
    for role, address in (
        (Role.APPROVER, "/approvals"), (Role.OPERATOR, "/operations"), (Role.AUDITOR, "/documents"),
        (Role.ADMINISTRATOR, "/operations"),
    ):  # fmt: skip
        with client(store, settings, roles=[role]) as web:
            assert web.get("/").headers["location"] == address


def test_what_waits_goes_on_page_after_page(store: Store, web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_page, "A_PAGE", 2)
    made = [due(store, f"B-{at}", date(2026, 8, 1) + timedelta(at)) for at in range(3)]
    first = web.get("/").text
    address = re.search(r'rel="next" href="([^"]+)"', first)
    assert address and waiting(first) == [f"/review/{one}" for one in made[:2]]
    assert waiting(web.get(address[1].replace("&amp;", "&")).text) == [f"/review/{made[2]}"]
    assert web.get("/?after=nonsense").status_code == 400


def test_what_somebody_edits_is_shown_as_such(store: Store, web: TestClient) -> None:
    document_id = due(store, "B-1", date(2026, 9, 1))
    editing.take(store, document_id, Actor("berta", "web", MAY[Role.CLERK]))
    assert "berta edits it" in web.get("/").text


def test_a_question_leads_to_the_desk_and_is_answered_there(store: Store, settings: Settings) -> None:
    document_id = due(store, "B-1", date(2026, 9, 1))
    with client(store, settings, Acts(store, no_judge, SMALL), roles=[Role.AUDITOR]) as web:
        assert web.get("/").status_code == 303
        with store.begin() as tx:
            number = questions.add(tx, document_id, "berta", "auditor", "Whose is <b>this</b>?")
        html = web.get("/").text
        assert "Whose is &lt;b&gt;this&lt;/b&gt;?" in html and f'action="/questions/{number}/answer"' in html
        address = f"/questions/{number}/answer"
        assert web.post(address, data={"text": "Ours."}).status_code == 403
        empty = web.post(address, data={"token": token_of(web), "text": " "})
        assert empty.status_code == 409 and "empty" in empty.text
        assert (
            web.post(address, data={"token": token_of(web), "text": "Ours."}).headers["location"] == "/?said=answered"
        )
        with store.reading() as tx:
            (question,) = questions.of_document(tx, document_id)
        assert (question.answer, question.asked_of) == ("Ours.", "auditor")
    with client(store, settings, roles=[Role.CLERK]) as other:
        assert other.post(address, data={"token": token_of(other), "text": "Mine."}).status_code == 409


def sent(web: TestClient, *files: tuple[str, bytes], as_json: bool = True, token: str = ""):  # type: ignore[no-untyped-def]
    return web.post(
        upload.ADDRESS, data={"token": token or token_of(web)},
        files=[("file", (name, data, "application/pdf")) for name, data in files],
        headers={"accept": "application/json"} if as_json else {},
    )  # fmt: skip


def test_each_file_handed_in_has_its_outcome(store: Store, web: TestClient) -> None:
    big, broken = ("big.pdf", b"%PDF-" + bytes(SMALL.max_bytes)), ("broken.zip", b"PK\x03\x04 nothing")
    answer = sent(web, ("счёт 发票 <b>.pdf", PDF), big, broken, ("again.pdf", PDF)).json()["files"]
    assert [item["taken"] for item in answer] == [True, False, False, True]
    assert "it is being read" in answer[0]["sentence"] and answer[3]["duplicate"]
    assert answer[1]["document"] is None and "Larger than" in answer[1]["sentence"]
    assert answer[2]["document"] and answer[2]["sentence"]
    with store.reading() as tx:
        mine = handed_in.lately(tx, "clerk")
        assert [item.receipt.name for item in mine] == ["again.pdf", "broken.zip", "счёт 发票 <b>.pdf"]
        assert {item.receipt.handed_in_by for item in mine} == {"clerk"}
        assert [entry.document.id for entry in handed_in.lately(tx, "somebody else")] == []
        assert receipts.of_document(tx, answer[0]["document"])[0].name == "счёт 发票 <b>.pdf"
    html = web.get("/").text
    assert "счёт 发票 &lt;b&gt;.pdf" in html and "known before" in html and "<b>.pdf" not in html


def test_without_script_a_form_takes_many(store: Store, web: TestClient) -> None:
    assert sent(web, ("a.pdf", PDF), ("b.pdf", PDF + b"%"), as_json=False).headers["location"] == "/#files"
    mixed = sent(web, ("c.pdf", PDF + b"%%"), ("big.pdf", bytes(SMALL.max_bytes + 1)), as_json=False)
    assert mixed.status_code == 409 and "Larger than" in mixed.text and "c.pdf" in mixed.text
    none = web.post(upload.ADDRESS, data={"token": token_of(web)}, files={"file": ("", b"")})
    assert none.status_code == 409 and "No file was chosen" in none.text


def test_an_upload_needs_the_token_the_right_and_bounds(store: Store, settings: Settings, web: TestClient) -> None:
    assert sent(web, ("a.pdf", PDF), token="wrong").status_code == 403
    assert sent(web, ("a.pdf", bytes(upload.room(SMALL)[upload.ADDRESS]))).status_code == 413
    broken = web.post(
        upload.ADDRESS, content=b"--x\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert broken.status_code in (400, 403)
    with client(store, settings, roles=[Role.APPROVER]) as other:
        assert sent(other, ("a.pdf", PDF)).status_code == 403
    with store.reading() as tx:
        assert receipts.everything(tx) == ()


def test_a_store_that_is_away_loses_no_file_unsaid(store: Store, settings: Settings) -> None:
    class Away(Desk):
        def upload(self, actor: Actor, name: str, data: bytes):  # type: ignore[no-untyped-def]
            raise NotReady("The database does not answer.")

    made = acts_of(store)
    with client(store, settings, Away(made.store, made.judge, made.limits), roles=[Role.CLERK]) as web:
        (outcome,) = sent(web, ("a.pdf", PDF)).json()["files"]
    assert not outcome["taken"] and "send it again" in outcome["sentence"]


def test_files_from_folders_are_everybodys_and_parts_stand_below(store: Store, web: TestClient) -> None:
    mail = factories.received(store, b"From: x", "letter.eml", "eml")
    part = factories.invoice(store, BILL, "inside.pdf", Stage.POSTED)
    with store.begin() as tx:
        (receipt,) = receipts.of_document(tx, mail)
        receipts.add(tx, part, b"inside.pdf", "intake", duplicate=True, parent_id=receipt.id)
    html = web.get("/").text
    files = html[html.index('id="files"') :]
    below = files[files.index("letter.eml") : files.index("</ol></li>")]
    assert "inside.pdf" in below and "ERP 37" in below


def test_the_list_keeps_its_filters_in_the_address(store: Store, web: TestClient) -> None:
    for at in range(30):
        due(store, f"B-{at:02}", date(2026, 8, 1))
    html = web.get("/documents?q=nordwind&stage=person&currency=eur&issued_since=2026-05-01").text
    assert len(re.findall(r'<td class="name">', html)) == 25 and "<b>30</b>" in html
    address = re.search(r'rel="next" href="([^"]+)"', html)
    assert (
        address and "q=nordwind&amp;stage=person&amp;currency=eur&amp;issued_since=2026-05-01&amp;after=" in address[1]
    )
    more = web.get(address[1].replace("&amp;", "&")).text
    assert len(re.findall(r'<td class="name">', more)) == 5 and 'rel="first"' in more
    assert "No document fits." in web.get("/documents?q=nordwind&currency=CHF").text


def test_a_long_list_is_counted_to_a_bound(store: Store, web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrator.web.documents_list.COUNTED", 1)
    monkeypatch.setattr("orchestrator.web.documents_list.A_PAGE", 1)
    due(store, "B-1", date(2026, 8, 1))
    assert "<b>1</b>" in web.get("/documents").text
    due(store, "B-2", date(2026, 8, 1))
    assert "<b>more than 1</b>" in web.get("/documents").text
