"""When the ERP is at work: the time in which at least one request of a browser's page is in flight."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Request

from bots.browser import Browser

Interval = tuple[float, float]


class RequestsInFlight:
    """Notes begin and end of every request of the pages it watches, in seconds of `time.perf_counter`."""

    def __init__(self) -> None:
        self._begun: dict[Request, float] = {}
        self._ended: list[Interval] = []

    def watch(self, page: Page) -> None:
        """Watch `page` from now on."""
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self._begun[request] = time.perf_counter()

    def _end(self, request: Request) -> None:
        begun = self._begun.pop(request, None)
        if begun is not None:
            self._ended.append((begun, time.perf_counter()))

    def between(self, start: float, end: float) -> tuple[float, int]:
        """Seconds between `start` and `end` with a request in flight, and how many requests ended in that time."""
        ended = [one for one in self._ended if start < one[1] <= end]
        still_open = [(begun, end) for begun in self._begun.values() if begun < end]
        return covered(ended + still_open, start), len(ended)


def covered(intervals: list[Interval], start: float) -> float:
    """Seconds after `start` in at least one of `intervals`."""
    seconds, reached = 0.0, start
    for begun, ended in sorted(intervals):
        seconds += max(0.0, ended - max(begun, reached))
        reached = max(reached, ended)
    return seconds


@contextmanager
def watched_browsers() -> Iterator[RequestsInFlight]:
    """Watch the page of every browser that is started meanwhile, those after a recycling included."""
    flight = RequestsInFlight()
    start = Browser.start

    def start_watched(evidence: Path, executable: Path | None = None, step_seconds: float = 30.0) -> Browser:
        browser = start(evidence, executable, step_seconds)
        flight.watch(browser.page)
        return browser

    Browser.start = start_watched  # type: ignore[method-assign]  # the one place where all browsers begin
    try:
        yield flight
    finally:
        Browser.start = start  # type: ignore[method-assign]
