"""The e-invoice XML inside a PDF (Factur-X, ZUGFeRD, XRechnung and others)."""

import pypdfium2

from extractors.einvoice.registry import invoice_in
from extractors.einvoice.xml import parse_xml
from extractors.errors import UnreadableFile
from extractors.file_types import MediaType, by_content, refuse_entities
from extractors.models import Limits
from extractors.text.pdf import attachments

NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
"""Names that the standards prescribe, tried before any other."""


def embedded_xml(pdf: pypdfium2.PdfDocument, limits: Limits) -> tuple[str, bytes] | None:
    """Name and content of the XML invoice inside a PDF, None where there is no XML inside.

    The content decides, whatever the file's name; where several files are invoices, one with a prescribed name wins.
    Without an invoice among them it is the file that was meant to be one.

    Raises:
        UnreadableFile: xml_entities, when an embedded XML could hide an attack.
    """
    files = [(name, content) for name, content in attachments(pdf, limits) if _is_xml(name, content)]
    for name, content in files:
        refuse_entities(content, name)
    files.sort(key=_rank)
    return next((file for file in files if _is_invoice(file, limits)), files[0] if files else None)


def _is_xml(name: str, content: bytes) -> bool:
    return name.lower().endswith(".xml") or by_content(content) is MediaType.XML


def _rank(file: tuple[str, bytes]) -> tuple[int, str]:
    name = file[0].lower()
    return NAMES.index(name) if name in NAMES else len(NAMES), name


def _is_invoice(file: tuple[str, bytes], limits: Limits) -> bool:
    try:
        return invoice_in(parse_xml(file[1], file[0], limits)) is not None
    except UnreadableFile:
        return False
