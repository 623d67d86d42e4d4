"""What a person writes into a field, as a value of the field's type."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from extractors.invoice.memory.fields import AMOUNTS, DATES
from extractors.values.amounts import find_amounts
from extractors.values.currencies import currency_code
from extractors.values.dates import find_dates
from orchestrator.errors import DecisionRefused
from orchestrator.money import is_amount

LONGEST = 500
LINE_AMOUNTS = frozenset({"quantity", "unit_price", "tax_rate", "line_total"})
AMBIGUOUS = "can be read in two ways; write the date as YYYY-MM-DD"


def typed_value(field: str, text: str) -> Any:
    """The value: an amount, a date or text; None for an empty text.

    Raises:
        DecisionRefused: the text is no such value; the message says how to write it.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain:
        return None
    if len(plain) > LONGEST or not plain.isprintable():
        raise DecisionRefused(f"This is no {_name(field)}: at most {LONGEST} printable characters, please.")
    if field in AMOUNTS | LINE_AMOUNTS:
        return _amount(field, plain)
    if field in DATES:
        return _date(field, plain)
    if field == "currency":
        return _currency(plain)
    return plain.replace(" ", "") if field == "iban" else plain


def _amount(field: str, text: str) -> Decimal:
    bare = text.removesuffix("%").strip()
    if re.fullmatch(r"-?\d+(\.\d{1,2}|\.\d{4,8})?", bare) and is_amount(Decimal(bare)):
        return Decimal(bare)
    whole = [item for item in find_amounts(bare) if item.end - item.start == len(bare) and not item.unsure]
    if len(whole) != 1 or not is_amount(whole[0].value):
        raise DecisionRefused(f"{text!r} is no {_name(field)} that can be read in one way only; write it as 1234.50.")
    return whole[0].value


def _date(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = find_dates(text)
    if len(found) != 1 or found[0].other is not None:
        raise DecisionRefused(f"{text!r} is no {_name(field)}, or {AMBIGUOUS}.")
    return found[0].value


def _currency(text: str) -> str:
    code = currency_code(text) or text.upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise DecisionRefused(f"{text!r} is no currency; write its code, as EUR.")
    return code


def _name(field: str) -> str:
    return field.replace("_", " ")
