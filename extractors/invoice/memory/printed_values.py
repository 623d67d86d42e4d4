"""Values on the pages: where a known one is printed, and which ones of a type and form there are."""

import re
from collections.abc import Iterator
from typing import Any

from extractors.invoice.layout import Phrase
from extractors.invoice.memory.fields import AMOUNTS, DATES, NAMES, as_text, compact, same
from extractors.invoice.memory.label_forms import Anchor
from extractors.invoice.memory.supplier_memory import Hint
from extractors.invoice.reading import Candidate, Reading
from extractors.values.dates import find_dates
from extractors.values.identifiers import find_ibans

Spot = Candidate[Any]
LONGEST = 60
"""Characters of a number or identifier."""
DATE_BEGINS = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.)?(?: (?:de )?[^\W\d_]{3,12}\.?)?$|(?<!\w)[^\W\d_]{3,12} \d{1,2},?$"
)
SAME_LEFT = 5.0
ANY_NUMBER = re.compile(r"[\s:.#]*([A-Z]{0,4} ?[\w./-]*\d[\w./-]*(?: \d[\w./-]*)*)(?!\w)")
SHORTEST_BROKEN, SHORTEST_PART = 8, 2
"""Letters and digits of a value that may be broken over two rows, and of each of its parts."""


def where_printed(reading: Reading, field: str, value: object) -> tuple[tuple[Spot, bool | None], ...]:
    """Every place where the value is printed, in reading order; with a date how month and day must be read there."""
    if field in AMOUNTS:
        told = (c for c in reading.amounts if c.value or (field == "tax_total" and c.detail and c.detail.decimals == 2))
        return tuple((c, None) for c in told if same(field, as_text(c.value), as_text(value)))
    if field in DATES:
        return tuple(_where_the_date(reading, value))
    wanted = compact(as_text(value))
    if not wanted:
        return ()
    whole = tuple((spot, None) for phrase in reading.sheet.phrases for spot in _in_phrase(phrase, wanted))
    return whole or tuple((spot, None) for spot in _over_two_rows(reading, wanted))


def is_whole_phrase(spot: Spot) -> bool:
    """Whether the value is all that its phrase says."""
    return compact(spot.phrase.text) == compact(spot.phrase.text[spot.start : spot.end])


def is_whole(spot: Spot, value: object) -> bool:
    """Whether the place shows the whole value, not only its part before a line's end."""
    return compact(spot.phrase.text[spot.start : spot.end]) == compact(as_text(value))


def _over_two_rows(reading: Reading, wanted: str) -> Iterator[Spot]:
    """The end of a phrase that goes on, so that it says `wanted`, at the beginning of one in the next two rows."""
    for phrase in reading.sheet.phrases if len(wanted) >= SHORTEST_BROKEN else ():
        places = [(char, place) for place, raw in enumerate(phrase.text) for char in compact(raw)]
        plain = "".join(char for char, _ in places)
        most = min(len(plain), len(wanted) - SHORTEST_PART)
        for length in range(most, SHORTEST_PART - 1, -1):
            if not plain.endswith(wanted[:length]):
                continue
            start = places[len(plain) - length][1]
            begins_a_word = not (start and phrase.text[start - 1].isalnum())
            if begins_a_word and _goes_on(reading, phrase, wanted[length:]):
                yield Candidate(phrase.text[start:], phrase, start, len(phrase.text))


def _goes_on(reading: Reading, phrase: Phrase, rest: str) -> bool:
    below = reading.sheet.below(phrase.row, 2)
    return any(next(_in_phrase(other, rest, first=True), None) for row in below for other in row.phrases)


def _where_the_date(reading: Reading, value: object) -> Iterator[tuple[Spot, bool | None]]:
    for phrase in reading.sheet.phrases:
        for month_first in (reading.month_first, not reading.month_first):
            found = [d for d in find_dates(phrase.text, month_first, compact=True) if d.value == value]
            for item in found:
                told = month_first if item.other is not None else None
                yield Candidate(item.value, phrase, item.start, item.end), told
            if found:
                break
        yield from ((spot, None) for spot in _broken_dates(reading, phrase) if spot.value == value)


def _broken_dates(reading: Reading, phrase: Phrase) -> Iterator[Spot]:
    """Dates with the month's name that begin at the end of a phrase and go on in the next row: at its beginning, or
    right below."""
    if not DATE_BEGINS.search(phrase.text):
        return
    for row in reading.sheet.below(phrase.row, 1):
        below = [p for p in row.phrases if p is row.phrases[0] or abs(p.box[0] - phrase.box[0]) < SAME_LEFT]
        for other in below:
            for day in find_dates(f"{phrase.text} {other.text[:40]}"):
                if day.start < len(phrase.text) < day.end:
                    yield Candidate(day.value, phrase, day.start, len(phrase.text))
                    return


