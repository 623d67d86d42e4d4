"""Fault 7: the queue server's answer to an EXEC, or to the push itself, is lost on the way: one execution."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orchestrator.stages import Stage
from orchestrator.store import runs
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.faults.lossy_proxy import LossyProxy

pytestmark = pytest.mark.slow


@contextmanager
def behind(farm: FaultFarm, word: bytes, skip: int) -> Iterator[LossyProxy]:
    embedded = farm.farm.embedded_queue
    assert embedded is not None
    proxy = LossyProxy(embedded.socket, word, skip)
    try:
        yield proxy
    finally:
        proxy.close()


LOST = {
    "the first push": ("dispatcher", b"EVALSHA", 0),
    "a look of the dispatcher": ("dispatcher", b"EXEC\r", 1),
    "the worker's registration": ("key", b"EXEC\r", 0),
    "the beginning of a job": ("key", b"EXEC\r", 1),
    "the end of a job": ("key", b"EXEC\r", 3),
}


@pytest.mark.parametrize("what", LOST)
def test_an_answer_is_lost_once(tmp_path: Path, what: str) -> None:
    who, word, skip = LOST[what]
    with fault_farm(tmp_path, "queue") as farm, behind(farm, word, skip) as proxy:
        ids = farm.make_ready(3)
        for part in ("dispatcher", "key"):
            farm.keep(part, **({"BOTFARM_REDIS_URL": proxy.url} if part == who else {}))
        farm.until_all(Stage.POSTED)
        assert proxy.lost.is_set(), "no answer was lost"
        farm.assert_posted_once(ids)
        assert len(farm.ledger.clicks()) == len(ids)
        # A run's end is written after its document's; it is waited for, and is all that may still be missing.
        farm.until(lambda: all(run.outcome for run in runs_of(farm, ids)), "every run to end")
        assert [run.outcome for run in runs_of(farm, ids)] == ["done"] * len(ids), "each was worked on once"


def runs_of(farm: FaultFarm, ids: list[str]) -> list[runs.Run]:
    with farm.store.reading() as tx:
        return [run for document_id in ids for run in runs.of_document(tx, document_id)]
