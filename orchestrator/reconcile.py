"""Finding what was dropped: dead owners, jobs that no queue knows any more, attempts that came to nothing.

The database is the truth. Whatever stands in a stage that a queue works on, and that nobody works on, is handed to its
queue again; whoever failed too often is handed to a person.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from config import processes
from orchestrator.errors import LostRace
from orchestrator.stages import QUEUE_OF, Stage
from orchestrator.store import Store, Transaction, clock, documents, heartbeats, outbox, postings, runs
from orchestrator.store.documents import Document
from orchestrator.store.postings import Attempt
from queues.names import Queue

log = logging.getLogger(__name__)
ACTOR = "reconciler"
LONGEST_WAIT_SECONDS = 60
LOOKED_AT_ONCE = 300
"""Of a larger backlog, so many are looked at in a round, and the next ones in the next; more where many were lost."""
IsWaiting = Callable[[outbox.Message], bool]


@dataclass(frozen=True)
class ReconcileTerms:
    """When something counts as lost.

    Attributes:
        grace: how long a job may take from being sent to starting.
        host_silence: a host whose parts gave no sign of life for so long has lost its runs. What it keys stays its own
            until the lease is over, as it may only be cut off from here and not from the ERP.
        run_limit: how long a run may take, on any host; longer than a job may. Also ends runs whose end could not be
            written, as on a full disk.
    """

    grace: timedelta = timedelta(seconds=8)
    host_silence: timedelta = timedelta(seconds=45)
    run_limit: timedelta = timedelta(minutes=15)
    settle: timedelta = timedelta(seconds=120)
    max_attempts: int = 3


@dataclass
class Bookmark:
    """The document at which the last round stopped; empty at the beginning."""

    document_id: str = ""


def reconcile(store: Store, is_waiting: IsWaiting, terms: ReconcileTerms, bookmark: Bookmark | None = None) -> None:
    """One round. `is_waiting` tells whether the queue still holds the job of a sent message; `bookmark` is kept from
    round to round by whoever calls, without one every round begins at the first document.

    Raises:
        QueueUnavailable: the queue does not answer; the next round tries again.
    """
    end_lost(store, terms)
    bookmark = bookmark or Bookmark()
    while True:
        looked_at, lost = _look_at_some(store, is_waiting, terms, bookmark)
        if lost * 2 < LOOKED_AT_ONCE:  # else the queue was wiped, and every document is waited for
            return
        log.warning("%d of %d jobs are lost; their documents are handed to the queue again", lost, looked_at)


def _look_at_some(store: Store, is_waiting: IsWaiting, terms: ReconcileTerms, bookmark: Bookmark) -> tuple[int, int]:
    """How many documents were looked at, from the bookmark on, and how many of them nobody worked on."""
    with store.reading() as tx:
        some = documents.after(tx, bookmark.document_id, QUEUE_OF, LOOKED_AT_ONCE)
        busy = {run.document_id for run in runs.unfinished(tx)}
        stuck = [_stuck(tx, document, is_waiting, terms) for document in some if document.id not in busy]
    lost = [found for found in stuck if found is not None]
    _hand_on(store, [found for found in lost if found.failures < terms.max_attempts])
    for found in lost:
        if found.failures >= terms.max_attempts:
            _give_up(store, found)
    bookmark.document_id = some[-1].id if len(some) == LOOKED_AT_ONCE else ""
    return len(some), len(lost)


def end_lost(store: Store, terms: ReconcileTerms) -> None:
    """Take back what processes of this host, or of hosts that fell silent, left; each host does so for its own."""
    _end_lost_postings(store, terms)  # first: a bot that stands still may hold the lock that writing waits for
    _end_lost_runs(store, terms)


def _end_lost_runs(store: Store, terms: ReconcileTerms) -> None:
    with store.reading() as tx:
        unfinished, now = runs.unfinished(tx), clock.now(tx)
        silent = heartbeats.silent_hosts(tx, terms.host_silence)
    for run in unfinished:
        here = processes.is_here(run.owner)
        silenced = not here and run.host in silent
        overdue = run.started_at < now - terms.run_limit
        if overdue or silenced or (here and not processes.is_alive(run.owner)):
            with store.begin() as tx:
                runs.finish(tx, run.id, "lost", "Its process ended in the middle of the work.")
            log.warning("%s of document %s was lost with its process", run.step, run.document_id)


def _end_lost_postings(store: Store, terms: ReconcileTerms) -> None:
    with store.reading() as tx:
        attempts, now = postings.open_attempts(tx), clock.now(tx)
    for attempt in [one for one in attempts if _is_ended(one, now)]:  # all of them end before anything is written
        with suppress(LostRace):
            _take_back(store, attempt, terms)


def _is_ended(attempt: Attempt, now: datetime) -> bool:
    """Whether the attempt's bot works no more: it is dead, or its lease is over and it has been ended for that."""
    here = processes.is_here(attempt.owner)
    if here and not processes.is_alive(attempt.owner):
        return True
    if attempt.lease_until > now:
        return False
    if here and not processes.end(attempt.owner):
        log.error("the bot with pid %s cannot be ended; its document is left alone", attempt.pid)
        return False
    return True


