"""A broken rule, as it is told."""

from enum import StrEnum

from lxml import etree

from extractors.models import Frozen

MAX_OF_A_RULE = 50
"""Findings kept of one rule; a document with thousands of the same fault is told no better by all of them."""


class Severity(StrEnum):
    """How much a broken rule weighs in the standard."""

    FATAL = "fatal"
    """The document does not conform."""
    WARNING = "warning"
    """The document conforms; something in it goes beyond what recipients must understand."""


class Finding(Frozen):
    """A rule of EN 16931 that a document breaks.

    Attributes:
        rule: the rule's id in the standard, such as BR-CO-10.
        message: a sentence for the clerk.
        location: names of the elements down to the one meant, such as Invoice/InvoiceLine[2]/Price.
    """

    rule: str
    severity: Severity
    message: str
    location: str


class Findings:
    """Gathers the findings of one document, a bounded number of each rule."""

    def __init__(self) -> None:
        self._by_rule: dict[str, list[Finding]] = {}

    def add(self, rule: str, message: str, element: etree._Element, severity: Severity = Severity.FATAL) -> None:
        """Notes that `element` breaks a rule."""
        of_rule = self._by_rule.setdefault(rule, [])
        if len(of_rule) < MAX_OF_A_RULE:
            of_rule.append(Finding(rule=rule, severity=severity, message=message, location=location(element)))

    def all(self) -> tuple[Finding, ...]:
        """Every finding, fatal ones first, in the order in which their rules were looked at."""
        found = [finding for of_rule in self._by_rule.values() for finding in of_rule]
        return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.FATAL))


def location(element: etree._Element) -> str:
    """Local names from the root to the element, with a position where several brothers share the name."""
    steps = [_step(element), *(_step(parent) for parent in element.iterancestors())]
    return "/".join(reversed(steps))


def _step(element: etree._Element) -> str:
    name = etree.QName(element).localname
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    only = before == 0 and next(element.itersiblings(element.tag), None) is None
    return name if only else f"{name}[{before + 1}]"
