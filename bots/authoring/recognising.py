"""Which field of the sample order a recorded value is, and in which way of writing numbers and dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bots.orders import InvoiceOrder
from bots.web.locale import WebLocale

HEADER = (
    "invoice_number", "supplier_name", "supplier_code", "issue_date", "currency", "mark", "company", "gross_total",
    "net_total", "tax_total",
)  # fmt: skip
LINE = ("description", "account", "tax_code", "cost_centre", "quantity", "unit_price", "net")
NUMBERS = ("1234.56", "1,234.56", "1234,56", "1.234,56", "1 234,56", "1'234.56")
DAYS = ("2026-12-31", "31.12.2026", "12/31/2026", "31/12/2026", "31-12-2026", "20261231", "31122026", "12-31-2026")
SEPARATORS = ("--", " - ", " – ", ":", " ", "|", "/")
"""Between a code and its words in what a select offers."""


@dataclass(frozen=True)
class Meaning:
    """What a recorded value is.

    Attributes:
        fact: an attribute of `InvoiceOrder`, or of `OrderLine` where there is a `line`.
        line: 1 for the order's first line; 0 for the header.
        separator: what follows a code in the value; empty where the value is the code itself.
        number, day: how 1234.56 and 31 December 2026 are written, where the value shows it.
    """

    fact: str
    line: int = 0
    separator: str = ""
    number: str = ""
    day: str = ""


def meanings(text: str, order: InvoiceOrder) -> tuple[Meaning, ...]:
    """Everything in the order that the value `text` can be, header first; empty for what is not in it."""
    wanted = " ".join(text.split())
    if not wanted:
        return ()
    found = [m for fact in HEADER for m in _fitting(wanted, fact, getattr(order, fact), 0)]
    for n, line in enumerate(order.lines, start=1):
        found += [m for fact in LINE for m in _fitting(wanted, fact, getattr(line, fact), n)]
    return tuple(found)


def to_key(order: InvoiceOrder) -> list[tuple[str, str]]:
    """What a person keys while a recording is made: the name of each field of the order, and its value."""
    found = [(fact, getattr(order, fact)) for fact in HEADER]
    for n, line in enumerate(order.lines, start=1):
        found += [(f"line {n}: {fact}", getattr(line, fact)) for fact in LINE]
    return [(name, str(value)) for name, value in found if value not in (None, "")]


def _fitting(text: str, fact: str, value: object, line: int) -> Iterator[Meaning]:
    if isinstance(value, Decimal):
        yield from _as_number(text, fact, value, line)
    elif isinstance(value, date):
        yield from _as_day(text, fact, value, line)
    elif value:
        yield from _as_text(text, fact, " ".join(str(value).split()), line)


def _as_text(text: str, fact: str, value: str, line: int) -> Iterator[Meaning]:
    if text == value:
        yield Meaning(fact, line)
    elif fact in ("account", "cost_centre", "tax_code", "supplier_code", "currency"):
        separator = next((s for s in SEPARATORS if text.startswith(value + s)), "")
        if separator:
            yield Meaning(fact, line, separator)


def _as_number(text: str, fact: str, value: Decimal, line: int) -> Iterator[Meaning]:
    for example in NUMBERS:
        locale = WebLocale.like(example, DAYS[0])
        try:
            same = locale.parse_number(text) == value
        except ValueError:
            continue
        if same:
            plain = text.strip().isdigit()
            yield Meaning(fact, line, number="" if plain else example)
            return


def _as_day(text: str, fact: str, value: date, line: int) -> Iterator[Meaning]:
    for example in DAYS:
        locale = WebLocale.like(NUMBERS[0], example)
        try:
            if locale.parse_day(text) == value:
                yield Meaning(fact, line, day=example)
                return
        except ValueError:
            continue
