"""Workers and horses killed at bad moments: nothing is lost, nothing runs twice."""

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
