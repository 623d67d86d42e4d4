"""Amounts, numbers and dates as they are written."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SYMBOLS = {
    "EUR": "€", "GBP": "£", "USD": "$", "AUD": "$", "SGD": "$", "CAD": "$", "INR": "₹", "PLN": "zł", "CZK": "Kč",
    "SEK": "kr", "DKK": "kr", "NOK": "kr", "RUB": "₽", "CNY": "¥", "CHF": "Fr.", "BRL": "R$", "MXN": "$", "NZD": "$",
    "MYR": "RM",
}  # fmt: skip
WIDE = "\u00a0"


@dataclass(frozen=True)
class Numerals:
    """How a supplier writes numbers: the separators, the minus, and where the currency stands."""

    decimal: str
    group: str
    minus: str = "front"
    """front, behind, brackets or long (the typographic minus)."""
    currency: str = ""
    """What is written with an amount: a symbol, a code, a word or nothing."""
    before: bool = False
    space: str = " "
    lakh: bool = False
    """Grouped as in India: 1,23,456.00."""

    def plain(self, value: Decimal, places: int = 2) -> str:
        """`value` with `places` decimals, without a currency."""
        whole, _, part = f"{abs(value):.{places}f}".partition(".")
        text = self._grouped(whole) + (self.decimal + part if part else "")
        return self._signed(text, value < 0)

    def money(self, value: Decimal, places: int = 2) -> str:
        """`value` with the currency where the supplier writes one."""
        return "".join(piece for piece, _ in self.pieces(value, places))

    def pieces(self, value: Decimal, places: int = 2) -> list[tuple[str, bool]]:
        """The pieces of an amount, each with whether it is the currency."""
        number = self.plain(value, places)
        if not self.currency:
            return [(number, False)]
        if self.before:
            return [(self.currency, True), (self.space, False), (number, False)]
        return [(number, False), (self.space, False), (self.currency, True)]

    def short(self, value: Decimal) -> str:
        """`value` without idle zeros: 19, 5.5."""
        places = max(0, -int(value.normalize().as_tuple().exponent))
        return self.plain(value, places)

    def _grouped(self, whole: str) -> str:
        if not self.group:
            return whole
        parts: list[str] = []
        head, step = whole, 3
        while len(head) > step:
            parts.insert(0, head[-step:])
            head, step = head[:-step], 2 if self.lakh else 3
        return self.group.join([head, *parts])

    def _signed(self, text: str, negative: bool) -> str:
        if not negative:
            return text
        return {"front": f"-{text}", "behind": f"{text}-", "brackets": f"({text})", "long": f"−{text}"}[self.minus]


def written_day(day: date, pattern: str, months: tuple[str, ...], short: tuple[str, ...]) -> str:
    """`day` by a pattern of {d} {dd} {m} {mm} {yy} {yyyy} {month} {mon} {th}."""
    return pattern.format(
        d=day.day, dd=f"{day.day:02}", m=day.month, mm=f"{day.month:02}", yy=f"{day.year % 100:02}", yyyy=day.year,
        month=months[day.month - 1], mon=short[day.month - 1], th=_ordinal(day.day),
    )  # fmt: skip


def _ordinal(number: int) -> str:
    if 10 < number % 100 < 14:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
