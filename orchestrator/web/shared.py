"""What the processes that make pages tell each other: made before they part, gone with the last of them.

Nothing here has to outlive them: what must not be lost is in the database.
"""

import fcntl
import mmap
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

MOMENT = struct.Struct("d")


class Moment:
    """When something was done last, by any of them; counted by the machine's monotonic clock."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, MOMENT.size)

    def mark(self) -> None:
        """It was done now."""
        MOMENT.pack_into(self._memory, 0, time.monotonic())

    def __call__(self) -> float:
        """Seconds of `time.monotonic`, 0 where it never was."""
        return float(MOMENT.unpack_from(self._memory)[0])


class Turn:
    """Something that one thread of one of the processes does at a time; whoever ends in the midst of it lets go."""

    def __init__(self, name: str) -> None:
        self._file = os.memfd_create(name)
        self._mine = threading.Lock()  # the lock of the file is the process's, not the thread's

    def take(self, *, wait: bool = False) -> bool:
        """Begin, unless another does it; whether it is ours now. With `wait` always, after a while."""
        if not self._mine.acquire(blocking=wait):
            return False
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            self._mine.release()
            return False
        return True

    def give_back(self) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN)
        self._mine.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for it, and hold it until the block ends."""
        self.take(wait=True)
        try:
            yield
        finally:
            self.give_back()


class Note:
    """Some text that one writes and all read."""

    def __init__(self, name: str) -> None:
        self._file = os.memfd_create(name)
        self._turn = Turn(name)

    def read(self) -> str:
        """What was written last, empty before."""
        with self._turn.held():
            return os.pread(self._file, os.fstat(self._file).st_size, 0).decode()

    def write(self, text: str) -> None:
        content = text.encode()
        with self._turn.held():
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, content, 0)
