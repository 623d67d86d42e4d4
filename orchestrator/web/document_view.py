"""Everything that a document's page shows, gathered in one reading transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bots.orders import InvoiceOrder
from extractors.models import Extraction, InvoiceLine, Value
from orchestrator.reports.wording import FIELD_LABEL, number
from orchestrator.store import Transaction, audit, documents, findings, postings, receipts, runs
from orchestrator.store.audit import AuditEntry
from orchestrator.store.documents import Document
from orchestrator.store.findings import Approval, Evidence, StoredVerdict
from orchestrator.store.postings import Attempt
from orchestrator.store.receipts import Receipt
from orchestrator.store.runs import Run

UNSURE_BELOW = 0.8
LINE_COLUMNS = ("description", "quantity", "unit_price", "tax_rate", "line_total")


@dataclass(frozen=True)
class Shown:
    """A value for the page. `key` joins it to its box; `box` is x, y, width and height in points, None without one."""

    key: str
    label: str
    text: str
    numeric: bool
    confidence: float
    source: str
    page: int | None
    box: tuple[float, float, float, float] | None

    @property
    def unsure(self) -> bool:
        return self.confidence < UNSURE_BELOW


@dataclass(frozen=True)
class DocumentView:
    """A document with all that is known of it."""

    document: Document
    files: tuple[Receipt, ...]
    extraction: Extraction | None
    values: tuple[Shown, ...]
    lines: tuple[tuple[Shown | None, ...], ...]
    verdicts: tuple[StoredVerdict, ...]
    approvals: tuple[Approval, ...]
    order: InvoiceOrder | None
    attempts: tuple[Attempt, ...]
    evidence: tuple[Evidence, ...]
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
    return DocumentView(
        document=document,
        files=receipts.of_document(tx, document.id),
        extraction=extraction,
        values=tuple(_values(extraction)),
        lines=tuple(_lines(extraction)),
        verdicts=findings.latest_verdicts(tx, document.id),
        approvals=findings.approvals_of(tx, document.id),
        order=findings.order_of(tx, document.id),
        attempts=postings.attempts_of(tx, document.id),
        evidence=findings.evidence_of(tx, document.id),
        history=audit.history(tx, document.id),
        runs=runs.of_document(tx, document.id),
    )


def _values(extraction: Extraction | None) -> Iterator[Shown]:
    for part in (extraction.invoice, extraction.contract) if extraction else ():
        for name in type(part).model_fields if part else ():
            value = getattr(part, name)
            if isinstance(value, Value):
                yield _shown(name, FIELD_LABEL.get(name, name), value)


def _lines(extraction: Extraction | None) -> Iterator[tuple[Shown | None, ...]]:
    invoice = extraction.invoice if extraction else None
    for index, line in enumerate(invoice.lines if invoice else (), start=1):
        yield tuple(_cell(line, index, name) for name in LINE_COLUMNS)


def _cell(line: InvoiceLine, index: int, name: str) -> Shown | None:
    value = getattr(line, name)
    return _shown(f"line-{index}-{name}", f"Line {index}, {name.replace('_', ' ')}", value) if value else None


def _shown(key: str, label: str, value: Value[Any]) -> Shown:
    box = value.bbox
    placed = (box[0], box[1], max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)) if box else None
    return Shown(
        key=key, label=label, text=_text(value.value), numeric=isinstance(value.value, Decimal),
        confidence=value.confidence, source=value.source, page=value.page, box=placed,
    )  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)
