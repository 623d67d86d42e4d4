"""What the characters of a line are, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from extractors.text.rapid.detection import Line
from extractors.text.rapid.networks import Network, Reader

HEIGHT = 48
"""Pixels to which a line is scaled for the network."""
BUCKET = 32
"""Widths are filled up to multiples of it: each new width costs the network preparation and memory."""
STEP = 8
"""Pixels of a scaled line that give one step of the network's answer."""
LONGEST = 80 * HEIGHT
PART = 32
GREY = 127
"""The middle of black and white, which the network takes for nothing."""
DOUBTFUL = 0.9
"""A line less sure than this in Latin letters is looked at with every character that the network knows."""


@dataclass(frozen=True)
class Character:
    """A character, where its middle stands in pixels of the scaled line, and how likely it is."""

    text: str
    place: float
    likely: float


@dataclass(frozen=True)
class ReadLine:
    """A line, its picture levelled and scaled to `HEIGHT`, and its characters, spaces included."""

    line: Line
    picture: np.ndarray
    characters: tuple[Character, ...]

    @property
    def likely(self) -> float:
        """Mean over the characters, 0 without any."""
        return sum(c.likely for c in self.characters) / max(len(self.characters), 1)


class Recogniser:
    """Reads lines in Latin letters, in all the network's characters where those do not fit."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        classes = np.array([i for i, c in enumerate(reader.characters) if _latin(str(c))])
        self.latin_characters = reader.characters[classes]
        self.latin = reader.reading(classes)

    @cached_property
    def all(self) -> Network:
        """For every character; only documents in Chinese need it."""
        return self.reader.rereading(np.arange(len(self.reader.characters)))

    def read(self, picture: np.ndarray) -> tuple[Character, ...]:
        """The characters of a grey picture of one line, `HEIGHT` high."""
        width = picture.shape[1]
        filled = np.full((1, 1, HEIGHT, -(-width // BUCKET) * BUCKET), GREY, np.uint8)
        filled[0, 0, :, :width] = picture
        answer = self.latin(filled)
        found = _characters(answer, self.latin_characters)
        if _mean(found) < DOUBTFUL:
            found = _characters(self._reread(answer[2]), self.reader.characters)
        return found

    def _reread(self, seen: np.ndarray) -> dict[int, np.ndarray]:
        """The likeliest of all characters, few steps at a time: every step weighs every character."""
        steps = seen.shape[1]
        filled = np.zeros((1, -(-steps // PART) * PART, seen.shape[2]), np.float32)
        filled[:, :steps] = seen
        parts = []
        for start in range(0, steps, PART):
            answer = self.all(filled[:, start : start + PART])
            parts.append((answer[0].copy(), answer[1].copy()))
        return {output: np.concatenate([part[output] for part in parts], axis=1)[:, :steps] for output in (0, 1)}


def cut_out(image: np.ndarray, line: Line) -> np.ndarray:
    """The line levelled and scaled to `HEIGHT`."""
    image, line = _smaller(image, line)
    width = int(min(max(round(line.width * HEIGHT / line.height), STEP), LONGEST))
    across, down = line.width / width, line.height / HEIGHT
    cos, sin = np.cos(np.radians(line.angle)), np.sin(np.radians(line.angle))
    back = np.array([[cos * across, -sin * down, 0.0], [sin * across, cos * down, 0.0]])
    back[:, 2] = (line.x, line.y) - back[:, :2] @ ((width - 1) / 2, (HEIGHT - 1) / 2)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(image, back, (width, HEIGHT), flags=how, borderMode=cv2.BORDER_REPLICATE)


def _smaller(image: np.ndarray, line: Line) -> tuple[np.ndarray, Line]:
    """The part of the image about a line, scaled down where its letters are far larger than the network wants them."""
    factor = 1.5 * HEIGHT / line.height
    if factor > 0.75:
        return image, line
    reach = (line.width + line.height) / 2
    left, top = (max(int(middle - reach), 0) for middle in (line.x, line.y))
    part = image[top : int(line.y + reach) + 1, left : int(line.x + reach) + 1]
    small = cv2.resize(part, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    x, y = (line.x - left) * factor, (line.y - top) * factor
    return small, Line(x, y, line.width * factor, line.height * factor, line.angle)


def _characters(answer: Mapping[int, np.ndarray], names: np.ndarray) -> tuple[Character, ...]:
    """The network's steps without repetitions and blanks (class 0)."""
    likely, best = answer[0][0, :, 0], answer[1][0, :, 0]
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    found = []
    for start, end in zip(starts, [*starts[1:], len(best)], strict=True):
        if best[start]:
            place = (start + end) / 2 * STEP
            found.append(Character(str(names[best[start]]), place, float(likely[start:end].max())))
    return tuple(found)


def _mean(characters: tuple[Character, ...]) -> float:
    return sum(c.likely for c in characters) / max(len(characters), 1)


def _latin(character: str) -> bool:
    """Blank, Latin and Greek letters, digits, punctuation, currency signs."""
    return not character or character < "\u0250" or "\u0370" <= character < "\u0400" or "\u2010" <= character < "\u2125"
