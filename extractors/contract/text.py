"""A contract's running text, each character with its place on the pages."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeVar

from extractors.invoice.layout import Phrase, lay_out, union
from extractors.models import Box, Page, Source, Value

T = TypeVar("T")


@dataclass(frozen=True)
class ContractText:
    """The text of all pages, row after row; `starts` says where each phrase begins in it."""

    text: str
    phrases: tuple[Phrase, ...]
    starts: tuple[int, ...]

    def claimed(self, value: T, start: int, end: int, confidence: float, derived: bool = False) -> Value[T]:
        """`value` with the place of the characters from `start` to `end` as its evidence."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, max(start, end - 1)) - 1)
        picked = [p for p in self.phrases[first : last + 1] if p.page == self.phrases[first].page]
        boxes: list[Box] = []
        for place, phrase in enumerate(picked, first):
            begin = max(0, start - self.starts[place])
            boxes.append(phrase.box_at(begin, max(begin + 1, end - self.starts[place])))
        seen = min((phrase.confidence_at(0, len(phrase.text)) for phrase in picked), default=1.0)
        if picked[0].source is Source.OCR:
            confidence *= 0.7 + 0.3 * seen
        box = union(boxes)
        return Value(
            value=value,
            confidence=round(confidence, 3),
            page=picked[0].page,
            bbox=(round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)),
            source=Source.DERIVED if derived else picked[0].source,
        )


def contract_text(pages: tuple[Page, ...]) -> ContractText:
    """Join the rows of all pages: a space between phrases, a line break between rows."""
    text, starts, phrases = "", [], []
    for row in lay_out(pages).rows:
        for phrase in row.phrases:
            starts.append(len(text))
            phrases.append(phrase)
            text += phrase.text + " "
        text = text[:-1] + "\n"
    return ContractText(text, tuple(phrases), tuple(starts))
