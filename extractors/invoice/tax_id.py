"""The supplier's tax number: by label and check digits, and not the customer's."""

from collections.abc import Iterator

from extractors.invoice.links import best, links
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value
from extractors.values.identifiers import (
    find_ibans,
    find_national_numbers,
    find_unchecked_numbers,
    find_vat_numbers,
)

FIELDS = frozenset({"tax_id", "customer_tax_id", "other_number", "iban"})


def choose_tax_id(reading: Reading, customer_rows: frozenset[tuple[int, int]]) -> Value[str] | None:
    """The tax number of the supplier.

    Args:
        customer_rows: (row, phrase place) of the phrases that belong to the customer's address.
    """
    candidates = tax_numbers(reading)
    linked = links(reading, candidates, FIELDS)
    scored: list[tuple[float, Candidate[str]]] = []
    for score, link in best(linked, "tax_id", FIELDS - {"tax_id"}):
        scored.append((score + 0.3 * (link.candidate.trust >= 0.9), link.candidate))
    labelled = {id(candidate) for _, candidate in scored}
    claimed = {
        id(link.candidate) for link in linked if link.label.fields.keys() & {"customer_tax_id", "other_number", "iban"}
    }
    for candidate in candidates:
        if id(candidate) not in labelled | claimed and candidate.trust >= 0.85:
            scored.append((0.45 * candidate.trust, candidate))
    scored = [(s * (0.4 if _customers(reading, c, customer_rows) else 1.0), c) for s, c in scored]
    scored.sort(key=lambda item: -item[0])
    if not scored or scored[0][0] < 0.3:
        return None
    score, candidate = scored[0]
    rival = next((s for s, c in scored if c.value != candidate.value), 0.0)
    checked = candidate.trust >= 0.95
    base = 0.97 if score >= 1.0 and checked else 0.9 if score >= 0.7 else 0.6
    return candidate.claimed(base - (0.15 if rival > 0.85 * score else 0.0), candidate.value)


def tax_numbers(reading: Reading) -> tuple[Candidate[str], ...]:
    """What may be a tax number; `trust` says how far check digits speak for it."""
    known = reading.cache.get("tax_numbers")
    if known is None:
        known = reading.cache["tax_numbers"] = tuple(_tax_numbers(reading))
    assert isinstance(known, tuple)
    return known


def _tax_numbers(reading: Reading) -> Iterator[Candidate[str]]:
    for phrase in reading.sheet.phrases:
        if sum(char.isdigit() for char in phrase.text) < 5:
            continue
        ibans = [(item.start, item.end) for item in find_ibans(phrase.text)]
        taken = list(ibans)
        for find, good, bad in (
            (find_vat_numbers, 1.0, 0.85),
            (find_national_numbers, 0.95, 0.95),
            (find_unchecked_numbers, 0.5, 0.5),
        ):
            for item in find(phrase.text):
                if all(item.end <= start or item.start >= end for start, end in taken):
                    taken.append((item.start, item.end))
                    yield Candidate(item.value, phrase, item.start, item.end, good if item.valid else bad)


def _customers(reading: Reading, candidate: Candidate[str], customer_rows: frozenset[tuple[int, int]]) -> bool:
    row = reading.sheet.rows[candidate.phrase.row]
    return (row.index, row.phrases.index(candidate.phrase)) in customer_rows
