"""How much a caption that no word list knows looks like the labels of a field, by its parts of three letters.

``Belegdat.`` is no known label, yet most known labels with its parts ask for the date of issue.
"""

from collections import defaultdict
from functools import cache, lru_cache

from extractors.invoice.labels import normal, table

MEANINGS = {
    "subtotal": "net_total",
    "amount_due": "gross_total",
}
LONGEST = 60


@lru_cache(maxsize=20_000)
def likeness(caption: str) -> dict[str, float]:
    """Field to 0..1: the share of the caption's parts that speak for labels of that field."""
    parts = _parts(normal(caption[-LONGEST:])[0].strip())
    found: dict[str, float] = defaultdict(float)
    for part in parts:
        for field, share in _shares().get(part, {}).items():
            found[field] += share / len(parts)
    return found


def _parts(text: str) -> list[str]:
    padded = f" {text} "
    if any("\u3400" <= char <= "\u9fff" for char in text):
        return [padded[i : i + 2] for i in range(1, len(padded) - 2)] or [text]
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@cache
def _shares() -> dict[str, dict[str, float]]:
    """Each part's fields, with the share of its labels that each has; rare parts count less."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for label, fields in table().items():
        for part in set(_parts(label)):
            for field, weight in fields.items():
                counts[part][MEANINGS.get(field, field)] += weight / len(fields)
    return {
        part: {field: count / (sum(fields.values()) + 1.0) for field, count in fields.items()}
        for part, fields in counts.items()
    }
