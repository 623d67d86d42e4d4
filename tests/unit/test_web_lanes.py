"""Lanes on the operations page: the sentence, the table, the buttons, the picture; and the same for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from config.settings import Settings, load_settings
from orchestrator.breaker import BreakerTerms, Cause, Failure, Lane
from orchestrator.lane import KeyingLane
from orchestrator.store import Store, audit, lanes, open_store
from orchestrator.store.lanes import LaneAccount
from orchestrator.web import desk, operations_parts
from tests.fakes.erp import PNG
from tests.farm_documents import ERP, make_document_ready
from tests.web_client import client, form_of

BOOKS = LaneAccount(name="books-1", erp=ERP, company="Example")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    with opened.begin() as tx:
        lanes.keep_only(tx, [BOOKS])
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    for module in (desk, operations_parts):
        monkeypatch.setattr(module, "FRESH_S", 0.0)
        monkeypatch.setattr(module, "STALE_S", 0.0)
    with client(store, settings) as opened:
        yield opened


def break_screen(store: Store) -> None:
    failure = Failure(cause=Cause.SCREEN, detail="missing <b>number</b> at header", screenshot=store.blobs.put(PNG))
    KeyingLane(store, BOOKS, BreakerTerms()).failed(failure, None)


def lane(store: Store) -> Lane:
    with store.reading() as tx:
        return lanes.get(tx, BOOKS)


def test_a_lane_that_works_needs_no_banner(web: TestClient) -> None:
    page = web.get("/operations").text
    assert "is paused" not in page
    assert 'action="/lanes/books-1/pause"' in page


def test_a_paused_lane_is_told_first_with_the_click_that_mends_it(store: Store, web: TestClient) -> None:
    make_document_ready(store)
    break_screen(store)
    page = web.get("/operations").text
    assert "Lane books-1 is paused; documents that wait for it: 1." in page
    assert "missing &lt;b&gt;number&lt;/b&gt;" in page, "what a page of the ERP says is text"
    assert "A page of the ERP has changed" in page and "Resume books-1" in page
    assert 'href="/lanes/books-1/screenshot"' in page


def test_the_picture_of_the_page_is_shown_and_confined(store: Store, web: TestClient) -> None:
    assert web.get("/lanes/books-1/screenshot").status_code == 404
    break_screen(store)
    answer = web.get("/lanes/books-1/screenshot")
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert web.get("/lanes/nothing/screenshot").status_code == 404


def test_a_person_resumes_and_pauses(store: Store, web: TestClient) -> None:
    break_screen(store)
    form = {**form_of(web.get("/operations"))}
    assert web.post("/lanes/books-1/resume", data=form).status_code == 303
    assert lane(store).is_working
    form = {**form_of(web.get("/operations")), "reason": "month end"}
    assert web.post("/lanes/books-1/pause", data=form).status_code == 303
    assert lane(store).detail == "month end"
    assert "Paused by ada (web)" in web.get("/operations").text
    with store.reading() as tx:
        entries = audit.of_farm(tx)
    assert [
        (entry.actor, entry.action) for entry in entries if entry.actor == "ada (web)" and "lane" in entry.action
    ] == [
        ("ada (web)", "lane_resumed"),
        ("ada (web)", "lane_paused"),
    ]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"token": "wrong"}, 403), ({"reason": " "}, 409)],
)
def test_nothing_is_done_without_token_and_reason(
    store: Store, web: TestClient, changes: dict[str, str], status: int
) -> None:
    form = {**form_of(web.get("/operations")), "reason": "month end", **changes}
    assert web.post("/lanes/books-1/pause", data=form).status_code == status
    assert lane(store).is_working


@pytest.mark.parametrize("place", ["/lanes/books-1/delete", "/lanes/nothing/pause"])
def test_unknown_lanes_and_actions_are_refused(web: TestClient, place: str) -> None:
    form = {**form_of(web.get("/operations")), "reason": "month end"}
    assert web.post(place, data=form).status_code == 404


def test_another_site_pauses_nothing(store: Store, web: TestClient) -> None:
    form = {**form_of(web.get("/operations")), "reason": "month end"}
    answer = web.post("/lanes/books-1/pause", data=form, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert lane(store).is_working


def test_programs_see_the_same(store: Store, web: TestClient) -> None:
    make_document_ready(store)
    break_screen(store)
    (row,) = web.get("/api/v1/status").json()["lanes"]
    assert (row["name"], row["state"], row["cause"], row["waiting"]) == ("books-1", "paused", "screen", 1)
    assert row["screenshot"] == lane(store).screenshot
