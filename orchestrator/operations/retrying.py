"""Trying again everything that failed for one cause: one order, worked off in batches, safe to repeat at any moment."""

import logging
from contextlib import suppress

from orchestrator.approval import where_again
from orchestrator.errors import DecisionRefused, LostRace
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, cause_retries, causes, documents
from orchestrator.store.cause_retries import CauseRetry

log = logging.getLogger(__name__)
BATCH = 200
"""Documents in one transaction: others get the lock in between."""


def ask(store: Store, stage: Stage, cause: str, actor: str, reason: str) -> CauseRetry:
    """Order that all documents that rest for this cause now are tried again; the first of them are at once.

    An order for the same cause that is still being worked off is returned as it is: asking twice tries nothing twice.

    Raises:
        DecisionRefused: no document rests for this cause any more, or no reason is given.
    """
    if not reason.strip():
        raise DecisionRefused("Trying again needs its reason; say why.")
    with store.begin() as tx:
        order = cause_retries.running(tx, stage, cause) or _order(tx, stage, cause, actor, reason.strip())
    work_off(store, order)
    with store.reading() as tx:
        return cause_retries.get(tx, order.id)


def _order(tx: Transaction, stage: Stage, cause: str, actor: str, reason: str) -> CauseRetry:
    group = causes.group(tx, stage, cause)
    if group is None:
        raise DecisionRefused("No document rests for this cause any more; there is nothing to try again.")
    order = cause_retries.add(tx, stage, cause, actor, reason, group.count)
    facts = {"cause": cause, "stage": stage, "documents": group.count, "reason": reason, "order": order.id}
    audit.append(tx, actor, "cause_retried", None, facts)
    return order


def work_off_all(store: Store) -> None:
    """A batch of every order that is not done; called again and again by whoever sends work to the queues."""
    with store.reading() as tx:
        orders = cause_retries.unfinished(tx)
    for order in orders:
        work_off(store, order)


def work_off(store: Store, order: CauseRetry) -> int:
    """One batch of an order, in one transaction; how many documents were sent on their way."""
    with store.begin() as tx:
        now = cause_retries.hold(tx, order.id)
        if now.finished_at is not None:
            return 0
        resting = causes.take(tx, now.stage, now.cause, now.asked_at, BATCH)
        moved = sum(_again(tx, document, now) for document in resting)
        cause_retries.advance(tx, now, moved, finished=not moved or len(resting) < BATCH)
    if moved:
        log.info("%d documents are tried again for %s", moved, order.actor)
    return moved


def _again(tx: Transaction, document: documents.Document, order: CauseRetry) -> bool:
    to = where_again(tx, document)
    if to is None:
        return False
    with suppress(LostRace):
        facts = {"order": order.id, "cause": order.cause}
        documents.move(tx, document.id, document.stage, to, order.actor, order.reason, facts=facts)
        return True
    return False
