"""A write with an Idempotency-Key is done once: sent twice, by two at once, after a crash, on both databases."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from config.settings import Settings
from orchestrator import approval
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Store, clock, findings, idempotency, lanes, open_store, receipts
from orchestrator.web.api.once import OTHER_REQUEST, STILL_BUSY
from tests import factories
from tests.api_client import LANE, V1, approvable, program, token
from tests.both_stores import settings
from tests.farm_documents import stage_of

__all__ = ["settings"]

PDF = factories.draw(factories.Bill(number="ONCE-1"))[0]


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    with opened.begin() as tx:
        lanes.ensure(tx, [LANE])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def word(store: Store) -> str:
    return token(store, Right)


@pytest.fixture
def api(store: Store, settings: Settings, word: str) -> Iterator[TestClient]:
    with program(store, settings, word) as opened:
        yield opened


def keyed(key: str) -> dict[str, str]:
    return {"idempotency-key": key}


def files_of(store: Store, document_id: str) -> int:
    with store.reading() as tx:
        return len(receipts.of_document(tx, document_id))


def test_the_same_request_gets_the_same_answer_and_is_done_once(api: TestClient, store: Store) -> None:
    sent: dict[str, Any] = {"files": {"file": ("a.pdf", PDF)}, "headers": keyed("upload-1")}
    first, second = api.post(f"{V1}/documents", **sent), api.post(f"{V1}/documents", **sent)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content and second.headers["location"] == first.headers["location"]
    assert second.headers["etag"] == first.headers["etag"]
    assert (first.headers.get("idempotency-replayed"), second.headers["idempotency-replayed"]) == (None, "true")
    assert files_of(store, first.json()["id"]) == 1
    api.post(f"{V1}/documents", files={"file": ("a.pdf", PDF)}, headers=keyed("upload-2"))
    assert files_of(store, first.json()["id"]) == 2


def test_another_request_under_the_same_key_is_refused(api: TestClient, store: Store) -> None:
    base = f"{V1}/documents/{approvable(store, 'ONCE-2')}"
    assert api.post(f"{base}/reject", json={"reason": "a"}, headers=keyed("r-1")).status_code == 200
    for path, reason in ((f"{base}/reject", "b"), (f"{base}/retry", "a")):
        answer = api.post(path, json={"reason": reason}, headers=keyed("r-1"))
        assert (answer.status_code, answer.json()["detail"]) == (422, OTHER_REQUEST)
    with_version = api.post(f"{base}/reject", json={"reason": "a"}, headers={**keyed("r-1"), "if-match": "*"})
    assert with_version.status_code == 422


def test_a_refusal_is_not_kept(api: TestClient, store: Store) -> None:
    document_id = approvable(store, "ONCE-3")
    base = f"{V1}/documents/{document_id}"
    assert api.post(f"{base}/retry", json={"reason": " "}, headers=keyed("x-1")).status_code == 409
    assert api.post(f"{base}/reject", json={"reason": "a"}, headers=keyed("x-1")).status_code == 200


def test_a_repeat_is_answered_though_the_version_moved_on(api: TestClient, store: Store) -> None:
    base = f"{V1}/documents/{approvable(store, 'ONCE-4')}"
    headers = {**keyed("v-1"), "if-match": api.get(base).headers["etag"]}
    first = api.post(f"{base}/reject", json={"reason": "a"}, headers=headers)
    second = api.post(f"{base}/reject", json={"reason": "a"}, headers=headers)
    assert (first.status_code, second.status_code, first.content) == (200, 200, second.content)


def test_keys_are_each_programs_own(api: TestClient, store: Store, settings: Settings) -> None:
    base = f"{V1}/documents/{approvable(store, 'ONCE-5')}"
    assert api.post(f"{base}/reject", json={"reason": "a"}, headers=keyed("mine")).status_code == 200
    with program(store, settings, token(store, Right, who="bob")) as other:
        answer = other.post(f"{base}/retry", json={"reason": "b"}, headers=keyed("mine"))
    assert answer.status_code == 200 and "idempotency-replayed" not in answer.headers


def test_after_a_day_a_key_is_free(api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    base = f"{V1}/documents/{approvable(store, 'ONCE-6')}"
    assert api.post(f"{base}/reject", json={"reason": "a"}, headers=keyed("old")).status_code == 200

    def tomorrow(tx: Any) -> datetime:
        return real(tx) + timedelta(hours=24, seconds=1)

    real = clock.now
    monkeypatch.setattr(idempotency.clock, "now", tomorrow)
    with store.begin() as tx:
        assert idempotency.kept(tx, "ada (API, test)", "old") is None
        assert idempotency.take(tx, "ada (API, test)", "old", "other")


def at_once(*asked: Callable[[], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(asked)) as threads:
        return [done.result(30) for done in [threads.submit(ask) for ask in asked]]


def test_two_at_once_in_one_process(api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first is being done the second is told so."""
    document_id = approvable(store, "ONCE-7")
    inside, go_on = threading.Event(), threading.Event()
    real = approval.reject

    def slow(*given: Any) -> None:
        inside.set()
        assert go_on.wait(20)
        real(*given)

    monkeypatch.setattr(approval, "reject", slow)
    address = f"{V1}/documents/{document_id}/reject"
    sent: dict[str, Any] = {"json": {"reason": "a"}, "headers": keyed("two")}
    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(lambda: api.post(address, **sent))
        assert inside.wait(20)
        second = api.post(address, **sent)
        go_on.set()
        assert first.result(20).status_code == 200
    assert (second.status_code, second.json()["detail"]) == (409, STILL_BUSY)
    assert second.headers["retry-after"] == "1"
    assert api.post(address, **sent).headers["idempotency-replayed"] == "true"


