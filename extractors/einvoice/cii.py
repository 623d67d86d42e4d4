"""UN/CEFACT Cross Industry Invoice (Factur-X, ZUGFeRD 2, XRechnung CII) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, less, stated, total
from extractors.einvoice.reading import CREDIT_NOTE_TYPES, EInvoice, settled
from extractors.einvoice.tax_number import vat_number
from extractors.einvoice.tax_rates import rate_of
from extractors.einvoice.terms import due_by_terms
from extractors.models import Adjustment, Invoice, InvoiceLine, Value

INVOICE = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
HEAD = "ExchangedDocument/"
DEAL = "SupplyChainTradeTransaction/"
AGREEMENT = DEAL + "ApplicableHeaderTradeAgreement/"
SETTLEMENT = DEAL + "ApplicableHeaderTradeSettlement/"
TERMS = SETTLEMENT + "SpecifiedTradePaymentTerms/"
TOTALS = SETTLEMENT + "SpecifiedTradeSettlementHeaderMonetarySummation/"
ACCOUNT = SETTLEMENT + "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/"
PRICE = "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/"
LINE = "SpecifiedLineTradeSettlement/"
LINE_TOTAL = LINE + "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
TIME = ("/DateTimeString", "/DateTime")
"""A date is text with a format, or an ISO date."""


def read_cii(root: etree._Element) -> EInvoice:
    """Fields and lines of a CrossIndustryInvoice."""
    document = Node(root)
    currency = document.plain(SETTLEMENT + "InvoiceCurrencyCode", TOTALS + "GrandTotalAmount@currencyID").upper()
    issued = document.day(*(HEAD + "IssueDateTime" + form for form in TIME))
    due = document.day(*(TERMS + "DueDateDateTime" + form for form in TIME))
    net, tax, gross = _totals(document, currency)
    invoice = Invoice(
        supplier_name=_name(document, "SellerTradeParty/"),
        supplier_tax_id=_tax_id(document, "SellerTradeParty"),
        customer_name=_name(document, "BuyerTradeParty/"),
        customer_tax_id=_tax_id(document, "BuyerTradeParty"),
        invoice_number=document.text(HEAD + "ID"),
        issue_date=issued,
        due_date=due or due_by_terms(issued, document.said(TERMS + "Description")),
        currency=stated(currency) if currency else None,
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        iban=document.iban(ACCOUNT + "IBANID", ACCOUNT + "ProprietaryID"),
        po_number=_order_number(document),
        payment_reference=document.text(SETTLEMENT + "PaymentReference"),
        lines=tuple(_line(line) for line in document.all(DEAL + "IncludedSupplyChainTradeLineItem") if _counts(line)),
        adjustments=_adjustments(document),
    )
    return settled(invoice, document.plain(HEAD + "TypeCode") in CREDIT_NOTE_TYPES, document.problems)


def _name(document: Node, party: str) -> Value[str] | None:
    path = AGREEMENT + party
    return document.text(path + "Name", path + "SpecifiedLegalOrganization/TradingBusinessName")


def _tax_id(document: Node, party: str) -> Value[str] | None:
    """The VAT identifier (scheme VA), else the local tax number (FC)."""
    numbers = list(document.all(AGREEMENT + party + "/SpecifiedTaxRegistration/ID"))
    vat = [number for number in numbers if number.element.get("schemeID", "").upper() in ("VA", "VAT")]
    country = document.plain(AGREEMENT + party + "/PostalTradeAddress/CountryID")
    found = next((text for number in vat for text in number.said(".")), "")
    if found:
        return stated(vat_number(found, country))
    return next((number for node in numbers if (number := node.text("."))), None)


Amount = Value[Decimal] | None


def _totals(document: Node, currency: str) -> tuple[Amount, Amount, Amount]:
    """Totals without tax, of tax and with tax.

    One that is not stated follows from the others or from its parts, unless there are values that cannot be read.
    """
    net = _in_currency(document, "TaxBasisTotalAmount", currency)
    tax = _in_currency(document, "TaxTotalAmount", currency)
    gross = _in_currency(document, "GrandTotalAmount", currency)
    if document.problems:
        return net, tax, gross
    net = net or total(gross, less(tax)) or document.amount(TOTALS + "LineTotalAmount")
    tax = tax or document.sum(SETTLEMENT + "ApplicableTradeTax/CalculatedAmount") or total(gross, less(net))
    return net, tax, gross or total(net, tax)


def _in_currency(document: Node, name: str, currency: str) -> Amount:
    """The amount in the document's currency; a second one may state it in the seller's own."""
    amounts = list(document.all(TOTALS + name))
    amounts.sort(key=lambda node: node.element.get("currencyID", currency) != currency)
    return amounts[0].amount(".") if amounts else None


def _order_number(document: Node) -> Value[str] | None:
    """The buyer's order, which extended invoices may name on each line instead."""
    order = "BuyerOrderReferencedDocument/IssuerAssignedID"
    of_lines = set(document.said(DEAL + "IncludedSupplyChainTradeLineItem/SpecifiedLineTradeAgreement/" + order))
    return document.text(AGREEMENT + order) or (stated(of_lines.pop()) if len(of_lines) == 1 else None)


