"""KSeF FA (Poland, logical structures FA(1) to FA(3)) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, derived, less, stated, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.einvoice.tax_rates import rate_in_words
from extractors.models import Invoice, InvoiceLine, Value

RATES = ("1", "2", "3", "4", "5", "6", "6_1", "6_2", "6_3", "7", "8", "9", "10", "11")
NET = tuple(f"Fa/P_13_{part}" for part in RATES)
"""Net totals by tax rate and by reason of exemption."""
TAX = tuple(f"Fa/P_14_{part}" for part in range(1, 6))
PAYMENT = "Fa/Platnosc/"
NUMBER_OF_ACCOUNT = 26
"""Digits of a Polish account number, an IBAN once its country stands before it."""


def read_ksef(root: etree._Element) -> EInvoice:
    """Fields and lines of a structured invoice of KSeF; a correction states differences."""
    document = Node(root)
    currency = document.plain("Fa/KodWaluty").upper()
    net, tax, gross = _sum(document, NET), _sum(document, TAX), document.amount("Fa/P_15")
    if tax is None and net is not None:
        tax = derived(Decimal(0))
    invoice = Invoice(
        supplier_name=_name(document, "Podmiot1/DaneIdentyfikacyjne/"),
        supplier_tax_id=_tax_id(document, "Podmiot1/"),
        customer_name=_name(document, "Podmiot2/DaneIdentyfikacyjne/"),
        customer_tax_id=_tax_id(document, "Podmiot2/"),
        invoice_number=document.text("Fa/P_2"),
        issue_date=document.day("Fa/P_1"),
        due_date=document.day(PAYMENT + "TerminPlatnosci/Termin", PAYMENT + "TerminyPlatnosci/TerminPlatnosci"),
        currency=stated(currency) if currency else None,
        net_total=net or total(gross, less(tax)),
        tax_total=tax,
        gross_total=gross or total(net, tax),
        iban=_iban(document),
        po_number=document.text("Fa/WarunkiTransakcji/Zamowienia/NrZamowienia"),
        lines=tuple(_line(line) for line in document.all("Fa/FaWiersz")),
    )
    return settled(invoice, False, document.problems)


def _sum(document: Node, paths: tuple[str, ...]) -> Value[Decimal] | None:
    parts = [part for path in paths if (part := document.amount(path))]
    return total(*parts)


def _name(document: Node, party: str) -> Value[str] | None:
    person = f"{document.plain(party + 'ImiePierwsze')} {document.plain(party + 'Nazwisko')}".strip()
    return document.text(party + "Nazwa", party + "PelnaNazwa") or (stated(person) if person else None)


def _tax_id(document: Node, party: str) -> Value[str] | None:
    """The number for tax with its country: a Polish NIP, a European VAT number or another country's."""
    data = party + "DaneIdentyfikacyjne/"
    for country, number in (("", "NIP"), ("KodUE", "NrVatUE"), ("KodKraju", "NrID")):
        found = document.plain(data + number)
        if found:
            code = document.plain(data + country) if country else "PL"
            return stated(found if found.upper().startswith(code.upper()) else code.upper() + found)
    return None


def _iban(document: Node) -> Value[str] | None:
    account = PAYMENT + "RachunekBankowy/NrRB"
    number = "".join(document.plain(account).split())
    polish = len(number) == NUMBER_OF_ACCOUNT and number.isdigit()
    return derived("PL" + number) if polish else document.iban(account, PAYMENT + "RachunekBankowy/NrRBPL")


def _line(node: Node) -> InvoiceLine:
    """A line; where a correction states how it was before, that is taken off."""
    before = node.plain("StanPrzed") == "1"
    rate = rate_in_words(node.plain("P_12"))
    net = node.amount("P_11") or _without_tax(node.amount("P_11A"), rate)
    quantity = node.amount("P_8B")
    return InvoiceLine(
        description=node.text("P_7"),
        quantity=less(quantity) if before else quantity,
        unit_price=node.amount("P_9A") or _without_tax(node.amount("P_9B"), rate),
        tax_rate=rate,
        line_total=less(net) if before else net,
    )


def _without_tax(gross: Value[Decimal] | None, rate: Value[Decimal] | None) -> Value[Decimal] | None:
    if gross is None or rate is None:
        return None
    return derived((gross.value * 100 / (100 + rate.value)).quantize(Decimal("0.01")))
