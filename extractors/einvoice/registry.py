"""The e-invoice syntaxes that can be read: a new one is a file of its own and a line here."""

from collections.abc import Callable

from lxml import etree

from extractors.einvoice import cii, fatturapa, ubl, zugferd1
from extractors.einvoice.reading import EInvoice

SYNTAXES: dict[str, Callable[[etree._Element], EInvoice]] = {
    f"{{{cii.INVOICE}}}CrossIndustryInvoice": cii.read_cii,
    f"{{{ubl.INVOICE}}}Invoice": ubl.read_ubl,
    f"{{{ubl.CREDIT_NOTE}}}CreditNote": ubl.read_ubl,
    f"{{{zugferd1.INVOICE}}}CrossIndustryDocument": zugferd1.read_zugferd1,
    f"{{{fatturapa.INVOICE}}}FatturaElettronica": fatturapa.read_fatturapa,
}
"""By the qualified name of the root element."""
