"""Fields and lines of structured invoices, and what hostile or broken XML gives."""

from datetime import date
from decimal import Decimal

import pytest

from extractors.einvoice.read import read_xml
from extractors.einvoice.reading import EInvoice
from extractors.errors import UnreadableFile
from extractors.models import Invoice, Kind, Limits, Source, Value
from orchestrator.credit_note import positive
from tests.einvoice_documents import ZUGFERD1, cii, fatturapa, ubl

LIMITS = Limits()


def read(data: bytes) -> EInvoice:
    return read_xml(data, "invoice.xml", LIMITS)[0]


def plain(part: object) -> dict[str, object]:
    """The values of an invoice or line without their evidence."""
    return {name: held.value for name, held in vars(part).items() if isinstance(held, Value)}


EXPECTED = {
    "supplier_name": "Northwind Traders Ltd",
    "supplier_tax_id": "DE136695976",
    "customer_name": "Contoso GmbH",
    "invoice_number": "INV-4711",
    "issue_date": date(2025, 11, 13),
    "due_date": date(2025, 12, 13),
    "currency": "EUR",
    "net_total": Decimal("90.00"),
    "tax_total": Decimal("17.10"),
    "gross_total": Decimal("107.10"),
    "iban": "DE89370400440532013000",
    "po_number": "PO-99",
}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (cii(), Kind.INVOICE),
        (cii("381"), Kind.CREDIT_NOTE),
        (cii("381", sign="-"), Kind.CREDIT_NOTE),
        (cii("380", sign="-"), Kind.CREDIT_NOTE),
        (cii("384", sign="-"), Kind.CREDIT_NOTE),
        (ubl(), Kind.INVOICE),
        (ubl("CreditNote", "381"), Kind.CREDIT_NOTE),
    ],
)
def test_every_field_and_line_is_read_and_a_credit_note_in_negative_amounts_made_positive(
    data: bytes, kind: Kind
) -> None:
    found = read(data)
    assert found.kind is kind
    invoice = positive(found.invoice, found.kind)
    assert plain(invoice) == EXPECTED
    (line,) = invoice.lines
    unit = {"unit": "C62"} if b"unitCode" in data else {}
    assert plain(line) == unit | {
        "description": "Steel bolts",
        "quantity": Decimal(2),
        "unit_price": Decimal("50.00"),
        "tax_rate": Decimal(19),
        "line_total": Decimal("100.00"),
    }
    assert found.problems == ()


def test_a_line_tells_its_order_line_item_and_unit() -> None:
    product = b"<ram:SpecifiedTradeProduct>"
    seller = product + b"<ram:SellerAssignedID>B-8</ram:SellerAssignedID>"
    deal = b"<ram:SpecifiedLineTradeAgreement>"
    order = deal + b"<ram:BuyerOrderReferencedDocument><ram:LineID>20</ram:LineID></ram:BuyerOrderReferencedDocument>"
    in_cii = read(cii().replace(product, seller).replace(deal, order)).invoice.lines[0]
    assert (plain(in_cii)["order_line"], plain(in_cii)["item_number"], plain(in_cii)["unit"]) == ("20", "B-8", "C62")
    item = b"<cac:Item><cbc:Name>"
    line = b"<cac:OrderLineReference><cbc:LineID>20</cbc:LineID></cac:OrderLineReference>" + item
    number = b"</cbc:Name><cac:SellersItemIdentification><cbc:ID>B-8</cbc:ID></cac:SellersItemIdentification>"
    sent = ubl().replace(item, line).replace(b"<cbc:InvoicedQuantity>", b'<cbc:InvoicedQuantity unitCode="KGM">')
    in_ubl = read(sent.replace(b"Steel bolts</cbc:Name>", b"Steel bolts" + number)).invoice.lines[0]
    assert (plain(in_ubl)["order_line"], plain(in_ubl)["item_number"], plain(in_ubl)["unit"]) == ("20", "B-8", "KGM")
    none = read(sent.replace(b"<cbc:LineID>20<", b"<cbc:LineID>NA<")).invoice.lines[0]
    assert none.order_line is None


def test_amounts_keep_the_sign_that_the_document_states() -> None:
    invoice = read(cii("381", sign="-")).invoice
    (line,), total = invoice.lines, invoice.gross_total
    assert total and total.value == Decimal("-107.10")
    assert line.quantity and line.unit_price and line.line_total
    assert (line.quantity.value, line.unit_price.value, line.line_total.value) == (-2, 50, -100)


@pytest.mark.parametrize("data", [cii(), cii("381", sign="-"), ubl()])
def test_lines_and_adjustments_give_the_net_total(data: bytes) -> None:
    found = read(data)
    invoice = positive(found.invoice, found.kind)
    (allowance,) = invoice.adjustments
    assert (allowance.reason and allowance.reason.value, allowance.amount.value) == ("Loyalty", Decimal("-10.00"))
    assert allowance.tax_rate is not None and allowance.tax_rate.value == 19
    assert net(invoice) == Decimal("90.00")


def net(invoice: Invoice) -> Decimal:
    lines = sum((line.line_total.value for line in invoice.lines if line.line_total), Decimal(0))
    return lines + sum((a.amount.value for a in invoice.adjustments), Decimal(0))


