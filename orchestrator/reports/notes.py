"""The short text beside a returned file: what it was, what became of it, why, and what to do next."""

import textwrap
from collections.abc import Iterator, Sequence

from orchestrator.reports.reasons import reasons
from orchestrator.reports.wording import NEXT_STEP, STAGE_LABEL, STAGE_MEANING, amount, kind_label, moment
from orchestrator.store.documents import Document
from orchestrator.store.findings import StoredVerdict
from orchestrator.store.receipts import Receipt

WIDTH = 78


def note(receipt: Receipt, document: Document, verdicts: Sequence[StoredVerdict], dashboard_url: str) -> str:
    """The text for a file whose document rests.

    In: the file's receipt, its document, the last round of verdicts, and the dashboard's address without a path.
    Out: plain text, lines ended by a line feed.
    """
    known = " (this file was known already)" if receipt.duplicate else ""
    paragraphs = [
        [f"{STAGE_LABEL[document.stage].upper()}{known}", ""],
        [*_facts(receipt, document), ""],
        ["Why", *(_item(reason) for reason in _reasons(receipt, document, verdicts)), ""],
        ["What to do next", _item(_next_step(receipt, document)), ""],
        [f"More: {dashboard_url.rstrip('/')}/documents/{document.id}", ""],
    ]
    return "\n".join(line for paragraph in paragraphs for line in paragraph)


def _facts(receipt: Receipt, document: Document) -> Iterator[str]:
    facts = {
        "File": receipt.name,
        "What it is": kind_label(document.kind) if document.kind else "",
        "Supplier": document.supplier_name,
        "Number": document.invoice_number,
        "Issued on": document.issue_date.isoformat() if document.issue_date else "",
        "Total": amount(document.gross_total, document.currency),
        "ERP number": document.erp_number,
        "Came in": moment(receipt.received_at),
    }
    return (f"{label + ':':<12} {_one_line(text)}" for label, text in facts.items() if text)


def _reasons(receipt: Receipt, document: Document, verdicts: Sequence[StoredVerdict]) -> Iterator[str]:
    """Every reason once: the duplicate, the stage, what the rules found, and the document's own reason."""
    if receipt.duplicate:
        yield "The same content came in before, so nothing was done with this copy. What became of the first one:"
    yield STAGE_MEANING[document.stage]
    yield from (sentence for _, sentence in reasons(document, verdicts))


def _next_step(receipt: Receipt, document: Document) -> str:
    if receipt.duplicate:
        return "Nothing with this copy. The first one goes its own way."
    return NEXT_STEP[document.stage]


def _item(text: str) -> str:
    return textwrap.fill(_one_line(text), WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False)


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
