"""Chinese e-invoices (发票): the XML of 2019 that OFD files carry, and the fully digitalised invoices since 2021."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, less, stated, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.einvoice.tax_rates import rate_in_words
from extractors.models import Invoice, InvoiceLine, Value

DATA = "EInvoiceData/"
BASICS = DATA + "BasicInformation/"

Amount = Value[Decimal] | None


def read_fapiao(root: etree._Element) -> EInvoice:
    """Fields and lines of an e-invoice of the schema of 2019; what has no value is written as asterisks.

    The names stand in groups in the XML, and with or without these in the tags of an OFD.
    """
    document = Node(root)
    net, tax, gross = _totals(
        document, (".//TaxExclusiveTotalAmount", ".//TaxTotalAmount", ".//TaxInclusiveTotalAmount")
    )
    invoice = Invoice(
        supplier_name=document.text(".//SellerName"),
        supplier_tax_id=document.text(".//SellerTaxID"),
        customer_name=document.text(".//BuyerName"),
        customer_tax_id=document.text(".//BuyerTaxID"),
        invoice_number=document.text(".//InvoiceNo"),
        issue_date=document.day(".//IssueDate"),
        currency=stated("CNY"),
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        lines=tuple(_line(line) for line in document.all(".//GoodsInfo")),
    )
    return settled(invoice, False, document.problems)


def read_digital_fapiao(root: etree._Element) -> EInvoice:
    """Fields and lines of a fully digitalised e-invoice (数电票)."""
    document = Node(root)
    names = (BASICS + "TotalAmWithoutTax", BASICS + "TotalTaxAm", BASICS + "TotalTax-includedAmount")
    net, tax, gross = _totals(document, names)
    invoice = Invoice(
        supplier_name=document.text(DATA + "SellerInformation/SellerName"),
        supplier_tax_id=document.text(DATA + "SellerInformation/SellerIdNum"),
        customer_name=document.text(DATA + "BuyerInformation/BuyerName"),
        customer_tax_id=document.text(DATA + "BuyerInformation/BuyerIdNum"),
        invoice_number=document.text("TaxSupervisionInfo/InvoiceNumber", "Header/EIid"),
        issue_date=document.day("TaxSupervisionInfo/IssueTime", BASICS + "RequestTime"),
        currency=stated("CNY"),
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        lines=tuple(_digital_line(line) for line in document.all(DATA + "IssuItemInformation")),
    )
    return settled(invoice, False, document.problems)


def _totals(document: Node, names: tuple[str, str, str]) -> tuple[Amount, Amount, Amount]:
    net, tax, gross = (money(document.plain(name)) for name in names)
    tax = tax or total(gross, less(net))
    return net or total(gross, less(tax)), tax, gross or total(net, tax)


def money(text: str) -> Amount:
    """An amount such as ¥1,234.50; None for asterisks and whatever else is no amount."""
    plain = text.replace("¥", "").replace("￥", "").replace(",", "").replace(" ", "")
    try:
        amount = Decimal(plain)
    except ArithmeticError:
        return None
    return stated(amount) if amount.is_finite() and len(plain) <= 24 else None


def _line(node: Node) -> InvoiceLine:
    return InvoiceLine(
        description=node.text("Item"),
        quantity=money(node.plain("Quantity")),
        unit_price=money(node.plain("Price")),
        tax_rate=rate_in_words(node.plain("TaxScheme")),
        line_total=money(node.plain("Amount")),
    )


def _digital_line(node: Node) -> InvoiceLine:
    return InvoiceLine(
        description=node.text("ItemName"),
        quantity=money(node.plain("Quantity")),
        unit_price=money(node.plain("UnPrice")),
        tax_rate=rate_in_words(node.plain("TaxRate")),
        line_total=money(node.plain("Amount")),
    )
