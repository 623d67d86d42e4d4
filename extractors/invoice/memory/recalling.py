"""Where a remembered place leads on another document: each hint's value there, and how strongly it speaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.invoice.memory.fields import IDENTIFIERS, NAMES, NUMBERS, as_text, same
from extractors.invoice.memory.label_forms import Anchor, anchors
from extractors.invoice.memory.parts import as_one, is_a_part, parts_of
from extractors.invoice.memory.printed_values import Spot, after_label, is_whole_phrase, lone_numbers, values_like
from extractors.invoice.memory.supplier_memory import Hint, Relation
from extractors.invoice.reading import Candidate, Reading

BASE = {Relation.RIGHT: 0.95, Relation.LEFT: 0.9, Relation.BELOW: 0.9, Relation.ABOVE: 0.85, Relation.PLACE: 0.75}
SIDE = frozenset({Relation.RIGHT, Relation.LEFT})
NEAR = 0.03
"""How far, as a share of the page, a value may stand from where it is remembered by its place alone."""

IN_A_SENTENCE = 0.6
OTHER_FORM = 0.75
"""How well a number of another form than the remembered one stands right of its label."""


@dataclass(frozen=True)
class Vote:
    """A value that a hint found, and how strongly it speaks for it, 0 to 1."""

    hint: Hint
    spot: Spot
    strength: float


def recall(reading: Reading, hints: Iterable[Hint]) -> tuple[Vote, ...]:
    """The vote of every hint that leads to a value."""
    return tuple(vote for hint in hints if (vote := _vote(reading, hint)) is not None)


def _vote(reading: Reading, hint: Hint) -> Vote | None:
    ranked = sorted(_found(reading, hint), key=lambda item: -item[0])
    if not ranked:
        return None
    fit, spot = ranked[0]
    value = as_text(spot.value)
    rival = next((other for other, again in ranked if not same(hint.field, as_text(again.value), value)), 0.0)
    if rival > fit - 0.03:
        fit *= 0.6  # two places fit alike
    return Vote(hint, spot, fit * BASE[hint.relation] * hint.likeness**0.5 * hint.record.share)


def _found(reading: Reading, hint: Hint) -> Iterator[tuple[float, Spot]]:
    if hint.relation is Relation.PLACE:
        yield from _at_the_place(reading, hint)
        return
    for anchor in anchors(reading, hint.label):
        where = anchor.exact * (1.0 - 0.1 * _moved(reading, hint, anchor))
        fitting = [(fit, spot) for spot in _spots(reading, hint, anchor) if (fit := _fit(reading, hint, anchor, spot))]
        if not fitting and hint.field in NUMBERS | IDENTIFIERS and hint.pattern:
            fitting = list(_of_other_form(reading, hint, anchor))
        for fit, spot in fitting:
            yield fit * where * _alike(hint, spot), _whole(reading, hint, spot)


def _alike(hint: Hint, spot: Spot) -> float:
    """A number in the middle of a sentence is hardly one that stood alone."""
    apart = hint.field in NUMBERS | IDENTIFIERS and hint.whole and not is_whole_phrase(spot)
    return IN_A_SENTENCE if apart else 1.0


def _of_other_form(reading: Reading, hint: Hint, anchor: Anchor) -> Iterator[tuple[float, Spot]]:
    """A number or identifier that stands where the remembered one stood but has another form."""
    if hint.relation is Relation.RIGHT:
        yield from ((OTHER_FORM, spot) for spot in after_label(reading, anchor))
    elif hint.relation is Relation.BELOW:
        for spot in lone_numbers(reading):
            if fit := _fit(reading, hint, anchor, spot):
                yield OTHER_FORM * fit, spot


def _whole(reading: Reading, hint: Hint, spot: Spot) -> Spot:
    """The value that stands there; the sum of the column's parts where they make the value together; a name up to the
    mark that ends it."""
    if hint.field in NAMES and hint.pattern:
        name = spot.phrase.text[spot.start : spot.end].split(hint.pattern)[0].strip()
        return Candidate(name, spot.phrase, spot.start, spot.start + len(name)) if name else spot
    if not hint.summed or not is_a_part(reading, spot):
        return spot
    return as_one(parts_of(reading, spot, hint.label if hint.relation is Relation.RIGHT else ""))


def _spots(reading: Reading, hint: Hint, anchor: Anchor) -> Iterable[Spot]:
    """The values that the label can mean; a name also begins in the middle of a phrase, after its label."""
    if hint.field not in NAMES:
        return values_like(reading, hint)
    phrase = anchor.phrase
    rest = phrase.text[anchor.end :].lstrip(" :.-–")
    if hint.relation is Relation.RIGHT and any(char.isalpha() for char in rest):
        start = len(phrase.text) - len(rest)
        return (Candidate(rest, phrase, start, len(phrase.text)),)
    return (spot for spot in values_like(reading, hint) if spot.phrase is not phrase)


def _tall(reading: Reading, hint: Hint, page: int) -> float:
    """The height that the hint's shares are meant of: the page's, or that of a page of the remembered form."""
    width, height = reading.sheet.sizes[page]
    return width * hint.aspect if hint.aspect else height


def _moved(reading: Reading, hint: Hint, anchor: Anchor) -> float:
    """How far the label stands from where it stood, 0 to 1: sideways, and on another page."""
    width, height = reading.sheet.sizes[anchor.phrase.page][0], _tall(reading, hint, anchor.phrase.page)
    aside = abs(anchor.box[0] / width - hint.anchor_x)
    along = abs(anchor.box[1] / height - hint.anchor_y)
    page = anchor.phrase.page
    turned = page != hint.page and max(reading.sheet.sizes) - page != hint.from_end
    return min(1.0, 3 * aside + 0.5 * along + 0.5 * turned)


def _fit(reading: Reading, hint: Hint, anchor: Anchor, spot: Spot) -> float:
    """How well a value stands where the hint says, seen from this label; 0 where it does not."""
    if spot.phrase.page != anchor.phrase.page:
        return 0.0
    if spot.phrase is anchor.phrase and spot.start < anchor.end and spot.end > anchor.start:
        return 0.0
    aside, down = _offset(reading, hint, anchor, spot)
    if hint.relation in SIDE:
        return _fit_beside(reading, hint, anchor, spot, aside, down)
    distance = (spot.box[1] - anchor.box[1]) / _tall(reading, hint, spot.phrase.page)
    if distance * hint.top <= 0 or aside > 0.06 or down > 0.06 + abs(hint.top):
        return 0.0
    return max(0.0, 1.0 - 2.5 * aside - 5.0 * max(0.0, down - 0.003))


def _fit_beside(reading: Reading, hint: Hint, anchor: Anchor, spot: Spot, aside: float, down: float) -> float:
    right = hint.relation is Relation.RIGHT
    if spot.phrase is anchor.phrase:
        on_its_side = spot.start >= anchor.end if right else spot.end <= anchor.start
    else:
        on_its_side = spot.box[0] >= anchor.box[2] - 1 if right else spot.box[2] <= anchor.box[0] + 1
    in_row = spot.phrase.row == anchor.phrase.row
    if not on_its_side or not (in_row or down < 0.012):
        return 0.0
    low, high = sorted((anchor.box[0], spot.box[0]))
    between = sum(
        1 for v in values_like(reading, hint) if v.phrase.row == spot.phrase.row and low < v.box[0] < high - 0.5
    )
    fit = 1.0 - min(0.35, 1.5 * max(0.0, aside - 0.01)) - (0.0 if between == hint.order else 0.2)
    return fit if in_row else fit * 0.9


def _offset(reading: Reading, hint: Hint, anchor: Anchor, spot: Spot) -> tuple[float, float]:
    """By how much, as shares of the page, the value misses the remembered distance from its label: aside and down."""
    width, height = reading.sheet.sizes[spot.phrase.page][0], _tall(reading, hint, spot.phrase.page)
    left, top, right, _ = spot.box
    x, y = anchor.box[0], anchor.box[1]
    aside = min(abs((left - x) / width - hint.left), abs((right - x) / width - hint.right))
    return aside, abs((top - y) / height - hint.top)


def _at_the_place(reading: Reading, hint: Hint) -> Iterator[tuple[float, Spot]]:
    for spot in values_like(reading, hint):
        page = spot.phrase.page
        if page != hint.page:
            continue
        width, height = reading.sheet.sizes[page][0], _tall(reading, hint, page)
        aside = min(abs(spot.box[0] / width - hint.left), abs(spot.box[2] / width - hint.right))
        down = abs(spot.box[1] / height - hint.top)
        if aside <= NEAR and down <= NEAR:
            yield (1.0 - 4 * (aside + down)) * _alike(hint, spot), spot
