"""Whether a document claims to follow EN 16931, and how: only then are the standard's rules asked of it."""

from enum import Enum, auto

from lxml import etree

from extractors.einvoice.rules.check import SYNTAXES
from extractors.einvoice.rules.statement import plain

STANDARD = "urn:cen.eu:en16931:2017"
"""How every specification identifier (BT-24) begins that follows the standard.

It is the standard's own, and after a # those of XRechnung, Peppol BIS, Factur-X BASIC and EXTENDED. Factur-X MINIMUM
and BASIC WL, ZUGFeRD 1 and plain UBL do not claim it.
"""
EXTENSION = "#conformant#"
"""Follows the identifier where a specification extends the standard instead of narrowing it."""


class Claim(Enum):
    """What a document says of itself."""

    NONE = auto()
    COMPLIANT = auto()
    """The standard itself, or a specification that narrows it."""
    EXTENDED = auto()
    """More than the standard: elements and repetitions that the standard has no use for are in order."""


def claim(root: etree._Element) -> Claim:
    """What a UBL or CII document claims by its specification identifier."""
    syntax = SYNTAXES.get(str(root.tag))
    if syntax is None:
        return Claim.NONE
    for found in syntax.select(root, syntax.terms["document"]["specification"]):
        identifier = plain(found).lower()
        if identifier.startswith(STANDARD):
            return Claim.EXTENDED if EXTENSION in identifier else Claim.COMPLIANT
    return Claim.NONE
