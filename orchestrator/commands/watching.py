"""What the commands have in common that run a farm of their own and watch it: demo and chaos."""

import signal
import time
from collections.abc import Callable
from typing import Self

from rich.live import Live
from rich.text import Text

from orchestrator.commands.output import err

LOOK_SECONDS = 0.5


def end_when_told() -> None:
    """From now on SIGTERM and SIGHUP end this process by the way that stops farm and ERP too."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


class LiveLine:
    """A line on the terminal that is replaced as the work goes on; nothing where stderr is no terminal."""

    def __init__(self) -> None:
        self._live = Live(console=err, refresh_per_second=4, transient=True) if err.is_terminal else None

    @property
    def is_shown(self) -> bool:
        return self._live is not None

    def show(self, line: str) -> None:
        if self._live:
            self._live.update(Text(line))

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()


def stay_up(look_after: Callable[[], object]) -> None:
    """Keep what runs alive with `look_after` until Ctrl-C."""
    err.print("Farm and ERP stay up until Ctrl-C.")
    try:
        while True:
            look_after()
            time.sleep(LOOK_SECONDS)  # how often it is looked after; Ctrl-C ends it at once
    except KeyboardInterrupt:
        err.print("Stopping ...")
