"""Buyer and seller on the page of a Chinese invoice: both stand under the same labels, the buyer first."""

import re
from collections.abc import Iterator

from extractors.models import Page, Source, Value, Word

NAME = re.compile(r"名\s*称[:：]")
NUMBER = re.compile(r"(?:纳税人识别号|统一社会信用代码[/／]纳税人识别号)[:：]")
TAX_ID = re.compile(r"[0-9A-Z]{15,20}")
TITLE = re.compile(r"发票")
CONFIDENCE = 0.9
GAP = 1.5
"""Heights of a line between two words that do not belong together."""
PARTIES = ("customer", "supplier")


def parties(pages: tuple[Page, ...]) -> dict[str, Value[str]]:
    """Name and tax number of both, by field of the invoice; empty where the first page is no Chinese invoice.

    In older forms the buyer stands above the seller, in those since 2021 to the left.
    """
    if not pages or not any(TITLE.search(word.text) for word in pages[0].words):
        return {}
    found: dict[str, Value[str]] = {}
    for field, label, form in (("name", NAME, None), ("tax_id", NUMBER, TAX_ID)):
        labels = [word for word in pages[0].words if label.match(word.text)]
        if len(labels) != len(PARTIES):
            continue
        for party, word in zip(PARTIES, _buyer_first(labels), strict=True):
            words = list(_value(word, label, pages[0].words))
            text = "".join(part.text for part in words)
            if text and (form is None or form.fullmatch(text)):
                found[f"{party}_{field}"] = _claimed(text, words, pages[0].number)
    return found


def _buyer_first(labels: list[Word]) -> list[Word]:
    beside = abs(labels[0].bbox[1] - labels[1].bbox[1]) < _height(labels[0])
    return sorted(labels, key=lambda word: word.bbox[0] if beside else word.bbox[1])


def _value(label: Word, pattern: re.Pattern[str], words: tuple[Word, ...]) -> Iterator[Word]:
    """What follows the label: the rest of its own word, and words to its right with no gap between them."""
    rest = pattern.sub("", label.text, count=1)
    if rest:
        yield label.model_copy(update={"text": rest})
    middle, height = (label.bbox[1] + label.bbox[3]) / 2, _height(label)
    beside = [word for word in words if word.bbox[0] >= label.bbox[2] - 1 and word is not label]
    end = None if not rest else label.bbox[2]
    for word in sorted(beside, key=lambda word: word.bbox[0]):
        if abs((word.bbox[1] + word.bbox[3]) / 2 - middle) > 0.8 * height:
            continue
        if (end is not None and word.bbox[0] - end > GAP * height) or word.text.endswith((":", "：")):
            return
        yield word
        end = word.bbox[2]


def _height(word: Word) -> float:
    return max(word.bbox[3] - word.bbox[1], 1.0)


def _claimed(text: str, words: list[Word], page: int) -> Value[str]:
    box = (
        min(word.bbox[0] for word in words),
        min(word.bbox[1] for word in words),
        max(word.bbox[2] for word in words),
        max(word.bbox[3] for word in words),
    )
    return Value(value=text, confidence=CONFIDENCE, page=page, bbox=box, source=Source.TEXT)
