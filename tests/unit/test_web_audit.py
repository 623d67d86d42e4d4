"""The history on the pages: found by who, what, which document and when; checked, and where it breaks is told."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator.auditing import verify_bundle
from orchestrator.auditing.terms import AuditTerms
from orchestrator.people.roles import Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, audit_search, open_store
from orchestrator.store.audit_search import Wanted
from orchestrator.store.engine import Transaction
from tests import factories
from tests.api_client import token
from tests.farm_documents import DATABASES, settings_on
from tests.web_client import acts_of, client

TRIGGERS = {"sqlite": ("audit_no_update",), "postgresql": ("audit_append_only ON audit",)}
TODAY = datetime.now(UTC).date()


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    with settings_on(request, tmp_path) as found:
        yield found


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    with opened.begin() as tx:
        for number in range(6):
            for actor in ("anna (web)", "anna (API, night)", "annabel (web)", "judge"):
                audit.append(tx, actor, "lane_paused" if number % 2 else "lane_resumed", None, {"reason": str(number)})
    yield opened
    opened.close()


@pytest.fixture
def web(store: Store, settings: Settings) -> Iterator[TestClient]:
    with client(store, settings) as opened:
        yield opened


def found(tx: Transaction, before: int | None = None, limit: int = 100, **wanted: object) -> list[int]:
    return [one.seq for one in audit_search.entries(tx, Wanted.model_validate(wanted), before, limit)]


def tamper(store: Store, *statements: str) -> None:
    """As somebody with the database file would: the triggers are taken away first."""
    with store.begin() as tx:
        for trigger in TRIGGERS[tx.dialect.name]:
            tx.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            tx.execute(text(statement))


def test_entries_are_found_by_who_what_and_when(store: Store) -> None:
    with store.reading() as tx:
        every = audit_search.entries(tx, Wanted(), None, 100)
        assert [one.seq for one in every] == list(range(24, 0, -1))
        of_anna = [one.seq for one in every if one.actor.startswith("anna (")]
        assert found(tx, who="anna") == of_anna
        assert found(tx, who="anna (web)") == [one.seq for one in every if one.actor == "anna (web)"]
        paused = [one.seq for one in every if one.action == "lane_paused"]
        assert found(tx, action="lane_paused") == paused
        assert found(tx, who="anna", action="lane_paused") == [seq for seq in paused if seq in of_anna]
        assert found(tx, who="anna", limit=3) == of_anna[:3]
        assert found(tx, who="anna", before=of_anna[2], limit=3) == of_anna[3:6]
        assert found(tx, since=TODAY, until=TODAY) == list(range(24, 0, -1))
        assert found(tx, until=TODAY - timedelta(days=1)) == []
        assert found(tx, since=TODAY + timedelta(days=1)) == []
        assert found(tx, who="nobody") == [] and found(tx, action="nothing") == []
        assert audit_search.actions(tx) == ("lane_paused", "lane_resumed")


def test_days_are_told_apart(store: Store) -> None:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    moments = {seq: (day + timedelta(hours=6 * (seq - 1))).isoformat(timespec="microseconds") for seq in range(1, 25)}
    tamper(
        store,
        *(f"UPDATE audit SET at = '{at.replace(':', chr(92) + ':')}' WHERE seq = {seq}" for seq, at in moments.items()),
    )
    with store.reading() as tx:
        assert found(tx, since=day.date(), until=day.date()) == [4, 3, 2, 1]
        assert found(tx, since=day.date() + timedelta(days=5)) == [24, 23, 22, 21]


def test_a_documents_entries(store: Store) -> None:
    document_id = factories.invoice(store, factories.Bill(), "a.pdf", Stage.POSTED)
    with store.reading() as tx:
        everything = found(tx, document_id=document_id)
        assert len(everything) > 5 and everything[-1] == 25
        assert found(tx, document_id=document_id, who="intake") == everything[-2:]
        assert audit_search.touched_by(tx, [document_id, "other"], "intake") == {document_id}
        assert audit_search.touched_by(tx, [document_id], "anna") == frozenset()


def test_the_list_has_filters_and_goes_on(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orchestrator.web.audit.A_PAGE", 5)
    page = web.get("/audit?who=anna&action=lane_paused").text
    entries = re.findall(r'href="/audit/(\d+)">\d', page)
    assert len(entries) == 5 and 'value="anna"' in page and re.search(r'value="lane_paused" selected', page)
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    more = re.findall(r'href="/audit/(\d+)">\d', web.get(following[1].replace("&amp;", "&")).text)
    assert len(more) == 1 and int(more[0]) < int(entries[-1])
    assert web.get("/audit?since=yesterday").status_code == 400
    assert "No entry fits." in web.get("/audit?who=nobody").text


def test_an_entry_is_told_with_its_seal(web: TestClient, store: Store) -> None:
    page = web.get("/audit/7").text
    assert "Lane paused" in page and "anna (API, night)" not in page
    assert 'href="/audit/6"' in page and 'href="/audit/8"' in page and "something was changed" not in page
    tamper(store, "UPDATE audit SET actor = 'eve' WHERE seq = 7")
    assert "something was changed" in web.get("/audit/7").text
    for nothing in ("/audit/0", "/audit/99999", f"/audit/{2**70}"):
        assert web.get(nothing).status_code == 404
    assert web.get("/audit/seven").status_code == 400


def checked(web: TestClient) -> str:
    token = web.get("/audit").text.partition('name="token" value="')[2].partition('"')[0]
    answer = web.post("/audit/verify", data={"token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit#verification")
    until = time.monotonic() + 20
    while "It is being checked" in (page := web.get("/audit").text):
        assert time.monotonic() < until
    return page


def test_the_whole_history_is_checked_and_where_it_breaks_is_told(web: TestClient, store: Store) -> None:
    assert "It was not checked" in web.get("/audit").text
    assert web.post("/audit/verify", data={"token": "wrong"}).status_code == 403
    page = checked(web)
    assert re.search(r"Nothing was changed, removed or inserted: 2\d entries", page)
    assert "ada (web)" in page
    tamper(store, "UPDATE audit SET data = '{\"to\": 1}' WHERE seq = 9")
    page = checked(web)
    assert "The history is broken at entry 9." in page and 'href="/audit/9"' in page
    assert "content was changed" in page


def test_an_auditor_anchors_and_takes_a_bundle_by_one_click(store: Store, settings: Settings, tmp_path: Path) -> None:
    terms = AuditTerms(anchors=tmp_path / "anchors.jsonl")
    web = client(store, settings, replace(acts_of(store), audit_terms=terms), roles=[Role.AUDITOR])
    token = web.get("/audit").text.partition('name="token" value="')[2].partition('"')[0]
    assert "There is no anchor yet" in web.get("/audit").text
    assert web.post("/audit/anchor", data={"token": "wrong"}).status_code == 403
    answer = web.post("/audit/anchor", data={"token": token})
    assert answer.status_code == 303 and "was anchored" in web.get(answer.headers["location"]).text
    assert "Last anchor: entry 2" in web.get("/audit").text
    got = web.post("/audit/export", data={"token": token, "since": TODAY.isoformat()})
    assert (got.status_code, got.headers["content-type"]) == (200, "application/zip")
    made = tmp_path / "bundle.zip"
    made.write_bytes(got.content)
    assert verify_bundle.main([str(made)]) == 0
    never = web.post("/audit/export", data={"token": token, "until": "2020-01-01"})
    assert never.status_code == 409 and "no entry in these days" in never.text
    assert web.post("/audit/export", data={"token": token, "since": "soon"}).status_code == 400
    clerk = client(store, settings, roles=[Role.CLERK])
    assert clerk.post("/audit/export", data={"token": token}).status_code == 403
    bare = client(store, settings, roles=[Role.AUDITOR])
    token = bare.get("/audit").text.partition('name="token" value="')[2].partition('"')[0] or token
    assert bare.post("/audit/anchor", data={"token": token}).status_code == 409


def test_programs_anchor_and_take_bundles_too(store: Store, settings: Settings, tmp_path: Path) -> None:
    terms = AuditTerms(anchors=tmp_path / "anchors.jsonl")
    word = token(store, [Right.SEE_AUDIT], who="audrey", roles=[Role.AUDITOR])
    web = client(store, settings, replace(acts_of(store), audit_terms=terms), roles=[Role.AUDITOR])
    web.cookies.clear()
    web.headers["authorization"] = f"Bearer {word}"
    told = web.post("/api/v1/audit/anchor")
    assert told.status_code == 200 and told.json()["seq"] > 20 and len(told.json()["hash"]) == 64
    got = web.get("/api/v1/audit/bundle", params={"until": TODAY.isoformat(), "private": "false"})
    assert (got.status_code, got.headers["content-type"]) == (200, "application/zip")
    (tmp_path / "bundle.zip").write_bytes(got.content)
    assert verify_bundle.main([str(tmp_path / "bundle.zip")]) == 0
    assert web.get("/api/v1/audit/bundle", params={"until": "2020-01-01"}).status_code == 409
    assert web.get("/api/v1/audit/bundle", params={"since": "soon"}).status_code == 422
