"""Words of a page put into rows, and rows into phrases: runs of words that belong together, as text with its places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from extractors.models import Box, Page, Source, Word

T = TypeVar("T")

GAP = 1.8
"""A gap wider than so many letters ends a phrase."""
LEVEL = 0.5
"""Words that share so much of the lower one's height stand side by side."""


@dataclass(frozen=True)
class Phrase:
    """Words that stand side by side. `text` joins them; `starts` says where each word begins in it."""

    page: int
    row: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    box: Box
    source: Source

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    def words_at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that the characters from `start` to `end` belong to."""
        ends = (*self.starts[1:], len(self.text) + 1)
        picked = tuple(w for w, a, b in zip(self.words, self.starts, ends, strict=True) if a < end and b > start)
        return picked or self.words

    def box_at(self, start: int, end: int) -> Box:
        """The box of the characters from `start` to `end`; inside a word it is cut in proportion."""
        if start <= 0 and end >= len(self.text):
            return self.box
        ends = (*self.starts[1:], len(self.text) + 1)
        boxes = []
        for word, a, b in zip(self.words, self.starts, ends, strict=True):
            if a < end and b > start:
                boxes.append(_part(word, start - a, end - a))
        return union(boxes) if boxes else self.box

    def confidence_at(self, start: int, end: int) -> float:
        """How sure the reading of these characters is: 1 for a text layer, the weakest word's for OCR."""
        return min(word.confidence for word in self.words_at(start, end))


@dataclass(frozen=True)
class Row:
    """The phrases at one height of a page, left to right."""

    page: int
    index: int
    phrases: tuple[Phrase, ...]
    box: Box

    @property
    def text(self) -> str:
        return "  ".join(phrase.text for phrase in self.phrases)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for phrase in self.phrases for word in phrase.words)


@dataclass(frozen=True)
class Sheet:
    """All rows of a document, page after page; `row.index` counts through the whole document."""

    rows: tuple[Row, ...]
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for row in self.rows for phrase in row.phrases)

    def below(self, row: int, count: int) -> tuple[Row, ...]:
        """Up to `count` rows that follow on the same page."""
        page = self.rows[row].page
        return tuple(r for r in self.rows[row + 1 : row + 1 + count] if r.page == page)


def lay_out(pages: Sequence[Page]) -> Sheet:
    """Group the words of all pages into rows and phrases."""
    rows: list[Row] = []
    for page in pages:
        rows += _rows_of(Same(page), len(rows))
    return Sheet(tuple(rows), {page.number: (page.width, page.height) for page in pages})


