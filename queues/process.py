"""Telling a living process from a dead one, also where process numbers of several namespaces meet."""

import os
from pathlib import Path


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
