"""Elements and attributes that have no meaning in an EN 16931 invoice (UBL-CR, UBL-DT, CII-SR, CII-DT)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from lxml import etree

from extractors.einvoice.rules.finding import Findings, Severity
from extractors.einvoice.rules.published import PublishedRule, published_rules
from extractors.einvoice.rules.statement import Statement

FAMILIES = ("UBL-CR-", "UBL-DT-", "CII-SR-", "CII-DT-")
ABSENT = re.compile(r"not ?\((?:\(([^()\[\]]*)\))?([^()\[\]]*)\)")
"""A test that asks for nothing but the absence of a path; its first step may be a choice in brackets."""
ENDING = re.compile(r"ends-with\(name\(\), ?'(\w+)'\)")

EXCEPT = re.compile(r"not ?\(self::(?:\w+:)?(\w+)\)")
EXTENSIONS = "{urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2}UBLExtensions"

Steps = tuple[str, ...]
"""Local names from the outside in; an attribute's begins with @."""


@dataclass(frozen=True)
class Unused:
    """A place that should stay empty.

    Attributes:
        steps: names below the context, the last one the element or attribute that has no meaning.
        context: names from the root down to the context; empty where `parent` says it.
        parent: the context's name, wherever it stands; with `suffix` only its end.
        but: a name that the context may not have.
    """

    rule: str
    severity: Severity
    steps: Steps
    context: Steps = ()
    parent: str = ""
    suffix: bool = False
    but: str = ""

    def fits(self, path: Steps) -> bool:
        """Whether the path from the root to an element or attribute is this place."""
        if self.context:
            return path == self.context + self.steps
        above = len(path) - len(self.steps)
        if above < 1 or path[above:] != self.steps:
            return False
        name = path[above - 1]
        if self.suffix:
            return name != self.but and name.endswith(self.parent)
        return not self.parent or name == self.parent


@cache
def places(syntax: str) -> Mapping[str, list[Unused]]:
    """The places of a syntax that should stay empty, by the name of the last step."""
    by_name: dict[str, list[Unused]] = defaultdict(list)
    for published in published_rules(syntax):
        if published.rule.startswith(FAMILIES):
            for place in _places(published):
                by_name[place.steps[-1]].append(place)
    return by_name


def _places(published: PublishedRule) -> Iterator[Unused]:
    match = ABSENT.fullmatch(published.test.strip())
    if match is None:
        return
    severity = Severity.FATAL if published.fatal else Severity.WARNING
    for first in (match.group(1) or "").split("|"):
        path = first.strip() + match.group(2).strip()
        anywhere = path.startswith("//")
        steps = _steps(path)
        for context in ["//"] if anywhere else published.context.split(" | "):
            yield _place(published.rule, severity, steps, context.strip())


def _place(rule: str, severity: Severity, steps: Steps, context: str) -> Unused:
    if context == "//":
        return Unused(rule, severity, steps)
    ending = ENDING.search(context)
    if ending is not None:
        but = EXCEPT.search(context)
        return Unused(rule, severity, steps, parent=ending.group(1), suffix=True, but=but.group(1) if but else "")
    if context.startswith("//"):
        return Unused(rule, severity, steps, parent=_steps(context)[-1])
    return Unused(rule, severity, steps, context=_steps(context))


def _steps(path: str) -> Steps:
    return tuple(_local(step) for step in path.strip("/").split("/"))


def _local(step: str) -> str:
    name = step.strip().rpartition(":")[2]
    return "@" + name.lstrip("@") if step.strip().startswith("@") else name


def check_unused(statement: Statement, findings: Findings) -> None:
    """One finding for each rule whose place is filled."""
    by_name = places(statement.syntax.name)
    told: set[str] = set()
    for element in chain(*statement.elements.values(), statement.root.iterfind(EXTENSIONS)):
        for name in (_name(element), *(f"@{key!s}" for key in element.attrib)):
            candidates = [place for place in by_name.get(name, ()) if place.rule not in told]
            path = _path(element) + ((name,) if name.startswith("@") else ()) if candidates else ()
            for place in candidates:
                if place.fits(path):
                    told.add(place.rule)
                    findings.add(place.rule, _message(path), element, place.severity)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _path(element: etree._Element) -> Steps:
    return tuple(reversed([_name(element), *(_name(parent) for parent in element.iterancestors())]))


def _message(path: Steps) -> str:
    what = "attribute" if path[-1].startswith("@") else "element"
    shown = "/".join(path[-3:])
    return f"The {what} {shown} has no meaning in an EN 16931 invoice; what it says may go unread."
