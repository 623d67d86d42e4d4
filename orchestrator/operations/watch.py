"""One look at the farm for all who ask at about the same time, so that many open pages cost as much as one."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from orchestrator.errors import NotReady

log = logging.getLogger(__name__)
T = TypeVar("T")


class Watch(Generic[T]):
    """Keeps what was last seen.

    Younger than `fresh_s` seconds it is given as it is. Older, up to `stale_s` seconds, it is still given at once, and
    looked at anew beside; beyond, whoever asks waits for the new look.
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
        if seen is None or age >= self.stale_s:
            return self._wait_for_another(seen)
        if age >= self.fresh_s and self._looking.acquire(blocking=False):
            threading.Thread(target=self._look_beside, name="watch", daemon=True).start()
        return seen[1]

    def fresh(self) -> T:
        """How it is, seen at most `fresh_s` seconds ago; for who can wait.

        Raises what the look raises.
        """
        seen = self._seen
        if seen is not None and time.monotonic() - seen[0] < self.fresh_s:
            return seen[1]
        return self._wait_for_another(seen)

    def forget(self) -> None:
        """Something was changed: the next caller looks anew."""
        with self._looking:
            self._seen = None

    def _wait_for_another(self, seen: tuple[float, T] | None) -> T:
        with self._looking:
            if self._seen is not None and self._seen is not seen:
                return self._seen[1]  # another looked while this one waited
            return self._look_now()

    def _look_beside(self) -> None:
        """In a thread of its own, which holds the lock; a look that fails leaves what was seen, until it is stale."""
        try:
            self._look_now()
        except NotReady as away:
            log.warning("%s", away)
        finally:
            self._looking.release()

    def _look_now(self) -> T:
        began = time.monotonic()
        fresh = self._look()
        self._seen = began, fresh
        return fresh
