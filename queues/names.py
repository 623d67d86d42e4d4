"""The queues of the farm."""

from collections.abc import Sequence
from enum import StrEnum


class Queue(StrEnum):
    """One kind of work; a worker process listens on exactly one line."""

    READ = "read"
    JUDGE = "judge"
    KEY = "key"


def line_name(queue: Queue, lane: str = "") -> str:
    """The name of a line at the queue server: that of the kind of work, or ``key-books-1`` for a lane of its own."""
    return f"{queue}-{lane}" if lane else str(queue)


def line_names(lanes: Sequence[str] = ()) -> tuple[str, ...]:
    """Every line of a farm: with lanes, keying has a line for each; without, one."""
    keying = [line_name(Queue.KEY, lane) for lane in lanes] or [line_name(Queue.KEY)]
    return line_name(Queue.READ), line_name(Queue.JUDGE), *keying


def queue_of(line: str) -> Queue | None:
    """The kind of work that is done in a line; None for one that is not the farm's."""
    kind, _, lane = line.partition("-")
    return Queue(kind) if kind in set(Queue) and (not lane or kind == Queue.KEY) else None
