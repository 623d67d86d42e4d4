"""A worker that forks for every job: a crash, a leak or a runaway loop ends with the job."""

import contextlib
import os
import signal
from typing import TYPE_CHECKING

from rq.job import Job
from rq.queue import Queue as RqQueue
from rq.worker import Worker

from config.processes import die_with
from queues.listening import Listening

if TYPE_CHECKING:
    from resource import struct_rusage


class ForkingWorker(Listening, Worker):
    """The forked process (RQ calls it the horse) dies with its worker, and its own children die with it."""

    def main_work_horse(self, job: Job, queue: RqQueue) -> None:
        """The horse's whole life; never returns."""
        die_with(self.pid or 0, signal.SIGKILL)
        super().main_work_horse(job, queue)

    def kill_horse(self, sig: signal.Signals = signal.SIGKILL) -> None:
        """Ends the horse and its children; nothing when there is none. Also called from the thread that stops."""
        horse = self.horse_pid  # read once: in RQ's own way a horse that ends just now turns into our own group
        if horse:
            _kill_group(horse, sig)

    def wait_for_horse(self) -> tuple[int | None, int | None, "struct_rusage | None"]:
        """Waits for the horse and ends what it started and left, such as an OCR process."""
        pid, status, usage = super().wait_for_horse()
        if pid:
            _kill_group(pid, signal.SIGKILL)
        return pid, status, usage


def _kill_group(leader: int, sig: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, sig)
