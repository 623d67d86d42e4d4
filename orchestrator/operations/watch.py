"""One look at the farm for all who ask at about the same time, so that many open pages cost as much as one."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Watch(Generic[T]):
    """Keeps what was last seen.

    Younger than `fresh_s` seconds it is given as it is. Older, one caller looks anew while the others still get it, up
    to `stale_s` seconds; beyond, they wait for the new look.
    """

    def __init__(self, look: Callable[[], T], fresh_s: float, stale_s: float) -> None:
        self._look, self.fresh_s, self.stale_s = look, fresh_s, stale_s
        self._looking = threading.Lock()
        self._seen: tuple[float, T] | None = None

    def now(self) -> T:
        """How it is, seen at most `stale_s` seconds ago.

        Raises what the look raises.
        """
        seen = self._seen
        age = time.monotonic() - seen[0] if seen else float("inf")
        if seen is not None and age < self.fresh_s:
            return seen[1]
        waits = seen is None or age >= self.stale_s
        if not self._looking.acquire(blocking=waits):
            assert seen is not None
            return seen[1]
        try:
            if self._seen is not seen and self._seen is not None and waits:
                return self._seen[1]  # another looked while this one waited
            began = time.monotonic()
            fresh = self._look()
            self._seen = began, fresh
            return fresh
        finally:
            self._looking.release()

    def forget(self) -> None:
        """Something was changed: the next caller looks anew."""
        with self._looking:
            self._seen = None
