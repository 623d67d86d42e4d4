"""Documents that rest because of their orders: found again once an order or a goods receipt has changed."""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import func, not_, select

from orchestrator.purchasing.order_numbers import BETWEEN, order_key
from orchestrator.stages import Stage
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, verdicts

MOST = 2000
RULE = "order_matching"


def waiting_for(tx: Transaction, order_numbers: Collection[str]) -> tuple[str, ...]:
    """The documents that a person should look at because of one of these orders, the oldest first, to be moved.

    One that somebody decides about at this very moment is left to them: they see the order as it is then.
    """
    keys = {order_key(number) for number in order_numbers}
    v = verdicts.c
    newer = verdicts.alias()
    last = select(func.max(newer.c.round)).where(newer.c.document_id == v.document_id).scalar_subquery()
    query = (
        select(v.document_id, v.looked_at)
        .join(documents, documents.c.id == v.document_id)
        .where(v.rule_id == RULE, not_(v.passed), documents.c.stage == Stage.NEEDS_REVIEW, v.round == last)
        .order_by(documents.c.received_at, documents.c.id)
        .limit(MOST)
    )
    found = [row.document_id for row in tx.execute(query) if keys & _named(json.loads(row.looked_at))]
    return _free(tx, found)


def _free(tx: Transaction, document_ids: Sequence[str]) -> tuple[str, ...]:
    """Those that nobody else holds; they are this transaction's until it ends."""
    if not document_ids:
        return ()
    c = documents.c
    query = select(c.id).where(c.id.in_(document_ids), c.stage == Stage.NEEDS_REVIEW)
    return tuple(tx.execute(query.order_by(c.received_at, c.id).with_for_update(skip_locked=True)).scalars())


def _named(looked_at: dict[str, str]) -> set[str]:
    """The keys of the orders that were found, and of those that were not."""
    printed = looked_at.get("po_number", "")
    parts = [printed, *BETWEEN.split(printed), *looked_at.get("orders", "").split(", ")]
    return {order_key(part) for part in parts}
