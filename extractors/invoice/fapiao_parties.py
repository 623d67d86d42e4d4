"""Buyer and seller of a Chinese fapiao: both under the same labels, told apart by the upright 购 or 销 beside them."""

import re
from collections.abc import Iterator, Sequence
from math import hypot

from extractors.invoice.layout import Phrase
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value, Word

TITLE = re.compile(r"发\s*票")
NAME = re.compile(r"名\s*称\s*[:：]\s*(?P<value>\S.*)")
TAX_ID = re.compile(r"(?:纳税人识别号|统一社会信用代码)[^:：]{0,12}[:：]\s*(?P<value>[0-9A-Z]{15,20})")
MARKS = {"customer": "购", "supplier": "销"}
"""First letter of 购买方 (buyer) and 销售方 (seller), printed upright along each block."""
MARKED, IN_ORDER = 0.97, 0.9
"""Confidence where the marks tell the blocks apart, and where only their order does."""

Found = tuple[Phrase, re.Match[str]]


def fapiao_parties(reading: Reading) -> dict[str, Value[str]]:
    """Name and tax number of both, by field of the invoice; empty where the first page is no fapiao with both blocks.

    Without marks the buyer stands above the seller (forms before 2021) or to the left (since then).
    """
    if not reading.sheet.rows:
        return {}
    first = reading.sheet.rows[0].page
    phrases = [phrase for phrase in reading.sheet.phrases if phrase.page == first]
    if not any(TITLE.search(phrase.text) for phrase in phrases[:12]):
        return {}
    fields: dict[str, Value[str]] = {}
    marks = _marks(phrases)
    for name, pattern in (("name", NAME), ("tax_id", TAX_ID)):
        found = [(phrase, match) for phrase in phrases if (match := pattern.search(phrase.text))]
        if len(found) == len(MARKS):
            for party, (phrase, match) in _told_apart(found, marks):
                place = Candidate(match["value"].strip(), phrase, match.start("value"), match.end("value"))
                fields[f"{party}_{name}"] = place.claimed(MARKED if marks else IN_ORDER, place.value)
    return fields


def _marks(phrases: Sequence[Phrase]) -> dict[str, list[Word]]:
    """Party to the words that may be its mark; empty unless both have one."""
    words = [word for phrase in phrases for word in phrase.words]
    found = {party: [word for word in words if word.text.startswith(mark)] for party, mark in MARKS.items()}
    return found if all(found.values()) else {}


def _told_apart(found: Sequence[Found], marks: dict[str, list[Word]]) -> Iterator[tuple[str, Found]]:
    """Each block with its party: the nearest marks decide, else the order."""
    beside = abs(found[0][0].box[1] - found[1][0].box[1]) < found[0][0].height
    ordered = sorted(found, key=lambda item: item[0].box[0 if beside else 1])
    if marks:
        ordered = min(ordered, ordered[::-1], key=lambda order: _distance(order, marks))
    return zip(MARKS, ordered, strict=True)


def _distance(order: Sequence[Found], marks: dict[str, list[Word]]) -> float:
    return sum(
        min(_apart(phrase.box_at(match.start(), match.end()), mark) for mark in marks[party])
        for party, (phrase, match) in zip(MARKS, order, strict=True)
    )


def _apart(box: tuple[float, float, float, float], mark: Word) -> float:
    """Points between a label and a mark; one to its right belongs to the other block."""
    x = box[0] - mark.bbox[2]
    return hypot(x if x > -10 else -4 * x, box[1] - mark.bbox[1])
