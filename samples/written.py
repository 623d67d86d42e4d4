"""Amounts, quantities and dates as each language writes them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {"en": "en_GB", "us": "en_US", "de": "de_DE", "fr": "fr_FR", "ru": "ru_RU", "zh": "zh_CN"}
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "CNY": "¥", "RUB": "₽"}


def amount(value: Decimal, language: str) -> str:
    """1234.5 as 1.234,50 (de), 1 234,50 (fr, ru) or 1,234.50 (en, zh)."""
    return format_decimal(value, "#,##0.00", LOCALES[language]).replace("\u202f", "\u00a0")


def number(value: Decimal, language: str) -> str:
    """A quantity or rate without needless zeros: 2.50 as 2,5 (de)."""
    return format_decimal(value, "#,##0.###", LOCALES[language]).replace("\u202f", "\u00a0")


def day(value: date, language: str) -> str:
    """The usual short form: 14.05.2026 (de, ru), 14/05/2026 (fr), 14 May 2026 (en), May 14, 2026 (us)."""
    patterns = {"en": "d MMMM y", "us": "MMMM d, y", "de": "dd.MM.y", "fr": "dd/MM/y", "ru": "dd.MM.y"}
    return format_date(value, patterns.get(language, "y年MM月dd日"), LOCALES[language])


def grouped(iban: str) -> str:
    """The IBAN in groups of four."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))
