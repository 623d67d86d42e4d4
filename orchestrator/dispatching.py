"""Telling the queues what the outbox says, and asking them what they still hold.

Documents are handed to a lane only when it has room, so that what waits is in the outbox, where any lane can take it.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestrator.breaker import BreakerTerms
from orchestrator.lane import tell_waiting, why_waiting
from orchestrator.steps import PROBE, STEPS
from orchestrator.store import Store, Transaction, clock, keying, lanes, outbox
from orchestrator.store.lanes import LaneAccount
from queues import dispatch
from queues.connection import Redis
from queues.errors import QueueUnavailable
from queues.names import Queue, line_names

log = logging.getLogger(__name__)
AHEAD = 5
"""Documents that wait in a lane's own line; the rest waits in the outbox."""
ACTOR = "dispatcher"


@dataclass(frozen=True)
class DispatchTerms:
    """The lanes of this farm, and after how many seconds of work a job is ended."""

    lanes: tuple[LaneAccount, ...]
    read_seconds: float
    lease_seconds: float
    breaker: BreakerTerms = field(default_factory=BreakerTerms)

    def job_seconds(self, queue: Queue) -> int:
        """After how many seconds a job is ended, whatever it does."""
        limit = {Queue.READ: self.read_seconds, Queue.JUDGE: 60.0, Queue.KEY: self.lease_seconds * 3}
        return int(limit[queue]) + 5


def dispatch_due(store: Store, redis: Redis, terms: DispatchTerms) -> int:
    """Enqueue every message whose time has come and that has where to go; sending one twice is one job. Returns how
    many.

    Raises:
        QueueUnavailable: the rest is sent when the queue is back.
    """
    with store.reading() as tx:
        due = [(message, "") for message in outbox.due(tx, queues=(Queue.READ, Queue.JUDGE))]
        due += _to_lanes(tx, redis, terms)
    sent: list[int] = []
    try:
        for message, lane in due:
            queue, seconds = message.queue, terms.job_seconds(message.queue)
            dispatch.enqueue(redis, queue, STEPS[queue], message.document_id, message.id, seconds, lane=lane)
            sent.append(message.id)
    finally:
        if sent:
            with store.begin() as tx:
                for message_id in sent:
                    outbox.mark_sent(tx, message_id)
    return len(sent)


def _to_lanes(tx: Transaction, redis: Redis, terms: DispatchTerms) -> Iterator[tuple[outbox.Message, str]]:
    """Which document goes to which lane: one of its ERP and company that works, and of those the one with most room."""
    for erp, company in dict.fromkeys((lane.erp, lane.company) for lane in terms.lanes):
        if not outbox.due_to_key(tx, erp, company, 1):
            continue
        own = [lane for lane in terms.lanes if (lane.erp, lane.company) == (erp, company)]
        working = [lane.name for lane in own if lanes.get(tx, lane).is_working and _is_attended(redis, lane)]
        room = {name: AHEAD - dispatch.waiting(redis, Queue.KEY, name) for name in working}
        places = sum(max(0, free) for free in room.values())
        for message in outbox.due_to_key(tx, erp, company, places) if places else ():
            name = max(room, key=lambda name: room[name])
            room[name] -= 1
            yield message, name


def send_probes(store: Store, redis: Redis, terms: DispatchTerms) -> None:
    """Have every paused lane whose time has come look whether it can go on; its own worker does so, with its login."""
    with store.reading() as tx:
        now = clock.now(tx)
        due = [account for account in terms.lanes if lanes.get(tx, account).is_due(now)]
    for account in due:
        with store.begin() as tx:
            lanes.change(tx, account, ACTOR, lambda lane, now: lane.probing(now, terms.breaker))
        try:
            seconds, name = terms.job_seconds(Queue.KEY), account.name
            dispatch.enqueue(redis, Queue.KEY, PROBE, f"lane-{name}", time.time_ns(), seconds, lane=name)
        except QueueUnavailable:
            with store.begin() as tx:
                lanes.change(tx, account, ACTOR, lambda lane, now: lane.not_probed(now, terms.breaker))
            raise


def explain_waiting(store: Store, accounts: Sequence[LaneAccount]) -> None:
    """See to it that every document that waits to be keyed says why."""
    known = {(account.erp, account.company) for account in accounts}
    with store.reading() as tx:
        why = {books: why_waiting(tx, *books) for books in known}
        for erp, company in keying.waiting(tx).keys() - known:
            why[erp, company] = f"No account of this farm keys into {company or 'a company without name'} of {erp}."
        untold = [books for books, sentence in why.items() if keying.is_untold(tx, books, sentence)]
    for books in untold:
        with store.begin() as tx:
            if books in known:
                tell_waiting(tx, *books)
            else:
                keying.tell_waiting(tx, books, why[books])


def attended_lines(redis: Redis, accounts: Sequence[LaneAccount]) -> tuple[str, ...]:
    """The lines in which a job is not forgotten; a lane's only while it has a worker, as its host may be lost for good.

    Raises QueueUnavailable.
    """
    attended = [account.name for account in accounts if _is_attended(redis, account)]
    return tuple(line for line in line_names(attended) if attended or line != Queue.KEY)


def _is_attended(redis: Redis, account: LaneAccount) -> bool:
    return dispatch.is_attended(redis, Queue.KEY, account.name)


def is_waiting(redis: Redis, message: outbox.Message, lines: Sequence[str]) -> bool:
    """Whether the message's job still stands in one of these lines; one that started is known by its run."""
    state = dispatch.state(redis, message.queue, message.document_id, message.id, lines)
    return state is dispatch.JobState.QUEUED
