"""How many requests a program may send: a bucket of them for each, which fills up as time goes by."""

import time
from collections import OrderedDict

MOST_BUCKETS = 10_000


class Rates:
    """Counts in this process. For one thread, which is the event loop's."""

    def __init__(self, per_minute: int) -> None:
        self._full, self._per_second = float(per_minute), per_minute / 60
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str, now: float | None = None) -> float:
        """Take one request from a bucket; the seconds to wait where it is empty, else 0."""
        at = time.monotonic() if now is None else now
        held, since = self._buckets.pop(who, (self._full, at))
        held = min(self._full, held + (at - since) * self._per_second)
        if held < 1:
            self._buckets[who] = (held, at)
            return (1 - held) / self._per_second
        self._buckets[who] = (held - 1, at)
        while len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return 0.0
