"""The last hours in figures: each plot's lines, in steps of some minutes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from orchestrator.operations import sampling
from orchestrator.phrases import phrase
from orchestrator.store import Store, Transaction, clock, samples
from orchestrator.store.samples import Series
from queues.names import Queue

HOURS = 6
STEP = timedelta(minutes=5)
STEPS = HOURS * 12
READING, JUDGING, KEYING = phrase("Reading"), phrase("Judging"), phrase("Keying")
KIND_OF_WORK = {Queue.READ: READING, Queue.JUDGE: JUDGING, Queue.KEY: KEYING}
Values = tuple[float | None, ...]
"""One a step, oldest first; None for a step in which nobody sampled."""


@dataclass(frozen=True)
class Line:
    """One line of a plot: its name in English, and its values."""

    name: str
    values: Values


@dataclass(frozen=True)
class Plot:
    """One plot: its title in English, a word for its class, its lines, and when each step began."""

    key: str
    title: str
    lines: tuple[Line, ...]
    times: tuple[datetime, ...]

    @property
    def highest(self) -> float:
        return max((value for line in self.lines for value in line.values if value is not None), default=0.0)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was sampled at all."""
        return all(value is None for line in self.lines for value in line.values)


Together = Callable[[Sequence[float]], float]
FIGURES: tuple[tuple[str, str, Together, tuple[tuple[str, str], ...]], ...] = (
    (
        "waiting", phrase("Documents that wait"), max,
        tuple((KIND_OF_WORK[queue], sampling.waiting(queue)) for queue in Queue),
    ),
    (
        "done", phrase("Done a minute"), lambda found: round(sum(found) / len(found), 2),
        tuple((KIND_OF_WORK[queue], sampling.done(queue)) for queue in Queue),
    ),
    (
        "failed", phrase("Attempts that failed"), sum,
        tuple((KIND_OF_WORK[queue], sampling.failed(queue)) for queue in Queue),
    ),
    (
        "people", phrase("For people, and in doubt"), max,
        ((phrase("Waits for a person"), sampling.PEOPLE), (phrase("In doubt"), sampling.DOUBT)),
    ),
    ("memory", phrase("Memory of all parts, MB"), max, ((phrase("Memory"), sampling.MEMORY),)),
)  # fmt: skip
"""Each plot: its class, its title, how the minutes of a step go together, and its lines."""


def plots_of(store: Store) -> tuple[Plot, ...]:
    """The plots of the last `HOURS` hours."""
    with store.reading() as tx:
        return plots(tx)


def plots(tx: Transaction) -> tuple[Plot, ...]:
    """The plots of the last `HOURS` hours, within a transaction."""
    now = clock.now(tx)
    begin = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0) - STEP * (STEPS - 1)
    names = [name for *_, lines in FIGURES for _, name in lines]
    found = samples.series(tx, names, begin)
    times = tuple(begin + STEP * step for step in range(STEPS))
    return tuple(
        Plot(key, title, tuple(Line(said, steps(found[name], begin, together)) for said, name in lines), times)
        for key, title, together, lines in FIGURES
    )


def steps(series: Series, begin: datetime, together: Together) -> Values:
    """A figure's minutes put together by steps."""
    found: list[list[float]] = [[] for _ in range(STEPS)]
    for at, value in series:
        step = int((at - begin) / STEP)
        if 0 <= step < STEPS:
            found[step].append(value)
    return tuple(float(together(values)) if values else None for values in found)
