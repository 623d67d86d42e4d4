"""An invoice's XML seen by the groups and terms of EN 16931, whichever syntax it is written in."""

import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from lxml import etree

from extractors.einvoice.rules.syntax import Syntax

AMOUNT = re.compile(r"[+-]?(\d{1,20}(\.\d{0,12})?|\.\d{1,12})")


def plain(value: Any) -> str:
    """The tidied text of an element or attribute value."""
    text = value if isinstance(value, str) else "".join(str(part) for part in value.itertext())
    return " ".join(text.split())


def number(text: str) -> Decimal | None:
    """The text as a number, None where it is none."""
    try:
        return Decimal(text) if AMOUNT.fullmatch(text) else None
    except InvalidOperation:
        return None


class Group:
    """An element that stands for a business group, such as an invoice line."""

    __slots__ = ("element", "kind", "syntax")

    def __init__(self, element: etree._Element, kind: str, syntax: Syntax) -> None:
        self.element = element
        self.kind = kind
        self.syntax = syntax

    def find(self, term: str) -> list[Any]:
        """Elements or attribute values of a term; none where the syntax has no such term here."""
        path = self.syntax.terms[self.kind].get(term)
        return [] if path is None else self.syntax.select(self.element, path)

    def has(self, term: str) -> bool:
        """Whether the term is there, be it empty."""
        return bool(self.find(term))

    def texts(self, term: str) -> list[str]:
        """The text of each occurrence."""
        return [plain(found) for found in self.find(term)]

    def text(self, term: str) -> str:
        """The text of the first occurrence, empty without one."""
        found = self.find(term)
        return plain(found[0]) if found else ""

    def amount(self, term: str) -> Decimal | None:
        """The number at the first occurrence, None where there is none."""
        return number(self.text(term))

    def amounts(self, term: str) -> list[Decimal]:
        """Every occurrence that is a number."""
        return [amount for text in self.texts(term) if (amount := number(text)) is not None]

    def inner(self, term: str) -> list["Group"]:
        """The elements of a term as groups of that name."""
        return [Group(element, term, self.syntax) for element in self.find(term)]


class Statement:
    """A document under the rules."""

    def __init__(self, root: etree._Element, syntax: Syntax) -> None:
        self.root = root
        self.syntax = syntax
        self.document = Group(root, "document", syntax)
        self._groups: dict[str, tuple[Group, ...]] = {}

    def groups(self, kind: str) -> tuple[Group, ...]:
        """Every group of a kind; none where the syntax does not know the kind."""
        found = self._groups.get(kind)
        if found is None:
            path = self.syntax.groups.get(kind)
            elements = [] if path is None else self.syntax.select(self.root, path)
            found = self._groups[kind] = tuple(Group(element, kind, self.syntax) for element in elements)
        return found

    @cached_property
    def elements(self) -> dict[str, list[etree._Element]]:
        """Every element of the syntax by its local name; extensions with a namespace of their own are left out."""
        by_name: dict[str, list[etree._Element]] = defaultdict(list)
        known = set(self.syntax.namespaces.values())
        for element in self.root.iter(etree.Element):
            namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
            if namespace in known:
                by_name[name].append(element)
        return by_name
