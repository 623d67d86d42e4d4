"""Parsing XML from strangers: no entities, no DTD, no network, bounded size and depth."""

from lxml import etree

from extractors.errors import UnreadableFile
from extractors.media import refuse_entities, shown
from extractors.models import Limits


def parse_xml(data: bytes, name: str, limits: Limits) -> etree._Element:
    """The root element of an XML file.

    Raises:
        UnreadableFile: too_large, xml_entities, xml_too_deep, or damaged.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableFile("too_large", f"{shown(name)} is larger than the limit.")
    refuse_entities(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, name) from error
    # A declaration hidden by an unusual encoding is seen only once parsed.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("xml_entities", f"{shown(name)} declares a document type. Invoices need none.")
    if _depth(root) > limits.max_xml_depth:
        raise _too_deep(name)
    return root


def _refusal(error: Exception, name: str) -> UnreadableFile:
    if "depth" in str(error).lower():
        return _too_deep(name)
    return UnreadableFile("damaged", f"{shown(name)} is not well-formed XML: {error}.")


def _too_deep(name: str) -> UnreadableFile:
    return UnreadableFile("xml_too_deep", f"The elements of {shown(name)} are nested too deeply.")


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