def _take_back(store: Store, attempt: Attempt, terms: ReconcileTerms) -> None:
    """The owner is gone: claimed is ready again, submitting is in doubt until the ERP had time to settle.

    Raises:
        LostRace: the owner, or another reconciler, was quicker.
    """
    with store.begin() as tx:
        stage = documents.get(tx, attempt.document_id).stage
        if stage not in (Stage.CLAIMED, Stage.SUBMITTING):
            raise LostRace(f"Document {attempt.document_id} went on.")
        if stage is Stage.CLAIMED:
            reason = "Its bot ended before submitting anything; it is keyed again."
            documents.move(tx, attempt.document_id, stage, Stage.READY, ACTOR, reason, fence=attempt.fence)
        elif stage is Stage.SUBMITTING:
            reason = "Its bot ended while submitting; the ERP will be asked."
            documents.move(
                tx, attempt.document_id, stage, Stage.IN_DOUBT, ACTOR, reason, fence=attempt.fence, after=terms.settle
            )
            postings.begin_settling(tx, attempt.document_id, attempt.fence, terms.settle)
        postings.finish(tx, attempt.document_id, attempt.fence, "lost", "Its process ended.")
    log.warning("took back document %s from a bot that ended", attempt.document_id)


@dataclass(frozen=True)
class Stuck:
    """A document that stands in a queue's stage without anybody working on it, and what became of its runs there."""

    document: Document
    failures: int
    waits: int

    @property
    def queue(self) -> Queue:
        return QUEUE_OF[self.document.stage]

    @property
    def delay(self) -> timedelta:
        return timedelta(seconds=min(2 ** (self.failures + self.waits) - 1, LONGEST_WAIT_SECONDS))


def _stuck(tx: Transaction, document: Document, is_waiting: IsWaiting, terms: ReconcileTerms) -> Stuck | None:
    """None for a document whose message is still to be sent, is waited for in the queue, or has just been sent."""
    queue = QUEUE_OF[document.stage]
    message = outbox.latest(tx, document.id, queue)
    failures = runs.unlucky(tx, document.id, queue, document.stage_since)
    if message is not None:
        if message.sent_at is None:
            return None
        fresh = abs(clock.now(tx) - message.sent_at) < terms.grace  # the clock may have been set back since
        if is_waiting(message) or (fresh and not failures):
            return None
    return Stuck(document, failures, runs.postponed(tx, document.id, queue, document.stage_since))


def _hand_on(store: Store, lost: Sequence[Stuck]) -> None:
    """Enqueue documents again, all in one transaction."""
    if not lost:
        return
    with store.begin() as tx:
        now = clock.now(tx)
        for found in lost:
            outbox.add(tx, found.document.id, found.queue, now + found.delay)


def _give_up(store: Store, found: Stuck) -> None:
    document = found.document
    with store.reading() as tx:
        last = next((run for run in reversed(runs.of_document(tx, document.id)) if run.message), None)
    why = f"It was tried {found.failures} times without success: {last.message if last else 'no reason was given'}"
    to = Stage.NEEDS_REVIEW if document.stage is Stage.IN_DOUBT else Stage.FAILED
    with suppress(LostRace), store.begin() as tx:
        documents.move(tx, document.id, document.stage, to, ACTOR, why)
        log.error("document %s: %s", document.id, why)
