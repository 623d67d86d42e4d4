"""Documents gathered from the store as programs see them."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.models import Adjustment, Contract, Extraction, Invoice, InvoiceLine, Value
from orchestrator.stages import NEEDS_PERSON
from orchestrator.store import (
    Transaction,
    audit,
    documents,
    findings,
    lists,
    memories,
    postings,
    queries,
    receipts,
    versions,
)  # fmt: skip
from orchestrator.store.audit import AuditEntry
from orchestrator.store.documents import Document
from orchestrator.store.lists import Filters
from orchestrator.store.postings import Attempt
from orchestrator.web.api import document_models as told

BASE = "/api/v1"


def page(tx: Transaction, filters: Filters, after: str, limit: int) -> told.DocumentPage:
    """A page of a list."""
    found = lists.page(tx, filters, after, limit)
    names = queries.file_names(tx, [document.id for document in found.documents])
    shown = tuple(told.DocumentSummary(**_row(document, names.get(document.id, ()))) for document in found.documents)
    return told.DocumentPage(documents=shown, next=found.after)


def stands(tx: Transaction, document_id: str) -> told.DocumentStands:
    """A document as it stands now.

    Raises:
        DocumentNotFound
    """
    document = documents.get(tx, document_id)
    return told.DocumentStands(**_standing(tx, document))


def uploaded(tx: Transaction, receipt_id: str) -> told.Uploaded:
    """What became of a file that was just taken in."""
    receipt = receipts.get(tx, receipt_id)
    assert receipt is not None
    document = documents.get(tx, receipt.document_id)
    return told.Uploaded(**_standing(tx, document), receipt_id=receipt.id, duplicate=receipt.duplicate)


def whole(tx: Transaction, document_id: str) -> told.DocumentTold:
    """Everything about a document.

    Raises:
        DocumentNotFound
    """
    document = documents.get(tx, document_id)
    extraction = findings.latest_extraction(tx, document.id)
    return told.DocumentTold(
        **_standing(tx, document), sha256=document.sha256, media_type=document.media_type, size=document.size,
        reading=reading(extraction) if extraction else None,
        verdicts=findings.latest_verdicts(tx, document.id),
        approvals=tuple(told.ApprovalTold(**vars(item)) for item in findings.approvals_of(tx, document.id)),
        corrections=corrections(tx, document.id),
        order=findings.order_of(tx, document.id),
        attempts=tuple(_attempt(item) for item in postings.attempts_of(tx, document.id)),
        evidence=tuple(
            told.EvidenceTold(**vars(item), href=f"{BASE}/documents/{document.id}/evidence/{item.id}")
            for item in findings.evidence_of(tx, document.id)
        ),
        history=tuple(entry(item) for item in audit.history(tx, document.id)),
    )  # fmt: skip


def _standing(tx: Transaction, document: Document) -> dict[str, Any]:
    names = tuple(receipt.name for receipt in receipts.of_document(tx, document.id))
    return {**_row(document, names), "version": versions.version(tx, document)}


def _row(document: Document, files: tuple[str, ...]) -> dict[str, Any]:
    same = (
        "id", "kind", "language", "supplier_code", "issue_date", "due_date", "currency", "gross_total", "stage",
        "reason", "erp_number", "received_at", "stage_since",
    )  # fmt: skip
    return {
        **{name: getattr(document, name) for name in same},
        "files": files,
        "supplier": document.supplier_name,
        "number": document.invoice_number,
        "needs_person": document.stage in NEEDS_PERSON,
    }


def corrections(tx: Transaction, document_id: str) -> tuple[told.CorrectionTold, ...]:
    """Every correction of a document so far, oldest first."""
    made = memories.corrections_of(tx, document_id)
    return tuple(told.CorrectionTold(**vars(item), learned=item.memory_id is not None) for item in made)


def entry(item: AuditEntry) -> told.EntryTold:
    return told.EntryTold.model_validate(vars(item))


def _attempt(item: Attempt) -> told.AttemptTold:
    return told.AttemptTold(
        number=item.fence, lane=item.lane, claimed_at=item.claimed_at, submitted_at=item.intent_at,
        finished_at=item.finished_at, outcome=item.outcome, message=item.message,
        entry=json.loads(item.entry) if item.entry else None,
    )  # fmt: skip


def reading(extraction: Extraction) -> told.Reading:
    """What was read, every value as text."""
    invoice, contract = extraction.invoice, extraction.contract
    return told.Reading(
        kind=extraction.kind, kind_confidence=extraction.kind_confidence, language=extraction.language,
        pages=extraction.page_count, values={**_values(invoice), **_values(contract)},
        lines=tuple(_values(line) for line in invoice.lines) if invoice else (),
        adjustments=tuple(_values(item) for item in invoice.adjustments) if invoice else (),
        problems=tuple(told.ReadProblem(**vars(item)) for item in extraction.problems),
    )  # fmt: skip


def _values(part: Invoice | Contract | InvoiceLine | Adjustment | None) -> dict[str, told.ReadValue]:
    return dict(_named(part)) if part else {}


def _named(part: Invoice | Contract | InvoiceLine | Adjustment) -> Iterator[tuple[str, told.ReadValue]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Value):
            yield name, _value(value)


def _value(value: Value[Any]) -> told.ReadValue:
    box, place = value.bbox, None
    if box and value.page:
        place = told.Place(page=value.page, x0=box[0], y0=box[1], x1=box[2], y1=box[3])
    return told.ReadValue(
        value=_text(value.value), confidence=value.confidence, source=value.source, page=value.page, place=place
    )


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)
