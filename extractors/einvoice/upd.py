"""Russian universal transfer documents (УПД 5.01 to 5.03, счёт-фактура) and their parties as an `EInvoice`."""

import re
from decimal import Decimal

from lxml import etree

from extractors.einvoice.currency_numbers import CURRENCY_NUMBERS
from extractors.einvoice.node import Node, less, stated, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.einvoice.tax_rates import rate_in_words
from extractors.models import Invoice, InvoiceLine, Value

HEAD = "Документ/СвСчФакт"
TABLE = "Документ/ТаблСчФакт/"
SUM = TABLE + "ВсегоОпл"
BASIS = "Документ/СвПродПер/СвПер/ОснПер"
COMPANY = ("СвЮЛУч", "СвИнНеУч", "СвОргНеУч")
PERSON = ("СвИП", "СвФЛУч", "СвФЛУчастФХЖ")
NAME_PARTS = ("Фамилия", "Имя", "Отчество")
ORDER = re.compile(r"заказ|заявк", re.IGNORECASE)


def read_upd(root: etree._Element) -> EInvoice:
    """Fields and lines of a transfer document; version 5.03 has other names than the ones before it."""
    document = Node(root)
    net, tax, gross = _totals(document)
    invoice = Invoice(
        supplier_name=party_name(document, HEAD + "/СвПрод/ИдСв/"),
        supplier_tax_id=tax_number(document, HEAD + "/СвПрод/ИдСв/"),
        customer_name=party_name(document, HEAD + "/СвПокуп/ИдСв/"),
        customer_tax_id=tax_number(document, HEAD + "/СвПокуп/ИдСв/"),
        invoice_number=document.text(HEAD + "@НомерДок", HEAD + "@НомерСчФ"),
        issue_date=document.day(HEAD + "@ДатаДок", HEAD + "@ДатаСчФ"),
        currency=currency_of(document, HEAD),
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        po_number=_order_number(document),
        lines=tuple(_line(line) for line in document.all(TABLE + "СведТов")),
    )
    return settled(invoice, False, document.problems)


def party_name(document: Node, party: str) -> Value[str] | None:
    """A company's name, or a sole trader's family name, first name and father's name."""
    company = document.text(*(f"{party}{kind}@НаимОрг" for kind in COMPANY))
    if company:
        return company
    for kind in PERSON:
        parts = (document.plain(f"{party}{kind}/ФИО@{part}") for part in NAME_PARTS)
        person = " ".join(part for part in parts if part)
        if person:
            return stated(person)
    return None


def tax_number(document: Node, party: str) -> Value[str] | None:
    """The ИНН; where it is missing, the number that foreign companies have (Идентиф)."""
    numbers = [f"{party}{kind}@ИННЮЛ" for kind in COMPANY] + [f"{party}{kind}@ИННФЛ" for kind in PERSON]
    return document.text(*numbers, *(f"{party}{kind}@Идентиф" for kind in COMPANY))


def currency_of(document: Node, head: str) -> Value[str] | None:
    """The currency, which version 5.03 states in an element of its own."""
    number = document.plain(head + "/ДенИзм@КодОКВ", head + "@КодОКВ")
    code = CURRENCY_NUMBERS.get(number)
    return stated(code) if code else None


Amount = Value[Decimal] | None


def _totals(document: Node) -> tuple[Amount, Amount, Amount]:
    """Totals without tax, of tax and with tax; the first need not be stated."""
    gross = document.amount(SUM + "@СтТовУчНалВсего")
    tax = _tax(document.first(SUM + "/СумНалВсего"))
    net = document.amount(SUM + "@СтТовБезНДСВсего") or total(gross, less(tax))
    return net, tax or total(gross, less(net)), gross or total(net, tax)


def _tax(node: Node | None) -> Amount:
    if node is None:
        return None
    return stated(Decimal(0)) if node.first("БезНДС") else node.amount("СумНал")


def _order_number(document: Node) -> Value[str] | None:
    """The number of the document that the transfer rests on, where that is an order."""
    for basis in document.all(BASIS):
        if ORDER.search(basis.plain("@НаимОсн", "@РеквНаимДок")):
            return basis.text("@НомОсн", "@РеквНомерДок")
    return None


def _line(node: Node) -> InvoiceLine:
    gross, tax = node.amount("@СтТовУчНал"), _tax(node.first("СумНал"))
    rate = rate_in_words(node.plain("@НалСт"))
    return InvoiceLine(
        description=node.text("@НаимТов", "ДопСведТов@ХарактерТов"),
        quantity=node.amount("@КолТов"),
        unit_price=node.amount("@ЦенаТов"),
        tax_rate=rate,
        line_total=node.amount("@СтТовБезНДС") or total(gross, less(tax)),
    )
