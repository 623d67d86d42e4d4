"""UBL 2.x invoices, credit notes and debit notes (EN 16931, Peppol, national forms) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, less, stated, total
from extractors.einvoice.reading import CREDIT_NOTE_TYPES, EInvoice, settled
from extractors.einvoice.tax_number import vat_number
from extractors.einvoice.tax_rates import rate_of
from extractors.einvoice.terms import due_by_terms
from extractors.models import Adjustment, Invoice, InvoiceLine, Value

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
SUPPLIER = "AccountingSupplierParty/Party/"
CUSTOMER = "AccountingCustomerParty/Party/"
TOTALS = "LegalMonetaryTotal/"
LINES = ("InvoiceLine", "CreditNoteLine", "DebitNoteLine")
QUANTITIES = ("InvoicedQuantity", "CreditedQuantity", "DebitedQuantity")
CREDITS = ("CreditNote", "SelfBilledCreditNote")
DUE = (
    "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate", "PaymentTerms/InstallmentDueDate",
)  # fmt: skip
NOTHING = {"", "NA", "N/A"}
"""What issuers write where the schema demands an order number and there is none."""

Amount = Value[Decimal] | None


def read_ubl(root: etree._Element) -> EInvoice:
    """Fields and lines of a UBL document with invoice, credit note or debit note lines."""
    document = Node(root)
    is_credit = etree.QName(root).localname in CREDITS
    type_code = document.plain("InvoiceTypeCode", "CreditNoteTypeCode")
    currency = document.plain("DocumentCurrencyCode", TOTALS + "PayableAmount@currencyID").upper()
    issued = document.day("IssueDate")
    net, tax, gross = _totals(document, currency)
    invoice = Invoice(
        supplier_name=_name(document, SUPPLIER),
        supplier_tax_id=_tax_id(document, SUPPLIER),
        customer_name=_name(document, CUSTOMER),
        customer_tax_id=_tax_id(document, CUSTOMER),
        invoice_number=document.text("ID"),
        issue_date=issued,
        due_date=document.day(*DUE) or due_by_terms(issued, document.said("PaymentTerms/Note")),
        currency=stated(currency) if currency else None,
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        iban=document.iban("PaymentMeans/PayeeFinancialAccount/ID"),
        po_number=_order_number(document),
        payment_reference=document.text("PaymentMeans/PaymentID"),
        lines=tuple(_line(line) for kind in LINES for line in document.all(kind)),
        adjustments=tuple(a for node in document.all("AllowanceCharge") if (a := _adjustment(node))),
    )
    return settled(invoice, is_credit or type_code in CREDIT_NOTE_TYPES, document.problems)


def _name(document: Node, party: str) -> Value[str] | None:
    person = " ".join(document.plain(f"{party}Person/{name}") for name in ("FirstName", "FamilyName")).strip()
    return document.text(party + "PartyLegalEntity/RegistrationName", party + "PartyName/Name") or (
        stated(person) if person else None
    )


def _tax_id(document: Node, party: str) -> Value[str] | None:
    """The VAT identifier, else another tax registration."""
    schemes = list(document.all(party + "PartyTaxScheme"))
    vat = [scheme for scheme in schemes if scheme.plain("TaxScheme/ID").upper() in ("VAT", "VA")]
    country = document.plain(party + "PostalAddress/Country/IdentificationCode")
    found = next((text for scheme in vat for text in scheme.said("CompanyID")), "")
    if found:
        return stated(vat_number(found, country))
    return next((number for scheme in schemes if (number := scheme.text("CompanyID"))), None)


def _totals(document: Node, currency: str) -> tuple[Amount, Amount, Amount]:
    """Totals without tax, of tax and with tax.

    One that is not stated follows from the others or from its parts, unless there are values that cannot be read.
    """
    sums = next((name for name in (TOTALS, "RequestedMonetaryTotal/") if document.first(name[:-1])), TOTALS)
    net, gross = document.amount(sums + "TaxExclusiveAmount"), document.amount(sums + "TaxInclusiveAmount")
    tax = _tax_total(document, currency, total(gross, less(net)))
    if document.problems:
        return net, tax, gross
    gross = gross or total(net, tax) or document.amount(sums + "PayableAmount")
    net = net or total(gross, less(tax)) or document.amount(sums + "LineExtensionAmount")
    return net, tax or total(gross, less(net)), gross


def _tax_total(document: Node, currency: str, expected: Amount) -> Amount:
    """The tax in the document's currency; another total may state it in the seller's own, or each kind of tax."""
    taxes = [node for node in document.all("TaxTotal") if node.plain("TaxAmount")]
    own = [node for node in taxes if node.plain("TaxAmount@currencyID").upper() in (currency, "")] or taxes
    first = own[0].amount("TaxAmount") if own else None
    every = total(*(node.amount("TaxAmount") for node in own))
    matches = expected is not None and every is not None and every.value == expected.value
    return every if len(own) > 1 and matches else first


def _order_number(document: Node) -> Value[str] | None:
    return _known(document.plain("OrderReference/ID"))


def _known(number: str) -> Value[str] | None:
    return None if number.upper() in NOTHING else stated(number)


def _line(node: Node) -> InvoiceLine:
    price, base = node.number("Price/PriceAmount"), node.number("Price/BaseQuantity")
    tax = node.first("Item/ClassifiedTaxCategory") or node.first("TaxTotal/TaxSubtotal/TaxCategory")
    return InvoiceLine(
        description=node.text("Item/Name", "Item/Description"),
        quantity=node.amount(*QUANTITIES),
        unit_price=None if price is None else stated(price / base if base else price),
        tax_rate=rate_of(tax, "Percent", "ID"),
        line_total=node.amount("LineExtensionAmount"),
        order_line=_known(node.plain("OrderLineReference/LineID")),
        item_number=node.text("Item/SellersItemIdentification/ID", "Item/BuyersItemIdentification/ID"),
        unit=node.text(*(f"{name}@unitCode" for name in QUANTITIES)),
    )


def _adjustment(node: Node) -> Adjustment | None:
    amount = node.number("Amount")
    if amount is None:
        return None
    is_charge = node.plain("ChargeIndicator").lower() in ("true", "1")
    return Adjustment(
        reason=node.text("AllowanceChargeReason"),
        amount=stated(amount if is_charge else -amount),
        tax_rate=rate_of(node.first("TaxCategory"), "Percent", "ID"),
    )
