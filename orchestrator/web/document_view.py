"""Everything that a document's page shows, gathered in one reading transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bots.orders import InvoiceOrder
from extractors.models import Extraction, InvoiceLine, Value
from orchestrator.reports.wording import FIELD_LABEL
from orchestrator.store import (
    Transaction,
    audit,
    documents,
    findings,
    memories,
    purchase_orders,
    questions,
    receipts,
    review,
    runs,
)
from orchestrator.store.audit import AuditEntry
from orchestrator.store.documents import Document
from orchestrator.store.findings import Approval, StoredVerdict
from orchestrator.store.memories import Correction
from orchestrator.store.purchase_orders import BilledByDocument
from orchestrator.store.questions import Question
from orchestrator.store.receipts import Receipt
from orchestrator.store.review import SetAside
from orchestrator.store.runs import Run
from orchestrator.web.document_story import Keying, Relations, keying, relations
from orchestrator.web.words import COLUMN

UNSURE_BELOW = 0.8
LINE_COLUMNS = tuple(COLUMN)


@dataclass(frozen=True)
class Shown:
    """A value for the page. `key` joins it to its box; `box` is x, y, width and height in points, None without one.

    Attributes:
        label: what it is called in English.
        line: the number of the invoice line that it belongs to, 0 for none.
        learned: the supplier's memory decided on it.
    """

    key: str
    label: str
    value: object
    confidence: float
    source: str
    page: int | None
    box: tuple[float, float, float, float] | None
    line: int = 0
    learned: bool = False

    @property
    def unsure(self) -> bool:
        return self.confidence < UNSURE_BELOW

    @property
    def numeric(self) -> bool:
        return isinstance(self.value, Decimal)


@dataclass(frozen=True)
class DocumentView:
    """A document with all that is known of it; `shown` is the content that was read, its pages turned by people."""

    document: Document
    shown: str
    files: tuple[Receipt, ...]
    extraction: Extraction | None
    values: tuple[Shown, ...]
    lines: tuple[tuple[Shown | None, ...], ...]
    verdicts: tuple[StoredVerdict, ...]
    approvals: tuple[Approval, ...]
    corrections: tuple[Correction, ...]
    order: InvoiceOrder | None
    bills: tuple[BilledByDocument, ...]
    keying: Keying
    relations: Relations
    questions: tuple[Question, ...]
    set_aside: SetAside | None
    history: tuple[AuditEntry, ...]
    runs: tuple[Run, ...]

    @property
    def title(self) -> str:
        """What people call it: supplier and number, else its file's name."""
        parts = (self.document.supplier_name, self.document.invoice_number)
        return " · ".join(part for part in parts if part) or (self.files[0].name if self.files else self.document.id)

    @property
    def failed(self) -> tuple[StoredVerdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)

    def boxes(self, page: int) -> Iterator[Shown]:
        """The values that were read on a page at a known place."""
        cells = (cell for line in self.lines for cell in line if cell)
        return (shown for shown in (*self.values, *cells) if shown.page == page and shown.box)


def view(tx: Transaction, document_id: str) -> DocumentView:
    """Gather it.

    Raises:
        DocumentNotFound: no document, or more than one, answers to the id.
    """
    document = documents.get(tx, document_id)
    extraction = findings.latest_extraction(tx, document.id)
    files = receipts.of_document(tx, document.id)
    return DocumentView(
        document=document,
        shown=review.shown_content(tx, document),
        files=files,
        extraction=extraction,
        values=tuple(_values(extraction)),
        lines=tuple(_lines(extraction)),
        verdicts=findings.latest_verdicts(tx, document.id),
        approvals=findings.approvals_of(tx, document.id),
        corrections=memories.corrections_of(tx, document.id),
        order=findings.order_of(tx, document.id),
        bills=purchase_orders.matches_of(tx, document.id),
        keying=keying(tx, document.id),
        relations=relations(tx, document, files, extraction),
        questions=questions.of_document(tx, document.id),
        set_aside=review.set_aside_of(tx, document),
        history=audit.history(tx, document.id),
        runs=runs.of_document(tx, document.id),
    )


def _values(extraction: Extraction | None) -> Iterator[Shown]:
    learned = extraction.remembered.decided if extraction and extraction.remembered else ()
    for part in (extraction.invoice, extraction.contract) if extraction else ():
        for name in type(part).model_fields if part else ():
            value = getattr(part, name)
            if isinstance(value, Value):
                yield _shown(name, FIELD_LABEL.get(name, name), value, learned=name in learned)


def _lines(extraction: Extraction | None) -> Iterator[tuple[Shown | None, ...]]:
    invoice = extraction.invoice if extraction else None
    for index, line in enumerate(invoice.lines if invoice else (), start=1):
        yield tuple(_cell(line, index, name) for name in LINE_COLUMNS)


def _cell(line: InvoiceLine, index: int, name: str) -> Shown | None:
    value = getattr(line, name)
    return _shown(f"line-{index}-{name}", COLUMN[name], value, line=index) if value else None


def _shown(key: str, label: str, value: Value[Any], *, line: int = 0, learned: bool = False) -> Shown:
    box = value.bbox
    placed = (box[0], box[1], max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)) if box else None
    return Shown(
        key=key, label=label, value=value.value, confidence=value.confidence, source=value.source, page=value.page,
        box=placed, line=line, learned=learned and value.source != "person",
    )  # fmt: skip
