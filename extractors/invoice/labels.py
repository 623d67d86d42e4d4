"""Where the words of the label table stand on the pages: the longest label wins, overlapped ones do not count."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from extractors.invoice.layout import Phrase, Same
from extractors.invoice.words import LANGUAGES
from extractors.models import Box, Source
from extractors.values.months import folded

SIGNS = {"№": " no ", "#": " no ", "°": "o", "%": " % ", "º": "o", "ª": "a", "＃": " no "}
DOTTED = re.compile(r"\b(?:ht|ttc|tva|iva|vat|btw|gst)\b")
"""Abbreviations that are also printed with points: H.T., V.A.T."""
LONGEST = 10
"""The most words that a label has."""


@dataclass(frozen=True)
class Label:
    """A label on a page.

    Attributes:
        fields: what it can stand for, field to weight (1 strong, 0.6 weak).
        phrase: where it stands; `start` and `end` are places in its text.
        exact: False where only a near word was read (OCR).
        words: how many words it has; longer labels are surer.
    """

    fields: dict[str, float]
    phrase: Phrase
    start: int
    end: int
    exact: bool = True
    words: int = 1

    @cached_property
    def box(self) -> Box:
        return self.phrase.box_at(self.start, self.end)

    @property
    def alone(self) -> bool:
        """Nothing else but punctuation stands in its phrase."""
        rest = self.phrase.text[: self.start] + self.phrase.text[self.end :]
        return not re.search(r"\w", rest)


def find_labels(phrases: tuple[Phrase, ...]) -> tuple[Label, ...]:
    """All labels in the phrases, in reading order."""
    return tuple(label for phrase in phrases for label in labels_in(phrase))


def labels_in(phrase: Phrase) -> tuple[Label, ...]:
    """The labels in one phrase, left to right, none overlapping."""
    return _labels_of(Same(phrase))


@lru_cache(maxsize=4096)
def _labels_of(same: Same[Phrase]) -> tuple[Label, ...]:
    return tuple(_labels_in(same.it))


def _labels_in(phrase: Phrase) -> Iterator[Label]:
    plain, places = normal(phrase.text)
    if any("\u3400" <= char <= "\u9fff" for char in plain):
        yield from _ideographic(phrase, plain, places)
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\s\u3400-\u9fff]+", plain)]
    position = 0
    while position < len(spans):
        taken = 1
        for count in range(min(LONGEST, len(spans) - position), 0, -1):
            start, end = spans[position][0], spans[position + count - 1][1]
            fields, exact = _lookup(plain[start:end], phrase.source is Source.OCR)
            if fields:
                yield Label(fields, phrase, places[start], places[end - 1] + 1, exact, count)
                taken = count
                break
        position += taken


def _lookup(text: str, noisy: bool) -> tuple[dict[str, float], bool]:
    fields = table().get(text)
    if fields:
        return fields, True
    if noisy and len(text) >= 5 and not any(c.isdigit() for c in text):
        near = _near(text)
        if near is not None:
            return table()[near], False
    return {}, True


@lru_cache(maxsize=50_000)
def _near(text: str) -> str | None:
    """A label that differs from `text` in one letter (two in long ones)."""
    allowed = 1 if len(text) < 11 else 2
    for label in (
        _by_first_or_last()[(text[0], len(text.split()))] + _by_first_or_last()[(text[-1], -len(text.split()))]
    ):
        if abs(len(label) - len(text)) <= allowed and len(label) >= 5 and distance(label, text, allowed) <= allowed:
            return label
    return None


@cache
def _by_first_or_last() -> dict[tuple[str, int], list[str]]:
    index: dict[tuple[str, int], list[str]] = defaultdict(list)
    for label in table():
        index[(label[0], len(label.split()))].append(label)
        index[(label[-1], -len(label.split()))].append(label)
    return index


def distance(a: str, b: str, limit: int) -> int:
    """Levenshtein distance, given up (limit + 1) once it must exceed `limit`."""
    far, last = limit + 1, len(b)
    if abs(len(a) - last) > limit:
        return far
    before = [j if j <= limit else far for j in range(last + 1)]
    for i, char in enumerate(a, 1):
        first, end = max(1, i - limit), min(last, i + limit)
        row = [far] * (last + 1)
        row[0] = least = min(i, far)
        for j in range(first, end + 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != b[j - 1]))
            least = min(least, row[j])
        if least > limit:
            return far
        before = row
    return min(before[-1], far)


def _ideographic(phrase: Phrase, plain: str, places: tuple[int, ...]) -> Iterator[Label]:
    """Chinese has no spaces between words: labels are looked for anywhere, also over spaces set for looks."""
    kept = [i for i, char in enumerate(plain) if char != " "]
    packed = "".join(plain[i] for i in kept)
    for match in _chinese().finditer(packed):
        start, end = places[kept[match.start()]], places[kept[match.end() - 1]] + 1
        yield Label(table()[match.group()], phrase, start, end, True, max(1, len(match.group()) // 2))


@cache
def _chinese() -> re.Pattern[str]:
    labels = [label for label in table() if any("\u3400" <= char <= "\u9fff" for char in label)]
    return re.compile("|".join(sorted(map(re.escape, labels), key=len, reverse=True)))


@cache
def table() -> dict[str, dict[str, float]]:
    """Every label in its normal form, with the fields that it can stand for and their weights."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for fields in LANGUAGES.values():
        for name, labels in fields.items():
            for label in labels.split(","):
                weak = label.strip().startswith("~")
                plain = normal(label.replace("~", ""))[0].strip()
                weight = 0.6 if weak else 1.0
                for form in {plain, DOTTED.sub(lambda match: " ".join(match.group()), plain)} - {""}:
                    found[form][name] = max(weight, found[form].get(name, 0))
    return dict(found)


@lru_cache(maxsize=5_000)
def _plain(char: str) -> str:
    """A character folded, what is no letter, digit or % as a blank."""
    plain = SIGNS.get(char) or folded(unicodedata.normalize("NFKC", char))
    return "".join(part if part.isalnum() or part == "%" else " " for part in plain)


@lru_cache(maxsize=20_000)
def normal(text: str) -> tuple[str, tuple[int, ...]]:
    """Folded text, one space for all else but letters, digits and %, and each character's place in `text`."""
    out: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        for plain in _plain(char):
            out.append((plain, place))
    if not out:
        return "", ()
    single = [out[0]] + [pair for before, pair in pairwise(out) if not (pair[0] == before[0] == " ")]
    return "".join(char for char, _ in single), tuple(place for _, place in single)
