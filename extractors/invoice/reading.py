"""Everything found on the pages before a field is chosen: rows, labels, and the typed values with their places."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar, cast

from extractors.invoice.labels import Label, find_labels
from extractors.invoice.layout import Phrase, Sheet, lay_out
from extractors.models import Box, Kind, Page, Source, Value
from extractors.values.amounts import Amount, decimal_habit, find_amounts
from extractors.values.dates import find_dates, month_comes_first

ZIP = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY]),?\s+\d{5}(?:-\d{4})?\b"
)
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """A value that stands somewhere on the pages; `trust` (0 to 1) is how far its form leaves no doubt."""

    value: T
    phrase: Phrase
    start: int
    end: int
    trust: float = 1.0
    detail: Amount | None = None

    @cached_property
    def box(self) -> Box:
        return self.phrase.box_at(self.start, self.end)

    def claimed(self, confidence: float, value: U) -> Value[U]:
        """`value` with this place as its evidence; what OCR was unsure of is claimed with less confidence."""
        seen = 1.0
        if self.phrase.source is Source.OCR:
            seen = 0.6 + 0.4 * self.phrase.confidence_at(self.start, self.end)
        return Value(
            value=value,
            confidence=round(min(0.99, confidence * seen), 3),
            page=self.phrase.page,
            bbox=tuple(round(side, 1) for side in self.box),
            source=self.phrase.source,
        )


@dataclass(frozen=True)
class Reading:
    """A document as found on its pages, for the fields to choose from."""

    sheet: Sheet
    kind: Kind
    language: str | None
    decimal_mark: str | None
    month_first: bool
    month_order_known: bool
    noisy: bool
    cache: dict[str, object] = field(default_factory=dict, compare=False)

    def once(self, name: str, made: Callable[[], U]) -> U:
        """What `made` gives, made once for this document and kept under `name`."""
        if name not in self.cache:
            self.cache[name] = made()
        return cast(U, self.cache[name])

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return find_labels(self.sheet.phrases)

    @cached_property
    def labels_by_row(self) -> dict[int, tuple[Label, ...]]:
        rows: dict[int, list[Label]] = defaultdict(list)
        for label in self.labels:
            rows[label.phrase.row].append(label)
        return {row: tuple(labels) for row, labels in rows.items()}

    @cached_property
    def dates(self) -> tuple[Candidate[date], ...]:
        """All dates; such as could also be read with day and month exchanged are trusted less."""
        found = []
        for phrase in self.sheet.phrases:
            for item in find_dates(phrase.text, self.month_first, compact=self.noisy):
                trust = 1.0 if item.other is None or self.month_order_known else 0.75
                found.append(Candidate(item.value, phrase, item.start, item.end, trust))
        return tuple(found)

    @cached_property
    def amounts(self) -> tuple[Candidate[Decimal], ...]:
        """All numbers that are no part of a date."""
        taken = defaultdict(list)
        for day in self.dates:
            taken[id(day.phrase)].append((day.start, day.end))
        found = []
        for phrase in self.sheet.phrases:
            for item in find_amounts(phrase.text, self.decimal_mark, self.noisy):
                if all(item.end <= start or item.start >= end for start, end in taken[id(phrase)]):
                    trust = 0.7 if item.unsure or item.noisy else 1.0
                    found.append(Candidate(item.value, phrase, item.start, item.end, trust, item))
        return tuple(found)

    @cached_property
    def amounts_by_row(self) -> dict[int, tuple[Candidate[Decimal], ...]]:
        rows: dict[int, list[Candidate[Decimal]]] = defaultdict(list)
        for amount in self.amounts:
            rows[amount.phrase.row].append(amount)
        return {row: tuple(sorted(found, key=lambda c: c.box[0])) for row, found in rows.items()}


def read(pages: tuple[Page, ...], kind: Kind, language: str | None) -> Reading:
    """Lay out the pages and learn the document's habits of writing numbers and dates."""
    sheet = lay_out(pages)
    texts = [phrase.text for phrase in sheet.phrases]
    order = month_comes_first(texts)
    return Reading(
        sheet=sheet,
        kind=kind,
        language=language,
        decimal_mark=decimal_habit(texts),
        month_first=order if order is not None else _american(texts, language),
        month_order_known=order is not None or language not in (None, "en"),
        noisy=any(page.source is Source.OCR for page in pages),
    )


def _american(texts: list[str], language: str | None) -> bool:
    """English with dollars and a state with its ZIP code: the month comes first."""
    whole = "\n".join(texts)
    return language in (None, "en") and bool(ZIP.search(whole)) and ("$" in whole or "USD" in whole)
