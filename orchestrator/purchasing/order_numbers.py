"""The order numbers that a document names, in the form in which they are compared."""

import re
from collections.abc import Iterable

from extractors.models import Invoice
from orchestrator.invoice_number import normalise_number

BETWEEN = re.compile(r"[,;/|&+\n]|\s(?:and|und|et|и)\s|\s{2,}|、|，|；|\s")
MOST = 50
LONGEST = 100
FEWEST_DIGITS = 4
"""Digits from which a number without its letters is still told from others."""


def order_key(number: str) -> str:
    """Upper-case letters and digits: ``PO 45-110`` and ``po45110`` are one order."""
    return normalise_number(number[: 10 * LONGEST])[:LONGEST]


def digits_of(number: str) -> str:
    """The digits alone where there are enough of them, else empty: an invoice may leave out the ``PO-``."""
    digits = "".join(character for character in order_key(number) if character.isdecimal())
    return digits if len(digits) >= FEWEST_DIGITS else ""


def named(invoice: Invoice) -> tuple[str, ...]:
    """The order numbers in the field for them, as printed: one, or several with commas or the like between."""
    whole = " ".join(invoice.po_number.value.split())[: 10 * LONGEST] if invoice.po_number else ""
    parts = [part.strip() for part in BETWEEN.split(whole)] if whole else []
    with_digit = [part for part in parts if any(character.isdigit() for character in part)]
    return tuple(dict.fromkeys([whole, *with_digit]))[:MOST] if order_key(whole) else ()


def mentioned(invoice: Invoice) -> frozenset[str]:
    """The keys of everything in the lines' descriptions that could be an order number."""
    words = (word for line in invoice.lines if line.description for word in line.description.value.split())
    return frozenset(_keys(words))


def _keys(words: Iterable[str]) -> Iterable[str]:
    for count, word in enumerate(words):
        if count >= 20 * MOST:
            return
        key = order_key(word)
        if len(key) > FEWEST_DIGITS and digits_of(key):
            yield key
