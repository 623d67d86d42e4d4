"""What the review's addresses answer: the document for the script, and what people do with it as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from tests.factories import Bill
from tests.review_desk import ReviewDesk, clerk, numbered, review_farm
from tests.web_client import client


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ReviewDesk]:
    with review_farm(tmp_path) as opened:
        yield opened


@pytest.fixture
def web(desk: ReviewDesk) -> Iterator[TestClient]:
    with client(desk.store, desk.settings, desk.acts) as opened:
        yield opened


def shown(web: TestClient, document: str) -> dict[str, Any]:
    """The document as the page gives it to its script."""
    page = web.get(f"/review/{document}").text
    found = re.search(r'<script type="application/json" id="review-document">(.*?)</script>', page, re.DOTALL)
    assert found
    answer: dict[str, Any] = json.loads(found[1])
    return answer


def token(web: TestClient, document: str) -> dict[str, str]:
    page = web.get(f"/review/{document}").text
    return {"x-form-token": page.partition('data-token="')[2].partition('"')[0]}


def post(web: TestClient, document: str, act: str, body: dict[str, Any]) -> httpx.Response:
    answer: httpx.Response = web.post(f"/review/{document}/{act}", json=body, headers=token(web, document))
    return answer


def test_the_page_has_the_doubtful_fields_first_and_what_was_read_with_doubt_before_all(
    web: TestClient, desk: ReviewDesk
) -> None:
    document = shown(web, desk.doubtful())
    names = [field["name"] for field in document["fields"]]
    assert names[:5] == ["invoice_number", "issue_date", "gross_total", "net_total", "tax_total"]
    assert [field["doubtful"] for field in document["fields"]][:6] == [True] * 5 + [False]
    assert document["fields"][0]["page"] == 1 and len(document["fields"][0]["box"]) == 4
    assert document["lines"][1][:2] == ["Tonerkassette schwarz", "3"]
    assert document["editable"] and document["pages"][0]["width"] == pytest.approx(595.3, abs=0.1)


def test_the_next_document_comes_whole_and_after_the_last_there_is_none(web: TestClient, desk: ReviewDesk) -> None:
    assert "Nothing waits" in web.get("/review").text
    first, second = desk.doubtful(), desk.doubtful(numbered(500))
    assert web.get("/review").headers["location"] == f"/review/{first}"
    following = web.get("/review/next", params={"after": first}).json()["document"]
    assert following["id"] == second and following["fields"]
    desk.acts.edit(clerk("bob"), second)
    assert web.get("/review/next", params={"after": first}).json()["document"] is None


def test_a_page_is_drawn_and_its_words_have_places(web: TestClient, desk: ReviewDesk) -> None:
    (page,) = shown(web, desk.doubtful())["pages"]
    picture = web.get(page["address"])
    assert picture.content.startswith(b"\x89PNG") and "immutable" in picture.headers["cache-control"]
    words = web.get(page["words"]).json()["words"]
    number = next(word for word in words if word["text"] == "RE-2026-0417")
    assert number["box"][0] == pytest.approx(380, abs=2)
    assert web.get(page["address"].replace("/1.png", "/7.png")).status_code == 404


def test_what_is_typed_is_judged_before_it_is_saved(web: TestClient, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    said = post(web, document, "sums", {"version": "1"}).json()
    assert {"net_total", "tax_total", "gross_total", "lines"} <= said["doubtful"].keys()
    assert {one["field"]: one["value"] for one in said["suggestions"]}["gross_total"] == "659.02"
    assert {one["label"]: one["holds"] for one in said["checks"]}["Net + tax = gross"] is False
    said = post(web, document, "sums", {"version": "1", "values": {"gross_total": "659,02"}}).json()
    assert said["doubtful"].keys() == {"invoice_number", "issue_date"} and said["wrong"] == {}
    rows = [{"description": "Paper", "quantity": "2", "unit_price": "x", "line_total": "10"}, {"description": ""}]
    said = post(web, document, "sums", {"version": "1", "values": {"issue_date": "03/04/26"}, "lines": rows}).json()
    assert said["wrong"].keys() == {"issue_date", "0.unit_price"}
    assert desk.values(document)["gross_total"] == "669.02"


def test_a_save_that_is_sent_again_is_answered_again_and_another_is_refused(web: TestClient, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    rows = [{"description": "Paper", "quantity": "12", "unit_price": "23,90", "tax_rate": "19", "line_total": "286.80"}]
    body = {
        "version": shown(web, document)["version"], "values": {"invoice_number": "RE-1", "gross_total": "659,02"},
        "places": {"invoice_number": {"page": 1, "box": [380, 129, 450, 143]}}, "lines": rows,
        "confirmed": ["issue_date"],
    }  # fmt: skip
    assert [post(web, document, "save", body).status_code for _ in range(2)] == [200, 200]
    assert desk.lines(document)[0][:3] == ("Paper", "12", "23.90")
    for change in ({"values": {"invoice_number": "RE-2"}}, {"lines": rows * 2}, {"confirmed": ["iban"]}):
        answer = post(web, document, "save", {**body, **change})
        assert answer.status_code == 409 and answer.json()["error"], change
    assert desk.values(document)["invoice_number"] == "RE-1"


def test_what_another_edits_is_refused_with_who_it_is(web: TestClient, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    desk.acts.edit(clerk("bob"), document)
    for act, body in (("editing", {"act": "take"}), ("save", {"version": "1", "values": {"iban": ""}})):
        answer = post(web, document, act, body)
        assert (answer.status_code, answer.json()["editing"]["name"]) == (409, "bob")
    assert shown(web, document)["editing"]["name"] == "bob"
    assert post(web, document, "editing", {"act": "take_over"}).json() == {"version": "1"}
    assert shown(web, document)["editing"] is None


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("save", {"version": "1", "values": {"iban": "X"}}), ("reject", {"reason": "so"}), ("undo", {}),
        ("set-aside", {"reason": "so"}), ("editing", {"act": "take"}), ("split", {"first_pages": [2]}),
        ("rotate", {"page": 1, "rotation": 90}), ("ask", {"to": "bob", "question": "?"}),
    ],
)  # fmt: skip
def test_without_the_pages_token_nothing_is_done(
    web: TestClient, desk: ReviewDesk, act: str, body: dict[str, Any]
) -> None:
    document = desk.doubtful()
    web.get(f"/review/{document}")
    for headers in ({}, {"x-form-token": "0" * 64}):
        answer = web.post(f"/review/{document}/{act}", json=body, headers=headers)
        assert answer.status_code == 403 and "too old" in answer.json()["error"]
    assert desk.stage(document) is Stage.NEEDS_REVIEW and shown(web, document)["set_aside"] == ""


def test_refusals_say_what_to_do(web: TestClient, desk: ReviewDesk) -> None:
    document = desk.doubtful()
    for act, body, said in (
        ("save", {"version": "1", "values": {"issue_date": "31.31.2026"}}, "YYYY-MM-DD"),
        ("split", {"first_pages": [2]}, "one page"),
        ("ask", {"to": "nobody", "question": "?"}, "Nobody has the login"),
        ("take-back", {}, "not set aside"),
        ("undo", {}, "Nothing was saved"),
    ):
        answer = post(web, document, act, body)
        assert answer.status_code == 409 and said in answer.json()["error"], (act, answer.text)
    assert post(web, document, "editing", {"act": "explode"}).status_code in (400, 422)
    missing = web.post("/review/beef/undo", json={}, headers=token(web, document))
    assert missing.status_code == 404 and "beef" in missing.json()["error"]
    assert web.get("/review/beef").status_code == web.get("/review/beef/state").status_code == 404


def test_who_may_not_correct_may_look(desk: ReviewDesk) -> None:
    document = desk.doubtful()
    with client(desk.store, desk.settings, desk.acts, roles=[Role.APPROVER]) as web:
        seen = shown(web, document)
        assert not seen["editable"] and "role of a clerk" in seen["why_not"]
        assert post(web, document, "save", {"version": "1", "values": {"iban": ""}}).status_code == 403


def test_text_from_outside_stays_text(web: TestClient, desk: ReviewDesk) -> None:
    document = desk.doubtful(replace(Bill(), number="</script><script>alert(1)</script>"), {"issue_date": (None, 0)})
    page = web.get(f"/review/{document}").text
    assert "<script>alert" not in page
    assert "</script><script>alert(1)" in shown(web, document)["title"]


def test_reasons_are_told_in_the_readers_language_and_vanish_when_their_cause_does(
    web: TestClient, desk: ReviewDesk
) -> None:
    document, russian = desk.doubtful(), {"accept-language": "ru"}
    web.headers.update(russian)
    net = next(field for field in shown(web, document)["fields"] if field["name"] == "net_total")
    assert net["problem"].startswith("Сумма без налога 553.80 плюс налог")
    said = post(web, document, "sums", {"version": "1"}).json()
    assert said["doubtful"]["net_total"] == net["problem"] and net["problem"] in said["problems"]
    said = post(web, document, "sums", {"version": "1", "values": {"gross_total": "659.02"}}).json()
    assert not any("Суммы" in problem for problem in said["problems"])
