"""Handing documents to lanes, with a real queue server: which lane gets which, and who finds what was left behind."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from orchestrator.breaker import BreakerTerms, Cause, LaneState
from orchestrator.dispatching import (
    AHEAD,
    DispatchTerms,
    attended_lines,
    dispatch_due,
    explain_waiting,
    is_waiting,
    send_probes,
)
from orchestrator.lane import pause, resume
from orchestrator.stages import Stage
from orchestrator.store import Store, documents, lanes, outbox
from orchestrator.store.lanes import LaneAccount
from queues import dispatch
from queues.connection import Redis
from queues.errors import QueueUnavailable
from queues.names import Queue
from tests.farm_documents import ERP, make_document_ready, new_store, receive
from tests.queue_farm import QueueFarm

ONE, TWO = (LaneAccount(name=name, erp=ERP, company="Example") for name in ("books-1", "books-2"))
PAUSED = {"state": LaneState.PAUSED, "cause": Cause.UNREACHABLE, "detail": "503"}
TERMS = DispatchTerms((ONE, TWO), 60, 60, BreakerTerms(first=timedelta(0)))


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueueFarm]:
    made = QueueFarm(tmp_path_factory.mktemp("queue"))
    yield made
    made.close()


@pytest.fixture
def redis(farm: QueueFarm) -> Redis:
    farm.redis.flushall()
    attend(farm.redis, ONE)
    attend(farm.redis, TWO)
    return farm.redis


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = new_store(tmp_path)
    with opened.begin() as tx:
        lanes.keep_only(tx, (ONE, TWO))
    return opened


def attend(redis: Redis, lane: LaneAccount) -> None:
    """As a worker registers itself."""
    redis.hset(f"rq:worker:{lane.name}", "queues", f"key-{lane.name}")
    redis.sadd(f"rq:workers:key-{lane.name}", f"rq:worker:{lane.name}")


def leave(redis: Redis, lane: LaneAccount) -> None:
    """As a lost host's worker: its key expires, its name stays."""
    redis.delete(f"rq:worker:{lane.name}")


def in_lines(redis: Redis) -> dict[str, int]:
    return {lane.name: dispatch.waiting(redis, Queue.KEY, lane.name) for lane in (ONE, TWO)}


def unsent(store: Store) -> int:
    with store.reading() as tx:
        return len(outbox.due(tx, queues=(Queue.KEY,)))


def test_lanes_get_the_same_and_no_more_than_they_need(store: Store, redis: Redis) -> None:
    for number in range(2 * AHEAD + 7):
        make_document_ready(store, f"RE-{number}")
    assert dispatch_due(store, redis, TERMS) >= 2 * AHEAD
    assert in_lines(redis) == {"books-1": AHEAD, "books-2": AHEAD}
    assert dispatch_due(store, redis, TERMS) == 0
    assert unsent(store) == 7


def test_the_lane_with_fewer_waiting_is_next(store: Store, redis: Redis) -> None:
    dispatch.enqueue(redis, Queue.KEY, "no.such", "other", 1, 60, lane="books-1")
    make_document_ready(store)
    dispatch_due(store, redis, TERMS)
    assert in_lines(redis) == {"books-1": 1, "books-2": 1}


def test_a_paused_lane_and_one_without_worker_get_nothing(store: Store, redis: Redis) -> None:
    make_document_ready(store)
    pause(store, ONE, "Ada", "month end")
    leave(redis, TWO)
    assert (dispatch_due(store, redis, TERMS), unsent(store)) == (2, 1), "reading and judging went on"
    resume(store, ONE, "Ada")
    dispatch_due(store, redis, TERMS)
    assert in_lines(redis) == {"books-1": 1, "books-2": 0}


def test_waiting_for_a_lane_holds_up_nothing_else(store: Store, redis: Redis) -> None:
    pause(store, ONE, "Ada", "month end")
    pause(store, TWO, "Ada", "month end")
    for number in range(110):
        make_document_ready(store, f"RE-{number}")
    while dispatch_due(store, redis, TERMS):
        continue
    late = receive(store)
    assert dispatch_due(store, redis, TERMS) == 1
    with store.reading() as tx:
        message = outbox.latest(tx, late, Queue.READ)
    assert message is not None
    assert is_waiting(redis, message, attended_lines(redis, (ONE, TWO)))


def test_a_document_goes_to_its_own_company_only(store: Store, redis: Redis) -> None:
    document_id = make_document_ready(store)
    elsewhere = DispatchTerms((LaneAccount(name="books-1", erp=ERP, company="Another"),), 60, 60)
    dispatch_due(store, redis, elsewhere)
    assert in_lines(redis) == {"books-1": 0, "books-2": 0}
    explain_waiting(store, elsewhere.lanes)
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert document.stage is Stage.READY
    assert "No account of this farm keys into Example" in document.reason
    explain_waiting(store, TERMS.lanes)
    with store.reading() as tx:
        assert documents.get(tx, document_id).reason == "It waits for a bot."


def test_a_job_is_forgotten_with_its_line(store: Store, redis: Redis) -> None:
    document_id = make_document_ready(store)
    leave(redis, TWO)
    dispatch_due(store, redis, TERMS)
    with store.reading() as tx:
        message = outbox.latest(tx, document_id, Queue.KEY)
    assert message is not None
    assert is_waiting(redis, message, attended_lines(redis, (ONE, TWO)))
    leave(redis, ONE)
    attend(redis, TWO)
    assert not is_waiting(redis, message, attended_lines(redis, (ONE, TWO))), "the host of its lane is lost"


def test_one_attempt_is_one_job_whichever_lane_it_is_sent_to(redis: Redis) -> None:
    assert dispatch.enqueue(redis, Queue.KEY, "no.such", "d1", 1, 60, lane="books-1")
    assert not dispatch.enqueue(redis, Queue.KEY, "no.such", "d1", 1, 60, lane="books-2")
    assert in_lines(redis) == {"books-1": 1, "books-2": 0}
    assert dispatch.state(redis, Queue.KEY, "d1", 1) is dispatch.JobState.QUEUED


def test_a_paused_lane_is_probed_by_its_own_worker(store: Store, redis: Redis) -> None:
    with store.begin() as tx:
        lanes.change(tx, ONE, "test", lambda lane, now: lane.model_copy(update=PAUSED | {"next_probe_at": now}))
    send_probes(store, redis, TERMS)
    send_probes(store, redis, TERMS)
    assert in_lines(redis) == {"books-1": 1, "books-2": 0}
    with store.reading() as tx:
        assert Counter(lane.state for lane in lanes.listing(tx)) == {LaneState.PROBING: 1, LaneState.WORKING: 1}


def test_a_probe_that_could_not_be_sent_is_sent_soon(
    store: Store, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.begin() as tx:
        lanes.change(tx, ONE, "test", lambda lane, now: lane.model_copy(update=PAUSED | {"next_probe_at": now}))

    def away(*_: object, **__: object) -> bool:
        raise QueueUnavailable("away")

    with monkeypatch.context() as patched, pytest.raises(QueueUnavailable):
        patched.setattr(dispatch, "enqueue", away)
        send_probes(store, redis, TERMS)
    send_probes(store, redis, TERMS)
    assert in_lines(redis) == {"books-1": 1, "books-2": 0}