def test_two_at_once_on_two_hosts(store: Store, settings: Settings, word: str) -> None:
    """Neither knows of the other but by the database: one does it, both answer the same."""
    here, there = open_store(settings), open_store(settings)
    with program(here, settings, word) as one, program(there, settings, word) as two:
        for number in range(5):
            data = factories.draw(factories.Bill(number=f"HOSTS-{number}"))[0]
            sent: dict[str, Any] = {"files": {"file": ("a.pdf", data)}, "headers": keyed(f"hosts-{number}")}
            answers = at_once(*(partial(web.post, f"{V1}/documents", **sent) for web in (one, two)))
            assert [answer.status_code for answer in answers] == [201, 201]
            assert answers[0].content == answers[1].content
            assert files_of(store, answers[0].json()["id"]) == 1
    here.close()
    there.close()


def test_a_crash_before_the_commit_leaves_nothing_and_the_key_free(
    api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is written in the transaction of the act, so that there is no moment between the two."""
    document_id = approvable(store, "ONCE-8")
    address = f"{V1}/documents/{document_id}/reject"
    with monkeypatch.context() as broken:
        broken.setattr(idempotency, "keep", lambda *_: (_ for _ in ()).throw(RuntimeError("the power went")))
        assert api.post(address, json={"reason": "a"}, headers=keyed("crash")).status_code == 500
    assert stage_of(store, document_id) is Stage.VALIDATED
    with store.reading() as tx:
        assert findings.approvals_of(tx, document_id) == () and idempotency.kept(tx, "ada (API, test)", "crash") is None
    assert api.post(address, json={"reason": "a"}, headers=keyed("crash")).status_code == 200
    assert stage_of(store, document_id) is Stage.REJECTED


def test_a_lost_answer_comes_back(api: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends after the commit and before the answer is sent."""
    document_id = approvable(store, "ONCE-9")
    address = f"{V1}/documents/{document_id}/reject"
    with monkeypatch.context() as broken:
        broken.setattr(
            "orchestrator.web.api.once._response", lambda *_: (_ for _ in ()).throw(RuntimeError("the line broke"))
        )
        assert api.post(address, json={"reason": "a"}, headers=keyed("lost")).status_code == 500
    assert stage_of(store, document_id) is Stage.REJECTED
    again = api.post(address, json={"reason": "a"}, headers=keyed("lost"))
    assert (again.status_code, again.json()["stage"], again.headers["idempotency-replayed"]) == (
        200,
        "rejected",
        "true",
    )
    with store.reading() as tx:
        assert len(findings.approvals_of(tx, document_id)) == 1


def test_lanes_and_people_are_changed_once(api: TestClient) -> None:
    for _ in range(2):
        paused = api.post(f"{V1}/lanes/books/pause", json={"reason": "month end"}, headers=keyed("pause"))
        assert paused.status_code == 200 and paused.json()["state"] == "paused"
    assert api.post(f"{V1}/lanes/books/resume", headers=keyed("resume")).json()["state"] == "working"
    assert api.post(f"{V1}/lanes/books/resume", headers=keyed("resume")).json()["state"] == "working"
    assert api.post(f"{V1}/lanes/books/resume").status_code == 409
    new = {"login": "eve", "roles": ["clerk"], "password": "a quiet morning in May"}
    first = api.post(f"{V1}/people", json=new, headers=keyed("eve"))
    second = api.post(f"{V1}/people", json=new, headers=keyed("eve"))
    assert (first.status_code, second.status_code) == (201, 201) and "quiet" not in first.text
    assert (
        api.post(f"{V1}/people", json={**new, "password": "another one in June"}, headers=keyed("eve")).status_code
        == 422
    )
    assert api.post(f"{V1}/people", json=new).status_code == 409
