"""Russian exchange files: which kind of document one is, since all have the same root."""

from lxml import etree

from extractors.einvoice.reading import EInvoice
from extractors.einvoice.ukd import read_ukd
from extractors.einvoice.upd import read_upd


def read_russian(root: etree._Element) -> EInvoice:
    """A transfer document, or the correction of one."""
    is_correction = root.find("{*}Документ/{*}СвКСчФ") is not None
    return read_ukd(root) if is_correction else read_upd(root)
