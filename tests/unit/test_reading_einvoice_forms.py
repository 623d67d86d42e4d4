"""The many forms in which the same e-invoice comes: envelopes, prefixes, encodings, what is left unsaid."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.einvoice.read import read_xml
from extractors.einvoice.reading import EInvoice
from extractors.models import Invoice, Limits, Source
from extractors.pipeline import read as read_file
from tests.einvoice_documents import cii, ubl
from tests.reading_documents import pdf_with_attachment


def read(data: bytes) -> EInvoice:
    return read_xml(data, "invoice.xml", Limits())[0]


def as_text(data: bytes) -> str:
    return data.decode().partition("?>")[2]


UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'
SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"


@pytest.mark.parametrize(
    "data",
    [
        (UTF16 + as_text(cii())).encode("utf-16"),
        ("\ufeff" + UTF16 + as_text(cii())).encode("utf-16-be"),
        (UTF16 + as_text(cii())).encode("utf-8"),
        b"\xef\xbb\xbf\r\n " + cii() + b"\n\0\0",
        cii().replace(b"rsm:", b"a:").replace(b"xmlns:rsm=", b"xmlns:a="),
        cii().replace(b"BusinessInformationEntity:100", b"BusinessInformationEntity:103"),
    ],
    ids=["UTF-16", "UTF-16 BE", "claims UTF-16", "blanks around", "other prefix", "other version"],
)
def test_encodings_prefixes_and_versions_do_not_matter(data: bytes) -> None:
    assert read(data) == read(cii())


def test_an_invoice_in_peppols_envelope_is_found() -> None:
    envelope = f'<StandardBusinessDocument xmlns="{SBDH}"><StandardBusinessDocumentHeader/>{as_text(ubl())}'
    assert read(f"{envelope}</StandardBusinessDocument>".encode()) == read(ubl())


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (
            "Zahlbar innerhalb 30 Tagen netto bis 13.12.2025, 3% Skonto innerhalb 10 Tagen bis 23.11.2025",
            (2025, 12, 13),
        ),
        ("Payment within 10 days, 2% discount, 20 days net", (2025, 12, 3)),
        ("14 Tage", (2025, 11, 27)),
        ("#SKONTO#TAGE=7#PROZENT=2.00#", None),
        ("as agreed", None),
    ],
)
def test_a_due_date_that_is_only_worded(terms: str, due: tuple[int, int, int] | None) -> None:
    note = f"<cac:PaymentTerms><cbc:Note>{terms}</cbc:Note></cac:PaymentTerms>"
    data = (
        ubl()
        .replace(b"<cbc:DueDate>2025-12-13</cbc:DueDate>", b"")
        .replace(b"<cac:TaxTotal>", note.encode() + b"<cac:TaxTotal>", 1)
    )
    found = read(data).invoice.due_date
    assert (found and found.value) == (due and date(*due))
    assert found is None or found.source is Source.DERIVED


def tax_id(data: bytes) -> str | None:
    found = read(data).invoice.supplier_tax_id
    return found.value if found else None


def test_a_vat_number_without_its_country_gets_that_of_the_address() -> None:
    country = b"<cac:PostalAddress><cac:Country><cbc:IdentificationCode>GB</cbc:IdentificationCode></cac:Country>"
    party = b"<cac:AccountingSupplierParty><cac:Party>"
    data = ubl().replace(party, party + country + b"</cac:PostalAddress>")
    assert tax_id(data) == "DE136695976"
    assert tax_id(data.replace(b"DE136695976", b"175 269 2355")) == "GB175 269 2355"
    assert tax_id(data.replace(b"DE136695976", b"registered for tax")) == "registered for tax"


def totals(invoice: Invoice) -> list[Decimal | None]:
    return [total.value if total else None for total in (invoice.net_total, invoice.tax_total, invoice.gross_total)]


@pytest.mark.parametrize("missing", ["TaxBasisTotalAmount", "TaxTotalAmount", "GrandTotalAmount"])
def test_a_total_that_is_not_stated_follows_from_the_others(missing: str) -> None:
    data = cii().replace(f"ram:{missing}".encode(), b"ram:Other")
    assert totals(read(data).invoice) == [Decimal("90.00"), Decimal("17.10"), Decimal("107.10")]


def test_lines_for_information_count_only_when_they_cost_nothing() -> None:
    line = """<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>
      <ram:LineStatusReasonCode>INFORMATION</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
      <ram:LineTotalAmount>{}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""
    assert len(read(cii(lines=line.format("0.00") + line.format("5.00"))).invoice.lines) == 1


def test_an_invoice_that_says_too_little_is_told() -> None:
    empty = (
        b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><AccountingSupplierParty/></Invoice>'
    )
    (problem, *_) = read(empty).problems
    assert problem.code == "xml_incomplete" and "the number of the invoice" in problem.message


@pytest.mark.parametrize("name", ["rechnung.dat", "ZUGFeRD-invoice.xml", "Rechnung 4711.XML"])
def test_the_xml_inside_a_pdf_is_known_by_its_content(name: str) -> None:
    found = read_file(pdf_with_attachment(name, cii()), "a.pdf")
    assert found.invoice is not None and found.invoice.gross_total is not None
    assert found.invoice.gross_total.source is Source.XML
