"""Reading typed values out of an e-invoice's XML, each as a `Value` with its evidence."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from lxml import etree

from extractors.models import Problem, Source, Value

T = TypeVar("T")

CONFIDENCE = 0.99
"""Of a value that the issuer's own XML states."""

SUMMED = 0.97
"""Of a value that the XML does not state but its parts add up to."""

AMOUNT = re.compile(r"[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})")
YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{2})-|(\d{2})|年(\d{1,2})月)(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
MAX_TEXT = 2000


def stated(value: T) -> Value[T]:
    """A value as the XML states it."""
    return Value(value=value, confidence=CONFIDENCE, source=Source.XML)


def derived(value: T, confidence: float = SUMMED) -> Value[T]:
    """A value that follows from what the XML states."""
    return Value(value=value, confidence=confidence, source=Source.DERIVED)


def total(*parts: Value[Decimal] | None) -> Value[Decimal] | None:
    """The sum of parts that the XML states, None where one is missing."""
    there = [part.value for part in parts if part is not None]
    return derived(sum(there, Decimal(0))) if parts and len(there) == len(parts) else None


def less(part: Value[Decimal] | None) -> Value[Decimal] | None:
    """The amount with its sign changed, to be subtracted in a `total`."""
    return None if part is None else part.model_copy(update={"value": -part.value})


class Node:
    """An element of an e-invoice, its parts found by paths of element names, whatever their namespaces and prefixes.

    A path may end in `@name` for an attribute. Values that are there but cannot be read are noted in `problems`, which
    all nodes of a document share.
    """

    def __init__(self, element: etree._Element, problems: list[Problem] | None = None) -> None:
        self.element = element
        self.problems: list[Problem] = [] if problems is None else problems

    def all(self, path: str) -> Iterator["Node"]:
        """Every element at the path."""
        for element in self.element.iterfind(_in_any_namespace(path)):
            yield Node(element, self.problems)

    def first(self, path: str) -> "Node | None":
        """The first element at the path."""
        return next(self.all(path), None)

    def content(self) -> str:
        """All text inside the element."""
        return "".join(str(part) for part in self.element.itertext())

    def said(self, path: str) -> Iterator[str]:
        """What each element (or attribute) at the path says, white space tidied; only those that say something."""
        where, _, attribute = path.partition("@")
        for found in self.all(where or "."):
            text = " ".join((found.element.get(attribute, "") if attribute else found.content()).split())
            if text:
                yield text[:MAX_TEXT]

    def plain(self, *paths: str) -> str:
        """The text at the first of the paths that has any; empty without."""
        return next((text for path in paths for text in self.said(path)), "")

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
        """The date at the first of the paths that has one: ISO, YYYYMMDD, DD.MM.YYYY or as China writes it."""
        text = self.plain(*paths)
        if not text:
            return None
        try:
            return stated(date(*_year_month_day(text)))
        except ValueError:
            self._unreadable("date", text, paths)
            return None

    def iban(self, *paths: str) -> Value[str] | None:
        """The account number at the paths, if it has the form of an IBAN; check digits are judged elsewhere."""
        texts = ("".join(text.split()).upper() for path in paths for text in self.said(path))
        return next((stated(text) for text in texts if IBAN.fullmatch(text)), None)

    def sum(self, path: str) -> Value[Decimal] | None:
        """The numbers of all elements at the path added up, None where there is none."""
        numbers = [number for found in self.all(path) if (number := found.number(".")) is not None]
        if not numbers:
            return None
        return Value(value=sum(numbers, Decimal(0)), confidence=SUMMED, source=Source.XML)

    def _unreadable(self, what: str, text: str, paths: tuple[str, ...]) -> None:
        where = re.split(r"[/@]", paths[0])[-1].strip(".") or etree.QName(self.element).localname
        self.problems.append(
            Problem(code="xml_value", message=f"The XML has {text[:60]!r} in {where}, which is no {what}.")
        )


@cache
def _in_any_namespace(path: str) -> str:
    """The path with every name free of its namespace: `A/B//C` as lxml writes it, `{*}A/{*}B//{*}C`."""
    return "/".join(step if step in ("", ".", "..", "*") else "{*}" + step for step in path.split("/"))


def _year_month_day(text: str) -> tuple[int, int, int]:
    found = YEAR_FIRST.match(text)
    if found:
        year, *month, day = (int(part) for part in found.groups() if part)
        return year, month[0], day
    found = DAY_FIRST.match(text)
    if found:
        day, month_of_year, year = (int(part) for part in found.groups())
        return year, month_of_year, day
    raise ValueError(text)
