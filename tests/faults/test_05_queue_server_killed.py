"""Fault 5: the queue server is killed (-9) in mid-run, three times: every document still reaches one final stage."""

from pathlib import Path

import pytest

from orchestrator.stages import Stage
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.reading_documents import text_pdf

pytestmark = pytest.mark.slow
PARTS = ("queue", "intake", "dispatcher", "scheduler", "read", "judge", "key")
READY, DROPPED = 12, 4


def begin(farm: FaultFarm) -> list[str]:
    """Documents to be keyed, and others to be read and judged; returns the ids of the first."""
    ids = farm.make_ready(READY)
    for number in range(DROPPED):
        farm.drop(f"letter-{number}.pdf", text_pdf([f"A letter, number {number}"]))
    farm.keep(*PARTS)
    return ids


def posted(farm: FaultFarm) -> int:
    return farm.stages().get(Stage.POSTED, 0)


def ends_right(farm: FaultFarm, ids: list[str]) -> None:
    farm.until(lambda: farm.is_at_rest(READY + DROPPED), "every document to rest", 240)
    farm.assert_one_final_stage()
    farm.assert_posted_once(ids)
    assert len(farm.ledger.clicks()) == len(ids)


def test_the_queue_server_is_killed_in_mid_run(tmp_path: Path) -> None:
    with fault_farm(tmp_path) as farm:
        ids = begin(farm)
        for enough in (1, 4, 8):
            farm.until(lambda enough=enough: posted(farm) >= enough, f"{enough} documents to be posted", 120)
            farm.kill(farm.kept["queue"])
        ends_right(farm, ids)
