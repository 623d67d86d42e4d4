"""Which value belongs to which label: in the same phrase, to its right in the row, or below it in the column."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from extractors.invoice.labels import Label
from extractors.invoice.layout import Row
from extractors.invoice.reading import Candidate, Reading

T = TypeVar("T")


@dataclass(frozen=True)
class Link(Generic[T]):
    """A label and a value near it; `strength` (0 to 1) says how clearly they belong together."""

    label: Label
    candidate: Candidate[T]
    strength: float

    def score(self, field: str) -> float:
        """How well the value fits `field` by this label."""
        exact = 1.0 if self.label.exact else 0.85
        return self.strength * self.label.fields.get(field, 0.0) * exact * self.candidate.trust


def links(reading: Reading, candidates: Iterable[Candidate[T]], fields: frozenset[str]) -> tuple[Link[T], ...]:
    """Every label of `fields` with the values near it."""
    by_row: dict[int, list[Candidate[T]]] = defaultdict(list)
    for candidate in candidates:
        by_row[candidate.phrase.row].append(candidate)
    found: list[Link[T]] = []
    for label in reading.labels:
        if fields & label.fields.keys():
            near = list(_beside(reading, label, by_row))
            found += near
            if not any(link.strength >= 0.8 for link in near):
                found += _below(reading, label, by_row)
    return tuple(found)


def best(links: Iterable[Link[T]], field: str, rivals: frozenset[str] = frozenset()) -> list[tuple[float, Link[T]]]:
    """The links for `field`, best first. A value that a label of `rivals` claims more clearly counts half."""
    every = list(links)
    rival: dict[int, float] = defaultdict(float)
    for link in every:
        for other in rivals & link.label.fields.keys():
            rival[id(link.candidate)] = max(rival[id(link.candidate)], link.score(other))
    scored = []
    for place, link in enumerate(every):
        score = link.score(field)
        if score > 0:
            if rival[id(link.candidate)] > score:
                score *= 0.4
            scored.append((score, -place, link))
    scored.sort(key=lambda item: item[:2], reverse=True)
    return [(score, link) for score, _, link in scored]


def _beside(reading: Reading, label: Label, by_row: dict[int, list[Candidate[T]]]) -> Iterator[Link[T]]:
    row = label.phrase.row
    right = [c for c in by_row.get(row, ()) if _after(label, c)]
    right.sort(key=lambda c: (c.phrase.box[0], c.start))
    others = [o for o in reading.labels_by_row.get(row, ()) if o is not label and _label_after(label, o)]
    for order, candidate in enumerate(right):
        blocked = sum(1 for other in others if _before(other, candidate))
        between = _between(label, candidate, reading.sheet.rows[row])
        strength = 1.0 if not re.search(r"\w", between) else 0.82 if len(between.strip()) <= 22 else 0.55
        if candidate.phrase is not label.phrase:
            strength = min(strength, 0.95) - min(0.15, _gap(label, candidate, reading) * 0.2)
        strength *= 0.7**order * 0.45**blocked
        if strength > 0.2:
            yield Link(label, candidate, strength)


def _after(label: Label, candidate: Candidate[T]) -> bool:
    if candidate.phrase is label.phrase:
        return candidate.start >= label.end
    return candidate.phrase.box[0] >= label.phrase.box[2] - 1


def _label_after(label: Label, other: Label) -> bool:
    if other.phrase is label.phrase:
        return other.start >= label.end
    return other.phrase.box[0] >= label.phrase.box[2] - 1


def _before(label: Label, candidate: Candidate[T]) -> bool:
    if candidate.phrase is label.phrase:
        return label.end <= candidate.start
    return label.phrase.box[2] <= candidate.phrase.box[0] + 1


def _between(label: Label, candidate: Candidate[T], row: Row) -> str:
    """The text that stands between label and value."""
    if candidate.phrase is label.phrase:
        return label.phrase.text[label.end : candidate.start]
    middle = [
        p.text for p in row.phrases if label.phrase.box[2] <= p.box[0] + 1 and p.box[2] <= candidate.phrase.box[0] + 1
    ]
    return " ".join([label.phrase.text[label.end :], *middle, candidate.phrase.text[: candidate.start]])


def _gap(label: Label, candidate: Candidate[T], reading: Reading) -> float:
    """The distance as a share of the page's width."""
    width = reading.sheet.sizes[label.phrase.page][0]
    return max(0.0, candidate.box[0] - label.box[2]) / max(width, 1.0)


def _below(reading: Reading, label: Label, by_row: dict[int, list[Candidate[T]]]) -> Iterator[Link[T]]:
    rest = label.phrase.text[label.end :]
    if re.search(r"\d", rest) and len(reading.labels_by_row.get(label.phrase.row, ())) < 2:
        return
    x0, _, x1, bottom = label.box
    height = max(label.phrase.height, 5.0)
    for distance, row in enumerate(reading.sheet.below(label.phrase.row, 4)):
        if row.box[1] - bottom > 5.5 * height:
            return
        blocking = [o for o in reading.labels_by_row.get(row.index, ()) if _overlap(o.box[0], o.box[2], x0, x1) > 0.3]
        for candidate in by_row.get(row.index, ()):
            left, _, right, _ = candidate.box
            together = _overlap(left, right, x0, x1)
            aligned = abs(left - x0) < height or abs(right - x1) < height
            if together > 0.3 or aligned:
                strength = 0.86 - 0.08 * distance - (0.0 if aligned else 0.06)
                nearer = any(_label_before_in_row(o, candidate) for o in reading.labels_by_row.get(row.index, ()))
                yield Link(label, candidate, strength * (0.5 if nearer else 1.0))
        if blocking:
            return


def _label_before_in_row(label: Label, candidate: Candidate[T]) -> bool:
    """The value has a label of its own right before it."""
    if label.phrase is candidate.phrase:
        return label.end <= candidate.start
    gap = candidate.phrase.box[0] - label.phrase.box[2]
    return 0 <= gap < 12 * max(label.phrase.height, 4)


def _overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    return (min(a1, b1) - max(a0, b0)) / max(1.0, min(a1 - a0, b1 - b0))
