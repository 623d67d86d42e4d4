"""What a place on the pages tells, whatever the field: where it is, how large, what stands left of it and above."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from extractors.invoice.layout import Phrase, Row
from extractors.invoice.links import Link
from extractors.invoice.ranking.captions import likeness
from extractors.invoice.ranking.option import Features
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Kind, Source

T = TypeVar("T")
ROWS_ABOVE = 4


@dataclass(frozen=True)
class Places:
    """A document's places; made once a document, asked for every option."""

    reading: Reading
    pages: int
    median_height: float
    common: Features
    above: dict[int, Phrase | None] = field(default_factory=dict)

    def features(self, candidate: Candidate[T], words: Iterable[str]) -> Features:
        """Numbers about the candidate's place; `words` are the fields whose labels are looked for around it."""
        phrase = candidate.phrase
        width, height = self.reading.sheet.sizes[phrase.page]
        left, top, right, _ = candidate.box
        before = phrase.text[: candidate.start]
        after = phrase.text[candidate.end :]
        row = self.reading.sheet.rows[phrase.row]
        caption, gap = self._left(row, phrase, before, left)
        over = self._above(phrase, left, right)
        found = dict(self.common)
        found.update(
            x=left / max(width, 1.0),
            right=right / max(width, 1.0),
            y=top / max(height, 1.0),
            page=float(phrase.page - 1),
            last_page=float(phrase.page == self.pages),
            row=float(min(phrase.row, 60)),
            size=phrase.height / self.median_height,
            before=float(min(len(before), 60)),
            after=float(min(len(after), 60)),
            in_row=float(len(row.phrases)),
            colon=float(caption.rstrip().endswith((":", "：", ".", "°", "#"))),
            captioned=float(bool(caption)),
            caption_length=float(min(len(caption), 60)),
            gap=gap / max(width, 1.0),
            above_digits=float(bool(over) and any(char.isdigit() for char in over)),
            above_length=float(min(len(over), 60)),
            trust=candidate.trust,
        )
        beside, above = likeness(caption), likeness(over)
        for word in words:
            found["beside_" + word] = beside.get(word, 0.0)
            found["above_" + word] = above.get(word, 0.0)
        return found

    def _left(self, row: Row, phrase: Phrase, before: str, left: float) -> tuple[str, float]:
        """The text right before the place, in its phrase or in the phrase to the left, and the gap to it."""
        if re.search(r"[^\W\d]", before):
            return before, 0.0
        near = [p for p in row.phrases if p.box[2] <= phrase.box[0] + 1]
        if not near:
            return "", 0.0
        closest = max(near, key=lambda p: p.box[2])
        return closest.text, left - closest.box[2]

    def _above(self, phrase: Phrase, left: float, right: float) -> str:
        """The nearest phrase above that shares the place's column."""
        for index in range(phrase.row - 1, max(-1, phrase.row - 1 - ROWS_ABOVE), -1):
            row = self.reading.sheet.rows[index]
            if row.page != phrase.page:
                return ""
            for other in row.phrases:
                if other.box[0] < right and other.box[2] > left:
                    return other.text
        return ""


def places_of(reading: Reading) -> Places:
    """The places of a document, with what all of them share."""
    phrases = reading.sheet.phrases
    heights = sorted(phrase.height for phrase in phrases)
    common = {
        "receipt": float(reading.kind is Kind.RECEIPT),
        "credit_note": float(reading.kind is Kind.CREDIT_NOTE),
        "ocr": float(any(phrase.source is Source.OCR for phrase in phrases[:1])),
        "rows": float(min(len(reading.sheet.rows), 200)),
    }
    return Places(reading, len(reading.sheet.sizes), max(1.0, heights[len(heights) // 2]) if heights else 10.0, common)


def by_label(links: Iterable[Link[T]], fields: Iterable[str]) -> dict[int, Features]:
    """For each candidate (by its id) the best score that a known label gives it, for each of the fields."""
    found: dict[int, Features] = {}
    wanted = tuple(fields)
    for link in links:
        features = found.setdefault(id(link.candidate), {})
        for name in wanted:
            score = link.score(name)
            if score > features.get("label_" + name, 0.0):
                features["label_" + name] = score
    return found
