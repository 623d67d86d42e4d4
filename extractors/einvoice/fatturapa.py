"""FatturaPA 1.2 (Italy) as an `EInvoice`."""

from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, stated
from extractors.einvoice.reading import EInvoice, settled
from extractors.models import Adjustment, Invoice, InvoiceLine, Problem, Source, Value

INVOICE = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"
SUPPLIER = "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici/"
CUSTOMER = "FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici/"
GENERAL = "DatiGenerali/DatiGeneraliDocumento/"
PAYMENT = "DatiPagamento/DettaglioPagamento/"
CREDIT_NOTES = frozenset({"TD04", "TD08"})
SUMMED = 0.97
"""Confidence of a total that the XML does not state but its parts add up to."""


def read_fatturapa(root: etree._Element) -> EInvoice:
    """Fields and lines of the first invoice of a FatturaPA file; further ones are told in the problems."""
    document = Node(root, {})
    bodies = list(document.all("FatturaElettronicaBody"))
    if not bodies:
        return settled(Invoice(), False, document.problems)
    if len(bodies) > 1:
        message = f"The file holds {len(bodies)} invoices; only the first was read. Please ask for them one by one."
        document.problems.append(Problem(code="several_invoices", message=message))
    body = bodies[0]
    currency = body.plain(GENERAL + "Divisa")
    net, tax = _sum(body, "ImponibileImporto"), _sum(body, "Imposta")
    invoice = Invoice(
        supplier_name=_name(document, SUPPLIER),
        supplier_tax_id=_tax_id(document),
        customer_name=_name(document, CUSTOMER),
        invoice_number=body.text(GENERAL + "Numero"),
        issue_date=body.day(GENERAL + "Data"),
        due_date=body.day(PAYMENT + "DataScadenzaPagamento"),
        currency=stated(currency.upper()) if currency else None,
        net_total=net,
        tax_total=tax,
        gross_total=body.amount(GENERAL + "ImportoTotaleDocumento") or _added(net, tax),
        iban=body.iban(PAYMENT + "IBAN"),
        po_number=body.text("DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
        lines=tuple(_line(line) for line in body.all("DatiBeniServizi/DettaglioLinee")),
        adjustments=tuple(a for node in body.all(GENERAL + "DatiCassaPrevidenziale") if (a := _fund(node))),
    )
    return settled(invoice, body.plain(GENERAL + "TipoDocumento") in CREDIT_NOTES, document.problems)


def _name(document: Node, party: str) -> Value[str] | None:
    """A company's name, or a person's first and last name."""
    company = document.text(party + "Anagrafica/Denominazione")
    person = f"{document.plain(party + 'Anagrafica/Nome')} {document.plain(party + 'Anagrafica/Cognome')}".strip()
    return company or (stated(person) if person else None)


def _tax_id(document: Node) -> Value[str] | None:
    country, code = (document.plain(SUPPLIER + "IdFiscaleIVA/" + part) for part in ("IdPaese", "IdCodice"))
    if not code:
        return document.text(SUPPLIER + "CodiceFiscale")
    return stated(code if code.startswith(country) else country + code)


def _sum(body: Node, name: str) -> Value[Decimal] | None:
    """The sum over the tax rates: FatturaPA states no total without tax."""
    parts = [node.number(name) for node in body.all("DatiBeniServizi/DatiRiepilogo")]
    stated_parts = [part for part in parts if part is not None]
    if not stated_parts:
        return None
    return Value(value=sum(stated_parts, Decimal(0)), confidence=SUMMED, source=Source.XML)


def _added(net: Value[Decimal] | None, tax: Value[Decimal] | None) -> Value[Decimal] | None:
    if net is None or tax is None:
        return None
    return Value(value=net.value + tax.value, confidence=SUMMED, source=Source.DERIVED)


def _line(node: Node) -> InvoiceLine:
    return InvoiceLine(
        description=node.text("Descrizione"),
        quantity=node.amount("Quantita"),
        unit_price=node.amount("PrezzoUnitario"),
        tax_rate=node.amount("AliquotaIVA"),
        line_total=node.amount("PrezzoTotale"),
    )


def _fund(node: Node) -> Adjustment | None:
    """The pension fund's share, which professionals charge on top of their lines."""
    amount = node.amount("ImportoContributoCassa")
    if amount is None:
        return None
    return Adjustment(reason=stated("Cassa previdenziale"), amount=amount, tax_rate=node.amount("AliquotaIVA"))
