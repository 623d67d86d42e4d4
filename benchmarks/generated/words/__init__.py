"""The words of invoices by language: labels with their synonyms, sentences, units, goods and company words.

Variants are parted by "|". The words are the generator's own: they are not taken from the reader's lists.
"""

from functools import cache
from importlib import import_module
from types import ModuleType

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "ru", "zh", "cs", "pt", "sv", "da")


@cache
def words_of(language: str) -> ModuleType:
    """The words of a language; KeyError for one that has none."""
    if language not in LANGUAGES:
        raise KeyError(f"no words for language {language!r}; there are {', '.join(LANGUAGES)}")
    return import_module(f"benchmarks.generated.words.{language}")


@cache
def variants(language: str, table: str, key: str) -> tuple[str, ...]:
    """The variants of one entry of a table (LABELS, SENTENCES, UNITS, GOODS, COMPANY)."""
    entry: str = getattr(words_of(language), table)[key]
    return tuple(entry.split("|"))
