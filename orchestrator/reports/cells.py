"""Cells in which text stays text, whatever it begins with."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from openpyxl.cell.cell import Cell

from orchestrator.money import smallest_unit

LONGEST = 32_767
"""Characters in a cell, by Excel's specification."""
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
STARTS_FORMULA = frozenset("=+-@\t\r\n|%")
EXACT_DIGITS = 15
"""Digits that Excel keeps of a number."""

Content = str | int | float | Decimal | date | datetime | None


def put(cell: Cell, content: Content, number_format: str = "") -> None:
    """Make a cell show `content`. Times are shown in UTC; a number of more than 15 digits is written as text."""
    if isinstance(content, Decimal) and len(content.as_tuple().digits) > EXACT_DIGITS:
        content = f"{content:f}"
    if isinstance(content, datetime):
        content = content.replace(tzinfo=None)
    if isinstance(content, str):
        _put_text(cell, content)
        return
    cell.value = content
    if number_format:
        cell.number_format = number_format


def _put_text(cell: Cell, text: str) -> None:
    clean = ILLEGAL.sub("\ufffd", text)[:LONGEST]
    cell.value = clean
    cell.data_type = "s"
    if looks_like_formula(clean):
        cell.quotePrefix = True


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula: also in full width, or behind blanks."""
    return unicodedata.normalize("NFKC", text).lstrip(" \u200b\ufeff")[:1] in STARTS_FORMULA if text else False


@lru_cache
def money_format(currency: str | None) -> str:
    """Thousands apart and the decimals that the currency has."""
    exponent = smallest_unit(currency or "EUR").as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 2
    return "#,##0" + ("." + "0" * places if places > 0 else "")
