"""A value that a field could take, with what is known about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractors.invoice.reading import Candidate

T = TypeVar("T")
Features = dict[str, float]


@dataclass(frozen=True)
class Option(Generic[T]):
    """One possible value of a field.

    Attributes:
        value: the value as the field would state it.
        candidate: its best place on the pages.
        features: numbers by name; a name that is missing counts as 0.
    """

    value: T
    candidate: Candidate[T]
    features: Features


def with_repetition(options: Iterable[Option[T]]) -> list[Option[T]]:
    """The options with how often their value stands on the pages, and which of its places this is."""
    kept = list(options)
    total: dict[T, int] = {}
    for option in kept:
        total[option.value] = total.get(option.value, 0) + 1
    order: dict[T, int] = {}
    for option in kept:
        place = order[option.value] = order.get(option.value, -1) + 1
        option.features["times"] = float(total[option.value])
        option.features["place"] = float(place)
    return kept
