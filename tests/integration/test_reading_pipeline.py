"""Documents from bytes to fields by the real parts: XML first, then the text layer, then OCR."""

from decimal import Decimal

import pytest

from extractors.errors import UnreadableFile
from extractors.models import Extraction, Kind, Limits, Source
from extractors.output import as_row
from extractors.pipeline import read
from tests.einvoice_documents import cii, ubl
from tests.reading_documents import (
    INVOICE_LINES,
    encrypted_pdf,
    image_bytes,
    pdf_with_attachment,
    scan,
    scanned_pdf,
    text_pdf,
)

PRINTED = ("Northwind Traders Ltd", "Invoice INV-4711 of 13.11.2025", "Net 90.00", "Tax 17.10", "Total EUR 107.10")


def codes(extraction: Extraction) -> list[str]:
    return [problem.code for problem in extraction.problems]


def test_a_pdf_with_xml_gives_the_xml_values_at_their_printed_places() -> None:
    found = read(pdf_with_attachment("factur-x.xml", cii(), PRINTED), "a.pdf")
    assert (found.kind, found.page_count, codes(found)) == (Kind.INVOICE, 1, [])
    assert found.invoice is not None and found.invoice.gross_total is not None
    total = found.invoice.gross_total
    assert (total.value, total.source, total.page) == (Decimal("107.10"), Source.XML, 1)
    assert total.bbox is not None and 150 < total.bbox[1] < 180
    assert found.invoice.customer_name is not None and found.invoice.customer_name.bbox is None
    assert "Invoice INV-4711" in found.text and found.language == "en"


def test_without_structured_data_wanted_the_page_is_read() -> None:
    found = read(pdf_with_attachment("factur-x.xml", cii()), "a.pdf", structured=False)
    assert found.invoice is not None and found.invoice.gross_total is not None
    assert (found.invoice.gross_total.value, found.invoice.gross_total.source) == (Decimal("1190.00"), Source.TEXT)


def test_ubl_inside_a_pdf_is_read_too() -> None:
    found = read(pdf_with_attachment("xrechnung.xml", ubl("CreditNote", "381")), "a.pdf")
    assert found.kind is Kind.CREDIT_NOTE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (cii()[:300], "embedded_damaged"),
        (b"<Order/>", "embedded_unknown_xml"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "embedded_xml_entities"),
    ],
)
def test_bad_xml_inside_a_pdf_is_told_and_the_page_is_read(content: bytes, code: str) -> None:
    found = read(pdf_with_attachment("factur-x.xml", content), "a.pdf")
    assert codes(found) == [code]
    assert found.invoice is not None and found.invoice.gross_total is not None
    assert found.invoice.gross_total.source is Source.TEXT


def test_stand_alone_xml_has_its_text_too() -> None:
    found = read(ubl(), "a.xml")
    assert (found.kind, found.page_count) == (Kind.INVOICE, 0)
    assert "Steel bolts" in found.text


def test_a_text_layer_gives_fields_with_page_and_box() -> None:
    row = as_row("a.pdf", read(text_pdf(), "a.pdf"))
    assert row["kind"] == "invoice" and row["problems"] == []
    total = row["fields"]["gross_total"]
    assert (total["value"], total["page"], total["source"]) == ("1190.00", 1, "text")
    assert total["bbox"][1] == pytest.approx(63 + 24 * 6, abs=4)


@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("turn", [0, 180])
def test_a_scan_gives_fields_with_boxes_on_the_page_as_it_is_displayed(turn: int) -> None:
    row = as_row("a.pdf", read(scanned_pdf(scan(turn=turn)), "a.pdf"))
    total = row["fields"]["gross_total"]
    assert (total["value"], total["source"]) == ("1190.00", "ocr")
    top = (150 + 80 * INVOICE_LINES.index("Total amount due 1,190.00 EUR")) * 72 / 150
    assert total["bbox"][1] == pytest.approx(top if turn == 0 else 842 - top - 20, abs=15)


@pytest.mark.usefixtures("tesseract")
def test_an_image_file_is_read() -> None:
    found = read(image_bytes(scan(), "JPEG"), "a.jpg")
    assert found.kind is Kind.INVOICE and found.page_count == 1
    assert found.invoice is not None and found.invoice.invoice_number is not None
    assert found.invoice.invoice_number.value == "INV-4711"


def test_somebody_who_knows_the_kind_is_believed() -> None:
    found = read(text_pdf(), "a.pdf", kind=Kind.OTHER)
    assert (found.kind, found.kind_confidence, found.invoice) == (Kind.OTHER, 1.0, None)


def test_an_empty_page_is_told() -> None:
    found = read(text_pdf([]), "a.pdf")
    assert codes(found) == ["no_text"] and found.kind is Kind.OTHER


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"plain words", "unsupported"),
        (encrypted_pdf("secret"), "encrypted"),
        (text_pdf()[:200], "damaged"),
        (b"<Order><ID>1</ID></Order>", "unknown_xml"),
        (b"From: a\r\nSubject: b\r\n\r\nbody", "mail"),
    ],
)
def test_refused_files_raise_with_a_code_and_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "a", Limits())
    assert caught.value.code == code and str(caught.value).endswith(".")
