"""UBL 2.x Invoice and CreditNote (the EN 16931 binding) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, stated
from extractors.einvoice.reading import CREDIT_NOTE_TYPES, EInvoice, settled
from extractors.models import Adjustment, Invoice, InvoiceLine, Value

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
SUPPLIER = "cac:AccountingSupplierParty/cac:Party/"
CUSTOMER = "cac:AccountingCustomerParty/cac:Party/"
TOTALS = "cac:LegalMonetaryTotal/"
NOTHING = {"", "NA", "N/A"}
"""What issuers write where the schema demands an order number and there is none."""


def read_ubl(root: etree._Element) -> EInvoice:
    """Fields and lines of a UBL Invoice or CreditNote."""
    document = Node(root, NAMESPACES)
    is_credit = etree.QName(root).localname == "CreditNote"
    type_code = document.plain("cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode")
    currency = document.plain("cbc:DocumentCurrencyCode") or _currency_of_totals(document)
    lines = document.all("cac:CreditNoteLine" if is_credit else "cac:InvoiceLine")
    invoice = Invoice(
        supplier_name=_name(document, SUPPLIER),
        supplier_tax_id=_tax_id(document),
        customer_name=_name(document, CUSTOMER),
        invoice_number=document.text("cbc:ID"),
        issue_date=document.day("cbc:IssueDate"),
        due_date=document.day("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate"),
        currency=stated(currency.upper()) if currency else None,
        net_total=document.amount(TOTALS + "cbc:TaxExclusiveAmount"),
        tax_total=_tax_total(document, currency),
        gross_total=document.amount(TOTALS + "cbc:TaxInclusiveAmount"),
        iban=document.iban("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID"),
        po_number=_order_number(document),
        lines=tuple(_line(line) for line in lines),
        adjustments=tuple(a for node in document.all("cac:AllowanceCharge") if (a := _adjustment(node))),
    )
    return settled(invoice, is_credit or type_code in CREDIT_NOTE_TYPES, document.problems)


def _name(document: Node, party: str) -> Value[str] | None:
    return document.text(party + "cac:PartyLegalEntity/cbc:RegistrationName", party + "cac:PartyName/cbc:Name")


def _tax_id(document: Node) -> Value[str] | None:
    """The VAT identifier, else another tax registration."""
    schemes = list(document.all(SUPPLIER + "cac:PartyTaxScheme"))
    schemes.sort(key=lambda node: node.plain("cac:TaxScheme/cbc:ID") not in ("VAT", "VA"))
    return next((found for node in schemes if (found := node.text("cbc:CompanyID"))), None)


def _currency_of_totals(document: Node) -> str:
    payable = document.first(TOTALS + "cbc:PayableAmount")
    return str(payable.element.get("currencyID", "")) if payable else ""


def _tax_total(document: Node, currency: str) -> Value[Decimal] | None:
    """The tax in the document's currency; a second total may state it in the seller's own."""
    totals = list(document.all("cac:TaxTotal/cbc:TaxAmount"))
    totals.sort(key=lambda node: node.element.get("currencyID", currency) != currency)
    return totals[0].amount(".") if totals else None


def _order_number(document: Node) -> Value[str] | None:
    number = document.plain("cac:OrderReference/cbc:ID")
    return None if number.upper() in NOTHING else stated(number)


def _line(node: Node) -> InvoiceLine:
    price = node.number("cac:Price/cbc:PriceAmount")
    base = node.number("cac:Price/cbc:BaseQuantity")
    return InvoiceLine(
        description=node.text("cac:Item/cbc:Name", "cac:Item/cbc:Description"),
        quantity=node.amount("cbc:InvoicedQuantity", "cbc:CreditedQuantity"),
        unit_price=None if price is None else stated(price / base if base else price),
        tax_rate=node.amount(
            "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", "cac:TaxTotal//cac:TaxCategory/cbc:Percent"
        ),
        line_total=node.amount("cbc:LineExtensionAmount"),
    )


def _adjustment(node: Node) -> Adjustment | None:
    amount = node.number("cbc:Amount")
    if amount is None:
        return None
    is_charge = node.plain("cbc:ChargeIndicator").lower() in ("true", "1")
    return Adjustment(
        reason=node.text("cbc:AllowanceChargeReason"),
        amount=stated(amount if is_charge else -amount),
        tax_rate=node.amount("cac:TaxCategory/cbc:Percent"),
    )
