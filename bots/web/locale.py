"""How a page writes numbers and dates, both ways; whatever could be read in two ways is refused."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

EXAMPLE_NUMBER = Decimal("1234.56")
EXAMPLE_DATE = date(2026, 12, 31)
_SPACES = ("\u00a0", "\u202f", "\u2009", " ")
_CURRENCY = re.compile(r"^[^\d()+\-\u2212.,]*|[^\d()\-\u2212]*$")
_DATE_PARTS = (("2026", "%Y"), ("26", "%y"), ("12", "%m"), ("31", "%d"))


class LocaleError(ValueError):
    """A text is not a number or a date in this way of writing."""


@dataclass(frozen=True)
class WebLocale:
    """A way of writing numbers and dates. Made by `like`.

    Attributes:
        decimal: between whole and fraction.
        group: between thousands; empty for none. Read, never written.
        date_format: as `datetime.strptime` takes it.
    """

    decimal: str
    group: str
    date_format: str

    @classmethod
    def like(cls, number: str, day: str) -> "WebLocale":
        """The way in which 1234.56 is written as `number` and 31 December 2026 as `day`.

        ``WebLocale.like("1.234,56", "31.12.2026")`` is German. The thousands separator may be left out.

        Raises:
            LocaleError: an example does not say 1234.56 or 31 December 2026.
        """
        found = re.fullmatch(r"1(\D?)234(\D)56", number)
        if found is None or found[1] == found[2]:
            raise LocaleError(f"{number!r} does not show how 1234.56 is written")
        pattern = day
        for text, part in _DATE_PARTS:
            if "%Y" not in pattern or part != "%y":
                pattern = pattern.replace(text, part, 1)
        made = cls(found[2], found[1], pattern)
        if made.parse_number(number) != EXAMPLE_NUMBER or made.parse_day(day) != EXAMPLE_DATE:
            raise LocaleError(f"{day!r} does not show how 31 December 2026 is written")
        return made

    def number(self, value: Decimal) -> str:
        """`value` as it is typed: every digit of it, no thousands separators."""
        text = format(value, "f").replace(".", self.decimal)
        if self.parse_number(text) != value:
            raise LocaleError(f"{value} does not survive being written as {text!r}")
        return text

    def parse_number(self, text: str) -> Decimal:
        """The number that a page shows; a currency beside it, brackets or a trailing minus (negative) are understood.

        Raises:
            LocaleError: it is no number, or its separators are not where this way of writing puts them.
        """
        bare = _CURRENCY.sub("", text.strip()).replace("\u2212", "-").strip()
        negative = bare.startswith(("-", "(")) or bare.endswith("-")
        digits = self._without_groups(bare.strip("()-+ \u00a0"))
        if digits is None:
            raise LocaleError(f"{text!r} is not a number written like {self.example}")
        return -Decimal(digits) if negative else Decimal(digits)

    def _without_groups(self, text: str) -> str | None:
        """`text` with a dot for the decimal separator and no groups; None where they are not in their places."""
        if self.group in _SPACES:
            text = re.sub(f"[{''.join(_SPACES)}]", self.group, text)
        point, group = re.escape(self.decimal), re.escape(self.group)
        whole = rf"\d+|\d{{1,3}}(?:{group}\d{{3}})+" if group else r"\d+"
        found = re.fullmatch(rf"({whole})?(?:{point}(\d*))?", text, re.ASCII)
        if found is None or not (found[1] or found[2]):
            return None
        kept = (found[1] or "0").replace(self.group, "") if self.group else (found[1] or "0")
        return f"{kept}.{found[2]}" if found[2] else kept

    def day(self, value: date) -> str:
        """`value` as it is typed."""
        text = value.strftime(self.date_format)
        if self.parse_day(text) != value:
            raise LocaleError(f"{value} does not survive being written as {text!r}")
        return text

    def parse_day(self, text: str) -> date:
        """The day that a page shows.

        Raises:
            LocaleError: it is no day in this way of writing.
        """
        try:
            return datetime.strptime(text.strip(), self.date_format).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError as error:
            raise LocaleError(f"{text!r} is not a date like {self.example_day}") from error

    @property
    def example(self) -> str:
        """1234.56 in this way of writing."""
        return f"1{self.group}234{self.decimal}56"

    @property
    def example_day(self) -> str:
        """31 December 2026 in this way of writing."""
        return EXAMPLE_DATE.strftime(self.date_format)


ISO = WebLocale(".", ",", "%Y-%m-%d")
"""1,234.56 and 2026-12-31."""
