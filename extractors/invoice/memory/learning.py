"""Learning from a correction: where on the pages the right value stands, and under which labels."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractors.invoice.layout import Phrase
from extractors.invoice.memory.fields import AMOUNTS, DATES, FIXED, IDENTIFIERS, NAMES, NUMBERS, as_text
from extractors.invoice.memory.label_forms import (
    head,
    is_label_like,
    is_only_money,
    label_form,
    labels_nothing,
    likeness,
    tail,
)
from extractors.invoice.memory.parts import is_a_part, make_together
from extractors.invoice.memory.printed_values import (
    Spot,
    form_of,
    is_whole,
    is_whole_phrase,
    values_like,
    where_printed,
)
from extractors.invoice.memory.supplier_memory import FixedValue, Hint, Relation
from extractors.invoice.reading import Reading
from extractors.models import Box, Frozen

MOST_HINTS = 8
MOST_SPOTS = 6
ROWS_ABOVE, ROWS_BELOW = 4, 2
WIDE_CELL = 100.0
"""Points between a heading and a value that stand at opposite sides of one cell."""
PLACE_LIKENESS = 0.7
NAME_ENDS = ";,|·•"
KNOWN_LABEL = 0.95

FORMLESS = AMOUNTS | DATES | NAMES | {"iban"}
"""Fields whose values are found by their type or their place alone."""

SUMMED = frozenset({Relation.RIGHT, Relation.BELOW})
"""Where amounts stand, seen from their label or heading, that may be added up."""

Labelled = tuple[str, Relation, Phrase, int, int]


class Lesson(Frozen):
    """What one correction taught.

    Attributes:
        spots: how many places show the value.
        page, bbox: the likeliest of them, None where the value is not printed.
        hints: where it stands, the likeliest first.
        fixed: the value itself, where it is one that a supplier's documents share.
    """

    field: str
    value: str
    spots: int = 0
    page: int | None = None
    bbox: Box | None = None
    hints: tuple[Hint, ...] = ()
    fixed: FixedValue | None = None


def learn(reading: Reading, field: str, value: object, box: tuple[int, Box] | None = None) -> Lesson:
    """What a document teaches whose `field` is `value`.

    Args:
        reading: the document's pages.
        box: page and place where a person saw it, if known; else every place that shows the value is considered.
    """
    found = where_printed(reading, field, value)
    pointed = [item for item in found if box and _is_there(item[0], box)]
    spots = (pointed or list(found))[:MOST_SPOTS]
    alone = len(found) == 1
    hints = [hint for spot, month in spots for hint in _hints(reading, field, spot, value, month, alone)]
    if field in AMOUNTS and isinstance(value, Decimal) and value:
        hints += _of_parts(reading, field, value)
    hints.sort(key=lambda hint: -hint.likeness)
    chosen = list({hint.id: hint for hint in reversed(hints)}.values())[::-1][:MOST_HINTS]
    best = _spot_of(spots, reading, field)
    return Lesson(
        field=field,
        value=as_text(value),
        spots=len(found),
        page=best.phrase.page if best else None,
        bbox=best.box if best else None,
        hints=tuple(chosen),
        fixed=FixedValue(field=field, value=as_text(value)) if field in FIXED else None,
    )


def _is_there(spot: Spot, box: tuple[int, Box]) -> bool:
    left, top, right, bottom = spot.box
    x0, y0, x1, y1 = box[1]
    return spot.phrase.page == box[0] and left < x1 and right > x0 and top < y1 and bottom > y0


def _spot_of(spots: Iterable[tuple[Spot, bool | None]], reading: Reading, field: str) -> Spot | None:
    """The place that a clerk is shown: the one with the best label."""

    def worth(spot: Spot) -> float:
        return max((likeness(field, label, "") for label, *_ in labels_near(reading, spot)), default=0.0)

    return max((spot for spot, _ in spots), key=worth, default=None)


def _of_parts(reading: Reading, field: str, value: Decimal) -> Iterator[Hint]:
    """Where the first of several amounts stands, one for each tax rate, that are the value together."""
    done: set[str] = set()
    for spot in reading.amounts:
        if spot.value == value or not is_a_part(reading, spot):
            continue
        for label, relation, phrase, start, end in labels_near(reading, spot):
            own = label if relation is Relation.RIGHT else ""
            if relation in SUMMED and make_together(reading, spot, own, value):
                like = likeness(field, label, phrase.text[:end])
                hint = _hint(reading, field, spot, label, relation, phrase.box_at(start, end), "", None, like)
                hint = hint.model_copy(
                    update={"order": _order(reading, hint, spot, phrase, start, end), "summed": True}
                )
                if hint.id not in done:
                    done.add(hint.id)
                    yield hint


def _hints(reading: Reading, field: str, spot: Spot, value: object, month: bool | None, alone: bool) -> Iterator[Hint]:
    if field in IDENTIFIERS | NUMBERS and not is_whole(spot, value):
        return
    pattern = "" if field in FORMLESS else form_of(spot.phrase.text[spot.start : spot.end])
    if field in NAMES:
        pattern = next(
            (mark for mark in spot.phrase.text[spot.end :].lstrip(" .»«\"'”“)")[:1] if mark in NAME_ENDS), ""
        )
    for label, relation, phrase, start, end in labels_near(reading, spot):
        anchor = phrase.box_at(start, end)
        like = likeness(field, label, phrase.text[:end])
        if field in NAMES and phrase is not spot.phrase and like < KNOWN_LABEL:
            like *= 0.5  # what stands beside or above an address says nothing of it
        hint = _hint(reading, field, spot, label, relation, anchor, pattern, month, like)
        order = _order(reading, hint, spot, phrase, start, end)
        own = label if relation is Relation.RIGHT else ""
        summed = isinstance(value, Decimal) and relation in SUMMED and make_together(reading, spot, own, value)
        yield hint.model_copy(update={"order": order, "summed": summed})
    if alone and field not in AMOUNTS:
        corner = (0.0, 0.0, 0.0, 0.0)
        yield _hint(reading, field, spot, "", Relation.PLACE, corner, pattern, month, PLACE_LIKENESS)


def _hint(
    reading: Reading, field: str, spot: Spot, label: str, relation: Relation, anchor: Box, pattern: str,
    month: bool | None, like: float,
) -> Hint:  # fmt: skip
    page = spot.phrase.page
    width, height = reading.sheet.sizes[page]
    left, top, right, _ = spot.box
    seen_from = (left, top) if relation is Relation.PLACE else anchor[:2]
    return Hint(
        field=field, label=label, relation=relation,
        left=round((left - anchor[0]) / width, 4), right=round((right - anchor[0]) / width, 4),
        top=round((top - anchor[1]) / height, 4),
        anchor_x=round(seen_from[0] / width, 4), anchor_y=round(seen_from[1] / height, 4),
        page=page, from_end=max(reading.sheet.sizes) - page, pattern=pattern, month_first=month, likeness=like,
        aspect=round(height / width, 4), whole=is_whole_phrase(spot),
    )  # fmt: skip


def _order(reading: Reading, hint: Hint, spot: Spot, phrase: Phrase, start: int, end: int) -> int:
    """How many values of the type stand in the row between label and value."""
    low, high = sorted((phrase.box_at(start, end)[0], spot.box[0]))
    return sum(1 for v in values_like(reading, hint) if v.phrase.row == spot.phrase.row and low < v.box[0] < high - 0.5)


def labels_near(reading: Reading, spot: Spot) -> Iterator[Labelled]:
    """What may be the value's label: the nearest words to its left, right, above and below, with their place."""
    row = reading.sheet.rows[spot.phrase.row]
    before = [p for p in row.phrases if p.box[2] <= spot.phrase.box[0] + 1 and p is not spot.phrase]
    after = [p for p in row.phrases if p.box[0] >= spot.phrase.box[2] - 1 and p is not spot.phrase]
    yield from _first(_own(spot.phrase, 0, spot.start, Relation.RIGHT), _whole(reversed(before), Relation.RIGHT))
    own_after = _own(spot.phrase, spot.end, len(spot.phrase.text), Relation.LEFT)
    yield from _first(own_after, _whole(after, Relation.LEFT))
    above = [r for r in reversed(reading.sheet.rows[max(0, row.index - ROWS_ABOVE) : row.index]) if r.page == row.page]
    yield from _first(_over(spot, [p for r in above for p in r.phrases], Relation.BELOW))
    below = reading.sheet.below(row.index, ROWS_BELOW)
    yield from _first(_over(spot, [p for r in below for p in r.phrases], Relation.ABOVE))


