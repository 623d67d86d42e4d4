"""Fault 3: the parent alone is killed (-9): the horse dies too, and with it whatever the horse had started."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from bots.intake.folder import WatchedFolder
from orchestrator.intake import take_in_settled
from orchestrator.stages import Stage
from tests.faults.fault_farm import FaultFarm, fault_farm
from tests.reading_documents import russian_scans

pytestmark = pytest.mark.slow


@pytest.fixture
def farm(tmp_path: Path, tesseract: Path) -> Iterator[FaultFarm]:
    with fault_farm(tmp_path, "queue", "dispatcher") as found:
        yield found


class Reading:
    """A scan that is being read: the worker, its horse, the process that reads, and the OCR, which stands still."""

    def __init__(self, farm: FaultFarm) -> None:
        inbox = farm.home / "inbox"
        inbox.mkdir()
        (inbox / "scan.tif").write_bytes(russian_scans())
        folder = WatchedFolder(inbox, farm.home / "spool", 0.0)
        assert take_in_settled(farm.store, folder, farm.farm.limits) == 1
        worker = psutil.Process(farm.start("read").pid)
        farm.until(lambda: self._stop_ocr(worker), "the OCR to be running")
        self.ocr = next(p for p in worker.children(recursive=True) if p.status() == psutil.STATUS_STOPPED)
        self.reader = self.ocr.parent()
        self.horse = worker.children()[0]
        self.worker = worker
        assert self.reader is not None

    @staticmethod
    def _stop_ocr(worker: psutil.Process) -> bool:
        for process in worker.children(recursive=True):
            try:
                if process.name() == "tesseract":
                    process.suspend()
                    return process.status() == psutil.STATUS_STOPPED
            except psutil.NoSuchProcess:
                continue
        return False


VICTIMS: dict[str, Callable[[Reading], psutil.Process | None]] = {
    "the parent": lambda reading: reading.worker,
    "the horse": lambda reading: reading.horse,
    "the reading process": lambda reading: reading.reader,
    "the OCR": lambda reading: reading.ocr,
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_nothing_lives_on_below_a_killed_reader(farm: FaultFarm, victim: str) -> None:
    reading = Reading(farm)
    killed = VICTIMS[victim](reading)
    assert killed is not None
    below = [killed, *killed.children(recursive=True)]
    assert (reading.ocr in below) or victim == "the OCR"
    os.kill(killed.pid, signal.SIGKILL)
    farm.until(lambda: not any(is_there(process) for process in below), "all below to be gone", 5)
    if victim == "the parent":
        farm.start("read")
    farm.until(lambda: farm.stages() != {Stage.RECEIVED: 1}, "the document to be read or set aside")
    farm.assert_history()


def is_there(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
