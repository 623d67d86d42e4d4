"""How the farm is at one moment: everything that the operations page and `botfarm status` tell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from orchestrator.operations.doubts import Doubt, doubts
from orchestrator.operations.lane_state import LaneState, lane_states
from orchestrator.operations.queue_state import LOOKED_AT, QueueState, queue_states
from orchestrator.operations.workers import Worker, workers
from orchestrator.stages import Stage
from orchestrator.store import Store, cause_retries, causes, clock, pace, runs
from orchestrator.store.cause_retries import CauseRetry
from orchestrator.store.causes import FailureGroup
from queues.health import Health, WorkerHealth


@dataclass(frozen=True)
class Picture:
    """The farm at a moment.

    Attributes:
        queue_away: whether the queue server does not answer.
        lost_workers: workers that the queue server still counts, whose process is gone.
        failures: causes for which documents rest, the most frequent first.
        retries: orders to try a cause again that are being worked off.
        in_doubt: how many postings are in doubt; `doubts` tells of the oldest.
    """

    at: datetime
    queue_away: bool
    queues: tuple[QueueState, ...]
    lanes: tuple[LaneState, ...]
    workers: tuple[Worker, ...]
    lost_workers: tuple[WorkerHealth, ...]
    failures: tuple[FailureGroup, ...]
    retries: tuple[CauseRetry, ...]
    doubts: tuple[Doubt, ...]
    in_doubt: int

    @property
    def posted(self) -> int:
        """Documents keyed in the last hour, with all lanes."""
        return sum(state.posted for state in self.lanes)

    @property
    def retried(self) -> tuple[FailureGroup, ...]:
        """Causes that are being tried again."""
        running = {(retry.stage, retry.cause) for retry in self.retries}
        return tuple(group for group in self.failures if (group.stage, group.cause) in running)

    @property
    def memory_mb(self) -> int:
        """What all parts take that give signs of life."""
        return sum(worker.memory_mb for worker in self.workers if not worker.silent)


def look(store: Store, ask_queues: Callable[[], Health | None]) -> Picture:
    """The farm as it is now. `ask_queues` gives None where the queue server does not answer."""
    health = ask_queues()
    with store.reading() as tx:
        standing = pace.standing(tx, LOOKED_AT)
        unfinished = runs.unfinished(tx)
        return Picture(
            at=clock.now(tx), queue_away=health is None,
            queues=queue_states(tx, standing, unfinished, health), lanes=lane_states(tx),
            workers=workers(tx, unfinished), failures=causes.groups(tx), retries=cause_retries.unfinished(tx),
            lost_workers=tuple(w for w in health.workers if w.state == "dead") if health else (),
            doubts=doubts(tx), in_doubt=standing[Stage.IN_DOUBT][0] if Stage.IN_DOUBT in standing else 0,
        )  # fmt: skip
