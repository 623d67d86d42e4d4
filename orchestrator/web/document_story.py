"""Where a document comes from, what it refers to, and each attempt at keying it with its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from extractors.models import Extraction
from orchestrator.store import (
    Transaction,
    contracts,
    documents,
    findings,
    lanes,
    postings,
    receipts,
    review,
    supplier_lists,
)
from orchestrator.store.documents import Document
from orchestrator.store.findings import Evidence
from orchestrator.store.lanes import LaneFailure
from orchestrator.store.postings import Attempt
from orchestrator.store.receipts import Receipt

EARLIER = 5
PARTS = 50


@dataclass(frozen=True)
class AttemptStory:
    """An attempt at keying with what was kept as proof of it, and what failed about its lane."""

    attempt: Attempt
    evidence: tuple[Evidence, ...]
    failures: tuple[LaneFailure, ...]


@dataclass(frozen=True)
class Keying:
    """All attempts, and the proof that belongs to none of them."""

    attempts: tuple[AttemptStory, ...]
    evidence: tuple[Evidence, ...]
    failures: tuple[LaneFailure, ...]

    def __bool__(self) -> bool:
        return bool(self.attempts or self.evidence or self.failures)


@dataclass(frozen=True)
class Relations:
    """What else a document has to do with.

    Attributes:
        whole: the document that it was a part of, or the mail that it was attached to.
        pages: the first and the last page of `whole` that it is, None where no person split it.
        parts: the documents that were made of it.
        po_number: the customer's order that it names, empty without one.
        contracts: filed contracts that name its supplier.
        earlier: the supplier's other documents, the newest first.
    """

    whole: Document | None
    pages: tuple[int, int] | None
    parts: tuple[Document, ...]
    po_number: str
    contracts: tuple[Document, ...]
    earlier: tuple[Document, ...]

    def __bool__(self) -> bool:
        return bool(self.whole or self.parts or self.po_number or self.contracts or self.earlier)


def keying(tx: Transaction, document_id: str) -> Keying:
    """The attempts at a document; a picture belongs to the attempt during which it was taken."""
    attempts = postings.attempts_of(tx, document_id)
    evidence = findings.evidence_of(tx, document_id)
    failures = lanes.failures_at(tx, document_id)
    starts = [attempt.claimed_at for attempt in attempts]
    return Keying(
        attempts=tuple(
            AttemptStory(
                attempt,
                tuple(piece for piece in evidence if _turn(starts, piece.made_at) == index),
                tuple(failure for failure in failures if _turn(starts, failure.failed_at) == index),
            )
            for index, attempt in enumerate(attempts)
        ),
        evidence=tuple(piece for piece in evidence if _turn(starts, piece.made_at) < 0),
        failures=tuple(failure for failure in failures if _turn(starts, failure.failed_at) < 0),
    )


def _turn(starts: Sequence[datetime], at: datetime) -> int:
    """Which attempt was the last to begin before a time; -1 for none."""
    return sum(1 for start in starts if start <= at) - 1


def relations(
    tx: Transaction, document: Document, files: Sequence[Receipt], extraction: Extraction | None
) -> Relations:
    """What a document comes from, consists of and refers to."""
    parents = (receipts.get(tx, file.parent_id) for file in files if file.parent_id)
    whole = next((parent.document_id for parent in parents if parent), None)
    attached = [part for file in files for part in receipts.attached(tx, file.id)][:PARTS]
    split = next(iter(review.origins_of(tx, document.id)), None)
    order = extraction.invoice.po_number if extraction and extraction.invoice else None
    name = document.supplier_name or ""
    named = contracts.naming(tx, [name]) if name and document.kind != contracts.CONTRACT else {}
    earlier: tuple[Document, ...] = ()
    if document.supplier_code:
        earlier = supplier_lists.documents_of(tx, document.supplier_code, None, EARLIER + 1)
    return Relations(
        whole=documents.get(tx, whole) if whole else None,
        pages=(split.first, split.last) if split else None,
        parts=tuple(documents.get(tx, part.document_id) for part in attached),
        po_number=order.value if order else "",
        contracts=named.get(name, ()),
        earlier=tuple(each for each in earlier if each.id != document.id)[:EARLIER],
    )
