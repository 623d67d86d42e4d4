"""Everything that the review of a document shows: fields, the doubtful ones first, lines, pages and questions."""

from collections.abc import Mapping
from typing import Any

from extractors.models import Box, Extraction, Frozen, Invoice, Limits, Value
from orchestrator.correcting.fields import CORRECTABLE, HEADER_FIELDS, LINE_FIELDS, shown
from orchestrator.correcting.grid import COLUMNS, rows_of
from orchestrator.figures import all_lines
from orchestrator.judging import Judge, Judgement
from orchestrator.learning.codes_by_person import codes_by_person
from orchestrator.phrases import phrase
from orchestrator.review.pages import PageInfo, pages_of
from orchestrator.rules.required_fields import required
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, documents, editing, findings, questions, review
from orchestrator.store.documents import Document
from orchestrator.store.editing import Editing
from orchestrator.store.questions import Question
from orchestrator.store.review import SetAside, SplitPart

LABELS: Mapping[str, str] = {
    "supplier_name": phrase("Supplier"),
    "supplier_tax_id": phrase("Supplier's tax number"),
    "customer_name": phrase("Customer"),
    "customer_tax_id": phrase("Customer's tax number"),
    "invoice_number": phrase("Number"),
    "issue_date": phrase("Issued on"),
    "due_date": phrase("Due on"),
    "currency": phrase("Currency"),
    "net_total": phrase("Net total"),
    "tax_total": phrase("Tax"),
    "gross_total": phrase("Gross total"),
    "iban": phrase("IBAN"),
    "payment_reference": phrase("Payment reference"),
    "po_number": phrase("Purchase order"),
}
COLUMN_LABELS: Mapping[str, str] = {
    "description": phrase("Description"),
    "quantity": phrase("Quantity"),
    "unit_price": phrase("Unit price"),
    "tax_rate": phrase("Tax rate"),
    "line_total": phrase("Line total"),
    "account": phrase("Account"),
    "tax_code": phrase("Tax code"),
    "cost_centre": phrase("Cost centre"),
}


class ReviewField(Frozen):
    """A field of the document's head.

    Attributes:
        name: of `Invoice`; `label` is the English phrase for people.
        text: as it is typed: amounts with a dot, dates ISO 8601; empty for none.
        confidence: 0 to 1; 0 where there is no value.
        doubtful: whether a person should look at it, and `problem` why.
        page, box: where it was read, in points of the page as shown.
        source: `xml`, `text`, `ocr`, `person` …; empty for none.
    """

    name: str
    label: str
    text: str
    confidence: float
    doubtful: bool
    page: int | None
    box: Box | None
    source: str
    required: bool
    problem: str


class ReviewCell(Frozen):
    """Where a cell of the lines was read, and how surely."""

    confidence: float
    page: int | None
    box: Box | None
    source: str


class ReviewView(Frozen):
    """A document under review.

    Attributes:
        version: to be given back when saving; another one once somebody has changed or read the document anew.
        fields: the doubtful ones first.
        columns, lines: the grid; a code in it is one that a person gave.
        cells: for each line and column where it was read, None where it was not.
        coded: for each line the codes that hold now (`account`, `tax_code`, `cost_centre`), by a person or the tables.
        adjustments: allowances and charges on the whole document, as lines in the same columns.
        lines_problem: why the lines should be looked at, empty if not.
        problems: what the rules say against the document, in sentences.
        editable: whether it waits for a person and has fields.
        parts, origins: what it was split into, and from what.
    """

    document_id: str
    stage: Stage
    kind: str
    version: str
    reason: str
    editable: bool
    fields: tuple[ReviewField, ...]
    columns: tuple[str, ...]
    column_labels: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[ReviewCell | None, ...], ...]
    coded: tuple[tuple[str, str, str], ...]
    adjustments: tuple[tuple[str, ...], ...]
    lines_problem: str
    pages: tuple[PageInfo, ...]
    problems: tuple[str, ...]
    questions: tuple[Question, ...]
    editing: Editing | None
    set_aside: SetAside | None
    parts: tuple[SplitPart, ...]
    origins: tuple[SplitPart, ...]
    shown_sha256: str


def view(store: Store, document_id: str, judge: Judge, limits: Limits) -> ReviewView:
    """What a review shows of a document now; doubts and problems by the rules as they stand.

    Raises:
        DocumentNotFound
    """
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        number, extraction = findings.numbered_extraction(tx, document.id)
        codes = codes_by_person(tx, document.id)
        judgement = judge.look(tx, document, extraction, codes) if extraction and extraction.invoice else None
        parts = _around(tx, document) | _inside(extraction, judgement, judge, codes)
        parts["editable"] = judgement is not None and document.stage in CORRECTABLE
        shown_sha256, degrees = review.turned(tx, document)
    return ReviewView(
        document_id=document.id, stage=document.stage, kind=document.kind or "", version=str(number),
        reason=document.reason, pages=pages_of(store, document, shown_sha256, degrees, limits),
        shown_sha256=shown_sha256, **parts,
    )  # fmt: skip


def _around(tx: Transaction, document: Document) -> dict[str, Any]:
    return {
        "questions": questions.of_document(tx, document.id),
        "editing": editing.of_document(tx, document.id),
        "set_aside": review.set_aside_of(tx, document),
        "parts": review.parts_of(tx, document.id),
        "origins": review.origins_of(tx, document.id),
    }


def _inside(
    extraction: Extraction | None, judgement: Judgement | None, judge: Judge, codes: dict[tuple[int, str], str]
) -> dict[str, Any]:
    invoice = extraction.invoice if extraction and extraction.invoice else Invoice()
    doubtful = judgement.doubtful if judgement else {}
    needed = required(extraction.kind, judge.rules.required_fields) if extraction else ()
    fields = [_field(invoice, name, doubtful.get(name, ""), name in needed) for name in HEADER_FIELDS]
    every = rows_of(all_lines(invoice), codes)
    here = len(invoice.lines)
    return {
        "fields": tuple(sorted(fields, key=lambda field: not field.doubtful)) if extraction else (),
        "columns": COLUMNS,
        "column_labels": tuple(COLUMN_LABELS[column] for column in COLUMNS),
        "lines": tuple(tuple(row) for row in every[:here]),
        "adjustments": tuple(tuple(row) for row in every[here:]),
        "cells": tuple(tuple(_cell(getattr(line, name)) for name in LINE_FIELDS) for line in invoice.lines),
        "coded": tuple((c.account, c.tax_code, c.cost_centre) for c in judgement.coded) if judgement else (),
        "lines_problem": doubtful.get("lines", ""),
        "problems": tuple(v.sentence for v in judgement.verdicts if not v.passed) if judgement else (),
    }


def _field(invoice: Invoice, name: str, problem: str, needed: bool) -> ReviewField:
    value: Value[Any] | None = getattr(invoice, name)
    return ReviewField(
        name=name, label=LABELS[name], text=shown(value), confidence=value.confidence if value else 0.0,
        doubtful=bool(problem), page=value.page if value else None, box=value.bbox if value else None,
        source=str(value.source) if value else "", required=needed, problem=problem,
    )  # fmt: skip


def _cell(value: Value[Any] | None) -> ReviewCell | None:
    if value is None:
        return None
    return ReviewCell(confidence=value.confidence, page=value.page, box=value.bbox, source=str(value.source))
