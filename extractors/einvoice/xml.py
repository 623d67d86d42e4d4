"""Parsing XML from strangers: no entities, no DTD, no network, bounded size and depth."""

import re

from lxml import etree

from extractors.errors import UnreadableFile
from extractors.file_types import refuse_entities, shown
from extractors.models import Limits

CLAIMS_UTF16 = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']utf-?16", re.IGNORECASE)
"""A declaration that cannot be true where it can be read byte by byte: programs write it of text in memory."""
TOO_LONG = re.compile(r"text node|XML_PARSE_HUGE|xmlSAX2Characters|buffer|AttValue", re.IGNORECASE)


def parse_xml(data: bytes, name: str, limits: Limits, recover: bool = False) -> etree._Element:
    """The root element of an XML file.

    Args:
        recover: read over faults as far as that goes; for parts of a file whose faults are known.

    Raises:
        UnreadableFile: too_large, xml_entities, xml_too_deep, or damaged.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableFile("too_large", f"{shown(name)} is larger than the limit.")
    refuse_entities(data, name)
    try:
        root = _parsed(tidied(data), recover)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(error, name) from error
    # A declaration hidden by an unusual encoding is seen only once parsed.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("xml_entities", f"{shown(name)} declares a document type. Invoices need none.")
    if _depth(root) > limits.max_xml_depth:
        raise _too_deep(name)
    return root


def _parsed(data: bytes, recover: bool) -> etree._Element:
    """Parsed with the encoding that is declared, else, where that cannot be it, as UTF-8."""
    encoding = "utf-8" if CLAIMS_UTF16.match(data) else None
    try:
        return _root(data, _parser(recover, encoding))
    except etree.XMLSyntaxError as error:
        if not TOO_LONG.search(str(error)):
            raise
        # A large picture or PDF inside; entities are refused before, and the size of the file is bounded.
        return _root(data, _parser(recover, encoding, huge=True))


def _root(data: bytes, parser: etree.XMLParser) -> etree._Element:
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("there is no element in it")
    return root


def _parser(recover: bool, encoding: str | None, huge: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding=encoding,
    )


def tidied(data: bytes) -> bytes:
    """The file without blanks and zero bytes around its XML, which parsers refuse; UTF-16 is left as it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return data
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.rstrip(b"\0\x1a \t\r\n")


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
