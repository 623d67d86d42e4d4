"""What stands on the sheets of the workbook: their columns, and their rows from the store."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.models import InvoiceLine, Value
from orchestrator.credit_note import positive
from orchestrator.reports.cells import Content
from orchestrator.reports.reasons import reasons
from orchestrator.reports.wording import NEXT_STEP, STAGE_LABEL, kind_label
from orchestrator.stages import NEEDS_PERSON
from orchestrator.store import Transaction, findings, queries, receipts
from orchestrator.store.documents import Document

DAY = "yyyy-mm-dd"
TIME = "yyyy-mm-dd hh:mm:ss"
SECONDS = "0.0"
FREE = "General"
MONEY = "money"
"""Stands for the format of the row's currency."""

Row = tuple[Content, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and its columns: title, width in characters, number format."""

    name: str
    columns: tuple[tuple[str, int, str], ...]


OUTCOMES = Sheet(
    "Outcomes",
    (
        ("File", 38, ""), ("Kind", 13, ""), ("Supplier", 32, ""), ("Number", 20, ""), ("Issued on", 12, DAY),
        ("Currency", 10, ""), ("Net", 14, MONEY), ("Gross", 14, MONEY), ("Outcome", 18, ""), ("ERP number", 13, ""),
        ("Reason", 60, ""), ("Received (UTC)", 20, TIME), ("Seconds", 10, SECONDS), ("Document", 36, ""),
    ),
)  # fmt: skip
EXCEPTIONS = Sheet(
    "Exceptions",
    (
        ("File", 38, ""), ("Supplier", 32, ""), ("Number", 20, ""), ("Currency", 10, ""), ("Gross", 14, MONEY),
        ("Outcome", 18, ""), ("Rule", 24, ""), ("Reason", 70, ""), ("What to do", 60, ""), ("Since (UTC)", 20, TIME),
        ("Document", 36, ""),
    ),
)  # fmt: skip
LINES = Sheet(
    "Lines",
    (
        ("File", 38, ""), ("Supplier", 32, ""), ("Number", 20, ""), ("Line", 7, ""), ("Description", 50, ""),
        ("Quantity", 12, FREE), ("Unit price", 14, FREE), ("Tax %", 9, FREE), ("Line total", 14, MONEY),
        ("Currency", 10, ""), ("Outcome", 18, ""), ("Document", 36, ""),
    ),
)  # fmt: skip


@dataclass
class Rows:
    """The rows of each sheet, each with the currency of its amounts."""

    outcomes: list[tuple[str | None, Row]] = field(default_factory=list)
    exceptions: list[tuple[str | None, Row]] = field(default_factory=list)
    lines: list[tuple[str | None, Row]] = field(default_factory=list)


def gather(tx: Transaction) -> Rows:
    """All rows, in the order in which the files came in."""
    known, seconds, rows = queries.all_documents(tx), queries.seconds_worked(tx), Rows()
    seen: dict[str, Content] = {}
    for receipt in receipts.everything(tx):
        document = known[receipt.document_id]
        if document.id not in seen:
            seen[document.id] = _add_document(tx, rows, document, receipt.name)
        outcome = STAGE_LABEL[document.stage]
        rows.outcomes.append(
            (
                document.currency,
                (
                    receipt.name, kind_label(document.kind) if document.kind else "", document.supplier_name,
                    document.invoice_number, document.issue_date, document.currency, seen[document.id],
                    document.gross_total, f"Duplicate ({outcome.lower()})" if receipt.duplicate else outcome,
                    document.erp_number, document.reason, receipt.received_at,
                    None if receipt.duplicate else seconds.get(document.id), document.id,
                ),
            )
        )  # fmt: skip
    return rows


def _add_document(tx: Transaction, rows: Rows, document: Document, file: str) -> Content:
    """Add a document's exceptions and lines; returns its net total."""
    if document.stage in NEEDS_PERSON:
        rows.exceptions += ((document.currency, row) for row in _exceptions(tx, document, file))
    extraction = findings.latest_extraction(tx, document.id)
    invoice = positive(extraction.invoice, extraction.kind) if extraction and extraction.invoice else None
    for index, line in enumerate(invoice.lines if invoice else (), start=1):
        rows.lines.append((document.currency, _line(document, file, index, line)))
    return invoice.net_total.value if invoice and invoice.net_total else None


def _exceptions(tx: Transaction, document: Document, file: str) -> Iterator[Row]:
    """One row for each reason."""
    for rule, reason in reasons(document, findings.latest_verdicts(tx, document.id)) or (("", ""),):
        yield (
            file, document.supplier_name, document.invoice_number, document.currency, document.gross_total,
            STAGE_LABEL[document.stage], rule, reason, NEXT_STEP[document.stage], document.stage_since, document.id,
        )  # fmt: skip


def _line(document: Document, file: str, index: int, line: InvoiceLine) -> Row:
    def of(value: Value[str] | Value[Decimal] | None) -> Content:
        return value.value if value else None

    return (
        file, document.supplier_name, document.invoice_number, index, of(line.description), of(line.quantity),
        of(line.unit_price), of(line.tax_rate), of(line.line_total), document.currency, STAGE_LABEL[document.stage],
        document.id,
    )  # fmt: skip
