"""How many requests a program may send: a bucket of them for each, which fills up as time goes by."""

import json
import time

from orchestrator.web.shared import Note, Turn


class Rates:
    """Counts for all processes of the pages together. Made before they part."""

    def __init__(self, per_minute: int) -> None:
        self._full, self._per_second = float(per_minute), per_minute / 60
        self._note, self._turn = Note("rates"), Turn("rates")

    def take(self, who: str, now: float | None = None) -> float:
        """Take one request from a bucket; the seconds to wait where it is empty, else 0."""
        at = time.monotonic() if now is None else now
        with self._turn.held():
            held = self._held(at)
            left = held.get(who, self._full)
            if left < 1:
                return (1 - left) / self._per_second
            held[who] = left - 1
            self._note.write(json.dumps([at, held]))
        return 0.0

    def _held(self, at: float) -> dict[str, float]:
        """What every bucket holds that is not full."""
        since, held = json.loads(self._note.read() or "[0, {}]")
        more = max(0.0, at - since) * self._per_second
        return {who: left + more for who, left in held.items() if left + more < self._full}
