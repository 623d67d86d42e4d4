"""Dates as documents of many countries print them, with the doubt between day and month said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.values.amounts import plain_width
from extractors.values.months import folded, months

ISO = re.compile(r"(?<![\d.,/-])(\d{4})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d|[./-]\d)")
CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日?")
NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)")
DAY_AND_MONTH = re.compile(r"(?<![\d.,/-])(\d{1,2})[/.](\d{1,2})\.? (\d{4})(?![\d.,/])")
"""``31/07 2020``, as in Danish: the day comes first."""
DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[»”“]?[\s\-./]*(?:de |d'|day of )?\s*([^\W\d_]{3,12})\.?,"
    r"?[\s\-./]*(?:de[l]? )?(\d{4}|'?\d{2})(?![\d:])",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,12})\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?,?[\s\-/]+(\d{4})(?!\d)", re.IGNORECASE
)
MONTH_BETWEEN = re.compile(r"(?<!\d)(\d{4})[\s\-/]+([^\W\d_]{3,12})[\s\-/]+(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")

FIGURES = re.compile(r"\d\D*\d\D*\d")
"""No date has fewer: ``1 May 26``."""


@dataclass(frozen=True)
class FoundDate:
    """A date in a text; `other` is what it means with day and month the other way round, None when that cannot be."""

    value: date
    start: int
    end: int
    other: date | None = None


def find_dates(text: str, month_first: bool = False, compact: bool = False) -> tuple[FoundDate, ...]:
    """All dates in `text`, left to right, none overlapping.

    Args:
        text: one phrase of a document.
        month_first: read ``11/10/2026`` as November 10 (United States), where both readings are possible.
        compact: also take ``20261120``; only sensible beside a label that asks for a date.
    """
    plain = plain_width(text)
    if not FIGURES.search(plain):
        return ()
    found: list[FoundDate] = []
    for candidate in _all(plain, month_first, compact):
        if all(candidate.end <= other.start or candidate.start >= other.end for other in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda item: item.start))


def _all(text: str, month_first: bool, compact: bool) -> Iterator[FoundDate]:
    for pattern in (CHINESE, ISO):
        for m in pattern.finditer(text):
            numbers = [int(part) for part in m.groups() if part.isdigit()]
            yield from _found(m, numbers[0], numbers[1], numbers[2])
    for m in NUMERIC.finditer(text):
        yield from _numeric(m, month_first)
    for m in DAY_AND_MONTH.finditer(text):
        yield from _found(m, int(m[3]), int(m[2]), int(m[1]))
    for m in _each(DAY_FIRST, text):
        yield from _named(m, m[3], m[2], m[1])
    for m in _each(MONTH_FIRST, text):
        yield from _named(m, m[3], m[1], m[2])
    for m in MONTH_BETWEEN.finditer(text):
        yield from _named(m, m[1], m[2], m[3])
    if compact:
        for m in COMPACT.finditer(text):
            yield from _found(m, int(m[1]), int(m[2]), int(m[3]))


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match, those within another too: ``75 until 11`` must not hide ``11 June 2027``."""
    m = pattern.search(text)
    while m is not None:
        yield m
        m = pattern.search(text, m.start() + 1)


def _found(m: re.Match[str], year: int, month: int, day: int, other: date | None = None) -> Iterator[FoundDate]:
    value = _date(year, month, day)
    if value is not None:
        yield FoundDate(value, m.start(), m.end(), other)


def _numeric(m: re.Match[str], month_first: bool) -> Iterator[FoundDate]:
    first, second, year = int(m[1]), int(m[3]), _year(m[4])
    day_first, us_style = _date(year, second, first), _date(year, first, second)
    prefer_us = month_first and m[2] != "."
    value, other = (us_style, day_first) if prefer_us and us_style else (day_first or us_style, us_style)
    if value is not None:
        yield FoundDate(value, m.start(), m.end(), other if other != value and m[2] != "." else None)


def _named(m: re.Match[str], year: str, month: str, day: str) -> Iterator[FoundDate]:
    number = months().get(folded(month))
    if number is not None:
        yield from _found(m, _year(year.strip("'")), number, int(day))


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year if year < 70 else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1950 <= year <= 2100 else None
    except ValueError:
        return None


def month_comes_first(texts: list[str]) -> bool | None:
    """Whether a document writes the month first, by those of its dates that leave no doubt; None where none tells."""
    votes = 0
    for text in texts:
        for m in NUMERIC.finditer(plain_width(text)):
            if m[2] != ".":
                votes += (int(m[3]) > 12) - (int(m[1]) > 12)
    return None if votes == 0 else votes > 0
