"""The figures of each minute, written down by whoever sends work to the queues; the plots show them."""

from datetime import datetime, timedelta

from orchestrator.stages import NEEDS_PERSON, QUEUE_OF, Stage
from orchestrator.store import Store, Transaction, heartbeats, pace, samples
from orchestrator.store.pace import Standing
from queues.names import Queue

MINUTE = timedelta(minutes=1)
UNLUCKY = ("failed", "lost")
PEOPLE, DOUBT, MEMORY = "people", "in_doubt", "memory_mb"


def waiting(queue: Queue) -> str:
    """The name of the figure: documents that wait for this kind of work, or are worked on."""
    return f"waiting:{queue}"


def done(queue: Queue) -> str:
    """The name of the figure: runs of this kind that came to a good end in the minute before."""
    return f"done:{queue}"


def failed(queue: Queue) -> str:
    """The name of the figure: runs of this kind that failed, or were lost, in the minute before."""
    return f"failed:{queue}"


def take_sample(store: Store) -> bool:
    """Write down how the farm stands in this minute, where nobody has yet; whether this call did so."""
    with store.reading() as tx:
        at = samples.this_minute(tx)
        if samples.has(tx, at):
            return False
        found = _figures(tx, at)
    with store.begin() as tx:
        taken = samples.add(tx, at, found)
        if at.minute == 0:
            samples.prune(tx)
    return taken


def _figures(tx: Transaction, at: datetime) -> dict[str, float]:
    standing = pace.standing(tx, (*QUEUE_OF, *NEEDS_PERSON, Stage.CLAIMED, Stage.SUBMITTING))
    ended = pace.runs_ended(tx, at - MINUTE, at)
    found: dict[str, float] = {
        PEOPLE: _sum(standing, *NEEDS_PERSON),
        DOUBT: _sum(standing, Stage.IN_DOUBT),
        MEMORY: sum(beat.memory_mb for beat in heartbeats.listing(tx) if beat.seen_at > at - MINUTE),
    }
    for queue in Queue:
        stages = [stage for stage, other in QUEUE_OF.items() if other is queue]
        found[waiting(queue)] = _sum(standing, *stages)
        found[done(queue)] = ended.get((queue, "done"), 0)
        found[failed(queue)] = sum(ended.get((queue, outcome), 0) for outcome in UNLUCKY)
    return found


def _sum(standing: dict[Stage, Standing], *stages: Stage) -> int:
    return sum(standing[stage][0] for stage in stages if stage in standing)