def test_every_value_says_that_it_comes_from_xml() -> None:
    value = read(cii()).invoice.gross_total
    assert value is not None
    assert (value.source, value.page, value.bbox) == (Source.XML, None, None)
    assert value.confidence >= 0.95


def test_lines_that_only_group_others_or_hold_a_note_are_left_out() -> None:
    line = """<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>
      <ram:LineStatusReasonCode>{}</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation>
      <ram:LineTotalAmount>100</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""
    item = "ram:IncludedSupplyChainTradeLineItem"
    note = f"<{item}><ram:AssociatedDocumentLineDocument/></{item}>"
    assert len(read(cii(lines=line.format("GROUP") + line.format("DETAIL") + note)).invoice.lines) == 1


def test_freight_is_a_charge() -> None:
    freight = """<ram:SpecifiedLogisticsServiceCharge><ram:Description>Freight</ram:Description>
      <ram:AppliedAmount>3.00</ram:AppliedAmount></ram:SpecifiedLogisticsServiceCharge>"""
    amounts = [a.amount.value for a in read(cii(settlement=freight)).invoice.adjustments]
    assert amounts == [Decimal("-10.00"), Decimal("3.00")]


def test_an_order_number_that_stands_for_none_is_none() -> None:
    assert read(ubl(order="NA")).invoice.po_number is None


def test_an_account_number_that_is_no_iban_is_left_out() -> None:
    assert read(ubl().replace(b"DE89370400440532013000", b"12345678")).invoice.iban is None


def test_values_that_cannot_be_read_are_told_and_left_out() -> None:
    found = read(cii().replace(b"20251113", b"20251399").replace(b">107.10<", b">1.07E+2<"))
    assert found.invoice.issue_date is None and found.invoice.gross_total is None
    assert [problem.code for problem in found.problems] == ["xml_value", "xml_value"]
    assert "20251399" in found.problems[0].message


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1,5", "--3", "1" * 50])
def test_amounts_that_are_no_plain_number_never_get_in(amount: str) -> None:
    found = read(cii().replace(b">107.10<", f">{amount}<".encode()))
    assert found.invoice.gross_total is None and found.problems


def test_zugferd_1_under_its_old_names() -> None:
    invoice = read(ZUGFERD1).invoice
    assert plain(invoice) == {
        "supplier_name": "Muster GmbH",
        "invoice_number": "R-1",
        "issue_date": date(2014, 8, 6),
        "currency": "EUR",
        "net_total": Decimal("10.00"),
        "tax_total": Decimal("1.90"),
        "gross_total": Decimal("11.90"),
        "po_number": "B-5",
    }
    assert [plain(line) for line in invoice.lines] == [
        {
            "description": "Kalender",
            "quantity": Decimal(4),
            "tax_rate": Decimal("19.00"),
            "line_total": Decimal("10.00"),
        }
    ]


def test_fatturapa_with_a_gross_total_added_up() -> None:
    invoice = read(fatturapa()).invoice
    assert plain(invoice) == {
        "supplier_name": "Mario Rossi",
        "supplier_tax_id": "IT01234567890",
        "customer_name": "Beta Srl",
        "invoice_number": "123",
        "issue_date": date(2025, 1, 18),
        "due_date": date(2025, 2, 18),
        "currency": "EUR",
        "net_total": Decimal("100.00"),
        "tax_total": Decimal("22.00"),
        "gross_total": Decimal("122.00"),
        "iban": "IT60X0542811101000000123456",
        "po_number": "66685",
    }
    assert invoice.gross_total is not None and invoice.gross_total.source is Source.DERIVED


def test_fatturapa_credit_note_and_a_file_of_several_invoices() -> None:
    assert read(fatturapa("TD04")).kind is Kind.CREDIT_NOTE
    assert [problem.code for problem in read(fatturapa(bodies=2)).problems] == ["several_invoices"]


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_xml(data, "invoice.xml", limits)
    return caught.value.code


def test_xml_that_is_no_invoice_is_told() -> None:
    assert refusal(b"<Order><ID>1</ID></Order>") == "unknown_xml"


def test_broken_xml_is_damaged() -> None:
    assert refusal(cii()[:400]) == "damaged"


def test_deep_nesting_is_refused() -> None:
    assert refusal(b"<a>" * 250 + b"</a>" * 250) == "xml_too_deep"
    assert refusal(b"<a>" * 5000 + b"</a>" * 5000) == "xml_too_deep"
    assert refusal(cii(), Limits(max_xml_depth=3)) == "xml_too_deep"


def test_entities_never_reach_the_parser(tmp_path: object) -> None:
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    assert (
        refusal(cii().replace(b"<rsm:CrossIndustryInvoice ", outside + b"<rsm:CrossIndustryInvoice ", 1))
        == "xml_entities"
    )


def test_a_type_declaration_in_an_odd_encoding_is_refused_too() -> None:
    hidden = '<?xml version="1.0" encoding="IBM037"?><!DOCTYPE x [<!ENTITY e "boo">]><x>&e;</x>'.encode("cp037")
    assert refusal(hidden) in ("xml_entities", "damaged")