class Same(Generic[T]):
    """Something frozen by its identity, as a key: what was found in it serves all who ask of the same thing again."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


@lru_cache(maxsize=32)
def _rows_of(same: Same[Page], first: int) -> tuple[Row, ...]:
    """The rows of one page, counted from `first`."""
    rows, page = [], same.it
    for index, words in enumerate(_rows(page.words), first):
        phrases = tuple(phrase_of(page.number, index, run, page.source) for run in _runs(words))
        rows.append(Row(page.number, index, phrases, union([phrase.box for phrase in phrases])))
    return tuple(rows)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all boxes."""
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words at about one height; a page that leans a little is followed from word to word."""
    rows: list[Growing] = []
    for word in sorted(words, key=_middle):
        target, most = None, 0.0
        for row in rows[-6:]:
            shared, free = row.shared_with(word)
            if shared >= LEVEL and shared > most and (free or not any(_collides(word, other) for other in row.words)):
                target, most = row, shared
        if target is None:
            rows.append(Growing([word], word.bbox[1], word.bbox[3]))
        else:
            target.add(word)
    found = [row.words for row in rows]
    found.sort(key=lambda row: sum(map(_middle, row)) / len(row))
    return [sorted(row, key=lambda w: w.bbox[0]) for row in found]


@dataclass(slots=True)
class Growing:
    """A row while its words are gathered, and the heights between which they lie."""

    words: list[Word]
    top: float
    bottom: float

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.top, self.bottom = min(self.top, word.bbox[1]), max(self.bottom, word.bbox[3])

    def shared_with(self, word: Word) -> tuple[float, bool]:
        """How far the word and the one nearest to it in the row stand side by side, 0 where they cannot; and whether
        its place in the row is free."""
        if word.bbox[1] >= self.bottom or word.bbox[3] <= self.top:
            return 0.0, True
        nearest, gap = _nearest(self.words, word)
        return _shared(nearest, word), gap >= 0


def _middle(word: Word) -> float:
    return (word.bbox[1] + word.bbox[3]) / 2


def _nearest(row: list[Word], word: Word) -> tuple[Word, float]:
    """The word of the row across the smallest gap, which is negative where they overlap."""
    left, _, right, _ = word.bbox
    best, least = row[0], float("inf")
    for other in row:
        box = other.bbox
        gap = box[0] - right if box[0] > left else left - box[2]
        if gap < least:
            best, least = other, gap
    return best, least


def _shared(a: Word, b: Word) -> float:
    overlap = min(a.bbox[3], b.bbox[3]) - max(a.bbox[1], b.bbox[1])
    return overlap / max(0.5, min(a.bbox[3] - a.bbox[1], b.bbox[3] - b.bbox[1]))


def _collides(word: Word, other: Word) -> bool:
    overlap = min(word.bbox[2], other.bbox[2]) - max(word.bbox[0], other.bbox[0])
    return overlap > 0.5 * min(word.bbox[2] - word.bbox[0], other.bbox[2] - other.bbox[0]) and word.text != other.text


def _runs(words: list[Word]) -> list[list[Word]]:
    """Cut a row where a gap is wider than a space can be, measured by the width of the row's letters."""
    letters = sum(len(word.text) for word in words)
    width = sum(word.bbox[2] - word.bbox[0] for word in words) / max(letters, 1)
    runs = [[words[0]]]
    for before, word in pairwise(words):
        height = min(before.bbox[3] - before.bbox[1], word.bbox[3] - word.bbox[1])
        spaced = _letterspaced(before, word) and word.bbox[0] - before.bbox[2] < 8 * height
        if (
            (not spaced and word.bbox[0] - before.bbox[2] > _widest_space(before, word, width))
            or _rule(word)
            or _rule(before)
        ):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _widest_space(before: Word, word: Word, width: float) -> float:
    own = (before.bbox[2] - before.bbox[0] + word.bbox[2] - word.bbox[0]) / max(1, len(before.text) + len(word.text))
    ideographic = _ideographic(before.text[-1:]) or _ideographic(word.text[:1])
    return max(GAP * max(width, own) * (0.6 if ideographic else 1.0), 2.0)


def _letterspaced(before: Word, word: Word) -> bool:
    """Single characters set apart for looks, as Chinese forms do: 合 计."""
    return len(before.text) == len(word.text) == 1 and _ideographic(before.text) and _ideographic(word.text)


def _rule(word: Word) -> bool:
    return word.text in ("|", "||", "¦")


def phrase_of(page: int, row: int, words: Sequence[Word], source: Source) -> Phrase:
    """Words that belong together as one phrase, in the order given."""
    text, starts = "", []
    for before, word in zip([None, *words], words, strict=False):
        if before is not None and not _glued(before, word):
            text += " "
        starts.append(len(text))
        text += word.text
    return Phrase(page, row, tuple(words), text, tuple(starts), union([w.bbox for w in words]), source)


def _glued(before: Word, word: Word) -> bool:
    return _ideographic(before.text[-1:]) and _ideographic(word.text[:1])


def _ideographic(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uff60" or "\u3000" < char <= "\u303f"


def _part(word: Word, start: int, end: int) -> Box:
    x0, top, x1, bottom = word.bbox
    length = max(len(word.text), 1)
    first, last = max(0, start) / length, min(length, end) / length
    return (x0 + (x1 - x0) * first, top, x0 + (x1 - x0) * max(last, first), bottom)
