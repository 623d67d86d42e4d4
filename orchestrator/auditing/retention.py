"""How long documents are kept, and which of them are due to be erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from config.retention_file import Period, RetentionFile
from orchestrator.stages import Stage
from orchestrator.store import Transaction, erasures
from orchestrator.store.documents import Document

ERASABLE = (Stage.POSTED, Stage.FILED, Stage.REJECTED, Stage.QUARANTINED, Stage.FAILED)
"""Stages in which nothing more becomes of a document by itself."""
AT_ONCE = 500


@dataclass(frozen=True)
class Due:
    """A document whose period is over: the last day on which it had to be kept."""

    document: Document
    kept_until: date


def kept_until(document: Document, terms: RetentionFile) -> date:
    """The last day on which a document is kept."""
    period = _period(document, terms)
    if document.stage in (Stage.REJECTED, Stage.QUARANTINED):
        return period.after(document.stage_since.date())
    begins = max(filter(None, (document.issue_date, document.received_at.date())))
    if terms.from_year_end and period.in_years:
        begins = date(begins.year, 12, 31)
    return period.after(begins)


def _period(document: Document, terms: RetentionFile) -> Period:
    periods = terms.documents
    if document.stage is Stage.REJECTED:
        return periods.rejected
    if document.stage is Stage.QUARANTINED:
        return periods.quarantined
    found: Period = getattr(periods, document.kind or "other", periods.other)
    return found


def due(tx: Transaction, terms: RetentionFile, today: date, limit: int) -> tuple[Due, ...]:
    """Documents that need not be kept any more, at most so many."""
    found: list[Due] = []
    for document in _old(tx, terms, today):
        until = kept_until(document, terms)
        if until < today:
            found.append(Due(document, until))
        if len(found) == limit:
            break
    return tuple(found)


def _old(tx: Transaction, terms: RetentionFile, today: date) -> Iterator[Document]:
    """Those that came in longer ago than the shortest period: nothing younger can be due."""
    spans = [getattr(terms.documents, name) for name in type(terms.documents).model_fields]
    shortest = min((span.after(today) - today for span in spans), default=timedelta(0))
    before = datetime.combine(today - shortest + timedelta(days=4), time(), UTC)  # months differ by three days
    last = ""
    while batch := erasures.candidates(tx, ERASABLE, before, last, AT_ONCE):
        yield from batch
        last = batch[-1].id
