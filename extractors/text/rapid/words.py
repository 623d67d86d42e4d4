"""A line that was read, cut into words: at the spaces that were read, and at gaps in the ink too wide for none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import numpy as np

from extractors.text.rapid.recognition import HEIGHT, Character, ReadLine

EDGE = 4
"""Pixels at the upper and lower edge of a line's picture that may show its neighbours."""
WIDE = 0.3
"""A gap of so many heights, where the characters stand nearly twice as far apart as usual, is a space."""
APART = 1.9
LOST_SPACE = re.compile(r"(?<=[./-](?:19|20)\d\d)(?=\d{1,2}:\d\d)")
"""Between a date and a time."""
LEAST_LIKELY = 0.5
"""Characters less likely than this are guesses."""
WIDEST_SPACE = 0.9
"""Heights up to which a gap where a space was read is one between words, not between columns."""
WIDEST = 1.0
"""A gap of so many heights is a space whatever the characters' usual distance."""


@dataclass(frozen=True)
class Piece:
    """A word with its box in pixels of the line's picture, and how likely its least likely character is."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    likely: float


@dataclass(frozen=True)
class CutLine:
    """A line's words, how many columns of it hold print, and in how many of those no character was recognised."""

    read: ReadLine
    pieces: tuple[Piece, ...]
    printed: int
    unread: int


def cut_line(read: ReadLine) -> CutLine:
    """The words of a line, and what of it was not read."""
    ink = _ink(read.picture)
    columns = np.asarray(ink[EDGE:-EDGE].any(axis=0))
    printed = np.flatnonzero(columns)
    places = [c.place for c in read.characters if c.likely > LEAST_LIKELY and not c.text.isspace()]
    far = np.abs(printed[:, None] - np.array(places)).min(axis=1) > HEIGHT / 2 if places else np.ones_like(printed)
    return CutLine(read, tuple(_pieces(read, ink, columns)), printed.size, int(far.sum()))


def _pieces(read: ReadLine, ink: np.ndarray, columns: np.ndarray) -> Iterator[Piece]:
    """The words, left to right."""
    pitch = _pitch(read.characters)
    word: list[Character] = []
    left: float | None = None
    visible = list(_merged(read.characters))
    for (character, _), after in zip_longest(visible, visible[1:]):
        word.append(character)
        gap = None if after is None else _gap(columns, character.place, after[0].place)
        if after is None or after[1] or _too_wide(gap, after[0].place - character.place, pitch):
            gap = _narrowed(gap, pitch) if gap is not None and after is not None and after[1] else gap
            ends = gap or _end(columns, character, pitch)
            yield _piece(word, ink, _start(columns, word[0], pitch) if left is None else left, ends[0])
            word, left = [], None if gap is None else ends[1]


def _merged(characters: tuple[Character, ...]) -> Iterator[tuple[Character, bool]]:
    """The visible characters, each with whether a space was read before it, or must have been."""
    spaced = False
    text = "".join(character.text[:1] for character in characters)
    lost = {match.start() for match in LOST_SPACE.finditer(text)}
    for place, character in enumerate(characters):
        if character.text.isspace():
            spaced = True
        else:
            yield character, spaced or place in lost
            spaced = False


def _ink(picture: np.ndarray) -> np.ndarray:
    """Which pixels are print: nearer to the darkest than to the paper, or to the lightest in white on black."""
    counts = np.cumsum(np.bincount(picture[EDGE:-EDGE].ravel(), minlength=256))
    dark, median, light = np.searchsorted(counts, counts[-1] * np.array((0.02, 0.5, 0.98)))
    threshold = 0.45 * dark + 0.55 * light
    return np.asarray(picture < threshold if median >= threshold else picture > threshold)


def _pitch(characters: tuple[Character, ...]) -> float:
    """The usual distance from character to character, in pixels."""
    steps = [b.place - a.place for a, b in pairwise(characters) if not (a.text.isspace() or b.text.isspace())]
    return float(np.median(steps)) if steps else HEIGHT / 2


def _gap(columns: np.ndarray, start: float, end: float) -> tuple[float, float] | None:
    """The widest stretch without ink between two places, None where ink is everywhere."""
    first = max(int(start), 0)
    between = columns[first : int(end) + 1]
    marks = np.flatnonzero(np.concatenate(([True], between, [True])))
    widths = np.diff(marks) - 1
    if not widths.size or widths.max() < 1:
        return None
    widest = int(widths.argmax())
    return first + float(marks[widest]), first + float(marks[widest + 1] - 1)


def _too_wide(gap: tuple[float, float] | None, distance: float, pitch: float) -> bool:
    if gap is None:
        return False
    width = (gap[1] - gap[0]) / HEIGHT
    return width > WIDEST or (width > WIDE and distance > APART * pitch)


def _narrowed(gap: tuple[float, float], pitch: float) -> tuple[float, float]:
    """A space as the page's layout expects it: wide print sets its spaces wider, which must not look like columns."""
    width = gap[1] - gap[0]
    extra = (width - pitch / 2) / 2 if width < WIDEST_SPACE * HEIGHT else 0.0
    return (gap[0] + extra, gap[1] - extra) if extra > 0 else gap


def _start(columns: np.ndarray, character: Character, pitch: float) -> float:
    """Where the first character's ink begins."""
    least = max(int(character.place - 1.2 * pitch), 0)
    inked = np.flatnonzero(columns[least : int(character.place) + 1])
    return float(least + inked[0]) if inked.size else max(character.place - pitch / 2, 0.0)


def _end(columns: np.ndarray, character: Character, pitch: float) -> tuple[float, float]:
    """Where the last character's ink ends."""
    first = int(character.place)
    inked = np.flatnonzero(columns[first : int(character.place + 1.2 * pitch) + 1])
    end = float(first + inked[-1] + 1) if inked.size else min(character.place + pitch / 2, float(columns.size))
    return end, end


def _piece(word: list[Character], ink: np.ndarray, left: float, right: float) -> Piece:
    right = max(right, left + 1)
    top, bottom = _rows(np.asarray(ink[:, int(left) : int(right) + 1].any(axis=1)))
    return Piece("".join(c.text for c in word), left, top, right, bottom, min(c.likely for c in word))


def _rows(inked: np.ndarray) -> tuple[float, float]:
    """The rows of print about the middle; neighbours above and below are set off by empty rows."""
    empty = np.flatnonzero(~inked)
    above, below = empty[empty < HEIGHT // 3], empty[empty >= 2 * HEIGHT // 3]
    top = float(above[-1] + 1) if above.size else float(EDGE)
    bottom = float(below[0]) if below.size else float(HEIGHT - EDGE)
    return top, bottom
