"""The identifying words of a document as options for the invoice number, the order number and the payment reference."""

import re
from collections.abc import Iterator

from extractors.invoice.links import links
from extractors.invoice.numbers_of_invoice import NUMBER_LABELS, tokens
from extractors.invoice.ranking.option import Features, Option, with_repetition
from extractors.invoice.ranking.places import Places, by_label
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value
from extractors.values.identifiers import find_payment_references

WORDS = (
    "payment_reference",
    "invoice_number",
    "po_number",
    "other_number",
    "tax_id",
    "customer_tax_id",
    "iban",
    "issue_date",
    "item",
)
LABELS = NUMBER_LABELS | {"payment_reference"}
MOST = 80
LETTERS = re.compile(r"(?:^|(?<=\s))([A-ZÄÖÜ]{1,4})[ ]$")


def number_options(reading: Reading, places: Places, ruled: dict[str, Value[str] | None]) -> list[Option[str]]:
    """Every word with a digit and its features; `ruled` is what the rules chose, by field."""
    references = tuple(_references(reading))
    single = tokens(reading)
    every = references + single + tuple(wider for token in single for wider in _with_letters(token))
    labelled = by_label(links(reading, every, LABELS), sorted(LABELS))
    kept = [c for c in every if labelled.get(id(c)) or _telling(c)][:MOST]
    years = {str(day.value.year) for day in reading.dates}
    options = []
    for order, token in enumerate(kept):
        features = places.features(token, WORDS)
        features.update(labelled.get(id(token), {}))
        features.update(_form(token, years))
        features["order"] = float(order)
        features["reference"] = float(any(token is reference for reference in references))
        for field, value in ruled.items():
            features["ruled_" + field] = value.confidence if value and value.value == token.value else 0.0
            features["has_ruled_" + field] = float(value is not None)
        options.append(Option(token.value, token, features))
    return with_repetition(options)


def _references(reading: Reading) -> Iterator[Candidate[str]]:
    """References for payment by their check digits; they may be printed in groups."""
    for phrase in reading.sheet.phrases:
        for item in find_payment_references(phrase.text):
            yield Candidate(item.value, phrase, item.start, item.end)


def _with_letters(token: Candidate[str]) -> Iterator[Candidate[str]]:
    """``A 639590``: letters before a number that may belong to it."""
    before = LETTERS.search(token.phrase.text[: token.start])
    if before and token.value[0].isdigit():
        value = f"{before.group(1)} {token.value}"
        yield Candidate(value, token.phrase, before.start(1), token.end, token.trust)


def _telling(token: Candidate[str]) -> bool:
    """Long enough to be a number of something, and not deep in the text of a line."""
    return sum(char.isdigit() for char in token.value) >= 3 and token.start <= 40


def _form(token: Candidate[str], years: set[str]) -> Features:
    text = token.value
    digits = sum(char.isdigit() for char in text)
    return {
        "length": float(len(text)),
        "digits": digits / len(text),
        "letters": float(sum(char.isalpha() for char in text)),
        "upper_first": float(text[0].isalpha() and text[0].isupper()),
        "marks": float(sum(not char.isalnum() for char in text)),
        "with_year": float(any(year in text for year in years)),
        "leading_zero": float(text[0] == "0"),
        "spaced": float(" " in text),
        "groups": float(len(re.findall(r"\d+", text))),
    }
