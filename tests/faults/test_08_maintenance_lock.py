"""Fault 8: a worker is killed while it holds the maintenance lock of its queue: all is in order again in 120 s."""

import time
from pathlib import Path

import pytest

from orchestrator.stages import Stage
from queues.dispatch import rq_queue
from queues.names import Queue
from tests.faults.fault_farm import fault_farm
from tests.reading_documents import text_pdf

pytestmark = pytest.mark.slow
RECOVERED_S = 120.0
LETTER = text_pdf(["A letter"])


def test_a_worker_is_killed_with_the_maintenance_lock_in_its_hand(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher") as farm:
        redis = farm.farm.redis
        holder = farm.start("read", "rq.queue:Queue.acquire_maintenance_lock:after")
        farm.reached("acquire_maintenance_lock")
        line = rq_queue(redis, Queue.READ)
        assert redis.exists(line.registry_cleaning_key), "the lock is held"
        farm.kill(holder)
        farm.drop("letter.pdf", LETTER)
        farm.start("intake")
        farm.until(lambda: redis.llen(line.key) == 1, "the job to be in line")
        assert redis.lmove(line.key, line.intermediate_queue.key), "popped by a worker that was killed at once"
        begun = time.monotonic()
        farm.start("read")
        farm.until(lambda: set(farm.stages()) == {Stage.EXTRACTED}, "the document to be read", RECOVERED_S)
        farm.until(lambda: not redis.exists(line.registry_cleaning_key), "the lock to be free", RECOVERED_S)
        assert time.monotonic() - begun < RECOVERED_S
