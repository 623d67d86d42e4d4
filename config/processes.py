"""Which process is this, is that one still there, and ending it: by pid and start, as pids are used again.

A start is counted by the machine's boot, never by the clock on the wall: that one may be set while processes run, and
a living bot would pass for a dead one.
"""

import ctypes
import os
import signal
import socket
import time
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import psutil

BOOT = Path("/proc/sys/kernel/random/boot_id")
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LONGEST_UPTIME = 10**8
"""Seconds between the starts that two boots can give, so that one boot's never look like another's."""


class Owner(NamedTuple):
    """A process on a host. `pid_started` is its start in seconds since the boot, plus a large number for that boot."""

    host: str
    pid: int
    pid_started: float


def this_host() -> str:
    """Where process numbers mean what they mean here: the machine's name and a mark, such as ``farm1/8c2f01de``.

    Two machines or containers of one name differ by the mark: it comes from the machine's own id (where there is none,
    from its boot) and from the namespace of its process numbers.
    """
    return f"{socket.gethostname()}/{_mark()}"


def name_of(host: str) -> str:
    """The machine's name alone."""
    return host.rpartition("/")[0] or host


@cache
def _mark() -> str:
    try:
        machine = Path("/etc/machine-id").read_text().strip()
    except OSError:
        machine = ""
    numbers = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - the link names no file
    return f"{zlib.crc32(f'{machine or BOOT.read_text()}{numbers}'.encode()):08x}"


def myself() -> Owner:
    return owner_of(psutil.Process())


def owner_of(process: psutil.Process) -> Owner:
    """The owner that a process on this host is. Raises psutil.NoSuchProcess."""
    return Owner(this_host(), process.pid, _started(process.pid))


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
    return owner.host == this_host()


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
        same = _started(owner.pid) == owner.pid_started
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def _started(pid: int) -> float:
    """Raises psutil.NoSuchProcess."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError) as error:
        raise psutil.NoSuchProcess(pid) from error
    ticks = int(text.rpartition(")")[2].split()[19])  # the name before it may hold anything
    number = zlib.crc32(boot().encode()) & 0xFFFF
    return number * LONGEST_UPTIME + ticks / os.sysconf("SC_CLK_TCK")


def uptime() -> float:
    """Seconds since this machine started, in which it slept included; no clock that is set moves them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@cache
def boot() -> str:
    """What names this boot of this machine; `uptime` means something within it only."""
    return BOOT.read_text().strip()
