"""The account to pay to: an IBAN whose check digits hold."""

import re
from collections.abc import Iterator

from extractors.invoice.layout import Phrase
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value
from extractors.values.identifiers import find_ibans

CUT = re.compile(r"[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]){6,28}\s*$")
"""An account number at the end of a phrase that may go on in the line below."""


def choose_iban(reading: Reading) -> Value[str] | None:
    """The first valid IBAN; one whose check digits fail only beside a label, and with little confidence."""
    doubtful: list[Candidate[str]] = []
    sure: list[Candidate[str]] = []
    for row in reading.sheet.rows:
        for phrase in row.phrases:
            for item in find_ibans(phrase.text, reading.noisy):
                found = Candidate(item.value, phrase, item.start, item.end)
                (sure if item.valid else doubtful).append(found)
    sure += [found for row in reading.sheet.rows for phrase in row.phrases for found in _wrapped(reading, phrase)]
    labelled = {label.phrase.row for label in reading.labels if "iban" in label.fields}
    ranked = sorted(sure, key=lambda c: (c.phrase.row not in labelled, c.phrase.row))
    if ranked:
        return ranked[0].claimed(0.98 if len({c.value for c in sure}) == 1 else 0.85, ranked[0].value)
    beside = [c for c in doubtful if c.phrase.row in labelled]
    return beside[0].claimed(0.5, beside[0].value) if beside else None


def _wrapped(reading: Reading, phrase: Phrase) -> Iterator[Candidate[str]]:
    """An IBAN that a narrow column breaks: its rest begins the line below, in the same column."""
    cut = CUT.search(phrase.text.upper())
    if cut is None or any(item.valid for item in find_ibans(phrase.text)):
        return
    for row in reading.sheet.below(phrase.row, 2):
        for under in row.phrases:
            if under.box[0] < phrase.box[2] and under.box[2] > phrase.box[0]:
                joined = f"{cut.group()} {under.text}"
                for item in find_ibans(joined):
                    if item.valid and item.start == 0 and item.end > len(cut.group()):
                        yield Candidate(item.value, phrase, cut.start(), len(phrase.text))
                return
