"""The languages of the pages: what somebody reads them in, their words, numbers and times."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "botfarm"
LANGUAGES = {"en": "English", "zh": "中文", "ru": "Русский"}
"""Code to the language's own name; the first is what the program is written in."""
KEPT = 4096
"""Texts of each sort that are kept written."""
DAYS = {"en": "yyyy-MM-dd", "zh": "yyyy年M月d日", "ru": "dd.MM.yyyy"}
"""The day first or the month: none of these can be misread."""


@dataclass(frozen=True)
class Language:
    """A language with its words and its ways of writing."""

    code: str
    locale: Locale
    words: NullTranslations

    def gettext(self, text: str) -> str:
        """The text in this language."""
        return self.words.gettext(text) if text else ""

    def number(self, value: Decimal) -> str:
        """A number with all its decimals and thousands apart."""
        return str(format_decimal(value, locale=self.locale, decimal_quantization=False))

    def amount(self, value: Decimal | None, currency: str | None) -> str:
        """An amount, its currency by code; empty when there is none. No decimal is added or lost."""
        return "" if value is None else _amount(self.code, str(value), currency or "")

    def day(self, day: date | None) -> str:
        """A day; empty when there is none."""
        return _day(self.code, day) if day else ""

    def moment(self, at: datetime) -> str:
        """A time to the minute, in UTC."""
        return _moment(self.code, at.astimezone(UTC).replace(second=0, microsecond=0))

    def age(self, seconds: float) -> str:
        """How long something has lasted, in its largest unit."""
        if seconds < 1:
            return self.gettext("now")
        return _age(self.code, int(seconds) if seconds < 3600 else int(seconds) // 60 * 60)


@lru_cache(KEPT)
def _amount(code: str, value: str, currency: str) -> str:
    """Writing takes longer than all else of a list's page, and pages write the same over and over."""
    amount = Decimal(value)
    places = max(0, -int(amount.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return f"{format_decimal(amount, pattern, locale=language(code).locale)} {currency}".strip()


@lru_cache(KEPT)
def _day(code: str, day: date) -> str:
    return format_date(day, DAYS[code], locale=language(code).locale)


@lru_cache(KEPT)
def _moment(code: str, at: datetime) -> str:
    return f"{format_datetime(at, DAYS[code] + ' HH:mm', tzinfo=UTC, locale=language(code).locale)} UTC"


@lru_cache(KEPT)
def _age(code: str, seconds: int) -> str:
    length = timedelta(seconds=seconds)
    return str(format_timedelta(length, threshold=1, format="short", locale=language(code).locale))


@cache
def language(code: str) -> Language:
    """The language of this code."""
    return Language(code, Locale.parse(code), _words(code))


def chosen(own: str, accepted: str) -> Language:
    """The language that somebody chose, else the first that their browser asks for and the pages have, else English.

    Args:
        own: a code, or empty.
        accepted: the browser's Accept-Language.
    """
    if own in LANGUAGES:
        return language(own)
    asked = (part.partition(";")[0].strip().lower()[:2] for part in accepted.split(","))
    return language(next((code for code in asked if code in LANGUAGES), "en"))


def _words(code: str) -> NullTranslations:
    """The catalogue, read from its text form: there is nothing to compile and to forget."""
    path = CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code, domain=DOMAIN)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)
