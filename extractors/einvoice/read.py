"""An XML file's content as an invoice, whatever known syntax it has."""

from lxml import etree

from extractors.einvoice.reading import EInvoice
from extractors.einvoice.registry import SYNTAXES
from extractors.einvoice.xml import parse_xml
from extractors.errors import UnreadableFile
from extractors.media import shown
from extractors.models import Limits


def read_xml(data: bytes, name: str, limits: Limits) -> tuple[EInvoice, str]:
    """The invoice that an XML file states, and the file's text for search.

    Raises:
        UnreadableFile: unknown_xml when no known syntax fits, or what `parse_xml` raises.
    """
    root = parse_xml(data, name, limits)
    reader = SYNTAXES.get(str(root.tag))
    if reader is None:
        raise UnreadableFile(
            "unknown_xml",
            f"{shown(name)} is XML of a kind that is not known here (its root element is {root.tag}).",
        )
    return reader(root), xml_text(root)


def xml_text(root: etree._Element) -> str:
    """All text of the elements, a line each."""
    lines = (" ".join((element.text or "").split()) for element in root.iter(etree.Element))
    return "\n".join(line for line in lines if line)