def _in_phrase(phrase: Phrase, wanted: str, first: bool = False) -> Iterator[Spot]:
    """Runs of the phrase that say `wanted` whatever stands between their letters, and begin and end with a word.

    Args:
        first: only one at the phrase's beginning.
    """
    places = [(char, place) for place, raw in enumerate(phrase.text) for char in compact(raw)]
    plain = "".join(char for char, _ in places)
    at = plain.find(wanted)
    while at == 0 or (at > 0 and not first):
        start, end = places[at][1], places[at + len(wanted) - 1][1] + 1
        text = phrase.text
        if not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            yield Candidate(text[start:end], phrase, start, end)
        at = plain.find(wanted, at + 1)


def form_of(text: str) -> str:
    """The form of a number or identifier as a regular expression: runs of digits and letters, about as long."""
    parts = []
    for run in re.findall(r"\d+|[^\W\d_]+|\s+|.", text[:LONGEST], re.DOTALL):
        length = len(run)
        if run.isdigit():
            parts.append(rf"\d{{{max(1, (length + 1) // 2)},{length + max(2, length // 2)}}}")
        elif run.isascii() and run.isalpha() and run.isupper():
            parts.append(rf"[A-Z]{{{max(1, length - 2)},{length + 2}}}")
        elif run.isalpha():
            parts.append(rf"[^\W\d_]{{{max(1, length - 2)},{length + 2}}}")
        else:
            parts.append(r"\s?" if run.isspace() else rf"\s?{re.escape(run)}\s?")
    return "".join(parts)


def values_like(reading: Reading, hint: Hint) -> tuple[Spot, ...]:
    """The values on the pages that the hint can mean: of its field's type, and of its form where there is one."""
    key = f"memory {hint.field in AMOUNTS} {hint.field in DATES} {hint.field} {hint.pattern} {hint.month_first}"
    if key not in reading.cache:
        reading.cache[key] = tuple(_values_like(reading, hint))
    held = reading.cache[key]
    assert isinstance(held, tuple)
    return held


def after_label(reading: Reading, anchor: Anchor) -> Iterator[Spot]:
    """The number or identifier, of whatever form, that follows a label in its phrase or is the next phrase."""
    phrase = anchor.phrase
    if not phrase.text[anchor.end :].strip(" :.#"):
        row = reading.sheet.rows[phrase.row].phrases
        after = [other for other in row if other.box[0] >= phrase.box[2] - 1 and other is not phrase]
        found = [(other, ANY_NUMBER.match(other.text)) for other in after[:1]]
    else:
        found = [(phrase, ANY_NUMBER.match(phrase.text, anchor.end))]
    for where, match in found:
        if match and not find_dates(match[1]):
            yield Candidate(match[1].strip(), where, match.start(1), match.end(1))


def lone_numbers(reading: Reading) -> Iterator[Spot]:
    """Numbers and identifiers that are a phrase of their own."""
    for phrase in reading.sheet.phrases:
        match = ANY_NUMBER.fullmatch(phrase.text)
        if match and not find_dates(phrase.text):
            yield Candidate(match[1].strip(), phrase, match.start(1), match.end(1))


def _ibans(phrase: Phrase, noisy: bool) -> Iterator[Spot]:
    """Valid account numbers; each possible beginning is tried, whatever stands before it."""
    for match in re.finditer(r"(?<![^\W_])[A-Z]{2}\s?[\dOILSB]{2}", phrase.text.upper()):
        at = match.start()
        for item in find_ibans(phrase.text[at:], noisy):
            if item.valid and item.start == 0:
                yield Candidate(item.value, phrase, at, at + item.end)


def _values_like(reading: Reading, hint: Hint) -> Iterator[Spot]:
    if hint.field in AMOUNTS:
        yield from (c for c in reading.amounts if c.detail and not c.detail.percent)
        return
    for phrase in reading.sheet.phrases:
        if hint.field in DATES:
            month_first = reading.month_first if hint.month_first is None else hint.month_first
            for day in find_dates(phrase.text, month_first, compact=True):
                yield Candidate(day.value, phrase, day.start, day.end)
            yield from _broken_dates(reading, phrase)
        elif hint.field == "iban":
            yield from _ibans(phrase, reading.noisy)
        elif hint.field in NAMES:
            if any(char.isalpha() for char in phrase.text):
                yield Candidate(phrase.text, phrase, 0, len(phrase.text))
        else:
            days = find_dates(phrase.text)
            for match in re.finditer(rf"(?<!\w)(?<!\w[-/]){hint.pattern}(?!\w)(?![-/]\w)", phrase.text):
                if any(match.start() < day.end and match.end() > day.start for day in days):
                    continue
                text = match.group().strip()
                start = match.start() + match.group().index(text)
                yield Candidate(re.sub(r"\s*([-/])\s*", r"\1", text), phrase, start, start + len(text))