def _first(*sources: Iterable[Labelled]) -> Iterator[Labelled]:
    """The first label that the sources have, in their order."""
    for source in sources:
        for found in source:
            yield found
            return


def _own(phrase: Phrase, start: int, end: int, relation: Relation) -> Iterator[Labelled]:
    """The label in the value's own phrase, before or after it."""
    text = phrase.text[start:end]
    words = (tail if relation is Relation.RIGHT else head)(text).strip()
    form = label_form(words)
    if is_label_like(form) and not labels_nothing(words):
        at = start + (text.rindex(words) if relation is Relation.RIGHT else text.index(words))
        yield form, relation, phrase, at, at + len(words)


def _whole(phrases: Iterable[Phrase], relation: Relation) -> Iterator[Labelled]:
    for phrase in phrases:
        words = tail(phrase.text).strip()
        form = label_form(words)
        if is_label_like(form) and not labels_nothing(words) and not is_only_money(phrase.text):
            at = phrase.text.rindex(words)
            yield form, relation, phrase, at, at + len(words)


def _over(spot: Spot, phrases: Sequence[Phrase], relation: Relation) -> Iterator[Labelled]:
    """Labels in the value's column: over it, or beginning or ending where it does; else the nearest of the next row."""
    left, _, right, _ = spot.box
    slack = max(spot.phrase.height, 5.0)
    for phrase in phrases:
        x0, _, x1, _ = phrase.box
        if min(right, x1) - max(left, x0) > 0 or abs(left - x0) < slack or abs(right - x1) < slack:
            yield from _whole((phrase,), relation)
    next_row = [phrase for phrase in phrases if phrase.row == phrases[0].row]
    for phrase in sorted(next_row, key=lambda p: max(p.box[0] - right, left - p.box[2])):
        if max(phrase.box[0] - right, left - phrase.box[2]) < WIDE_CELL:
            yield from _whole((phrase,), relation)
