"""Reading many documents in child processes: each bounded in time and memory, a crash costs one document."""

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Literal

import psutil

from extractors.invoice.memory.book import EMPTY, MemoryBook
from extractors.models import Extraction, Kind, Limits
from extractors.reader_process import HEADROOM, READY, Job, failed, serve

MEMORY = 1024 * 1024 * 1024
"""Bytes that the reader of one document and its children may hold together."""
CRASHED = "crashed"
"""Code of the problem of a document whose reading ended its process."""
LOOK_SECONDS = 0.25
START_SECONDS = 60.0
"""Allowed for a new process to import the readers, before the clock of its first document starts."""
RETIRE_AFTER = 100
"""Documents after which a process is replaced, so that no leak adds up."""

Start = Literal["forkserver", "fork", "spawn"]
CONTEXTS: dict[str, type[ForkServerContext] | type[ForkContext] | type[SpawnContext]] = {
    "forkserver": ForkServerContext,
    "fork": ForkContext,
    "spawn": SpawnContext,
}
STANDARD = Limits()


def read_many(
    paths: Iterable[Path],
    limits: Limits = STANDARD,
    structured: bool = True,
    kind: Kind | None = None,
    processes: int = 2,
    start: Start = "forkserver",
) -> Iterator[tuple[Path, Extraction]]:
    """Read files in child processes and yield each as soon as it is done, in no fixed order.

    Never raises for a bad file: it gives an `Extraction` of kind OTHER whose `problems` say why. A document that takes
    longer than `limits.seconds` or more memory than `MEMORY` is ended, with every process that it started.

    Args:
        start: how children start; "fork" is quickest from a process that has imported the readers and has no threads.
    """
    waiting = deque(Job(path=path, limits=limits, structured=structured, kind=kind) for path in paths)
    readers = [Reader(start) for _ in range(min(max(processes, 1), len(waiting)))]
    try:
        while waiting or any(reader.job for reader in readers):
            for reader in readers:
                if reader.job is None and waiting:
                    reader.give(waiting.popleft())
            wait([end for reader in readers if reader.job for end in reader.ends()], timeout=LOOK_SECONDS)
            for reader in readers:
                done = reader.collect()
                if done is not None:
                    yield done
    finally:
        for reader in readers:
            reader.end()


def read_one(job: Job, book: MemoryBook = EMPTY) -> Extraction:
    """Read one file in a child process of its own, with the same bounds as `read_many`. Never raises for a bad file."""
    reader = Reader("fork" if may_fork() else "forkserver", book)
    try:
        reader.give(job)
        while True:
            wait(reader.ends(), timeout=LOOK_SECONDS)
            done = reader.collect()
            if done is not None:
                return done[1]
    finally:
        reader.end()


def may_fork() -> bool:
    """Whether a copy of this process can read: it would keep locks that other threads held, and memory as its own."""
    return threading.active_count() == 1 and psutil.Process().memory_info().data < HEADROOM


class Reader:
    """One child process that reads documents one after another, and what it is reading now."""

    def __init__(self, start: Start = "forkserver", book: MemoryBook = EMPTY) -> None:
        self.book = book
        self.context = CONTEXTS[start]()
        if start == "forkserver":
            self.context.set_forkserver_preload(["extractors.reader_process"])
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None
        self.job: Job | None = None
        self.deadline = 0.0
        self.ready = False
        self.read = 0

    def give(self, job: Job) -> None:
        """Let the child read a document; a child is started if there is none."""
        if self.process is None or self.pipe is None or not self.process.is_alive():
            self._start()
        assert self.pipe is not None
        self.job = job
        self.deadline = time.monotonic() + (job.limits.seconds if self.ready else START_SECONDS)
        try:
            self.pipe.send(job)
        except OSError:
            return

    def ends(self) -> list[Connection | int]:
        """What becomes readable when the child has answered or ended."""
        assert self.pipe is not None and self.process is not None
        return [self.pipe, self.process.sentinel]

    def collect(self) -> tuple[Path, Extraction] | None:
        """The document's result if it is there, or if the child died or had to be ended; else None."""
        if self.job is None or self.pipe is None or self.process is None:
            return None
        found = self._answer(self.pipe)
        if found is None:
            found = self._ended(self.process, self.job.limits)
        if found is None:
            return None
        path, self.job = self.job.path, None
        self.read += 1
        if self.read >= RETIRE_AFTER:
            self.end()
        return path, found

    def end(self) -> None:
        """End the child and every process that it started. Never raises."""
        if self.process is not None:
            _kill_group(self.process)
            self.process.close()
        if self.pipe is not None:
            self.pipe.close()
        self.process = self.pipe = None
        self.ready, self.read = False, 0

    def _start(self) -> None:
        self.end()
        ours, theirs = self.context.Pipe()
        self.process = self.context.Process(target=serve, args=(theirs, MEMORY, self.book), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe = ours

    def _answer(self, pipe: Connection) -> Extraction | None:
        """What the child sent; its first message only says that it is ready, and starts the clock."""
        try:
            while pipe.poll():
                message = pipe.recv()
                if message != READY:
                    return Extraction.model_validate_json(message)
                self.ready = True
                if self.job is not None:
                    self.deadline = time.monotonic() + self.job.limits.seconds
        except (EOFError, OSError):
            return None
        return None

    def _ended(self, process: BaseProcess, limits: Limits) -> Extraction | None:
        """The result of a child that died or must be ended, None while it may go on."""
        if not process.is_alive():
            code, what = CRASHED, f"Reading this document ended its process (exit {process.exitcode})."
        elif time.monotonic() > self.deadline:
            code, what = "timeout", f"Reading took longer than {limits.seconds:g} s and was ended."
        elif held_memory(process) > MEMORY:
            code, what = "memory", f"Reading needed more than {MEMORY // 1048576} MB and was ended."
        else:
            return None
        self.end()
        return failed(code, f"{what} Please look at it yourself.")


def held_memory(process: BaseProcess) -> int:
    """Bytes that a process and its children hold; shared libraries count once each, which is near enough.

    A child that is just being started shares its parent's memory until its own program runs, and is not counted.
    """
    try:
        root = psutil.Process(process.pid)
        program = root.cmdline()
        return int(root.memory_info().rss) + sum(_held(part, program) for part in root.children(recursive=True))
    except psutil.Error:
        return 0


def _held(process: psutil.Process, starter: list[str]) -> int:
    try:
        return 0 if process.cmdline() == starter else int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _kill_group(process: BaseProcess) -> None:
    """Kill the child and its group, which outlives a child that crashed; the child alone before it made its group."""
    pid = process.pid
    if pid is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()
    process.join()
