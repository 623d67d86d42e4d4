"""What was approved, what people tried to approve in vain, and who had a hand in each document."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from orchestrator.store.engine import Transaction
from orchestrator.store.tables import approvals, audit, corrections, receipts

REFUSED = "approval refused"
"""What the history calls a try that segregation of duties refused."""
AT_ONCE = 500
"""Documents asked about in one query."""


class Decision(NamedTuple):
    """An approval or a signature, or a try that was `refused`, as the history names the actor."""

    document_id: str
    at: datetime
    actor: str
    refused: bool


class Hand(NamedTuple):
    """Somebody `corrected` a document or `handed in` its file."""

    actor: str
    at: datetime
    what: str


def since(tx: Transaction, moment: datetime) -> list[Decision]:
    """Every approval since then and every refused try, the oldest first."""
    query = select(approvals.c.document_id, approvals.c.decided_at, approvals.c.actor)
    rows = tx.execute(query.where(approvals.c.decided_at >= moment, approvals.c.decision.in_(("approved", "signed"))))
    found = [Decision(row.document_id, row.decided_at, row.actor, False) for row in rows]
    tries = select(audit.c.document_id, audit.c.at, audit.c.actor)
    rows = tx.execute(tries.where(audit.c.action == REFUSED, audit.c.at >= moment.isoformat(timespec="microseconds")))
    found += [Decision(row.document_id, datetime.fromisoformat(row.at), row.actor, True) for row in rows]
    return sorted(found, key=lambda one: one.at)


def hands(tx: Transaction, documents: Collection[str]) -> defaultdict[str, list[Hand]]:
    """By document who corrected it and who brought it in."""
    found: defaultdict[str, list[Hand]] = defaultdict(list)
    every = sorted(documents)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        query = select(corrections.c.document_id, corrections.c.actor, corrections.c.corrected_at)
        for row in tx.execute(query.where(corrections.c.document_id.in_(some))):
            found[row.document_id].append(Hand(row.actor, row.corrected_at, "corrected"))
        brought = select(receipts.c.document_id, receipts.c.handed_in_by, receipts.c.received_at)
        brought = brought.where(receipts.c.document_id.in_(some), receipts.c.handed_in_by.is_not(None))
        for row in tx.execute(brought):
            found[row.document_id].append(Hand(row.handed_in_by, row.received_at, "handed in"))
    return found
