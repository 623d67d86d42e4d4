"""Asks the queue server how it is without letting a page wait for it."""

import logging
import threading
from collections.abc import Callable

from queues.errors import QueueError
from queues.health import Health

log = logging.getLogger(__name__)
PATIENCE_S = 1.0


class QueueProbe:
    """One question at a time, in a thread that nothing waits for at the end of the program."""

    def __init__(self, queue_health: Callable[[], Health | None]) -> None:
        self._ask = queue_health
        self._lock = threading.Lock()
        self._asking: _Question | None = None

    def __call__(self) -> Health | None:
        """The state of the queues now; None when the server has not answered within `PATIENCE_S` seconds."""
        with self._lock:
            if self._asking is None or self._asking.done.is_set():
                self._asking = _Question(self._ask)
                threading.Thread(target=self._asking.run, name="queue-probe", daemon=True).start()
            asking = self._asking
        return asking.answer if asking.done.wait(PATIENCE_S) else None


class _Question:
    def __init__(self, ask: Callable[[], Health | None]) -> None:
        self._ask = ask
        self.done = threading.Event()
        self.answer: Health | None = None

    def run(self) -> None:
        try:
            self.answer = self._ask()
        except QueueError as error:
            log.warning("%s", error)
        finally:
            self.done.set()
