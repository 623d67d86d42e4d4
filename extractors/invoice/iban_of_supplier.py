"""The account to pay to: an IBAN whose check digits hold."""

from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value
from extractors.values.identifiers import find_ibans


def choose_iban(reading: Reading) -> Value[str] | None:
    """The first valid IBAN; one whose check digits fail only beside a label, and with little confidence."""
    doubtful: list[Candidate[str]] = []
    sure: list[Candidate[str]] = []
    for row in reading.sheet.rows:
        for phrase in row.phrases:
            for item in find_ibans(phrase.text, reading.noisy):
                found = Candidate(item.value, phrase, item.start, item.end)
                (sure if item.valid else doubtful).append(found)
    labelled = {label.phrase.row for label in reading.labels if "iban" in label.fields}
    ranked = sorted(sure, key=lambda c: c.phrase.row not in labelled)
    if ranked:
        return ranked[0].claimed(0.98 if len({c.value for c in sure}) == 1 else 0.85, ranked[0].value)
    beside = [c for c in doubtful if c.phrase.row in labelled]
    return beside[0].claimed(0.5, beside[0].value) if beside else None
