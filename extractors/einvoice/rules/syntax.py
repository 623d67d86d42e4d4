"""How an XML syntax writes the business terms of EN 16931."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree


@dataclass(frozen=True)
class Syntax:
    """Where a syntax keeps each group and term.

    Attributes:
        name: as it is told to people.
        namespaces: prefixes used in the paths.
        groups: path from the root element, by the group's name.
        terms: path from the group's element, by group and term.
    """

    name: str
    namespaces: Mapping[str, str]
    groups: Mapping[str, str]
    terms: Mapping[str, Mapping[str, str]]
    _compiled: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def select(self, element: etree._Element, path: str) -> list[Any]:
        """Elements and attribute values at a path from the element; paths are compiled once."""
        compiled = self._compiled.get(path)
        if compiled is None:
            compiled = self._compiled[path] = etree.XPath(path, namespaces=dict(self.namespaces), smart_strings=False)
        found: Any = compiled(element)
        return list(found)
