"""Fault 4: a bot is stopped (SIGSTOP) past its lease and goes on (SIGCONT): it does not click."""

import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from orchestrator.stages import Stage
from tests.faults.fault_farm import FaultFarm, fault_farm

pytestmark = pytest.mark.slow
ELSEWHERE = ("unshare", "--uts", "sh", "-c", 'hostname another-host && exec "$@"', "sh")
"""Runs a command on what looks like another host: this farm can neither see nor end its processes."""
FILLED = "orchestrator.store.postings:intend:pause"
INTENDED = "time:clock_gettime:pause-2nd"
"""Right after the intent has become durable; the next thing would be the click."""
LEASE = {"erp_lease_seconds": 1.0, "erp_submit_budget_seconds": 0.5}
PAST = 60.0


def paused_bot(farm: FaultFarm, gate: str, before: tuple[str, ...] = ()) -> tuple[str, subprocess.Popen[bytes]]:
    (document_id,) = farm.make_ready(1)
    bot = farm.start("key", gate, before=before)
    farm.until(lambda: farm.state_of(bot) == psutil.STATUS_STOPPED, "the bot to be stopped")
    return document_id, bot


@pytest.mark.parametrize("gate", [FILLED, INTENDED], ids=["form filled", "intent written"])
def test_a_stopped_bot_of_this_host_is_ended_when_its_lease_is_over(tmp_path: Path, gate: str) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher", **LEASE) as farm:
        document_id, bot = paused_bot(farm, gate)
        assert bot.wait(PAST) == -signal.SIGKILL
        farm.start("key")
        farm.until_stage(document_id, Stage.POSTED)
        farm.assert_posted_once([document_id])
        assert len(farm.ledger.clicks()) == 1


def test_a_bot_of_another_host_wakes_after_another_has_posted(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher", **LEASE) as farm:
        document_id, bot = paused_bot(farm, "orchestrator.posting:KeyingAttempt._intend:pause", ELSEWHERE)
        farm.until_stage(document_id, Stage.READY, PAST)
        farm.start("key")
        farm.until_stage(document_id, Stage.POSTED)
        wake(farm, bot)
        farm.assert_posted_once([document_id])
        assert len(farm.ledger.clicks()) == 1


def test_a_bot_of_another_host_wakes_before_anybody_else_took_it_up(tmp_path: Path) -> None:
    """Its fence still is the newest, and yet it must not click: its intent was taken from it."""
    with fault_farm(tmp_path, "queue", "dispatcher", **LEASE) as farm:
        document_id, bot = paused_bot(farm, INTENDED, ELSEWHERE)
        farm.until_stage(document_id, Stage.IN_DOUBT, PAST)
        wake(farm, bot)
        assert farm.ledger.clicks() == []
        farm.until_stage(document_id, Stage.POSTED)
        farm.assert_posted_once([document_id])


def test_a_bot_that_wakes_within_its_lease_and_too_late_to_click(tmp_path: Path) -> None:
    with fault_farm(tmp_path, "queue", "dispatcher", erp_submit_budget_seconds=0.05) as farm:
        document_id, bot = paused_bot(farm, INTENDED)
        assert farm.stage(document_id) is Stage.SUBMITTING
        too_late = time.monotonic() + 0.05
        farm.until(lambda: time.monotonic() > too_late, "the time for the click to be over")
        wake(farm, bot)
        assert farm.ledger.clicks() == []
        farm.until_stage(document_id, Stage.POSTED)
        farm.assert_posted_once([document_id])


def wake(farm: FaultFarm, bot: subprocess.Popen[bytes]) -> None:
    """Let it go on, and wait until it has ended this attempt."""
    bot.send_signal(signal.SIGCONT)
    ended = ("is done", "failed")
    log = farm.folder / "key.log"
    farm.until(
        lambda: any(word in line for line in log.read_text().splitlines() for word in ended), "it to end its job"
    )
