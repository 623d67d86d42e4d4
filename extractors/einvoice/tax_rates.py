"""Tax rates as e-invoices of many countries write them: a percentage, a share, a category, words."""

import re
from decimal import Decimal

from extractors.einvoice.node import Node, stated
from extractors.models import Value

UNTAXED = frozenset({"Z", "E", "AE", "K", "G", "O"})
"""VAT categories (UNTDID 5305) whose rate is zero even where it is not stated."""
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|/\s*1\d\d)")
"""20 %, or 20/120: the rate that a price with tax includes."""
FREE = re.compile(r"免税|不征税|без НДС|\bzw\b|\bnp\b|\boo\b", re.IGNORECASE)


def rate_of(tax: Node | None, rate: str, category: str) -> Value[Decimal] | None:
    """The rate in percent that a tax element states at the path `rate`, zero for a category without tax."""
    if tax is None:
        return None
    found = tax.amount(rate)
    if found is None and tax.plain(category).upper() in UNTAXED:
        return stated(Decimal(0))
    return found


def rate_in_words(text: str) -> Value[Decimal] | None:
    """The rate in percent of a text such as 13%, 20/120, 0.06, 23, 0 WDT, or of words for tax-free; None for others."""
    if FREE.search(text):
        return stated(Decimal(0))
    found = PERCENT.match(text.strip())
    if found:
        return stated(Decimal(found[1].replace(",", ".")))
    number = re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)(?: [A-Z]{2,3})?", text.strip())
    if not number:
        return None
    value = Decimal(number[1])
    return stated(value * 100 if 0 < value < 1 else value)
