"""Reading scanned pages: what an OCR engine is, and what it gives."""

from typing import Protocol

from PIL import Image

from extractors.models import Frozen, Word
from extractors.text.turning import Turning


class Reading(Frozen):
    """What an engine read.

    Attributes:
        words: row by row; boxes in pixels of the image turned as `turning` says.
        unread: share of the print, 0 to 1, in which the engine found lines but no characters, as far as it can tell.
    """

    words: tuple[Word, ...] = ()
    turning: Turning
    unread: float = 0.0

    def score(self) -> float:
        """Mean confidence over the letters and digits, 0 to 1; less where few were found or print was unread."""
        weights = [sum(c.isalnum() for c in word.text) for word in self.words]
        total = sum(weights)
        if not total:
            return 0.0
        mean = sum(word.confidence * weight for word, weight in zip(self.words, weights, strict=True)) / total
        return mean * min(1.0, total / 30) * (1.0 - self.unread)


class OcrEngine(Protocol):
    """Turns page images into words."""

    def read(self, image: Image.Image) -> Reading:
        """The words of a grey page image, which may lie askew, on its side or on its head.

        Raises:
            EngineMissing: a language or the engine is not installed.
            ReadingTimeout: it took too long.
        """
