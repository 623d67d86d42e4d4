"""Enqueue and run, on a real server with real worker processes."""

import json
import os
import signal
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from queues.dispatch import REMEMBERED_S, JobState, enqueue
from queues.errors import QueueError
from queues.health import snapshot
from queues.names import Queue
from queues.process import started
from tests.queue_farm import QueueFarm, eventually


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[QueueFarm]:
    found = QueueFarm(tmp_path)
    yield found
    found.close()


@pytest.mark.parametrize("fork", [True, False])
def test_a_job_runs_once_and_its_attempt_stays_known(farm: QueueFarm, fork: bool) -> None:
    assert farm.state("d1") is JobState.ABSENT
    assert farm.enqueue("note", "d1")
    assert farm.state("d1") is JobState.QUEUED
    assert not farm.enqueue("note", "d1"), "waiting already"
    farm.start_worker(fork=fork)
    farm.until(JobState.FINISHED, "d1")
    assert not farm.enqueue("note", "d1"), "done already"
    assert farm.enqueue("note", "d1", attempt=2)
    farm.until(JobState.FINISHED, "d1", attempt=2)
    assert [name for name, _ in farm.lines()] == ["read-d1-1", "read-d1-2"]
    assert 0 < farm.redis.ttl("rq:job:read-d1-1") <= REMEMBERED_S


