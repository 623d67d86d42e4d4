"""FatturaPA's simplified invoice (Italy, FSM10) as an `EInvoice`: its amounts include tax."""

from decimal import ROUND_HALF_UP, Decimal

from lxml import etree

from extractors.einvoice.fatturapa import first_of, party_name, party_tax_id
from extractors.einvoice.node import Node, derived, less, stated, total
from extractors.einvoice.reading import EInvoice, settled
from extractors.models import Invoice, InvoiceLine, Value

SUPPLIER = "FatturaElettronicaHeader/CedentePrestatore/"
CUSTOMER = "FatturaElettronicaHeader/CessionarioCommittente/"
GENERAL = "DatiGenerali/DatiGeneraliDocumento/"
CREDIT_NOTES = frozenset({"TD08"})
CENT = Decimal("0.01")


def read_fatturapa_simple(root: etree._Element) -> EInvoice:
    """Fields and lines of the first simplified invoice of a file; amounts without tax are computed."""
    document = Node(root)
    body = first_of(document, list(document.all("FatturaElettronicaBody")))
    if body is None:
        return settled(Invoice(), False, document.problems)
    parts = list(body.all("DatiBeniServizi"))
    gross, tax = body.sum("DatiBeniServizi/Importo"), total(*(_tax(part) for part in parts))
    currency = body.plain(GENERAL + "Divisa").upper()
    invoice = Invoice(
        supplier_name=party_name(document, SUPPLIER),
        supplier_tax_id=party_tax_id(document, SUPPLIER),
        customer_name=party_name(document, CUSTOMER + "AltriDatiIdentificativi/"),
        customer_tax_id=party_tax_id(document, CUSTOMER + "IdentificativiFiscali/"),
        invoice_number=body.text(GENERAL + "Numero"),
        issue_date=body.day(GENERAL + "Data"),
        currency=stated(currency) if currency else None,
        net_total=total(gross, less(tax)),
        tax_total=tax,
        gross_total=gross,
        lines=tuple(_line(part) for part in parts),
    )
    return settled(invoice, body.plain(GENERAL + "TipoDocumento") in CREDIT_NOTES, document.problems)


def _tax(part: Node) -> Value[Decimal] | None:
    """The tax inside an amount: stated, or by the rate."""
    amount, rate = part.number("Importo"), part.number("DatiIVA/Aliquota")
    if amount is None:
        return None
    if rate is None:
        return part.amount("DatiIVA/Imposta") or derived(Decimal(0))
    return part.amount("DatiIVA/Imposta") or derived((amount * rate / (100 + rate)).quantize(CENT, ROUND_HALF_UP))


def _line(part: Node) -> InvoiceLine:
    return InvoiceLine(
        description=part.text("Descrizione"),
        tax_rate=part.amount("DatiIVA/Aliquota"),
        line_total=total(part.amount("Importo"), less(_tax(part))),
    )
