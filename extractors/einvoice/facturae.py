"""Facturae 3.x (Spain) as an `EInvoice`."""

from lxml import etree

from extractors.einvoice.countries import ALPHA_2
from extractors.einvoice.fatturapa import first_of
from extractors.einvoice.node import Node, stated, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.models import Adjustment, Invoice, InvoiceLine, Value

HEAD = "InvoiceHeader/"
ISSUE = "InvoiceIssueData/"
TOTALS = "InvoiceTotals/"
PAYMENT = "PaymentDetails/Installment/"
PERSON = ("Name", "FirstSurname", "SecondSurname")


def read_facturae(root: etree._Element) -> EInvoice:
    """Fields and lines of the first invoice of a Facturae file; further ones are told in the problems.

    The gross total is net plus tax: income tax that the customer withholds concerns what is paid, not what is billed.
    """
    document = Node(root)
    body = first_of(document, list(document.all("Invoices/Invoice")))
    if body is None:
        return settled(Invoice(), False, document.problems)
    currency = body.plain(ISSUE + "InvoiceCurrencyCode").upper()
    net, tax = body.amount(TOTALS + "TotalGrossAmountBeforeTaxes"), body.amount(TOTALS + "TotalTaxOutputs")
    withheld = body.number(TOTALS + "TotalTaxesWithheld")
    invoice = Invoice(
        supplier_name=_name(document, "Parties/SellerParty/"),
        supplier_tax_id=_tax_id(document, "Parties/SellerParty/"),
        customer_name=_name(document, "Parties/BuyerParty/"),
        customer_tax_id=_tax_id(document, "Parties/BuyerParty/"),
        invoice_number=_number(body),
        issue_date=body.day(ISSUE + "IssueDate"),
        due_date=body.day(PAYMENT + "InstallmentDueDate"),
        currency=stated(currency) if currency else None,
        net_total=net,
        tax_total=tax,
        gross_total=(total(net, tax) if withheld else None) or body.amount(TOTALS + "InvoiceTotal"),
        iban=body.iban(PAYMENT + "AccountToBeCredited/IBAN"),
        po_number=body.text("Items/InvoiceLine/ReceiverTransactionReference"),
        payment_reference=body.text(PAYMENT + "PaymentReconciliationReference"),
        lines=tuple(_line(line) for line in body.all("Items/InvoiceLine")),
        adjustments=_adjustments(body),
    )
    return settled(invoice, False, document.problems)


def _number(body: Node) -> Value[str] | None:
    """The series and the number within it, as they are printed together."""
    series, number = body.plain(HEAD + "InvoiceSeriesCode"), body.plain(HEAD + "InvoiceNumber")
    return stated(series + number) if number else None


def _name(document: Node, party: str) -> Value[str] | None:
    person = " ".join(document.plain(f"{party}Individual/{part}") for part in PERSON).split()
    return document.text(party + "LegalEntity/CorporateName", party + "LegalEntity/TradeName") or (
        stated(" ".join(person)) if person else None
    )


def _tax_id(document: Node, party: str) -> Value[str] | None:
    """The tax number with its country: Spain for residents, else that of the address."""
    number = document.plain(party + "TaxIdentification/TaxIdentificationNumber")
    if not number:
        return None
    resident = document.plain(party + "TaxIdentification/ResidenceTypeCode").upper() == "R"
    countries = (f"{party}{kind}/{place}/CountryCode" for kind in ("LegalEntity", "Individual")
                 for place in ("OverseasAddress", "AddressInSpain"))  # fmt: skip
    country = "ES" if resident else ALPHA_2.get(document.plain(*countries).upper(), "")
    return stated(number if number.upper().startswith(country) else country + number)


def _line(node: Node) -> InvoiceLine:
    return InvoiceLine(
        description=node.text("ItemDescription"),
        quantity=node.amount("Quantity"),
        unit_price=node.amount("UnitPriceWithoutTax"),
        tax_rate=node.amount("TaxesOutputs/Tax/TaxRate"),
        line_total=node.amount("GrossAmount", "TotalCost"),
    )


def _adjustments(body: Node) -> tuple[Adjustment, ...]:
    found = []
    for path, part, sign in (("GeneralDiscounts/Discount", "Discount", -1), ("GeneralSurcharges/Charge", "Charge", 1)):
        for node in body.all(TOTALS + path):
            amount = node.number(part + "Amount")
            if amount is not None:
                found.append(Adjustment(reason=node.text(part + "Reason"), amount=stated(sign * amount)))
    return tuple(found)
