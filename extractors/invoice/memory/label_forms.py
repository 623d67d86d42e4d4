"""Labels as they are remembered: their words in normal form, figures as 0, and where such a label stands again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.invoice.labels import distance, normal, table
from extractors.invoice.layout import Phrase
from extractors.invoice.reading import Reading
from extractors.models import Box, Source
from extractors.values.amounts import find_amounts
from extractors.values.currencies import currency_code
from extractors.values.dates import find_dates

MOST_WORDS = 8
LONGEST = 80
FIGURES = re.compile(r"\d+(?: \d+)+|\d{3,}|\d+(?= %)|\d+(?=%)")
"""What changes from document to document: amounts, dates, rates, long numbers."""
SEPARATOR = re.compile(r"\s+[/|·•]\s+|;\s")
"""Stands between statements that follow each other in one row."""
WORD = re.compile(r"[^\W\d_]+")
FEWEST_LETTERS = 3
"""What has fewer letters beside an amount is its unit or the mark of its tax rate."""


@dataclass(frozen=True)
class Anchor:
    """A place where a remembered label stands; `exact` (0 to 1) says how much of its phrase it is."""

    phrase: Phrase
    start: int
    end: int
    exact: float

    @cached_property
    def box(self) -> Box:
        return self.phrase.box_at(self.start, self.end)


def label_form(text: str) -> str:
    """The words of a label in their normal form: ``MwSt. 19 % auf 120,00:`` is ``mwst 0 % auf 0``."""
    return _form(text)[0]


def is_label_like(form: str) -> bool:
    """Whether a normal form can be a label: some letters, not a sentence."""
    letters = sum(char.isalpha() for char in form)
    ideographic = any("\u3400" <= char <= "\u9fff" for char in form)
    return (letters >= 2 or ideographic) and len(form) <= LONGEST and len(form.split()) <= MOST_WORDS


def labels_nothing(text: str) -> bool:
    """Whether a text is a value more than it is a label: a date, or an amount with no words but its currency's."""
    return bool(find_dates(text)) or is_only_money(text)


def is_only_money(text: str) -> bool:
    """Whether a text is an amount with no words but its currency's, a unit's, or the mark of a tax rate."""
    if not any(a.decimals == 2 and not a.percent for a in find_amounts(text)):
        return False
    return sum(len(word) for word in WORD.findall(text) if not currency_code(word)) < FEWEST_LETTERS


def likeness(field: str, form: str, text: str) -> float:
    """How much a text looks like a label of the field, 0 to 1."""
    known = table().get(form, {})
    base = 0.95 if field in known else 0.7 if known else 0.8
    return min(1.0, base + (0.05 if text.rstrip().endswith((":", "：", ".", "№", "#")) else 0.0))


def anchors(reading: Reading, label: str) -> tuple[Anchor, ...]:
    """Every place where the label stands."""
    key = f"memory label {label}"
    if key not in reading.cache:
        reading.cache[key] = tuple(_anchors(reading, FIGURES.sub("0", label)))
    held = reading.cache[key]
    assert isinstance(held, tuple)
    return held


def _anchors(reading: Reading, label: str) -> Iterator[Anchor]:
    glued = any("\u3400" <= char <= "\u9fff" for char in label)
    for phrase in reading.sheet.phrases:
        form, places = _form(phrase.text)
        at = form.find(label)
        while at >= 0:
            end = at + len(label)
            if glued or ((at == 0 or form[at - 1] == " ") and (end == len(form) or form[end] == " ")):
                whole = len(label) / max(1, len(form))
                yield Anchor(phrase, places[at], places[end - 1] + 1, 1.0 if at == 0 else 0.8 + 0.15 * whole)
            at = form.find(label, at + 1)
        if phrase.source is Source.OCR and len(label) >= 6 and abs(len(form) - len(label)) <= 2 and form != label:
            allowed = 1 if len(label) < 11 else 2
            if form and distance(form, label, allowed) <= allowed:
                yield Anchor(phrase, 0, len(phrase.text), 0.85)


def _form(text: str) -> tuple[str, tuple[int, ...]]:
    """Normal form with each figure as one 0, and each character's place in the text."""
    plain, places = normal(text[:400])
    kept: list[tuple[str, int]] = []
    done = 0
    for figure in FIGURES.finditer(plain):
        kept += zip(plain[done : figure.start()], places[done : figure.start()], strict=True)
        kept.append(("0", places[figure.end() - 1]))
        done = figure.end()
    kept += zip(plain[done:], places[done:], strict=True)
    form = "".join(char for char, _ in kept)
    start = len(form) - len(form.lstrip())
    end = len(form.rstrip())
    return form[start:end], tuple(place for _, place in kept[start:end])


def tail(text: str) -> str:
    """What of the text before a value is its label: what follows the last word with a digit or separator, else all."""
    after = SEPARATOR.split(text)[-1]
    words = after.split()
    last = max((at for at, word in enumerate(words) if re.search(r"\d", word)), default=-1)
    return _labelling(" ".join(words[last + 1 :]), after, text)


def head(text: str) -> str:
    """What of the text after a value is its label: what precedes the first word with a digit or separator, else all."""
    before = SEPARATOR.split(text)[0]
    words = before.split()
    first = next((at for at, word in enumerate(words) if re.search(r"\d", word)), len(words))
    return _labelling(" ".join(words[:first]), before, text)


def _labelling(*texts: str) -> str:
    """The first of the texts that can be a label; the last where none can."""
    return next((text for text in texts if is_label_like(label_form(text))), texts[-1])
