"""An XML file of several invoices (Italian and Spanish lots) as files of one invoice each."""

from lxml import etree

from extractors.einvoice.signed import signed_content
from extractors.einvoice.xml import parse_xml
from extractors.file_types import MediaType, by_content
from extractors.models import Limits

REPEATED = {
    "FatturaElettronica": "FatturaElettronicaBody",
    "FatturaElettronicaSemplificata": "FatturaElettronicaBody",
    "Facturae": "Invoices/Invoice",
}
"""By the name of the root element, the path of what stands once for each invoice."""


def invoices_apart(data: bytes, name: str, limits: Limits) -> tuple[bytes, ...]:
    """A file for each invoice, with the head that they share; the file itself where it holds no more than one.

    Raises:
        UnreadableFile: what `parse_xml` and `signed_content` raise.
    """
    content = signed_content(data, name) if by_content(data) is MediaType.P7M else data
    root = parse_xml(content, name, limits)
    path = REPEATED.get(etree.QName(root).localname, "")
    invoices = root.findall("/".join("{*}" + step for step in path.split("/"))) if path else []
    parent = invoices[0].getparent() if len(invoices) > 1 else None
    if parent is None:
        return (content,)
    index = parent.index(invoices[0])
    for invoice in invoices:
        parent.remove(invoice)
    return tuple(_with(root, parent, index, invoice) for invoice in invoices)


def _with(root: etree._Element, parent: etree._Element, index: int, invoice: etree._Element) -> bytes:
    """The file with this one invoice at its place; the tree is left as it was."""
    parent.insert(index, invoice)
    file = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    parent.remove(invoice)
    return file
