"""Where on the pages a value known from elsewhere (XML) is printed, so that a clerk can be shown the place."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from extractors.models import Adjustment, Box, Frozen, Invoice, InvoiceLine, Page, Value, Word
from extractors.text.turning import Turning

LAST = frozenset({"net_total", "tax_total", "gross_total"})
"""Fields of which the last place counts: totals stand at the end."""
MAX_TOKENS = 12

Place = tuple[int, Box]
Part = TypeVar("Part", bound=Frozen)


class PrintedWords:
    """The words of all pages, findable by what they say."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.words: list[tuple[int, Word, str]] = []
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for page in pages:
            for word in page.words:
                key = _key(word.text)
                if key:
                    self.by_key[key].append(len(self.words))
                    self.words.append((page.number, word, key))

    def find(self, value: object, last: bool = False) -> Place | None:
        """Page and box of the first (or last) place where the value is printed; None if it is not found."""
        if isinstance(value, Decimal):
            found = [run for run in self._runs(_amount_spellings(value)) if self._is_amount(run)]
        elif isinstance(value, date):
            found = list(self._runs(_date_spellings(value)))
        else:
            found = list(self._runs([_tokens(str(value))]))
        if not found:
            return None
        return self._place(*(found[-1] if last else found[0]))

    def _runs(self, spellings: list[list[str]]) -> Iterator[tuple[int, int]]:
        """Start and end of every run of words on one page that reads as one of the spellings."""
        for tokens in spellings:
            for start in self.by_key.get(tokens[0], ()) if tokens else ():
                end = start + len(tokens)
                run = self.words[start:end]
                if [key for _, _, key in run] == tokens and run[0][0] == run[-1][0]:
                    yield start, end

    def _is_amount(self, run: tuple[int, int]) -> bool:
        """Whether the last word shows decimals where digits alone could be any number."""
        return bool(re.search(r"[.,]\d{1,2}\D*$", self.words[run[1] - 1][1].text))

    def _place(self, start: int, end: int) -> Place:
        boxes = [word.bbox for _, word, _ in self.words[start:end]]
        return self.words[start][0], (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )


def as_displayed(part: Part, turnings: Mapping[int, Turning]) -> Part:
    """The invoice, line or contract with the boxes of pages that were turned for reading brought back."""
    changed: dict[str, Any] = {}
    for name in type(part).model_fields:
        held = getattr(part, name)
        if isinstance(held, Value) and held.bbox and held.page is not None and held.page in turnings:
            changed[name] = held.model_copy(update={"bbox": turnings[held.page].back(held.bbox)})
        elif isinstance(held, tuple) and held and isinstance(held[0], Frozen):
            changed[name] = tuple(as_displayed(inner, turnings) for inner in held)
    return part.model_copy(update=changed) if changed else part


def pages_as_displayed(pages: Sequence[Page], turnings: Mapping[int, Turning]) -> tuple[Page, ...]:
    """The pages that were turned for reading, with their words where they stand on the page as displayed."""
    return tuple(_page_as_displayed(page, turnings[page.number]) for page in pages if page.number in turnings)


def _page_as_displayed(page: Page, turning: Turning) -> Page:
    words = tuple(word.model_copy(update={"bbox": turning.back(word.bbox)}) for word in page.words)
    return page.model_copy(update={"words": words, "width": turning.width, "height": turning.height})


def with_places(invoice: Invoice, pages: Sequence[Page]) -> Invoice:
    """The invoice with page and box at each value that the pages print; the values themselves stay."""
    printed = PrintedWords(pages)
    if not printed.words:
        return invoice
    changed: dict[str, Any] = {}
    for name in type(invoice).model_fields:
        held = getattr(invoice, name)
        if isinstance(held, Value):
            changed[name] = _placed(held, printed, name in LAST)
    changed["lines"] = tuple(_placed_parts(line, printed) for line in invoice.lines)
    changed["adjustments"] = tuple(_placed_parts(a, printed) for a in invoice.adjustments)
    return invoice.model_copy(update=changed)


def _placed_parts(part: InvoiceLine | Adjustment, printed: PrintedWords) -> InvoiceLine | Adjustment:
    held = {name: getattr(part, name) for name in type(part).model_fields}
    return part.model_copy(update={n: _placed(v, printed, False) for n, v in held.items() if isinstance(v, Value)})


def _placed(value: Value[Any], printed: PrintedWords, last: bool) -> Value[Any]:
    place = printed.find(value.value, last)
    return value if place is None else value.model_copy(update={"page": place[0], "bbox": place[1]})


def _key(text: str) -> str:
    """Letters and digits of a word, in one case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _tokens(text: str) -> list[str]:
    return [key for part in text.split()[:MAX_TOKENS] if (key := _key(part))]


def _amount_spellings(amount: Decimal) -> list[list[str]]:
    """Digits with two decimals, then with one or none, in one word or with a blank at the thousands."""
    cents = f"{abs(amount):.2f}".replace(".", "")
    grouped = f"{abs(amount):,.2f}".replace(".", "").split(",")
    return [[cents], grouped] if len(grouped) > 1 else [[cents]]


def _date_spellings(day: date) -> list[list[str]]:
    numbers = (f"{day:%d%m%Y}", f"{day:%Y%m%d}", f"{day:%m%d%Y}", f"{day:%d%m%y}", f"{day.day}{day.month}{day.year}")
    return [[number] for number in numbers]
