"""The fields that can be learned, by the type of their values, and when two values of a field are the same."""

import unicodedata
from datetime import date
from decimal import Decimal

AMOUNTS = frozenset({"net_total", "tax_total", "gross_total"})
DATES = frozenset({"issue_date", "due_date"})
NUMBERS = frozenset({"invoice_number", "po_number", "payment_reference"})
IDENTIFIERS = frozenset({"supplier_tax_id", "customer_tax_id", "iban"})
NAMES = frozenset({"supplier_name", "customer_name"})
CODES = frozenset({"currency"})
LEARNABLE = AMOUNTS | DATES | NUMBERS | IDENTIFIERS | NAMES | CODES
FIXED = frozenset({"supplier_name", "supplier_tax_id", "customer_name", "customer_tax_id", "currency", "iban"})
"""Fields that are mostly the same on all documents of a supplier."""
UNPRINTED = frozenset({"supplier_name", "currency"})
"""Fixed values that hold even where the page does not print them: a name in a logo, a sign that means several
currencies. An account number never: one that the page does not show must not be paid to."""


def compact(text: str) -> str:
    """Letters and digits in one case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def as_text(value: object) -> str:
    """A field's value as text: amounts with a dot, dates ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def same(field: str, one: str, other: str) -> bool:
    """Whether two values of a field, as text, mean the same."""
    if field in AMOUNTS:
        return abs(Decimal(one)) == abs(Decimal(other)) if one and other else one == other
    return compact(one) == compact(other)
