"""A page read by RapidOCR's networks: its lines found, the page turned upright by them, their words cut out."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from PIL import Image

from extractors.models import Box, Word
from extractors.text.ocr import Reading
from extractors.text.rapid.detection import Line, find_lines
from extractors.text.rapid.networks import Network, Reader, load_detector
from extractors.text.rapid.recognition import HEIGHT, ReadLine, Recogniser, cut_out
from extractors.text.rapid.words import CutLine, Piece, cut_line
from extractors.text.turning import Turning

LONGEST = 960
"""Pixels of the longer side in which lines are looked for first."""
LONGEST_FINE = 1600
SMALL = 11.0
"""Pixels: a page whose lines are lower than this at first is looked at again with more pixels."""
SAMPLE = 5
"""Lines that are also read on their head, to see how the page lies."""
CERTAIN = 0.93
"""A sample read better than this is upright."""
LEAST_TILT = 0.2


class Loaded(NamedTuple):
    """What is loaded once a process."""

    detector: Network
    recogniser: Recogniser


class RapidOcr:
    """The networks of RapidOCR's wheel in a loop of our own: Latin and Chinese scripts, one thread."""

    def read(self, image: Image.Image) -> Reading:
        """The words of a grey page, and how it was turned; see `OcrEngine.read`."""
        pixels = np.asarray(image)
        lines = self._lines(pixels)
        degrees = 0
        if _sideways(lines):
            pixels, degrees = np.ascontiguousarray(np.rot90(pixels, -1)), 90
            lines = self._lines(pixels)
        read = self._upright(pixels, lines)
        if read is None:
            pixels, degrees = np.ascontiguousarray(pixels[::-1, ::-1]), degrees + 180
            read = self._read(pixels, [_turned(line, pixels) for line in lines])
        tilt = _tilt([line.line for line in read])
        turning = Turning(width=image.width, height=image.height, degrees=degrees % 360, tilt=tilt)
        cut = [cut_line(line) for line in read]
        return Reading(words=tuple(_words(cut, turning)), turning=turning, unread=_unread(cut))

    def _lines(self, pixels: np.ndarray) -> list[Line]:
        detector = _networks().detector
        lines = find_lines(detector, pixels, LONGEST)
        scale = LONGEST / max(pixels.shape)
        if lines and scale < 1 and np.median([line.height for line in lines]) * scale < SMALL:
            return find_lines(detector, pixels, LONGEST_FINE)
        return lines

    def _upright(self, pixels: np.ndarray, lines: Sequence[Line]) -> list[ReadLine] | None:
        """Every line read, or None where the longest ones are read better on their head."""
        longest = sorted(lines, key=lambda line: -line.width)[:SAMPLE]
        sample = self._read(pixels, longest)
        if _likely(sample) < CERTAIN:
            recogniser = _networks().recogniser
            heads = [ReadLine(r.line, p, recogniser.read(p)) for r in sample for p in [r.picture[::-1, ::-1]]]
            if _likely(heads) > _likely(sample):
                return None
        return sample + self._read(pixels, sorted(lines, key=lambda line: -line.width)[SAMPLE:])

    def _read(self, pixels: np.ndarray, lines: Sequence[Line]) -> list[ReadLine]:
        recogniser = _networks().recogniser
        pictures = [cut_out(pixels, line) for line in lines]
        return [ReadLine(line, p, recogniser.read(p)) for line, p in zip(lines, pictures, strict=True)]


@cache
def _networks() -> Loaded:
    cv2.setNumThreads(1)
    return Loaded(load_detector(), Recogniser(Reader()))


def _sideways(lines: Sequence[Line]) -> bool:
    """Whether most print runs from top to bottom."""
    return sum(line.height for line in lines if line.upright) > sum(line.width for line in lines if not line.upright)


def _turned(line: Line, pixels: np.ndarray) -> Line:
    """The line on the page turned on its head."""
    return Line(pixels.shape[1] - line.x, pixels.shape[0] - line.y, line.width, line.height, line.angle)


def _unread(lines: Sequence[CutLine]) -> float:
    return sum(line.unread for line in lines) / max(sum(line.printed for line in lines), 1)


def _likely(lines: Sequence[ReadLine]) -> float:
    characters = [c.likely for line in lines for c in line.characters]
    return sum(characters) / max(len(characters), 1)


def _tilt(lines: Sequence[Line]) -> float:
    """Degrees by which the page leans: the middle of its lines' angles, by their lengths."""
    long = sorted((line.angle, line.width) for line in lines if line.width > 4 * line.height)
    half, reached = sum(width for _, width in long) / 2, 0.0
    for angle, width in long:
        reached += width
        if reached >= half:
            return round(angle, 2) if abs(angle) >= LEAST_TILT else 0.0
    return 0.0


def _words(lines: Sequence[CutLine], turning: Turning) -> list[Word]:
    """The words row after row; boxes in pixels of the levelled page."""
    return _in_rows(
        [
            Word(text=piece.text, bbox=_box(line.read, piece, turning), confidence=min(piece.likely, 1.0))
            for line in lines
            for piece in line.pieces
        ]
    )


def _box(read: ReadLine, piece: Piece, turning: Turning) -> Box:
    line, width = read.line, read.picture.shape[1]
    across, down = line.width / width, line.height / HEIGHT
    x, y = ((piece.left + piece.right) - width) / 2 * across, ((piece.top + piece.bottom) - HEIGHT) / 2 * down
    cos, sin = np.cos(np.radians(line.angle)), np.sin(np.radians(line.angle))
    middle = turning.level(line.x + x * cos - y * sin, line.y + x * sin + y * cos)
    half = (piece.right - piece.left) * across / 2, (piece.bottom - piece.top) * down / 2
    return (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1])


def _in_rows(words: list[Word]) -> list[Word]:
    """Words in reading order: rows from above, each from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.bbox[1] + word.bbox[3]):
        middle = (word.bbox[1] + word.bbox[3]) / 2
        if rows and rows[-1][-1].bbox[1] <= middle <= rows[-1][-1].bbox[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda word: word.bbox[0])]
