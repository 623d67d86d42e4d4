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
    looked at anew beside; beyond, whoever asks waits for the new look. So does who asks after a change: `changed` says
    when something was changed last, by `time.monotonic`.
    """

    def __init__(
        self, look: Callable[[], T], fresh_s: float, stale_s: float, changed: Callable[[], float] = lambda: 0.0
    ) -> None:
        self._look, self.fresh_s, self.stale_s, self._changed = look, fresh_s, stale_s, changed
        self._looking = threading.Lock()
        self._seen: tuple[float, T] | None = None

    def now(self) -> T:
        """How it is, seen at most `stale_s` seconds ago.

        Raises what the look raises.
        """
        seen = self._valid()
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
        seen = self._valid()
        if seen is not None and time.monotonic() - seen[0] < self.fresh_s:
            return seen[1]
        return self._wait_for_another(seen)

    def _valid(self) -> tuple[float, T] | None:
        """What was seen, and when the look began, unless something was changed since."""
        seen = self._seen
        return seen if seen is not None and seen[0] > self._changed() else None

    def _wait_for_another(self, seen: tuple[float, T] | None) -> T:
        with self._looking:
            now = self._valid()
            if now is not None and now is not seen:
                return now[1]  # another looked while this one waited
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
