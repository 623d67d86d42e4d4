"""The processes of a farm on this machine, found by its home folder, and ending or freezing one of them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil

PARTS = {
    "kill bot": "orchestrator part key",
    "kill judge": "orchestrator part judge",
    "kill supervisor": "orchestrator up",
    "kill browser": "chromium",
    "kill browser's driver": "playwright/driver/node",
    "kill queue server": "valkey-server",
    "kill intake": "orchestrator part intake",
    "kill dispatcher": "orchestrator part dispatcher",
    "kill scheduler": "orchestrator part scheduler",
}
"""Words in the command line of the process that a fault kills."""
READER = "orchestrator part read"
BOT = "orchestrator part key"


class Victims:
    """The processes of the farm of one home folder. Only those are ever touched."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def of(self, words: str) -> list[psutil.Process]:
        """Those with the words in their command line, a browser's own children left out; by pid."""
        return sorted((p for p, line in self._mine() if words in line), key=lambda process: int(process.pid))

    def readers(self, *, horses: bool) -> list[psutil.Process]:
        """Processes that read: the worker itself, or the horses that it forked for its jobs."""
        every = self.of(READER)
        pids = {process.pid for process in every}
        return [process for process in every if (_parent_of(process) in pids) is horses]

    def _mine(self) -> Iterator[tuple[psutil.Process, str]]:
        for process in psutil.process_iter():
            try:
                line = " ".join(process.cmdline())
                mine = process.environ().get("BOTFARM_HOME") == str(self.home) or str(self.home / "valkey") in line
                alive = process.status() != psutil.STATUS_ZOMBIE
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            if mine and alive and process.pid != os.getpid() and "--type=" not in line:
                yield process, line


def _parent_of(process: psutil.Process) -> int:
    try:
        return int(process.ppid())
    except psutil.NoSuchProcess:
        return 0


def send(process: psutil.Process, number: signal.Signals) -> bool:
    """Send a signal to the very process; False when it has ended."""
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return False
    return True
