"""Reading typed values out of an e-invoice's XML, each as a `Value` with its evidence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from lxml import etree

from extractors.models import Problem, Source, Value

T = TypeVar("T")

CONFIDENCE = 0.99
"""Of a value that the issuer's own XML states."""

AMOUNT = re.compile(r"[+-]?(\d{1,20}(\.\d{0,12})?|\.\d{1,12})")
DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
MAX_TEXT = 2000


def stated(value: T) -> Value[T]:
    """A value as the XML states it."""
    return Value(value=value, confidence=CONFIDENCE, source=Source.XML)


class Node:
    """An element of an e-invoice. Paths are lxml paths with the prefixes of `namespaces`.

    Values that are there but cannot be read are noted in `problems`, which all nodes of a document share.
    """

    def __init__(
        self, element: etree._Element, namespaces: Mapping[str, str], problems: list[Problem] | None = None
    ) -> None:
        self.element = element
        self.namespaces = dict(namespaces)
        self.problems: list[Problem] = [] if problems is None else problems

    def all(self, path: str) -> Iterator["Node"]:
        """Every element at the path."""
        for element in self.element.findall(path, self.namespaces):
            yield Node(element, self.namespaces, self.problems)

    def first(self, path: str) -> "Node | None":
        """The first element at the path."""
        return next(self.all(path), None)

    def content(self) -> str:
        """All text inside the element."""
        return "".join(str(part) for part in self.element.itertext())

    def plain(self, *paths: str) -> str:
        """The text at the first of the paths that has any, white space tidied; empty without."""
        for path in paths:
            for found in self.all(path):
                text = " ".join(found.content().split())
                if text:
                    return text[:MAX_TEXT]
        return ""

    def text(self, *paths: str) -> Value[str] | None:
        """The text at the first of the paths that has any."""
        text = self.plain(*paths)
        return stated(text) if text else None

    def number(self, *paths: str) -> Decimal | None:
        """The number at the first of the paths that has one."""
        text = self.plain(*paths)
        if not text:
            return None
        if not AMOUNT.fullmatch(text):
            self._unreadable("amount", text, paths)
            return None
        return Decimal(text)

    def amount(self, *paths: str) -> Value[Decimal] | None:
        """The number at the first of the paths that has one, as a value."""
        number = self.number(*paths)
        return None if number is None else stated(number)

    def day(self, *paths: str) -> Value[date] | None:
        """The date at the first of the paths that has one; ISO, or YYYYMMDD as CII writes it."""
        text = self.plain(*paths)
        match = DAY.match(text)
        if not text:
            return None
        try:
            if match is None:
                raise ValueError(text)
            year, month, day = (int(part) for part in match.groups())
            return stated(date(year, month, day))
        except ValueError:
            self._unreadable("date", text, paths)
            return None

    def iban(self, *paths: str) -> Value[str] | None:
        """The account number at the paths, if it has the form of an IBAN; check digits are judged elsewhere."""
        for path in paths:
            for found in self.all(path):
                text = "".join(found.content().split()).upper()
                if IBAN.fullmatch(text):
                    return stated(text)
        return None

    def _unreadable(self, what: str, text: str, paths: tuple[str, ...]) -> None:
        where = paths[0].rsplit(":", 1)[-1]
        self.problems.append(
            Problem(code="xml_value", message=f"The XML has {text[:60]!r} in {where}, which is no {what}.")
        )
