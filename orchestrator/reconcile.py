"""Finding what was dropped: dead owners, jobs that no queue knows any more, attempts that came to nothing.

The database is the truth. Whatever stands in a stage that a queue works on, and that nobody works on, is handed to its
queue again; whoever failed too often is handed to a person.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from config import processes
from orchestrator.errors import LostRace
from orchestrator.stages import QUEUE_OF, Stage
from orchestrator.store import Store, Transaction, documents, outbox, postings, runs
from orchestrator.store.documents import Document
from orchestrator.store.postings import Attempt

log = logging.getLogger(__name__)
ACTOR = "reconciler"
LONGEST_WAIT_SECONDS = 60
LOOKED_AT_ONCE = 300
"""Of a larger backlog, so many are looked at in a round; a document comes up again after some rounds."""
IsWaiting = Callable[[outbox.Message], bool]


@dataclass(frozen=True)
class ReconcileTerms:
    """`grace` is how long a job may take from being sent to starting; `foreign_run_limit` ends runs of lost hosts."""

    grace: timedelta = timedelta(seconds=8)
    foreign_run_limit: timedelta = timedelta(minutes=15)
    settle: timedelta = timedelta(seconds=120)
    max_attempts: int = 3


def reconcile(store: Store, is_waiting: IsWaiting, terms: ReconcileTerms) -> None:
    """One round. `is_waiting` tells whether the queue still holds the job of a sent message.

    Raises:
        QueueUnavailable: the queue does not answer; the next round tries again.
    """
    _end_lost_runs(store, terms)
    _end_lost_postings(store, terms)
    with store.reading() as tx:
        stuck = documents.some_of(tx, QUEUE_OF, LOOKED_AT_ONCE)
        busy = {run.document_id for run in runs.unfinished(tx)}
    for document in stuck:
        if document.id not in busy:
            _hand_on(store, document, is_waiting, terms)


def _end_lost_runs(store: Store, terms: ReconcileTerms) -> None:
    with store.reading() as tx:
        unfinished = runs.unfinished(tx)
    for run in unfinished:
        here = processes.is_here(run.owner)
        overdue = run.started_at < datetime.now(UTC) - terms.foreign_run_limit
        if (here and not processes.is_alive(run.owner)) or (not here and overdue):
            with store.begin() as tx:
                runs.finish(tx, run.id, "lost", "Its process ended in the middle of the work.")
            log.warning("%s of document %s was lost with its process", run.step, run.document_id)


def _end_lost_postings(store: Store, terms: ReconcileTerms) -> None:
    with store.reading() as tx:
        attempts = postings.open_attempts(tx)
    for attempt in attempts:
        here = processes.is_here(attempt.owner)
        dead = here and not processes.is_alive(attempt.owner)
        if not dead and attempt.lease_until > datetime.now(UTC):
            continue
        if here and not processes.end(attempt.owner):
            log.error("the bot with pid %s cannot be ended; its document is left alone", attempt.pid)
            continue
        try:
            _take_back(store, attempt, terms)
        except LostRace:
            continue


def _take_back(store: Store, attempt: Attempt, terms: ReconcileTerms) -> None:
    """The owner is gone: claimed is ready again, submitting is in doubt until the ERP had time to settle."""
    with store.begin() as tx:
        stage = documents.get(tx, attempt.document_id).stage
        if stage is Stage.CLAIMED:
            reason = "Its bot ended before submitting anything; it is keyed again."
            documents.move(tx, attempt.document_id, stage, Stage.READY, ACTOR, reason, fence=attempt.fence)
        elif stage is Stage.SUBMITTING:
            reason = "Its bot ended while submitting; the ERP will be asked."
            documents.move(
                tx, attempt.document_id, stage, Stage.IN_DOUBT, ACTOR, reason, fence=attempt.fence, after=terms.settle
            )
        postings.finish(tx, attempt.document_id, attempt.fence, "lost", "Its process ended.")
    log.warning("took back document %s from a bot that ended", attempt.document_id)


def _hand_on(store: Store, document: Document, is_waiting: IsWaiting, terms: ReconcileTerms) -> None:
    """Enqueue a document again that stands in a queue's stage without anybody working on it."""
    queue = QUEUE_OF[document.stage]
    with store.reading() as tx:
        message = outbox.latest(tx, document.id, queue)
        failures = runs.unlucky(tx, document.id, queue, document.stage_since)
        waits = runs.postponed(tx, document.id, queue, document.stage_since)
    if message is not None and message.created_at >= document.stage_since - timedelta(seconds=1):
        if message.sent_at is None:
            return
        fresh = datetime.now(UTC) - message.sent_at < terms.grace
        if is_waiting(message) or (fresh and not failures):
            return
    try:
        with store.begin() as tx:
            if failures >= terms.max_attempts:
                _give_up(tx, document, failures)
            else:
                delay = timedelta(seconds=min(2 ** (failures + waits) - 1, LONGEST_WAIT_SECONDS))
                outbox.add(tx, document.id, queue, datetime.now(UTC) + delay)
    except LostRace:
        return


def _give_up(tx: Transaction, document: Document, failures: int) -> None:
    last = next((run for run in reversed(runs.of_document(tx, document.id)) if run.message), None)
    why = f"It was tried {failures} times without success: {last.message if last else 'no reason was given'}"
    to = Stage.NEEDS_REVIEW if document.stage is Stage.IN_DOUBT else Stage.FAILED
    documents.move(tx, document.id, document.stage, to, ACTOR, why)
    log.error("document %s: %s", document.id, why)
