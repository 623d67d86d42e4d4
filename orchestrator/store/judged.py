"""Documents of a time with what was read of them, for judging them once more."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select, tuple_

from extractors.models import Extraction, Kind
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, extractions

JUDGED = (Kind.INVOICE, Kind.CREDIT_NOTE, Kind.RECEIPT, Kind.OTHER)
"""Kinds that rules decide on; a contract is filed."""
AT_ONCE = 200


def counted(tx: Transaction, since: datetime, until: datetime) -> int:
    """How many documents of these kinds came in from `since` up to but without `until`."""
    d = documents.c
    query = select(func.count()).where(d.received_at >= since, d.received_at < until, d.kind.in_(JUDGED))
    return int(tx.execute(query).scalar_one())


def between(tx: Transaction, since: datetime, until: datetime) -> Iterator[tuple[Document, Extraction]]:
    """Each document of these kinds that came in then and was read, the oldest first, with what holds of it now."""
    d, e = documents.c, extractions.c
    last = select(func.max(e.id)).where(e.document_id == d.id).correlate(documents).scalar_subquery()
    query = select(*COLUMNS, e.data).join(extractions, e.id == last).where(d.received_at < until, d.kind.in_(JUDGED))
    query = query.order_by(d.received_at, d.id).limit(AT_ONCE)
    rows = tx.execute(query.where(d.received_at >= since)).all()
    while rows:
        for row in rows:
            values = dict(row._mapping)
            read = Extraction.model_validate_json(values.pop("data"))
            yield Document.model_validate(values), read
        after = tuple_(d.received_at, d.id) > (rows[-1].received_at, rows[-1].id)
        rows = tx.execute(query.where(after)).all()
