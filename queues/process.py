"""Telling a living process from a dead one, and dying together with a parent."""

import ctypes
import os
import signal
from pathlib import Path

PR_SET_PDEATHSIG = 1


def machine() -> str:
    """This boot of this machine, and its process numbers: only inside both does a process id mean something."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot}/{os.readlink('/proc/self/ns/pid')}"  # noqa: PTH115 - the link names no file


def started(pid: int) -> str | None:
    """When the process began, in clock ticks since boot; None when it is gone or a zombie.

    A process id is used again, but never with the same beginning.
    """
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = text.rpartition(")")[2].split()  # the name before it may hold anything
    return None if fields[0] in "ZX" else fields[19]


def die_with(parent: int) -> None:
    """Has the kernel kill this process (SIGKILL) when its parent ends; call it first thing after the fork."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) was refused")
    if os.getppid() != parent:  # it ended before the kernel knew of our wish
        os._exit(1)
