"""Names of months in the languages that documents come in, from the Unicode locale data."""

import unicodedata
from functools import cache

from babel import Locale

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pl",
    "cs",
    "pt",
    "ru",
    "sv",
    "da",
    "nb",
    "fi",
    "tr",
    "ro",
    "hu",
    "sk",
    "uk",
)
EXTRA = {
    "sept": 9,
    "марта": 3,
    "maerz": 3,
    "mrz": 3,
    "janv": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "mai": 5,
}


STROKED = str.maketrans("łøđı", "lodi")
"""Letters that Unicode does not take apart into a letter and an accent."""


def folded(text: str) -> str:
    """Lower case without accents, so that ``Février`` and ``FEVRIER`` are the same word; й stays й."""
    kept = text.casefold().replace("й", "\0")
    plain = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return plain.replace("\0", "й").translate(STROKED)


@cache
def months() -> dict[str, int]:
    """Folded month name or abbreviation to its number, 1 to 12."""
    names = dict(EXTRA)
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[context][width].items():
                    plain = folded(name).strip(". ")
                    if len(plain) >= 3 and not plain.isdigit():
                        names.setdefault(plain, number)
    return names
