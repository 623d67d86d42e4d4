"""Workers and horses killed at bad moments: nothing is lost, nothing runs twice."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rq.queue import Queue as RqQueue

from queues.dispatch import JobState, rq_queue
from queues.health import snapshot
from queues.names import Queue
from queues.process import started
from tests.queue_farm import QueueFarm, eventually

RECOVERED_S = 10.0
"""Seconds within which a new worker has settled what a killed one left."""


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[QueueFarm]:
    found = QueueFarm(tmp_path)
    yield found
    found.close()


def begun(farm: QueueFarm) -> Counter[str]:
    return Counter(name for name, _ in farm.lines() if name.startswith("read-"))


@pytest.mark.parametrize("fork", [True, False])
@pytest.mark.slow
def test_kills_around_the_pop_lose_nothing(farm: QueueFarm, fork: bool) -> None:
    """Twenty times: a job, and within 100 ms of its pop a kill -9, of the worker or of the horse."""
    chance = random.Random(8400 + fork)
    worker = farm.start_worker(fork=fork)
    documents = {f"d{number}": 1 for number in range(20)}
    for document in documents:
        known = worker.pid
        eventually(lambda known=known: known in {w.pid for w in snapshot(farm.redis).workers if w.state == "idle"})
        farm.enqueue("note", document)
        time.sleep(chance.uniform(0, 0.1) * chance.random())
        horse = dict(farm.lines()).get(f"read-{document}-1", 0)
        if chance.random() < 0.3 and fork and horse and started(horse):
            os.kill(horse, signal.SIGKILL)
            continue
        worker.kill()
        worker.wait()
        worker = farm.start_worker(fork=fork)
    settle(farm, dict(documents))
    assert {name.split("-")[1] for name in begun(farm)} == set(documents), "every document was worked on"
    assert max(begun(farm).values()) == 1, "no attempt ran twice"
    line = rq_queue(farm.redis, Queue.READ)
    assert line.intermediate_queue.get_job_ids() == []


def settle(farm: QueueFarm, documents: dict[str, int]) -> None:
    """What the reconciler does: a failed attempt is followed by the next one, until all are finished."""
    end = time.monotonic() + 60
    while documents:
        assert time.monotonic() < end, f"not settled: {documents}"
        for document, attempt in list(documents.items()):
            now = farm.state(document, attempt=attempt)
            assert now is not JobState.ABSENT, f"{document} is lost"
            if now is JobState.FINISHED:
                del documents[document]
            elif now is JobState.FAILED:
                documents[document] += 1
                farm.enqueue("note", document, attempt=attempt + 1)
        time.sleep(0.05)


def test_the_horse_dies_with_its_worker(farm: QueueFarm) -> None:
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker()
    horse = farm.pid_of("read-d1-1")
    assert horse != worker.pid
    worker.kill()
    worker.wait()
    eventually(lambda: started(horse) is None, 1)
    farm.start_worker()
    farm.until(JobState.FAILED, "d1", RECOVERED_S)
    farm.open_gate()
    assert [name for name, _ in farm.lines()] == ["read-d1-1"], "it never got past the gate"


def test_a_resident_worker_killed_in_its_job(farm: QueueFarm) -> None:
    """RQ alone would notice after the job's time limit plus 60 s."""
    farm.enqueue("note_and_wait", "d1", Queue.KEY)
    worker = farm.start_worker(Queue.KEY, fork=False)
    farm.pid_of("key-d1-1")
    worker.kill()
    worker.wait()
    assert farm.state("d1", Queue.KEY) is JobState.STARTED
    new = farm.start_worker(Queue.KEY, fork=False)
    farm.until(JobState.FAILED, "d1", RECOVERED_S, queue=Queue.KEY)
    eventually(lambda: [w.pid for w in snapshot(farm.redis).workers] == [new.pid])
    assert snapshot(farm.redis).queues[2].started == 0


def pop(line: RqQueue) -> None:
    """What a worker that was killed right after its pop leaves."""
    assert line.connection.lmove(line.key, line.intermediate_queue.key)


def test_a_job_popped_and_not_begun_runs_first(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1")
    farm.enqueue("note", "d2")
    pop(rq_queue(farm.redis, Queue.READ))
    assert farm.state("d1") is JobState.QUEUED
    farm.start_worker()
    farm.until(JobState.FINISHED, "d2", RECOVERED_S)
    assert [name for name, _ in farm.lines()] == ["read-d1-1", "read-d2-1"]


def test_a_job_in_no_line_at_all_counts_as_failed(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1")
    farm.redis.delete(rq_queue(farm.redis, Queue.READ).key)
    assert farm.state("d1") is JobState.FAILED


def test_a_maintenance_lock_of_a_killed_worker(farm: QueueFarm) -> None:
    """RQ would leave the queue uncleaned for 15 minutes."""
    line = rq_queue(farm.redis, Queue.READ)
    assert line.acquire_maintenance_lock()
    farm.enqueue("note", "d1")
    pop(line)
    farm.start_worker()
    farm.until(JobState.FINISHED, "d1", RECOVERED_S)
    eventually(lambda: not farm.redis.exists(line.registry_cleaning_key))


def test_the_lock_of_a_living_worker_is_left_alone(farm: QueueFarm) -> None:
    line = rq_queue(farm.redis, Queue.READ)
    farm.start_worker()
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    assert line.acquire_maintenance_lock()
    farm.start_worker()
    eventually(lambda: len([w for w in snapshot(farm.redis).workers if w.state == "idle"]) == 2)
    assert farm.redis.exists(line.registry_cleaning_key)


def test_a_job_that_another_living_worker_may_have_popped_is_left_alone(farm: QueueFarm) -> None:
    line = rq_queue(farm.redis, Queue.READ)
    farm.start_worker()
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    farm.redis.rpush(line.intermediate_queue.key, "read-d1-1")
    farm.redis.hset("rq:job:read-d1-1", mapping={"status": "queued", "origin": "read", "created_at": "", "data": ""})
    farm.start_worker()
    eventually(lambda: len([w for w in snapshot(farm.redis).workers if w.state == "idle"]) == 2)
    assert line.intermediate_queue.get_job_ids() == ["read-d1-1"]
    assert line.intermediate_queue.get_first_seen("read-d1-1"), "its minute has begun"


def test_with_other_workers_about_a_popped_job_returns_after_its_minute(farm: QueueFarm) -> None:
    line = rq_queue(farm.redis, Queue.READ)
    farm.enqueue("note_and_wait", "d2")
    farm.start_worker()
    farm.pid_of("read-d2-1")
    farm.enqueue("note", "d1")
    pop(line)
    farm.redis.set(line.intermediate_queue.get_first_seen_key("read-d1-1"), time.time() - 61)
    farm.start_worker()
    farm.until(JobState.FINISHED, "d1", RECOVERED_S)
    assert begun(farm)["read-d1-1"] == 1
    assert farm.state("d2") is JobState.STARTED
