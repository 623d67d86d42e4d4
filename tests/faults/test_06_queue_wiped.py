"""Fault 6: FLUSHALL on the queue server: what was in line is rebuilt from the database."""

import time
from pathlib import Path

import pytest

from orchestrator.stages import Stage
from orchestrator.store import documents, receipts
from queues.dispatch import rq_queue
from queues.names import Queue
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.faults.test_05_queue_server_killed import begin, ends_right, posted

pytestmark = pytest.mark.slow
BACKLOG = 10_000
REBUILT_S = 180.0


def test_the_queue_is_wiped_in_mid_run(tmp_path: Path) -> None:
    with fault_farm(tmp_path) as farm:
        ids = begin(farm)
        for enough in (1, 4, 8):
            farm.until(lambda enough=enough: posted(farm) >= enough, f"{enough} documents to be posted", 120)
            farm.farm.redis.flushall()
        ends_right(farm, ids)


@pytest.mark.faults_slow
@pytest.mark.timeout(3 * REBUILT_S)  # both waits to their ends, and taking in before
def test_ten_thousand_waiting_documents_are_in_line_again_after_a_wipe(
    tmp_path: Path, record_property: "pytest.RecordProperty"
) -> None:
    with fault_farm(tmp_path, "queue") as farm:
        receive_many(farm)
        farm.keep("dispatcher")
        farm.until(lambda: in_line(farm) == BACKLOG, "all to be in line", REBUILT_S)
        farm.farm.redis.flushall()
        begun = time.monotonic()
        farm.until(lambda: in_line(farm) == BACKLOG, "all to be in line again", REBUILT_S)
        record_property("rebuilt_seconds", round(time.monotonic() - begun))
        assert farm.stages() == {Stage.RECEIVED: BACKLOG}


def in_line(farm: FaultFarm) -> int:
    return int(farm.farm.redis.llen(rq_queue(farm.farm.redis, Queue.READ).key))


def receive_many(farm: FaultFarm) -> None:
    for first in range(0, BACKLOG, 1000):
        with farm.store.begin() as tx:
            for number in range(first, first + 1000):
                found = documents.create(tx, f"{number:064x}", "pdf", 1, Stage.RECEIVED, "test", "It waits to be read.")
                receipts.add(tx, found, b"%d.pdf" % number, "test", duplicate=False)
