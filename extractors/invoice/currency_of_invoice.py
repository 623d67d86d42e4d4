"""The currency: said by a label, by the marks beside the amounts, or by country."""

import re
from collections import Counter
from functools import cache

from babel.core import get_global

from extractors.invoice.reading import Reading
from extractors.models import Source, Value
from extractors.values.currencies import CODES, currency_code
from extractors.values.identifiers import find_ibans, find_vat_numbers

WORDS = {
    "euro": "EUR", "euros": "EUR", "рублей": "RUB", "рубль": "RUB", "руб": "RUB", "人民币": "CNY",
    "us dollars": "USD", "pounds sterling": "GBP",
    "franken": "CHF", "zlotych": "PLN",
}  # fmt: skip
BY_LANGUAGE = {
    "zh": "CNY",
    "ru": "RUB",
    "de": "EUR",
    "fr": "EUR",
    "it": "EUR",
    "nl": "EUR",
    "pl": "PLN",
    "cs": "CZK",
    "es": "EUR",
}
DOLLARS = (
    (re.compile(r"\bcanad|\b(?:ON|BC|QC|AB) [A-Z]\d[A-Z] ?\d[A-Z]\d\b|\bGST/HST\b", re.IGNORECASE), "CAD"),
    (re.compile(r"\baustralia|\bABN\b"), "AUD"),
    (re.compile(r"\bnew zealand\b", re.IGNORECASE), "NZD"),
    (re.compile(r"\bsingapore\b", re.IGNORECASE), "SGD"),
    (re.compile(r"\bhong kong\b", re.IGNORECASE), "HKD"),
)


def choose_currency(reading: Reading) -> Value[str] | None:
    """The ISO 4217 code of the document's amounts."""
    labelled = _labelled(reading)
    if labelled is not None:
        return labelled
    marks: Counter[str] = Counter()
    for amount in reading.amounts:
        code = currency_code(amount.detail.currency) if amount.detail and amount.detail.currency else None
        if code:
            marks[code] += 1
    if not marks:
        marks = _loose(reading)
    if marks:
        (code, count), total = marks.most_common(1)[0], sum(marks.values())
        return _claimed(reading, _meant(reading, code), 0.97 if count == total and count > 1 else 0.85)
    return _by_country(reading) or _by_language(reading)


def _labelled(reading: Reading) -> Value[str] | None:
    for label in reading.labels:
        if "currency" in label.fields:
            rest = label.phrase.text[label.end :]
            row = reading.sheet.rows[label.phrase.row].text
            match = re.search(r"\b[A-Z]{3}\b", rest) or re.search(r"\b[A-Z]{3}\b", row[row.find(rest) :])
            if match and match.group() in CODES:
                box = label.phrase.box
                return Value(
                    value=match.group(), confidence=0.98, page=label.phrase.page, bbox=box, source=label.phrase.source
                )
    return None


def _loose(reading: Reading) -> Counter[str]:
    """Marks and codes that stand apart from the amounts."""
    found: Counter[str] = Counter()
    for phrase in reading.sheet.phrases:
        for mark in re.findall(
            r"[€£₽₹¥￥]|\b(?:EUR|USD|GBP|CHF|CNY|RMB|RUB|PLN|CZK|SEK|DKK|NOK|INR|MYR|RM)\b|\$", phrase.text
        ):
            code = currency_code({"￥": "¥", "RMB": "¥"}.get(mark, mark))
            if code:
                found[code] += 1
        for word, code in WORDS.items():
            found[code] += len(re.findall(rf"(?<!\w){word}(?!\w)" if word.isascii() else word, phrase.text.casefold()))
    return +found


def _meant(reading: Reading, code: str) -> str:
    """A dollar sign is another country's dollar where the page names that country; ¥ in Japanese is the yen."""
    text = "\n".join(row.text for row in reading.sheet.rows)
    if code == "USD" and not re.search(r"\bUSD\b|US\$", text):
        return next((other for pattern, other in DOLLARS if pattern.search(text)), code)
    if code == "CNY" and (reading.language == "ja" or re.search(r"\bJPY\b|[\u3040-\u30ff]{2}", text)):
        return "JPY"
    return code


def _claimed(reading: Reading, code: str, confidence: float) -> Value[str]:
    for amount in reading.amounts:
        if amount.detail and amount.detail.currency and currency_code(amount.detail.currency):
            return amount.claimed(confidence, code)
    return Value(value=code, confidence=min(confidence, 0.85), page=1, source=Source.DERIVED)


def _by_country(reading: Reading) -> Value[str] | None:
    """The money of the country that the account or the tax number belongs to; the account's counts first."""
    text = "\n".join(row.text for row in reading.sheet.rows)
    countries = [item.country for find in (find_ibans, find_vat_numbers) for item in find(text) if item.valid]
    for country in countries:
        code = _money_of({"EL": "GR"}.get((country or "").upper()[:2], (country or "").upper()[:2]))
        if code:
            return Value(value=code, confidence=0.7, source=Source.DERIVED)
    named = next((code for pattern, code in DOLLARS if pattern.search(text)), None)
    return Value(value=named, confidence=0.6, source=Source.DERIVED) if named else None


@cache
def _money_of(country: str) -> str | None:
    """The currency that is legal tender in the country (ISO 3166, two letters) today."""
    tenders = get_global("territory_currencies").get(country, ())
    return next((code for code, _, end, tender in tenders if tender and end is None), None)


def _by_language(reading: Reading) -> Value[str] | None:
    code = BY_LANGUAGE.get(reading.language or "")
    return Value(value=code, confidence=0.6, source=Source.DERIVED) if code else None
