"""Which process is this, is that one still there, and ending it: by pid and start time, as pids are used again."""

import ctypes
import os
import signal
import socket
from typing import NamedTuple

import psutil

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
CLOSE_ENOUGH = 1.0
"""Seconds by which two readings of one process's start time may differ."""


class Owner(NamedTuple):
    """A process on a host. `pid_started` is its start time in seconds since the epoch."""

    host: str
    pid: int
    pid_started: float


def myself() -> Owner:
    return Owner(socket.gethostname(), os.getpid(), psutil.Process().create_time())


def owner_of(process: psutil.Process) -> Owner:
    """The owner that a process on this host is. Raises psutil.NoSuchProcess."""
    return Owner(socket.gethostname(), process.pid, process.create_time())


def die_with(parent: int, number: int = signal.SIGTERM) -> None:
    """Get the signal `number` when the process `parent` ends, however it ends; exit at once if it already has."""
    _prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent ends, so that none outlives this process unseen."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def is_here(owner: Owner) -> bool:
    return owner.host == socket.gethostname()


def is_alive(owner: Owner) -> bool:
    """Whether the very process still runs. Only meaningful on its own host."""
    return _process(owner) is not None


def end(owner: Owner, timeout: float = 10.0) -> bool:
    """Kill the very process and its descendants, and wait until they are gone. True when nothing is left of it."""
    process = _process(owner)
    if process is None:
        return True
    family = [*process.children(recursive=True), process]
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    _, left = psutil.wait_procs(family, timeout)
    return not left


def _process(owner: Owner) -> psutil.Process | None:
    try:
        process = psutil.Process(owner.pid)
        same = abs(process.create_time() - owner.pid_started) < CLOSE_ENOUGH
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None
