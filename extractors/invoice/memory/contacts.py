"""What a supplier can be reached by: mail and web addresses, telephone, account and register numbers."""

import re
from collections.abc import Iterator

from extractors.invoice.layout import Phrase
from extractors.invoice.memory.fields import compact
from extractors.invoice.reading import Reading
from extractors.values.dates import find_dates

MOST = 24
HEAD, FOOT = 0.35, 0.8
"""Letterhead and foot as shares of the page's height: what stands between them belongs to the document."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:www\.|https?://)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s./()-]{0,3}\d){6,19}(?![\w]|[.,]\d)")


def contacts(reading: Reading) -> tuple[str, ...]:
    """The contacts in the letterhead and foot of the first page: letters and digits only; the outermost first."""
    first = min(reading.sheet.sizes, default=1)
    height = reading.sheet.sizes.get(first, (1.0, 1.0))[1]
    outer = [p for p in reading.sheet.phrases if p.page == first and not HEAD < p.box[1] / height < FOOT]
    outer.sort(key=lambda phrase: -abs(phrase.box[1] / height - 0.5))
    return tuple(dict.fromkeys(key for phrase in outer for key in _in_phrase(phrase)))[:MOST]


def _in_phrase(phrase: Phrase) -> Iterator[str]:
    text = phrase.text[:400]
    for match in ADDRESS.finditer(text):
        yield compact(match.group().lower().removeprefix("https://").removeprefix("http://").removeprefix("www."))
    taken = [(day.start, day.end) for day in find_dates(text)]
    for match in NUMBER.finditer(ADDRESS.sub(lambda m: "_" * len(m.group()), text)):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            yield compact(match.group())
