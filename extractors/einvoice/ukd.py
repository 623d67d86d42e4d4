"""Russian corrections of transfer documents (УКД, корректировочный счёт-фактура) as an `EInvoice` of what changed."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, less, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.einvoice.tax_rates import rate_in_words
from extractors.einvoice.upd import currency_of, party_name, tax_number
from extractors.models import Invoice, InvoiceLine, Value

HEAD = "Документ/СвКСчФ"
TABLE = "Документ/ТаблКСчФ/"

Amount = Value[Decimal] | None


def read_ukd(root: etree._Element) -> EInvoice:
    """Fields and lines of a correction: the differences, negative where the supplier gives money back."""
    document = Node(root)
    gross = _change(document, "@СтТовУчНалВсего")
    net = _change(document, "@СтТовБезНДСВсего")
    tax = _change(document, "/СумНал/СумНДС")
    invoice = Invoice(
        supplier_name=party_name(document, HEAD + "/СвПрод/ИдСв/"),
        supplier_tax_id=tax_number(document, HEAD + "/СвПрод/ИдСв/"),
        customer_name=party_name(document, HEAD + "/СвПокуп/ИдСв/"),
        customer_tax_id=tax_number(document, HEAD + "/СвПокуп/ИдСв/"),
        invoice_number=document.text(HEAD + "@НомерДок", HEAD + "@НомерКСчФ"),
        issue_date=document.day(HEAD + "@ДатаДок", HEAD + "@ДатаКСчФ"),
        currency=currency_of(document, HEAD),
        net_total=net or total(gross, less(tax)),
        tax_total=tax or total(gross, less(net)),
        gross_total=gross or total(net, tax),
        lines=tuple(_line(line) for line in document.all(TABLE + "СведТов")),
    )
    return settled(invoice, False, document.problems)


def _change(document: Node, path: str) -> Amount:
    """What is added less what is taken off, over the whole document."""
    more, fewer = document.amount(f"{TABLE}ВсегоУвел{path}"), document.amount(f"{TABLE}ВсегоУм{path}")
    return total(more, less(fewer)) if more and fewer else more or less(fewer)


def _line(node: Node) -> InvoiceLine:
    """What changed of a line: its quantity at the new price, or only its price at the same quantity."""
    before, after = node.amount("@КолТовДо"), node.amount("@КолТовПосле")
    change = total(after, less(before))
    same = change is not None and not change.value
    price_before, price_after = node.amount("@ЦенаТовДо"), node.amount("@ЦенаТовПосле")
    net = "СтТовБезНДС@"
    return InvoiceLine(
        description=node.text("@НаимТов"),
        quantity=after if same else change,
        unit_price=total(price_after, less(price_before)) if same else price_after,
        tax_rate=rate_in_words(node.plain("@НалСтПосле", "@НалСтДо")),
        line_total=total(node.amount(net + "СтоимПослеИзм"), less(node.amount(net + "СтоимДоИзм"))),
    )
