"""How the values of a report are told in the language of its reader."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


class Spoken(Protocol):
    """A language: its words, its ways of writing, and how it says what the farm stored in English."""

    @property
    def code(self) -> str:
        """`en`, `zh` or `ru`."""

    def gettext(self, text: str) -> str:
        """A text of the program."""

    def retell(self, text: str) -> str:
        """A sentence as stored."""

    def number(self, value: Decimal) -> str:
        """A number."""

    def amount(self, value: Decimal | None, currency: str | None) -> str:
        """An amount with its currency."""

    def day(self, day: date | None) -> str:
        """A day."""

    def moment(self, at: datetime) -> str:
        """A time to the minute."""


@dataclass(frozen=True, slots=True)
class Said:
    """An English phrase of the program, told in the reader's language; `values` go in afterwards."""

    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """A sentence that the farm stored in English, told in the reader's language as far as it is known."""

    text: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; its currency stands beside it."""

    value: Decimal | None
    currency: str


Cell = str | int | datetime | date | Said | Stored | Money | None
"""A value of a table. A plain text stays as it is, whoever wrote it."""


@dataclass(frozen=True)
class Column:
    """`title` in English; `share` of the width of the page; figures stand on the right."""

    title: str
    share: float
    figures: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Section:
    """A part of the report with one table. `rows` gives them anew each time, so that none need be kept.

    Attributes:
        name: of its sheet, English, short.
        wanted: whether it belongs into the PDF, too.
        none: what is said where there are no rows.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Callable[[], "list[Row] | tuple[Row, ...]"]
    in_pdf: bool = True
    none: str = ""


def told(spoken: Spoken, cell: Cell) -> str:
    """A value as text."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, Said):
        return said(spoken, cell)
    if isinstance(cell, Stored):
        return spoken.retell(cell.text)
    if isinstance(cell, Money):
        return spoken.amount(cell.value, "")
    if isinstance(cell, datetime):
        return spoken.moment(cell)
    if isinstance(cell, date):
        return spoken.day(cell)
    return spoken.number(Decimal(cell)) if isinstance(cell, int) else cell


def said(spoken: Spoken, phrase: Said) -> str:
    """A phrase with its values."""
    text = spoken.gettext(phrase.text)
    return text.format(**dict(phrase.values)) if phrase.values else text
