"""The e-invoice XML inside a PDF (Factur-X, ZUGFeRD, XRechnung)."""

import pypdfium2
from pypdf.errors import PyPdfError

from extractors.media import refuse_entities
from extractors.models import Limits
from extractors.text.pdf import attachments

NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
"""Names that the standards prescribe, tried before any other."""


def embedded_xml(pdf: pypdfium2.PdfDocument, data: bytes, limits: Limits) -> tuple[str, bytes] | None:
    """Name and content of the XML invoice inside a PDF, None where there is none.

    The `factur-x` library chooses; what it does not know (levels, syntaxes) is taken by name.

    Raises:
        UnreadableFile: xml_entities, when an embedded XML could hide an attack.
    """
    files = [(name, content) for name, content in attachments(pdf, limits) if name.lower().endswith(".xml")]
    if not files:
        return None
    for name, content in files:
        refuse_entities(content, name)
    return _by_facturx(data) or min(files, key=_rank)


def _by_facturx(data: bytes) -> tuple[str, bytes] | None:
    import facturx  # slow to import, and few PDFs hold XML

    try:
        name, content = facturx.get_xml_from_pdf(data, check_xsd=False)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
    return (name, bytes(content)) if content else None


def _rank(file: tuple[str, bytes]) -> tuple[bool, str]:
    name = file[0].lower()
    return name not in NAMES, name