def _counts(line: Node) -> bool:
    """Whether the line has an amount of its own, not one that other lines hold or that is for information only."""
    if not line.plain(LINE_TOTAL):
        return False
    status = line.plain("AssociatedDocumentLineDocument/LineStatusReasonCode").upper()
    return status != "GROUP" and (status != "INFORMATION" or line.number(LINE_TOTAL) == 0)


def _line(node: Node) -> InvoiceLine:
    base = node.number(PRICE + "BasisQuantity")
    price = node.number(PRICE + "ChargeAmount")
    tax = node.first(LINE + "ApplicableTradeTax")
    return InvoiceLine(
        description=node.text("SpecifiedTradeProduct/Name", "SpecifiedTradeProduct/Description"),
        quantity=node.amount("SpecifiedLineTradeDelivery/BilledQuantity"),
        unit_price=None if price is None else stated(price / base if base else price),
        tax_rate=rate_of(tax, "RateApplicablePercent", "CategoryCode"),
        line_total=node.amount(LINE_TOTAL),
        order_line=node.text("SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/LineID"),
        item_number=node.text("SpecifiedTradeProduct/SellerAssignedID", "SpecifiedTradeProduct/BuyerAssignedID"),
        unit=node.text("SpecifiedLineTradeDelivery/BilledQuantity@unitCode"),
    )


def _adjustments(document: Node) -> tuple[Adjustment, ...]:
    charges = [_adjustment(node) for node in document.all(SETTLEMENT + "SpecifiedTradeAllowanceCharge")]
    freight = [_freight(node) for node in document.all(SETTLEMENT + "SpecifiedLogisticsServiceCharge")]
    return tuple(adjustment for adjustment in charges + freight if adjustment is not None)


def _adjustment(node: Node) -> Adjustment | None:
    amount = node.number("ActualAmount")
    if amount is None:
        return None
    is_charge = node.plain("ChargeIndicator/Indicator", "ChargeIndicator").lower() in ("true", "1")
    return Adjustment(
        reason=node.text("Reason"),
        amount=stated(amount if is_charge else -amount),
        tax_rate=rate_of(node.first("CategoryTradeTax"), "RateApplicablePercent", "CategoryCode"),
    )


def _freight(node: Node) -> Adjustment | None:
    amount = node.amount("AppliedAmount")
    if amount is None:
        return None
    return Adjustment(
        reason=node.text("Description"),
        amount=amount,
        tax_rate=rate_of(node.first("AppliedTradeTax"), "RateApplicablePercent", "CategoryCode"),
    )
