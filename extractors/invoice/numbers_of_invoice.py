"""The invoice number and the purchase order number: short words with a digit beside a label that asks for one."""

import re
from collections.abc import Iterator

from extractors.invoice.links import Link, best, links
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value
from extractors.values.amounts import find_amounts
from extractors.values.dates import find_dates

TOKEN = re.compile(r"[^\W_](?:[\w./\\|–-]*\w)?(?:[ ]?[-/][ ]?\d+)*")
NUMBER_LABELS = frozenset(
    {"invoice_number", "po_number", "other_number", "tax_id", "customer_tax_id", "iban", "issue_date", "other_party"}
)
RIVALS = frozenset({"po_number", "other_number", "tax_id", "customer_tax_id", "iban"})


def choose_numbers(reading: Reading) -> tuple[Value[str] | None, Value[str] | None]:
    """(invoice number, purchase order number), as printed."""
    linked = links(reading, tokens(reading), NUMBER_LABELS)
    invoice = _choose(linked, "invoice_number", RIVALS, 0.3)
    order = _choose(linked, "po_number", (RIVALS | {"invoice_number"}) - {"po_number"}, 0.4)
    if order and invoice and order.value == invoice.value and order.confidence < invoice.confidence:
        order = None
    return invoice, order


def tokens(reading: Reading) -> tuple[Candidate[str], ...]:
    """Words with a digit that are no date, no amount of money and no label."""
    known = reading.cache.get("tokens")
    if known is None:
        known = reading.cache["tokens"] = tuple(_tokens(reading))
    assert isinstance(known, tuple)
    return known


def _tokens(reading: Reading) -> Iterator[Candidate[str]]:
    for phrase in reading.sheet.phrases:
        if not any(char.isdigit() for char in phrase.text):
            continue
        taken = [(day.start, day.end) for day in find_dates(phrase.text)]
        taken += [(a.start, a.end) for a in find_amounts(phrase.text) if a.decimals == 2 or a.currency or a.percent]
        labelled = [
            (label.start, label.end) for label in reading.labels_by_row.get(phrase.row, ()) if label.phrase is phrase
        ]
        for match in TOKEN.finditer(phrase.text):
            start, end = match.span()
            text = match.group()
            if not any(char.isdigit() for char in text) or not 1 <= len(text) <= 40:
                continue
            if any(start < b and end > a for a, b in taken) or any(a <= start and end <= b for a, b in labelled):
                continue
            yield Candidate(re.sub(r"\s*([-/])\s*", r"\1", text), phrase, start, end, _trust(text, phrase.text[:start]))


def _trust(text: str, before: str) -> float:
    digits = sum(char.isdigit() for char in text)
    if before.rstrip().endswith(("(", "（")) and len(text) <= 4:
        return 0.3
    if digits == len(text) and len(text) <= 2:
        return 0.75
    return 1.0 if digits >= 3 or (digits and len(text) >= 5) else 0.9


def _choose(linked: tuple[Link[str], ...], field: str, rivals: frozenset[str], least: float) -> Value[str] | None:
    ranked = best(linked, field, rivals)
    if not ranked or ranked[0][0] < least:
        return None
    score, link = ranked[0]
    candidate = link.candidate
    agreed = sum(1 for other, again in ranked if again.candidate.value == candidate.value) > 1
    rival = next((s for s, other in ranked if other.candidate.value != candidate.value), 0.0)
    base = 0.97 if score >= 0.85 else 0.9 if score >= 0.7 else 0.8 if score >= 0.5 else 0.6
    if rival > 0.9 * score:
        base -= 0.12
    return candidate.claimed(min(0.98, base + 0.03 * agreed), candidate.value)
