"""The tax numbers of a document as options for the supplier's and the customer's."""

from collections.abc import Mapping
from typing import Any

from extractors.invoice.layout import Row
from extractors.invoice.links import links
from extractors.invoice.ranking.option import Option, with_repetition
from extractors.invoice.ranking.places import Places, by_label
from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.tax_id import FIELDS, tax_numbers
from extractors.models import Value

WORDS = ("tax_id", "customer_tax_id", "other_number", "iban", "invoice_number", "supplier", "customer")
MOST = 30


def tax_id_options(
    reading: Reading,
    places: Places,
    ruled: Mapping[str, Value[Any]],
    customers: frozenset[tuple[int, int]],
    iban_country: str,
) -> list[Option[str]]:
    """Every tax number with its features.

    Args:
        ruled: what the rules chose, by field (names of the parties too: a number near a name is that party's).
        customers: (row, phrase place) of the phrases of the customer's address.
        iban_country: of the account to pay to, upper case, "" where there is none.
    """
    every = tax_numbers(reading)
    labelled = by_label(links(reading, every, FIELDS), sorted(FIELDS))
    kept = [c for c in every if labelled.get(id(c)) or c.trust >= 0.85][:MOST]
    options = []
    for order, number in enumerate(kept):
        features = places.features(number, WORDS)
        features.update(labelled.get(id(number), {}))
        country = number.value[:2] if number.value[:2].isalpha() else ""
        features.update(
            order=float(order),
            length=float(len(number.value)),
            prefixed=float(bool(country)),
            country_of_iban=float(bool(country) and country == iban_country),
            customers=float(_place(reading.sheet.rows[number.phrase.row], number) in customers),
            from_supplier=_distance(number, ruled.get("supplier_name")),
            from_customer=_distance(number, ruled.get("customer_name")),
            ruled=_chosen(number, ruled.get("supplier_tax_id")),
            has_ruled=float(ruled.get("supplier_tax_id") is not None),
        )
        options.append(Option(number.value, number, features))
    return with_repetition(options)


def _chosen(number: Candidate[str], ruled: Value[str] | None) -> float:
    return ruled.confidence if ruled and ruled.value == number.value else 0.0


def _place(row: Row, number: Candidate[str]) -> tuple[int, int]:
    return (row.index, row.phrases.index(number.phrase))


def _distance(number: Candidate[str], name: Value[str] | None) -> float:
    """How far below (negative: above) the party's name, in heights of its own letters; 99 for none or another page."""
    if name is None or name.bbox is None or name.page != number.phrase.page:
        return 99.0
    return max(-90.0, min(90.0, (number.box[1] - name.bbox[1]) / max(number.phrase.height, 4.0)))
