"""FatturaPA 1.x (Italy) as an `EInvoice`."""

import datetime
from decimal import Decimal

from lxml import etree

from extractors.einvoice.node import Node, derived, stated, total
from extractors.einvoice.reading import SEVERAL, EInvoice, settled
from extractors.models import Adjustment, Effect, Invoice, InvoiceLine, Problem, Value

SUPPLIER = "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici/"
CUSTOMER = "FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici/"
GENERAL = "DatiGenerali/DatiGeneraliDocumento/"
PAYMENT = "DatiPagamento/DettaglioPagamento/"
SUMMARY = "DatiBeniServizi/DatiRiepilogo/"
REDUCTIONS = GENERAL + "ScontoMaggiorazione"
CENTS = Decimal("0.02")
CREDIT_NOTES = frozenset({"TD04", "TD08"})


def read_fatturapa(root: etree._Element) -> EInvoice:
    """Fields and lines of the first invoice of a FatturaPA file; further ones are told in the problems."""
    document = Node(root)
    body = first_of(document, list(document.all("FatturaElettronicaBody")))
    if body is None:
        return settled(Invoice(), False, document.problems)
    currency = body.plain(GENERAL + "Divisa").upper()
    net, tax = body.sum(SUMMARY + "ImponibileImporto"), body.sum(SUMMARY + "Imposta")
    lines = tuple(_line(line) for line in body.all("DatiBeniServizi/DettaglioLinee"))
    gross = _gross(body, total(net, tax))
    invoice = Invoice(
        supplier_name=party_name(document, SUPPLIER + "Anagrafica/"),
        supplier_tax_id=party_tax_id(document, SUPPLIER),
        customer_name=party_name(document, CUSTOMER + "Anagrafica/"),
        customer_tax_id=party_tax_id(document, CUSTOMER),
        invoice_number=body.text(GENERAL + "Numero"),
        issue_date=body.day(GENERAL + "Data"),
        due_date=body.day(PAYMENT + "DataScadenzaPagamento") or _by_term(body),
        currency=stated(currency) if currency else None,
        net_total=net,
        tax_total=tax,
        gross_total=gross,
        iban=body.iban(PAYMENT + "IBAN"),
        po_number=body.text("DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
        payment_reference=body.text(PAYMENT + "CodicePagamento"),
        lines=lines,
        adjustments=_adjustments(body, lines, net),
    )
    return settled(invoice, body.plain(GENERAL + "TipoDocumento") in CREDIT_NOTES, document.problems)


def first_of(document: Node, bodies: list[Node]) -> Node | None:
    """The first of the invoices that a file holds; that there are others is noted."""
    if len(bodies) > 1:
        message = f"The file holds {len(bodies)} invoices; only the first was read here."
        document.problems.append(Problem(code=SEVERAL, message=message, effect=Effect.DOUBTED))
    return bodies[0] if bodies else None


def party_name(document: Node, party: str) -> Value[str] | None:
    """A company's name, or a person's first and last name."""
    company = document.text(party + "Denominazione")
    person = f"{document.plain(party + 'Nome')} {document.plain(party + 'Cognome')}".strip()
    return company or (stated(person) if person else None)


def party_tax_id(document: Node, party: str) -> Value[str] | None:
    """The VAT number with its country, else the tax code of a person or company."""
    country, code = (document.plain(party + "IdFiscaleIVA/" + part) for part in ("IdPaese", "IdCodice"))
    if not code:
        return document.text(party + "CodiceFiscale")
    return stated(code if code.upper().startswith(country.upper()) else country.upper() + code)


def _by_term(body: Node) -> Value[datetime.date] | None:
    """The day from which the term counts, plus its days."""
    start, days = body.day(PAYMENT + "DataRiferimentoTerminiPagamento"), body.number(PAYMENT + "GiorniTerminiPagamento")
    if start is None or days is None or not 0 <= days <= 999:
        return None
    return derived(start.value + datetime.timedelta(days=int(days)))


def _gross(body: Node, expected: Value[Decimal] | None) -> Value[Decimal] | None:
    """The document's total; some issuers state it less the income tax withheld, which concerns only what is paid."""
    stated_total = body.amount(GENERAL + "ImportoTotaleDocumento")
    withheld = body.sum(GENERAL + "DatiRitenuta/ImportoRitenuta")
    if stated_total is None or expected is None or withheld is None:
        return stated_total or expected
    parts = [expected.value, body.number(GENERAL + "DatiBollo/ImportoBollo") or Decimal(0)]
    parts += [reduction.amount.value for node in body.all(REDUCTIONS) if (reduction := _reduction(node))]
    sums = (expected.value, sum(parts, Decimal(0)))
    whole = total(stated_total, withheld)
    return whole if whole and any(abs(whole.value - one) <= CENTS for one in sums) else stated_total


def _line(node: Node) -> InvoiceLine:
    return InvoiceLine(
        description=node.text("Descrizione"),
        quantity=node.amount("Quantita"),
        unit_price=node.amount("PrezzoUnitario"),
        tax_rate=node.amount("AliquotaIVA"),
        line_total=node.amount("PrezzoTotale"),
    )


def _adjustments(body: Node, lines: tuple[InvoiceLine, ...], net: Value[Decimal] | None) -> tuple[Adjustment, ...]:
    """Pension funds' shares; discounts on the whole, unless the lines alone give the net total already."""
    funds = [found for node in body.all(GENERAL + "DatiCassaPrevidenziale") if (found := _fund(node))]
    reductions = [found for node in body.all(REDUCTIONS) if (found := _reduction(node))]
    parts = sum((line.line_total.value for line in lines if line.line_total), Decimal(0))
    parts += sum((fund.amount.value for fund in funds), Decimal(0))
    reduced = sum((reduction.amount.value for reduction in reductions), Decimal(0))
    needed = net is not None and abs(net.value - parts - reduced) < abs(net.value - parts)
    return tuple(funds + (reductions if needed else []))


def _fund(node: Node) -> Adjustment | None:
    """The pension fund's share, which professionals charge on top of their lines."""
    amount = node.amount("ImportoContributoCassa")
    if amount is None:
        return None
    return Adjustment(reason=stated("Cassa previdenziale"), amount=amount, tax_rate=node.amount("AliquotaIVA"))


def _reduction(node: Node) -> Adjustment | None:
    amount = node.number("Importo")
    if amount is None:
        return None
    is_charge = node.plain("Tipo").upper() == "MG"
    return Adjustment(
        reason=stated("Maggiorazione" if is_charge else "Sconto"), amount=stated(amount if is_charge else -amount)
    )
