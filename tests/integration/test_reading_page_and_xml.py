"""A PDF whose visible page says something else than the XML inside it, read by the real parts."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from extractors.models import Effect, Extraction, Source
from extractors.pipeline import read
from tests.einvoice_documents import cii
from tests.reading_documents import pdf_with_attachment, scan, scanned_pdf

PAGE = (
    "Northwind Traders Ltd",
    "VAT number DE136695976",
    "Invoice number INV-4711",
    "Date 13.11.2025",
    "Steel bolts 2 x 50.00",
    "Net total 90.00 EUR",
    "VAT 19 percent 17.10 EUR",
    "Total amount due 107.10 EUR",
    "IBAN DE89 3704 0044 0532 0130 00",
)
"""The page that says what the XML of `cii()` does."""


def told(*changes: tuple[str, str], xml: bytes | None = None) -> list[str]:
    """The disagreements on the page with texts replaced."""
    lines = tuple(_changed(line, changes) for line in PAGE)
    return messages(read(pdf_with_attachment("factur-x.xml", cii() if xml is None else xml, lines), "a.pdf"))


def _changed(line: str, changes: tuple[tuple[str, str], ...]) -> str:
    for before, after in changes:
        line = line.replace(before, after)
    return line


def messages(found: Extraction) -> list[str]:
    problems = [problem for problem in found.problems if problem.code.startswith("pdf_and_xml")]
    assert all(problem.effect is Effect.NOTED for problem in problems)
    return [problem.message for problem in problems]


def test_a_page_that_says_the_same_agrees() -> None:
    assert told() == []


def test_another_account_on_the_page_is_told() -> None:
    assert told(("DE89 3704 0044 0532 0130 00", "DE75 5121 0800 1245 1261 99")) == [
        "The PDF shows the IBAN DE75512108001245126199, but its XML says DE89370400440532013000."
    ]


def test_a_second_account_that_the_xml_has_too_agrees() -> None:
    both = cii().replace(
        b"</ram:SpecifiedTradeSettlementPaymentMeans>",
        b"<ram:Information>DE75 5121 0800 1245 1261 99</ram:Information></ram:SpecifiedTradeSettlementPaymentMeans>",
    )
    assert told(("DE89 3704 0044 0532 0130 00", "DE75 5121 0800 1245 1261 99"), xml=both) == []


def test_other_totals_on_the_page_are_told_each() -> None:
    found = told(("90.00 EUR", "900.00 EUR"), ("17.10", "171.00"), ("107.10", "1071.00"))
    assert found == [
        "The PDF shows 900.00 as total without tax, but its XML says 90.00.",
        "The PDF shows 171.00 as tax, but its XML says 17.10.",
        "The PDF shows 1071.00 as total with tax, but its XML says 107.10.",
    ]


def test_another_supplier_on_the_page_is_told() -> None:
    found = told(("Northwind Traders Ltd", "Brightside Cleaning Services Ltd"), ("DE136695976", "DE811907980"))
    assert found == ["The PDF shows the supplier DE811907980, but its XML says DE136695976."]


@pytest.mark.parametrize("page", ["A photograph of a machine", ""])
def test_a_page_that_shows_nothing_disagrees_with_nothing(page: str) -> None:
    assert messages(read(pdf_with_attachment("factur-x.xml", cii(), (page,)), "a.pdf")) == []


def test_a_scanned_page_is_not_compared() -> None:
    lines = [line.replace("107.10", "1071.00") for line in PAGE]
    scanned = PdfWriter(clone_from=BytesIO(scanned_pdf(scan(lines))))
    scanned.add_attachment("factur-x.xml", cii())
    out = BytesIO()
    scanned.write(out)
    found = read(out.getvalue(), "a.pdf")
    assert found.invoice is not None and found.invoice.gross_total is not None
    assert found.invoice.gross_total.source is Source.XML
    assert messages(found) == []
