"""An XML file's content as an invoice, whatever known syntax it has."""

from lxml import etree

from extractors.einvoice.reading import EInvoice
from extractors.einvoice.registry import invoice_in
from extractors.einvoice.rules.problems import rule_problems
from extractors.einvoice.stated_tax import stated_tax
from extractors.einvoice.xml import parse_xml
from extractors.errors import UnreadableFile
from extractors.file_types import shown
from extractors.models import Limits

MANY_ATTRIBUTES = 3
"""An element with so many keeps values in them, not mere units and codes."""

MAX_TEXT = 20_000
"""Characters; a longer text is a file in base64, nothing to search in."""


def read_xml(data: bytes, name: str, limits: Limits) -> tuple[EInvoice, str]:
    """The invoice that an XML file states, and the file's text for search.

    Raises:
        UnreadableFile: unknown_xml when no known syntax fits, or what `parse_xml` raises.
    """
    root = parse_xml(data, name, limits)
    found = invoice_in(root)
    if found is None:
        raise UnreadableFile(
            "unknown_xml",
            f"{shown(name)} is XML of a kind that is not known here (its root element is {root.tag}).",
        )
    text = xml_text(root)
    element, read = found
    invoice = read(element)
    found_more = {"problems": invoice.problems + rule_problems(element), "stated_tax": stated_tax(element)}
    return invoice.model_copy(update=found_more), text


def xml_text(root: etree._Element) -> str:
    """All text of the elements and, where a format keeps its values in them, attributes, a line each."""
    lines: list[str] = []
    for element in root.iter(etree.Element):
        if len(element.attrib) >= MANY_ATTRIBUTES:
            lines.append(" ".join(" ".join(str(value).split()) for value in element.attrib.values()))
        text = element.text or ""
        if len(text) <= MAX_TEXT:
            lines.append(" ".join(text.split()))
    return "\n".join(line for line in lines if line)
