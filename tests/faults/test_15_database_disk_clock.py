"""Fault 15: the database is locked for ten seconds, the disk is full, the clock is an hour off: no entry of the history
is lost, and there is no second click."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from orchestrator.stages import Stage
from orchestrator.store.engine import NO_ROOM
from tests.conftest import require
from tests.faults.clock import Clock
from tests.faults.fault_farm import FaultFarm, fault_farm

pytestmark = pytest.mark.slow
HOLD = """
import sqlite3, sys, time
books = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
books.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(10)
books.execute("ROLLBACK")
"""
KEYING = ("queue", "dispatcher", "key")
HOUR = timedelta(hours=1)


def ends_right(farm: FaultFarm, ids: list[str], seconds: float = 120) -> None:
    farm.until_all(Stage.POSTED, seconds)
    farm.assert_posted_once(ids)
    assert len(farm.ledger.clicks()) == len(ids)


def test_the_database_is_locked_for_ten_seconds(tmp_path: Path) -> None:
    with fault_farm(tmp_path, *KEYING) as farm:
        ids = farm.make_ready(8)
        farm.until(lambda: farm.ledger.clicks(), "keying to be under way")
        database = str(farm.home / "farm.sqlite")
        with subprocess.Popen([sys.executable, "-c", HOLD, database], stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            assert len(farm.ledger.clicks()) < len(ids)
            assert holder.wait(60) == 0
        ends_right(farm, ids)
        assert all(process.poll() is None for process in farm.processes), "no part gave up"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own with room for little."""
    require(os.geteuid() == 0, "the right to mount a file system")
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "botfarm-test", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        for size in (1 << 16, 1 << 12, 1 << 8):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return filler


@pytest.mark.parametrize("moment", ["claim", "intend", "click"])
def test_the_disk_is_full_when_a_bot(tmp_path: Path, moment: str) -> None:
    """Full before its claim, before its intent, or after its click: then the posting cannot be written down."""
    gates = {
        "claim": "orchestrator.store.runs:begin:before",
        "intend": "orchestrator.posting:KeyingAttempt._intend:before",
        "click": "tests.faults.ledger_erp:Ledger.click:after",
    }
    with small_disk(tmp_path / "home") as disk, fault_farm(tmp_path, erp_lease_seconds=5.0) as farm:
        ids = farm.make_ready(3)
        farm.keep("queue", "dispatcher")
        gate = gates[moment]
        farm.keep_with_gate("key", gate)
        name = gate.split(":")[1].rpartition(".")[2]
        farm.reached(name)
        filler = fill(disk)
        farm.open_gate(name)
        farm.until(lambda: any(word in farm.last_words() for word in NO_ROOM), "a part to meet the full disk")
        filler.unlink()
        ends_right(farm, ids)


def test_the_clock_goes_an_hour_ahead_while_the_erp_is_still_committing(tmp_path: Path, clock: Clock) -> None:
    """By the clock on the wall the ERP has had its time; it has not, and would be asked too early."""
    with fault_farm(tmp_path, "queue", erp_settle_seconds=8.0) as farm:
        (document_id,) = farm.make_ready(1)
        farm.ledger.commit_late(6.0)
        farm.start("dispatcher", **clock.environment)
        bot = farm.start("key", "tests.faults.ledger_erp:Ledger.click:after", **clock.environment)
        farm.reached("click")
        farm.kill(bot)
        farm.until_stage(document_id, Stage.IN_DOUBT)
        assert farm.ledger.posted() == []
        clock.go(HOUR)
        farm.start("key", **clock.environment)
        ends_right(farm, [document_id])


@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_the_clock_is_set_in_mid_run(tmp_path: Path, clock: Clock, off: timedelta) -> None:
    with fault_farm(tmp_path, "queue") as farm:
        ids = farm.make_ready(6)
        farm.keep("dispatcher", **clock.environment)
        gate = "orchestrator.posting:KeyingAttempt._intend:before"
        farm.keep_with_gate("key", gate, **clock.environment)
        farm.reached("_intend")
        clock.go(off)
        farm.open_gate("_intend")
        ends_right(farm, ids)


def test_a_bot_whose_clock_is_an_hour_behind_the_others(tmp_path: Path, clock: Clock) -> None:
    """Its leases are over before they begin; it may lose its work to others, and nothing is keyed twice."""
    clock.go(-HOUR)
    with fault_farm(tmp_path, "queue", "dispatcher") as farm:
        ids = farm.make_ready(4)
        farm.start("key", **clock.environment)
        farm.until(lambda: farm.ledger.clicks() or farm.stages() != {Stage.READY: 4}, "the bot to work")
        farm.keep("key")
        ends_right(farm, ids)
