"""Rows as `botfarm extract --jsonl` prints them."""

import json
from datetime import date
from decimal import Decimal

import pytest

from extractors.models import Contract, Extraction, Invoice, InvoiceLine, Kind, Problem, Source, Value
from extractors.output import amount_text, as_row


def test_an_invoice_row_holds_plain_values_with_their_evidence() -> None:
    total = Value(value=Decimal("1190.00"), confidence=0.98, page=1, bbox=(1.0, 2.04, 3.0, 4.0), source=Source.TEXT)
    day = Value(value=date(2025, 11, 13), confidence=0.9, source=Source.OCR)
    extraction = Extraction(
        kind=Kind.INVOICE,
        kind_confidence=0.9,
        language="de",
        invoice=Invoice(gross_total=total, issue_date=day, lines=(InvoiceLine(line_total=total),)),
        problems=(Problem(code="page_damaged", message="Page 2 is damaged."),),
    )
    row = json.loads(json.dumps(as_row("in/a.pdf", extraction)))
    cell = {"value": "1190.00", "confidence": 0.98, "page": 1, "bbox": [1.0, 2.0, 3.0, 4.0], "source": "text"}
    day_cell = {"value": "2025-11-13", "confidence": 0.9, "page": None, "bbox": None, "source": "ocr"}
    assert row == {
        "file": "in/a.pdf",
        "kind": "invoice",
        "language": "de",
        "fields": {"gross_total": cell, "issue_date": day_cell},
        "lines": [{"line_total": cell}],
        "problems": [{"code": "page_damaged", "message": "Page 2 is damaged."}],
    }


def test_a_contract_row_lists_its_parties() -> None:
    parties = Value(value=("A Inc.", "B LLC"), confidence=0.8, page=1, source=Source.TEXT)
    row = as_row("c.pdf", Extraction(kind=Kind.CONTRACT, kind_confidence=1, contract=Contract(parties=parties)))
    assert row["fields"]["parties"]["value"] == ["A Inc.", "B LLC"]
    assert row["lines"] == []


def test_an_unreadable_document_has_problems_and_no_fields() -> None:
    row = as_row(
        "x", Extraction(kind=Kind.OTHER, kind_confidence=0, problems=(Problem(code="empty", message="Empty."),))
    )
    assert (row["kind"], row["fields"], row["lines"]) == ("other", {}, [])


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1E+3", "1000"), ("0.10", "0.10"), ("-5", "-5"), ("1E-7", "0.0000001"), (str(Decimal(1) / 3), "0.3333333333")],
)
def test_amounts_have_a_dot_and_no_exponent(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text
