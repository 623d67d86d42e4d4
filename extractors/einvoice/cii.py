"""UN/CEFACT Cross Industry Invoice (Factur-X, ZUGFeRD 2, XRechnung CII) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, stated
from extractors.einvoice.reading import CREDIT_NOTE_TYPES, EInvoice, settled
from extractors.models import Adjustment, Invoice, InvoiceLine, Value

INVOICE = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
NAMESPACES = {
    "rsm": INVOICE,
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
DEAL = "rsm:SupplyChainTradeTransaction/"
AGREEMENT = DEAL + "ram:ApplicableHeaderTradeAgreement/"
SETTLEMENT = DEAL + "ram:ApplicableHeaderTradeSettlement/"
TOTALS = SETTLEMENT + "ram:SpecifiedTradeSettlementHeaderMonetarySummation/"
ACCOUNT = SETTLEMENT + "ram:SpecifiedTradeSettlementPaymentMeans/ram:PayeePartyCreditorFinancialAccount/"
PRICE = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/"
GROUPS = {"GROUP", "INFORMATION"}
"""Status of lines that only structure the others; their amounts are counted elsewhere."""


def read_cii(root: etree._Element) -> EInvoice:
    """Fields and lines of a CrossIndustryInvoice."""
    document = Node(root, NAMESPACES)
    currency = document.plain(SETTLEMENT + "ram:InvoiceCurrencyCode")
    lines = document.all(DEAL + "ram:IncludedSupplyChainTradeLineItem")
    charges = document.all(SETTLEMENT + "ram:SpecifiedTradeAllowanceCharge")
    freight = document.all(SETTLEMENT + "ram:SpecifiedLogisticsServiceCharge")
    adjustments = [_adjustment(node) for node in charges] + [_freight(node) for node in freight]
    invoice = Invoice(
        supplier_name=document.text(AGREEMENT + "ram:SellerTradeParty/ram:Name"),
        supplier_tax_id=_tax_id(document),
        customer_name=document.text(AGREEMENT + "ram:BuyerTradeParty/ram:Name"),
        invoice_number=document.text("rsm:ExchangedDocument/ram:ID"),
        issue_date=document.day("rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString"),
        due_date=document.day(SETTLEMENT + "ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"),
        currency=stated(currency.upper()) if currency else None,
        net_total=document.amount(TOTALS + "ram:TaxBasisTotalAmount"),
        tax_total=_tax_total(document, currency),
        gross_total=document.amount(TOTALS + "ram:GrandTotalAmount"),
        iban=document.iban(ACCOUNT + "ram:IBANID", ACCOUNT + "ram:ProprietaryID"),
        po_number=document.text(AGREEMENT + "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"),
        lines=tuple(_line(line) for line in lines if _counts(line)),
        adjustments=tuple(a for a in adjustments if a is not None),
    )
    type_code = document.plain("rsm:ExchangedDocument/ram:TypeCode")
    return settled(invoice, type_code in CREDIT_NOTE_TYPES, document.problems)


def _tax_id(document: Node) -> Value[str] | None:
    """The VAT identifier (scheme VA), else the local tax number (FC)."""
    numbers = list(document.all(AGREEMENT + "ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID"))
    numbers.sort(key=lambda node: node.element.get("schemeID") != "VA")
    return next((found for node in numbers if (found := node.text("."))), None)


def _tax_total(document: Node, currency: str) -> Value[Decimal] | None:
    """The tax in the document's currency; a second total may state it in the seller's own."""
    totals = list(document.all(TOTALS + "ram:TaxTotalAmount"))
    totals.sort(key=lambda node: node.element.get("currencyID", currency) != currency)
    return totals[0].amount(".") if totals else None


def _counts(line: Node) -> bool:
    """Whether the line has an amount of its own: no group, no mere note."""
    if line.first("ram:SpecifiedLineTradeSettlement//ram:LineTotalAmount") is None:
        return False
    return line.plain("ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode").upper() not in GROUPS


def _line(node: Node) -> InvoiceLine:
    price = node.number(PRICE + "ram:ChargeAmount")
    base = node.number(PRICE + "ram:BasisQuantity")
    settlement = "ram:SpecifiedLineTradeSettlement/"
    return InvoiceLine(
        description=node.text("ram:SpecifiedTradeProduct/ram:Name", "ram:SpecifiedTradeProduct/ram:Description"),
        quantity=node.amount("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"),
        unit_price=None if price is None else stated(price / base if base else price),
        tax_rate=node.amount(settlement + "ram:ApplicableTradeTax/ram:RateApplicablePercent"),
        line_total=node.amount(settlement + "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"),
    )


def _adjustment(node: Node) -> Adjustment | None:
    amount = node.number("ram:ActualAmount")
    if amount is None:
        return None
    is_charge = node.plain("ram:ChargeIndicator/udt:Indicator").lower() in ("true", "1")
    return Adjustment(
        reason=node.text("ram:Reason"),
        amount=stated(amount if is_charge else -amount),
        tax_rate=node.amount("ram:CategoryTradeTax/ram:RateApplicablePercent"),
    )


def _freight(node: Node) -> Adjustment | None:
    amount = node.amount("ram:AppliedAmount")
    if amount is None:
        return None
    return Adjustment(
        reason=node.text("ram:Description"),
        amount=amount,
        tax_rate=node.amount("ram:AppliedTradeTax/ram:RateApplicablePercent"),
    )
