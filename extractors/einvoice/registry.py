"""The e-invoice syntaxes that can be read: a new one is a file of its own and a line here."""

from collections.abc import Callable

from lxml import etree

from extractors.einvoice import cii, facturae, fapiao, fatturapa, fatturapa_simple, ksef, russian, ubl, zugferd1
from extractors.einvoice.reading import EInvoice

Read = Callable[[etree._Element], EInvoice]

SYNTAXES: dict[str, Read] = {
    "CrossIndustryInvoice": cii.read_cii,
    "CrossIndustryDocument": zugferd1.read_zugferd1,
    "Invoice": ubl.read_ubl,
    "CreditNote": ubl.read_ubl,
    "DebitNote": ubl.read_ubl,
    "SelfBilledInvoice": ubl.read_ubl,
    "SelfBilledCreditNote": ubl.read_ubl,
    "FatturaElettronica": fatturapa.read_fatturapa,
    "FatturaElettronicaSemplificata": fatturapa_simple.read_fatturapa_simple,
    "Facturae": facturae.read_facturae,
    "Faktura": ksef.read_ksef,
    "Файл": russian.read_russian,
    "eInvoice": fapiao.read_fapiao,
    "EInvoice": fapiao.read_digital_fapiao,
}
"""By the name of the root element, whatever its namespace: versions of a format differ in that."""

UBL = ("AccountingSupplierParty", "LegalMonetaryTotal", "InvoiceLine", "CreditNoteLine")
TELLING = {
    "Invoice": UBL,
    "CreditNote": UBL,
    "Файл": ("Документ/СвСчФакт", "Документ/СвКСчФ"),
    "Faktura": ("Fa",),
}
"""Elements of which one must be there, for names that other kinds of documents have too."""
DEPTH = 3
"""Envelopes around an invoice (Peppol's business document) that are opened."""


def invoice_in(root: etree._Element) -> tuple[etree._Element, Read] | None:
    """The element of a known syntax, the root or one inside its envelope, and its reader; None where there is none."""
    level = [root]
    for _ in range(DEPTH):
        for element in level:
            name = etree.QName(element).localname
            if name in SYNTAXES and _tells(element, name):
                return element, SYNTAXES[name]
        level = [child for element in level for child in element.iterchildren(etree.Element)]
    return None


def _tells(element: etree._Element, name: str) -> bool:
    paths = TELLING.get(name, ())
    found = ("/".join("{*}" + step for step in path.split("/")) for path in paths)
    return not paths or any(element.find(path) is not None for path in found)
