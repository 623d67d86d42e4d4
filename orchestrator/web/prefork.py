"""Several processes that do the same work, forked from one that is ready to do it."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable

import psutil

from config import processes

log = logging.getLogger(__name__)
LOOK_S, AGAIN_S, PATIENCE_S = 0.2, 1.0, 4.0
"""Between two looks at them; before one that ended is replaced; for them to end when told to."""


def keep_running(work: Callable[[int], None], count: int, stop: threading.Event) -> None:
    """Do the work in so many processes, numbered from 1, until `stop` is set; one that ends is replaced.

    This process must run one thread alone, have no connection open that a fork must not share, and set `stop` by
    SIGTERM; each of them gets SIGTERM then, and when this one ends otherwise.
    """
    ours = os.getpid()
    running = {number: _forked(work, number, ours) for number in range(1, count + 1)}
    missing: dict[int, float] = {}
    try:
        while not stop.wait(LOOK_S):
            for number, pid in list(running.items()):
                if (code := _ended(pid)) is not None:
                    log.error("process %d of the pages ended with %d; another takes its place", number, code)
                    del running[number]
                    missing[number] = time.monotonic() + AGAIN_S
            for number, due in list(missing.items()):
                if time.monotonic() >= due:
                    del missing[number]
                    running[number] = _forked(work, number, ours)
    finally:
        _end(list(running.values()))


def _forked(work: Callable[[int], None], number: int, parent: int) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    if pid := os.fork():
        return pid
    code = 1
    try:
        processes.die_with(parent)
        work(number)
        code = 0
    except BaseException:
        log.exception("process %d of the pages failed", number)
    finally:
        logging.shutdown()
        os._exit(code)  # what the parent would do at its end is not ours to do


def _ended(pid: int) -> int | None:
    """Its exit code, None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _end(pids: list[int]) -> None:
    """Tell them to end, and kill what does not."""
    children = [psutil.Process(pid) for pid in pids]  # not yet waited for: the numbers are theirs still
    for child in children:
        child.terminate()
    _, left = psutil.wait_procs(children, PATIENCE_S)
    for child in left:
        log.warning("pid %d did not end by itself and is killed", child.pid)
        child.kill()
    psutil.wait_procs(left)