def test_arguments_are_json_not_pickles(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1")
    data = zlib.decompress(farm.redis.hget("rq:job:read-d1-1", "data") or b"")
    assert json.loads(data) == ["tests.queue_farm.note", None, ["d1"], {}]


def test_a_worker_takes_from_its_queue_only(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1", Queue.JUDGE)
    farm.enqueue("note", "d1", Queue.READ)
    farm.start_worker(Queue.READ)
    farm.until(JobState.FINISHED, "d1")
    assert farm.state("d1", Queue.JUDGE) is JobState.QUEUED
    assert [line.depth for line in snapshot(farm.redis).queues] == [0, 1, 0]


def test_a_forking_worker_gives_every_job_a_process(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1")
    farm.enqueue("note", "d2")
    worker = farm.start_worker(fork=True)
    farm.until(JobState.FINISHED, "d2")
    assert len({pid for _, pid in farm.lines()} | {worker.pid}) == 3


def test_a_resident_worker_keeps_its_process(farm: QueueFarm) -> None:
    farm.enqueue("note", "d1", Queue.KEY)
    farm.enqueue("note", "d2", Queue.KEY)
    worker = farm.start_worker(Queue.KEY, fork=False)
    farm.until(JobState.FINISHED, "d2", queue=Queue.KEY)
    assert [pid for _, pid in farm.lines()] == [worker.pid, worker.pid]


@pytest.mark.parametrize("fork", [True, False])
def test_the_worker_preloads_once_and_tells_of_each_job(farm: QueueFarm, fork: bool) -> None:
    farm.enqueue("note", "d1")
    farm.enqueue("note", "d2")
    worker = farm.start_worker(fork=fork)
    farm.until(JobState.FINISHED, "d2")
    jobs = [(f"job-{name.split('-')[1]}", pid) for name, pid in farm.lines()]
    assert farm.life() == [("preloaded", worker.pid), ("started", worker.pid), *jobs]


@pytest.mark.parametrize("fork", [True, False])
def test_a_job_over_its_time_fails(farm: QueueFarm, fork: bool) -> None:
    enqueue(farm.redis, Queue.READ, "tests.queue_farm.note_and_wait", "d1", 1, 1)
    farm.enqueue("note", "d2")
    farm.start_worker(fork=fork)
    farm.until(JobState.FINISHED, "d2")
    assert farm.state("d1") is JobState.FAILED


@pytest.mark.parametrize("job", ["fail", "die", "no_such_job"])
def test_a_failed_job_is_told_and_the_next_one_runs(farm: QueueFarm, job: str) -> None:
    farm.enqueue(job, "d1")
    farm.enqueue("note", "d2")
    farm.start_worker()
    farm.until(JobState.FINISHED, "d2")
    assert farm.state("d1") is JobState.FAILED
    assert snapshot(farm.redis).queues[0].failed == 1
    assert not farm.enqueue("note", "d1"), "the failed attempt is over; only the next one may run"


def test_what_a_job_started_ends_with_it(farm: QueueFarm) -> None:
    farm.enqueue("leave_a_child", "d1")
    farm.start_worker()
    child = farm.pid_of("child-d1")
    eventually(lambda: started(child) is None)


def test_a_job_without_time_is_refused(farm: QueueFarm) -> None:
    with pytest.raises(QueueError, match="1 second"):
        enqueue(farm.redis, Queue.READ, "tests.queue_farm.note", "d1", 1, 0)


def test_health_names_the_waiting_the_running_and_the_worker(farm: QueueFarm) -> None:
    worker = farm.start_worker()
    farm.enqueue("note_and_wait", "d1")
    farm.pid_of("read-d1-1")
    farm.enqueue("note", "d2")
    line = eventually(lambda: next(q for q in snapshot(farm.redis).queues if q.oldest_wait_s > 0))
    assert (line.queue, line.depth, line.started, line.failed) == (Queue.READ, 1, 1, 0)
    (found,) = snapshot(farm.redis).workers
    assert (found.queue, found.pid, found.state, found.document_id) == (Queue.READ, worker.pid, "busy", "d1")
    assert found.host == os.uname().nodename
    worker.kill()
    worker.wait()
    assert [w.state for w in snapshot(farm.redis).workers] == ["dead"]


@pytest.mark.parametrize("fork", [True, False])
def test_a_stop_when_idle_is_quick_and_clean(farm: QueueFarm, fork: bool) -> None:
    worker = farm.start_worker(fork=fork)
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    worker.terminate()
    assert worker.wait(5) == 0
    assert snapshot(farm.redis).workers == ()
    assert farm.life() == [(what, worker.pid) for what in ("preloaded", "started", "stopped")]


@pytest.mark.parametrize("fork", [True, False])
def test_a_stop_lets_the_running_job_end(farm: QueueFarm, fork: bool) -> None:
    farm.enqueue("note_and_wait", "d1")
    farm.enqueue("note", "d2")
    worker = farm.start_worker(fork=fork)
    farm.pid_of("read-d1-1")
    worker.send_signal(signal.SIGTERM)
    farm.open_gate()
    assert worker.wait(6) == 0
    assert farm.state("d1") is JobState.FINISHED
    assert farm.state("d2") is JobState.QUEUED


@pytest.mark.parametrize(("fork", "status"), [(True, 0), (False, 75)])
def test_a_stop_does_not_wait_for_ever(farm: QueueFarm, fork: bool, status: int) -> None:
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker(fork=fork, stop_within_s=0.3)
    job = farm.pid_of("read-d1-1")
    begun = time.monotonic()
    worker.terminate()
    assert worker.wait(5) == status
    assert time.monotonic() - begun < 3
    assert started(job) is None
    farm.start_worker(fork=fork)
    farm.until(JobState.FAILED, "d1")


def test_a_second_signal_kills_the_job_at_once(farm: QueueFarm) -> None:
    farm.enqueue("note_and_wait", "d1")
    worker = farm.start_worker(stop_within_s=60)
    horse = farm.pid_of("read-d1-1")
    worker.terminate()
    begun = time.monotonic()
    while worker.poll() is None:  # RQ passes over a second signal within a second of the first
        assert time.monotonic() - begun < 5
        time.sleep(0.2)
        worker.terminate()
    assert started(horse) is None
    assert farm.state("d1") is JobState.FAILED
    assert snapshot(farm.redis).workers == ()


@pytest.mark.parametrize("fork", [True, False])
def test_a_stop_while_the_server_is_away_is_quick_too(farm: QueueFarm, fork: bool) -> None:
    worker = farm.start_worker(fork=fork)
    eventually(lambda: [w for w in snapshot(farm.redis).workers if w.state == "idle"])
    farm.kill_server()
    worker.terminate()
    assert worker.wait(4) == 0
