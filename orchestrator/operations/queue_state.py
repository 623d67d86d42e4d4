"""The three kinds of work: how much waits, since when, how fast it goes, and when all of it will be done."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from orchestrator.stages import QUEUE_OF, Stage
from orchestrator.store import Transaction, clock, pace
from orchestrator.store.pace import Standing
from orchestrator.store.runs import Run
from queues.health import Health
from queues.names import Queue, queue_of

LATELY = timedelta(minutes=10)
"""Over which the rate is taken; with nothing done for so long while something waits, work stands still."""
WORKED_ON = (Stage.CLAIMED, Stage.SUBMITTING)
"""Being keyed; these have left the stage in which they waited."""
LOOKED_AT = (*QUEUE_OF, *WORKED_ON)


class QueueState(BaseModel):
    """One kind of work.

    Attributes:
        waiting: documents that nobody works on yet; `working`: those that somebody does.
        oldest: since when the first of them waits or is worked on; None when there is none.
        per_minute: documents done a minute, over the last ten minutes.
        at_server: jobs that wait in the queue server; None while it does not answer.
    """

    model_config = ConfigDict(frozen=True)

    queue: Queue
    waiting: int
    working: int
    oldest: datetime | None
    per_minute: float
    at_server: int | None

    @property
    def clears_in(self) -> timedelta | None:
        """How long until all that waits now is done at the present rate; None while nothing is done at all."""
        left = self.waiting + self.working
        if not left:
            return timedelta(0)
        return timedelta(minutes=left / self.per_minute) if self.per_minute else None

    def stands_still(self, now: datetime) -> bool:
        """Whether documents have waited for long, and none is done or worked on."""
        waits = self.oldest is not None and now - self.oldest > LATELY
        return bool(self.waiting) and waits and not self.per_minute and not self.working


def queue_states(
    tx: Transaction, standing: Mapping[Stage, Standing], unfinished: tuple[Run, ...], health: Health | None
) -> tuple[QueueState, ...]:
    """Every kind of work, in the order in which a document comes by.

    Args:
        standing: of the stages in `LOOKED_AT`.
        unfinished: the runs that go on now.
    """
    now = clock.now(tx)
    ended = pace.runs_ended(tx, now - LATELY, now)
    minutes = LATELY.total_seconds() / 60
    return tuple(
        QueueState(
            queue=queue, working=(working := _working(queue, standing, unfinished)),
            waiting=max(0, sum(standing[stage][0] for stage in _stages(queue, standing)) - working),
            oldest=min((standing[stage][1] for stage in _stages(queue, standing)), default=None),
            per_minute=round(ended.get((queue, "done"), 0) / minutes, 1), at_server=_at_server(queue, health),
        )
        for queue in Queue
    )  # fmt: skip


def _stages(queue: Queue, standing: Mapping[Stage, Standing]) -> list[Stage]:
    own = [stage for stage, other in QUEUE_OF.items() if other is queue]
    return [stage for stage in (*own, *(WORKED_ON if queue is Queue.KEY else ())) if stage in standing]


def _working(queue: Queue, standing: Mapping[Stage, Standing], unfinished: tuple[Run, ...]) -> int:
    """Runs are the truth; one whose document has gone on already only lacks its end."""
    present = sum(standing[stage][0] for stage in _stages(queue, standing))
    return min(present, sum(run.step == queue for run in unfinished))


def _at_server(queue: Queue, health: Health | None) -> int | None:
    return None if health is None else sum(line.depth for line in health.queues if queue_of(line.queue) is queue)
