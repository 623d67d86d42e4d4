"""Identifiers with check digits: tax numbers of many countries and IBANs."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from stdnum import iban as iban_module
from stdnum.exceptions import ValidationError

IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]){11,30}(?![A-Z0-9])")
NOISY_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\s?[\dOILSB]{2}(?:\s?[A-Z0-9]){11,30}(?![A-Z0-9])")
DIGITS = str.maketrans("OILSBQ", "011580")
EU_VAT = re.compile(
    r"(?<![A-Z0-9])(?:AT\s?U|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|"
    r"PT|RO|SE|SI|SK|XI|CHE)"
    r"[\s.-]?(?=(?:[\s.-]?[A-Z0-9]){7,13}(?![A-Z0-9]))[A-Z0-9](?:[\s.-]?[A-Z0-9]){6,12}(?![A-Z0-9])"
)
LENGTHS = {"AT": (11,), "BE": (12,), "BG": (11, 12), "CY": (11,), "CZ": (10, 11, 12), "DE": (11,), "DK": (10,),
           "EE": (11,),
           "EL": (11,), "ES": (11,), "FI": (10,), "FR": (13,), "GB": (11, 14), "HR": (13,), "HU": (10,), "IE": (10, 11),
           "IT": (13,), "LT": (11, 14), "LU": (10,), "LV": (13,), "MT": (10,), "NL": (14,), "PL": (12,), "PT": (11,),
           "RO": (12,), "SE": (14,), "SI": (10,), "SK": (12,), "XI": (11, 14), "CH": (12,)}  # fmt: skip
NATIONAL = {
    "ru": ("ru.inn", re.compile(r"(?<!\d)\d{10}(?:\d{2})?(?!\d)")),
    "cn": ("cn.uscc", re.compile(r"(?<![A-Z0-9])[0-9A-HJ-NP-RTUWXY]{18}(?![A-Z0-9])")),
    "in": ("in_.gstin", re.compile(r"(?<![A-Z0-9])\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9](?![A-Z0-9])")),
    "pl": (
        "pl.nip",
        re.compile(r"(?<!\d)\d{3}[- ]?\d{3}[- ]?\d{2}[- ]?\d{2}(?!\d)|(?<!\d)\d{3}-\d{2}-\d{2}-\d{3}(?!\d)"),
    ),
    "us": ("us.ein", re.compile(r"(?<![\d-])\d{2}-\d{7}(?!\d)")),
    "au": ("au.abn", re.compile(r"(?<!\d)\d{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)")),
    "br": ("br.cnpj", re.compile(r"(?<!\d)\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}(?!\d)")),
    "it": ("it.iva", re.compile(r"(?<!\d)\d{11}(?!\d)")),
    "es": ("es.nif", re.compile(r"(?<![A-Z0-9])(?:[A-Z]-?\d{8}|[A-Z]-?\d{7}[A-Z]|\d{8}-?[A-Z])(?![A-Z0-9])")),
    "gb": ("gb.vat", re.compile(r"(?<!\d)\d{3} ?\d{4} ?\d{2}(?!\d)")),
}
CREDITOR_REFERENCE = re.compile(r"(?<![A-Z0-9])RF\s?\d{2}(?:\s?[A-Z0-9]){1,21}(?![A-Z0-9])")
SWISS_REFERENCE = re.compile(r"(?<![\dA-Z])\d{2}(?: ?\d{5}){5}(?!\d)")
GENERIC = re.compile(r"(?<![\w/])(?=[\w/.-]*\d)[A-Z0-9][A-Z0-9./-]{5,17}[A-Z0-9](?![\w/])")


@dataclass(frozen=True)
class Identifier:
    """An identifier in a text.

    `value` is without spaces, `country` ISO 3166 in lower case where the form tells, `valid` by check digits.
    """

    value: str
    start: int
    end: int
    country: str | None
    valid: bool


def find_ibans(text: str, noisy: bool = False) -> tuple[Identifier, ...]:
    """IBANs in `text` whose check digits hold, and such as look like one but fail (`valid` False).

    Args:
        noisy: the text comes from OCR: O or I among digits is tried as 0 or 1, and taken where the check digits hold.
    """
    found = []
    for match in (NOISY_IBAN if noisy else IBAN).finditer(text.upper()):
        compact = re.sub(r"\s", "", match.group())
        if noisy and _valid_iban_length(compact) is None:
            mended = compact[:2] + compact[2:].translate(DIGITS)
            partly = compact[:2] + compact[2:4].translate(DIGITS) + compact[4:]
            compact = next((c for c in (partly, mended) if _valid_iban_length(c) is not None), compact)
        length = _valid_iban_length(compact)
        if length is not None:
            found.append(Identifier(compact[:length], match.start(), _end(match, length), compact[:2].lower(), True))
        elif len(compact) >= 15 and sum(c.isdigit() for c in compact) >= 12:
            found.append(Identifier(compact[:34], match.start(), match.end(), compact[:2].lower(), False))
    return tuple(found)


def _valid_iban_length(compact: str) -> int | None:
    """How many characters make a valid IBAN; what follows it in the text may have been taken along."""
    for length in range(min(len(compact), 34), 14, -1):
        if iban_module.is_valid(compact[:length], check_country=False):
            return length
    return None


def _end(match: re.Match[str], length: int) -> int:
    seen = 0
    for offset, char in enumerate(match.group()):
        seen += char not in " \t.-"
        if seen == length:
            return match.start() + offset + 1
    return match.end()


def find_vat_numbers(text: str) -> tuple[Identifier, ...]:
    """VAT numbers with a country prefix, in any spacing; `valid` says whether the check digits hold."""
    found = []
    for match in EU_VAT.finditer(text):
        compact = re.sub(r"[\s.-]", "", match.group())
        lengths = LENGTHS[compact[:2]]
        valid = next((n for n in lengths if len(compact) >= n and _vat_valid(compact[:n])), None)
        length = valid or min(len(compact), lengths[0])
        if sum(c.isdigit() for c in compact[:length]) >= 7:
            country = compact[:2].lower()
            found.append(Identifier(compact[:length], match.start(), _end(match, length), country, valid is not None))
    return tuple(found)


def _vat_valid(compact: str) -> bool:
    name, number = {"CH": ("ch.uid", compact), "GB": ("gb.vat", compact)}.get(compact[:2], ("eu.vat", compact))
    try:
        _module(name).validate(number)
    except ValidationError:
        return False
    return True


def find_national_numbers(text: str) -> tuple[Identifier, ...]:
    """Tax numbers without a country prefix whose check digits hold: ИНН, 统一社会信用代码, GSTIN, ABN ..."""
    found = []
    for country, (module, pattern) in NATIONAL.items():
        for match in pattern.finditer(text):
            try:
                value = _module(module).validate(match.group())
            except ValidationError:
                continue
            found.append(Identifier(value, match.start(), match.end(), country, True))
    return tuple(found)


def find_unchecked_numbers(text: str) -> tuple[Identifier, ...]:
    """Anything of 7 to 19 capitals and digits; only sensible right beside a label that asks for a tax number."""
    return tuple(Identifier(m.group(), m.start(), m.end(), None, False) for m in GENERIC.finditer(text))


def find_payment_references(text: str) -> tuple[Identifier, ...]:
    """Structured references for payment whose check digits hold: ISO 11649 (RF...) and the Swiss QR reference."""
    found = []
    for name, pattern in (("iso11649", CREDITOR_REFERENCE), ("ch.esr", SWISS_REFERENCE)):
        for match in pattern.finditer(text.upper()):
            value = re.sub(r"\s", "", match.group())
            if _module(name).is_valid(value):
                found.append(Identifier(value, match.start(), match.end(), None, True))
    return tuple(found)


@cache
def _module(name: str) -> ModuleType:
    return import_module(f"stdnum.{name}")
