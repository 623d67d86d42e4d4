"""The operations page: what it says, its acts, the stream that keeps it fresh, and what it does not do."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from config.processes import Owner
from config.settings import Settings, load_settings
from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.operations import sampling
from orchestrator.operations.history import Line, Plot
from orchestrator.people import login
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, heartbeats, lanes, open_store, people
from orchestrator.store.lanes import LaneAccount
from orchestrator.web import desk, operations_live, operations_parts
from orchestrator.web.operations_live import Streams
from orchestrator.web.operations_plots import ceiling, draw
from tests import factories
from tests.farm_documents import receive, stage_of
from tests.web_client import client, no_judge

BOOKS = LaneAccount(name="books-1", erp="tryton", company="Example")
CAUSE = "KeyError: …"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for name in ("FRESH_S", "STALE_S", "FRESH_PLOTS_S", "STALE_PLOTS_S"):
        monkeypatch.setattr(operations_parts, name, 0.0)
    monkeypatch.setattr(desk, "FRESH_S", 0.0)
    monkeypatch.setattr(desk, "STALE_S", 0.0)
    monkeypatch.setattr(operations_live, "LASTS_S", 0.0)
    opened = open_store(settings)
    with opened.begin() as tx:
        lanes.keep_only(tx, [BOOKS])
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings, Acts(store, no_judge, Limits())) as opened:
        yield opened


def fail(store: Store, count: int, why: str = "KeyError: '<b>net</b>'") -> list[str]:
    found = [receive(store) for _ in range(count)]
    for document in found:
        with store.begin() as tx:
            documents.move(tx, document, Stage.RECEIVED, Stage.FAILED, "reconciler", why)
    return found


def token(web: TestClient) -> str:
    return web.get("/operations").text.partition('name="token" value="')[2].partition('"')[0]


def events(text: str) -> list[tuple[str, dict[str, str]]]:
    found = re.findall(r"^event: (\w+)\ndata: (.*)\n$", text, re.MULTILINE)
    return [(name, json.loads(data)) for name, data in found]


def test_the_page_shows_every_part_of_a_farm_at_work(store: Store, web: TestClient) -> None:
    factories.every_stage(store)
    sampling.take_sample(store)
    page = web.get("/operations")
    assert page.status_code == 200
    for section in operations_parts.EVERY_PART:
        assert f'id="{section}" data-part' in page.text
    assert "<svg" in page.text and 'aria-describedby="table-waiting"' in page.text
    assert "<script>" not in page.text.replace('<script src="/static', ""), "no file's name is a script"


def test_failures_are_text_and_are_tried_again_by_one_click(store: Store, web: TestClient) -> None:
    found = fail(store, 3)
    page = web.get("/operations").text
    assert "Documents that failed and rest: 3." in page and "Try all 3 again" in page
    form = {"token": token(web), "stage": "failed", "cause": CAUSE}
    answer = web.post("/failures/retry", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/operations?said=retried#failures")
    assert {stage_of(store, document) for document in found} == {Stage.RECEIVED}
    assert "They are being tried again." in web.get("/operations?said=retried").text
    again = web.post("/failures/retry", data=form)
    assert again.status_code == 409 and "nothing to try again" in again.text


def test_one_cause_shows_its_count_and_latest_before_anything_is_done(store: Store, web: TestClient) -> None:
    found = fail(store, 2)
    page = web.get("/failures", params={"stage": "failed", "cause": CAUSE}).text
    assert "Documents: 2" in page and "Try all 2 again" in page and "&lt;b&gt;net&lt;/b&gt;" in page
    assert all(f"/documents/{document}" in page for document in found)
    assert {stage_of(store, document) for document in found} == {Stage.FAILED}
    assert "Try all 2 again" in web.get("/failures").text


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"token": "wrong"}, 403), ({"stage": "posted"}, 404), ({"cause": ""}, 404), ({"cause": "unheard of"}, 409)],
)
def test_nothing_is_tried_again_by_a_form_that_does_not_fit(
    store: Store, web: TestClient, changes: dict[str, str], status: int
) -> None:
    (document,) = fail(store, 1)
    form = {"token": token(web), "stage": "failed", "cause": CAUSE, **changes}
    assert web.post("/failures/retry", data=form).status_code == status
    assert stage_of(store, document) is Stage.FAILED


@pytest.mark.parametrize("stage", ["posted", "nonsense", ""])
def test_a_cause_of_no_stage_of_failures_is_not_understood(web: TestClient, stage: str) -> None:
    assert web.get("/failures", params={"stage": stage, "cause": "x"}).status_code == 400


def test_a_cause_that_is_gone_is_said_so(web: TestClient) -> None:
    page = web.get("/failures", params={"stage": "failed", "cause": "x"})
    assert page.status_code == 200 and "No document rests for this cause any more." in page.text


def test_who_may_only_look_gets_no_buttons(store: Store, settings: Settings) -> None:
    fail(store, 1)
    with client(store, settings, roles=[Role.AUDITOR]) as web:
        page = web.get("/operations").text
        assert "Try all" not in page and 'action="/lanes' not in page and 'href="#failures"' in page
        assert "Try all" not in str(web.get("/operations/live").json())


def test_a_part_that_is_gone_for_good_is_forgotten(
    store: Store, web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.begin() as tx:
        heartbeats.beat(tx, "read", Owner("other/abc", 4711, 1.0), "idle", 100)
        (beat,) = heartbeats.listing(tx)
    form = {"token": token(web), "name": beat.name}
    refused = web.post("/operations/parts/forget", data=form)
    assert refused.status_code == 409 and "silent for 10 minutes" in refused.text
    assert web.post("/operations/parts/forget", data={**form, "token": "x"}).status_code == 403
    monkeypatch.setattr("orchestrator.operations.forgetting.FORGET_AFTER", timedelta(0))
    assert web.post("/operations/parts/forget", data=form).status_code == 303
    with store.reading() as tx:
        assert heartbeats.listing(tx) == ()


def test_the_stream_sends_every_part_first_and_the_fallback_the_same(store: Store, web: TestClient) -> None:
    fail(store, 1)
    answer = web.get("/operations/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    ((name, parts),) = events(answer.text)
    assert name == "parts" and set(parts) == set(operations_parts.EVERY_PART)
    assert "Try all 1 again" in parts["failures"]
    assert web.get("/operations/live").json().keys() == parts.keys()


def test_the_stream_sends_only_what_changed(store: Store, web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = [{"queues": "a", "lanes": "b"}, {"queues": "a", "lanes": "c"}]
    monkeypatch.setattr(operations_live, "EVERY_S", 0.0)
    monkeypatch.setattr(operations_live, "LASTS_S", 60.0)

    def sections(*_: object, fresh: bool) -> dict[str, str]:
        if len(seen) == 1:
            web.app.state.ending.set()  # type: ignore[attr-defined]  # Starlette's
        return seen.pop(0)

    monkeypatch.setattr(operations_live, "sections", sections)
    sent = events(web.get("/operations/events").text)
    assert sent == [("parts", {"queues": "a", "lanes": "b"}), ("parts", {"lanes": "c"})]


@pytest.mark.parametrize("how", ["logged out", "right lost", "locked out"])
def test_the_stream_ends_when_the_right_to_look_does(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(operations_live, "EVERY_S", 0.0)
    monkeypatch.setattr(operations_live, "LASTS_S", 60.0)
    with client(store, settings, roles=[Role.OPERATOR]) as web:
        word = web.cookies["botfarm_session"]

        def sections(*_: object, fresh: bool) -> dict[str, str]:
            with store.begin() as tx:
                person = people.by_login(tx, "operator")
                assert person
                if how == "logged out":
                    people.end_session(tx, login.digest(word))
                elif how == "right lost":
                    people.change(tx, person.id, roles=[Role.CLERK])
                else:
                    people.change(tx, person.id, active=False)
            return {"queues": "a"}

        monkeypatch.setattr(operations_live, "sections", sections)
        assert [name for name, _ in events(web.get("/operations/events").text)] == ["parts", "out"]


def test_streams_are_bounded_for_all_and_for_each() -> None:
    streams = Streams()
    with streams.held("anna"), streams.held("anna"), streams.held("anna"), streams.held("anna"):
        assert not streams.is_free("anna") and streams.is_free("ben")
    assert streams.is_free("anna") and streams.by_person == {}
    many = Streams({f"p{n}": 1 for n in range(operations_live.MOST)})
    assert not many.is_free("anna")


def test_a_stream_too_many_is_refused(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations_live, "MOST", 0)
    assert web.get("/operations/events").status_code == 503


def test_a_token_of_a_program_opens_no_stream(store: Store, web: TestClient) -> None:
    with store.begin() as tx:
        person = people.by_login(tx, "ada")
        assert person
        word = login.make_token(tx, "ada (web)", person, "night", [Right.SEE_OPERATIONS], None)
    web.cookies.clear()
    answer = web.get("/operations/events", headers={"authorization": f"Bearer {word}"})
    assert answer.status_code == 303


@pytest.mark.parametrize("code", ["zh", "ru"])
def test_the_page_is_written_in_each_language(store: Store, web: TestClient, code: str) -> None:
    fail(store, 1)
    page = web.get("/operations", headers={"accept-language": code}).text
    assert f'<html lang="{code}">' in page


@pytest.mark.parametrize(("highest", "top"), [(0, 2), (1.5, 2), (3, 5), (7, 10), (120, 200), (99_000, 100_000)])
def test_the_scale_of_a_plot_ends_at_a_round_figure(highest: float, top: float) -> None:
    assert ceiling(highest) == top


def test_a_plot_draws_its_points_inside_and_leaves_gaps() -> None:
    begin = datetime(2026, 11, 1, 10, tzinfo=UTC)
    plot = Plot("waiting", "t", (Line("a", (None, 4.0, 8.0, None, 10.0)),), tuple(begin for _ in range(5)))
    drawn = draw(plot)
    moves = [float(y) for _, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", drawn.paths[0])]
    assert drawn.paths[0].count("M") == 2 and drawn.paths[0].count("L") == 1
    assert len(moves) == 3 and moves == sorted(moves, reverse=True) and moves[-1] == 8.0
    assert [values for _, values in drawn.rows] == [(10.0,), (8.0,), (4.0,)] and drawn.last == (10.0,)
