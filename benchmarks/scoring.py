"""Whether a read value is the true one, after writing both the same way."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Any

AMOUNTS = frozenset({"net_total", "tax_total", "gross_total"})
DATES = frozenset({"issue_date", "due_date", "effective_date", "expiration_date"})
NAMES = frozenset({"supplier_name", "customer_name", "parties", "governing_law"})
IDENTIFIERS = frozenset(
    {"invoice_number", "supplier_tax_id", "customer_tax_id", "iban", "po_number", "currency", "payment_reference"}
)
SCORED = AMOUNTS | DATES | NAMES | IDENTIFIERS
ALIKE = 0.9
"""Names this alike (0 to 1) count as the same."""


def matches(field: str, truth: object, read: object) -> bool:
    """Whether `read` says what `truth` says: amounts to the cent, names nearly, identifiers by letters and digits."""
    if field in AMOUNTS:
        return _cents(truth) is not None and _cents(truth) == _cents(read)
    if field in DATES:
        return str(truth)[:10] == str(read)[:10]
    if field in NAMES:
        return _alike(str(truth), str(read))
    return _bare(truth) == _bare(read)


def items(truth: list[object], read: list[object], field: str) -> tuple[int, int, int]:
    """(right, wrong, missing) of a list, each true item matched once."""
    left, right = list(read), 0
    for want in truth:
        hit = next((got for got in left if matches(field, want, got)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, len(left), len(truth) - right


def lines_right(truth: list[dict[str, Any]], read: list[dict[str, Any]]) -> int:
    """How many true lines were read: their total and, where both have one, their quantity; each read line once."""
    left, right = list(read), 0
    for want in truth:
        hit = next((got for got in left if _same_line(want, got)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def _same_line(truth: dict[str, Any], read: dict[str, Any]) -> bool:
    total, quantity = (read.get(name, {}).get("value") for name in ("line_total", "quantity"))
    same_quantity = truth.get("quantity") is None or quantity is None or _cents(truth["quantity"]) == _cents(quantity)
    return _cents(truth["line_total"]) == _cents(total) and same_quantity


def _cents(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def _alike(a: str, b: str) -> bool:
    first, second = _sorted_words(a), _sorted_words(b)
    return bool(first and second) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _sorted_words(text: str) -> str:
    plain = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(sorted(re.findall(r"\w+", plain)))


def _bare(value: object) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", str(value)).upper() if char.isalnum())
