"""Fault 1: kill -9 of worker and horse, 100 times, within 100 ms of the pop: nothing is lost, no attempt runs twice."""

import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from queues.dispatch import JobState, rq_queue
from queues.health import snapshot
from queues.names import Queue
from queues.process import started
from queues.worker import run_worker
from tests.queue_farm import QueueFarm, eventually

pytestmark = [pytest.mark.slow, pytest.mark.faults_slow]
WITHIN_S = 0.1


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[QueueFarm]:
    found = QueueFarm(tmp_path)
    yield found
    found.close()


class Workers:
    """Worker processes, forked from one that has imported everything: a new one is there in no time."""

    def __init__(self, farm: QueueFarm, fork: bool) -> None:
        self.farm, self.fork = farm, fork
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["queues.worker", "tests.queue_farm"])
        self.now = self.start()

    def start(self) -> BaseProcess:
        """A worker that is ready to pop."""
        arguments = (self.farm.embedded.url, self.fork, str(self.farm.folder))
        process = self.context.Process(target=work, args=arguments, daemon=False)
        process.start()
        known = process.pid
        eventually(lambda: known in {w.pid for w in snapshot(self.farm.redis).workers if w.state == "idle"}, 30)
        return process

    def kill(self) -> None:
        self.now.kill()
        self.now.join()

    def end(self) -> None:
        self.kill()


def work(url: str, fork: bool, folder: str) -> None:
    os.environ["QUEUE_FARM"] = folder
    log = os.open(f"{folder}/workers.log", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    os.dup2(log, sys.stderr.fileno())
    run_worker(url, Queue.READ, "w", None, fork)


@pytest.mark.parametrize(("fork", "kills"), [(True, 100), (False, 30)], ids=["forking", "resident"])
def test_kills_around_the_pop_lose_nothing(farm: QueueFarm, fork: bool, kills: int) -> None:
    """A job is put in line for an idle worker, and 0 to 100 ms later the worker or its horse is killed."""
    chance = random.Random(8400 + fork)
    workers = Workers(farm, fork)
    victims: Counter[str] = Counter()
    try:
        for number in range(kills):
            farm.enqueue("note", f"d{number}")
            end = time.monotonic() + WITHIN_S * chance.random()  # from the push, as the idle worker pops at once
            horse = horse_of(farm, f"read-d{number}-1", end) if fork and chance.random() < 0.5 else 0
            if horse and started(horse):
                os.kill(horse, signal.SIGKILL)
                victims["horse"] += 1
                eventually(lambda: workers.now.is_alive() and is_idle(farm, workers.now), 30)
                continue
            time.sleep(max(0.0, end - time.monotonic()))
            workers.kill()
            victims["worker"] += 1
            workers.now = workers.start()
        assert sum(victims.values()) == kills
        assert (victims["horse"] > 5) is fork
        settle(farm, {f"d{number}": 1 for number in range(kills)})
    finally:
        workers.end()
    ran = Counter(name for name, _ in farm.lines())
    assert {name.split("-")[1] for name in ran} == {f"d{number}" for number in range(kills)}, "none is lost"
    assert max(ran.values()) == 1, "no attempt ran twice"
    assert rq_queue(farm.redis, Queue.READ).intermediate_queue.get_job_ids() == []


def horse_of(farm: QueueFarm, job: str, end: float) -> int:
    """The process that runs the job, as soon as it is there; 0 when it was not in time."""
    while time.monotonic() < end:
        found = dict(farm.lines()).get(job, 0)
        if found:
            return found
    return 0


def is_idle(farm: QueueFarm, worker: BaseProcess) -> bool:
    return worker.pid in {w.pid for w in snapshot(farm.redis).workers if w.state == "idle"}


def settle(farm: QueueFarm, documents: dict[str, int]) -> None:
    """What the reconciler does: a failed attempt is followed by the next one, until all are finished."""
    end = time.monotonic() + 120
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
