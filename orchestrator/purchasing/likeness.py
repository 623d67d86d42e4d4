"""How alike two descriptions are: by their words, numbers counting more, and by their letters."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 300
NUMBER_WEIGHT = 3
"""How much a word with a digit counts beside another: A4 is not A3."""


@dataclass(frozen=True)
class Described:
    """A description taken apart once, to be compared often."""

    words: frozenset[str]
    numbers: frozenset[str]
    grams: frozenset[str]
    weight: int


def described(text: str) -> Described:
    """Take a description apart."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    every = "".join(character if character.isalnum() else " " for character in folded).split()
    numbers = frozenset(word for word in every if any(character.isdigit() for character in word))
    grams = frozenset(gram for word in every for gram in _grams(word))
    words = frozenset(every) - numbers
    return Described(words, numbers, grams, len(words) + NUMBER_WEIGHT * len(numbers))


def likeness(one: Described, other: Described) -> float:
    """From 0 (nothing in common) to 1 (the same words)."""
    both = len(one.grams) + len(other.grams)
    common = len(one.grams & other.grams)
    if not common:
        return 0.0
    words = len(one.words & other.words) + NUMBER_WEIGHT * len(one.numbers & other.numbers)
    return words / (one.weight + other.weight) + common / both


def _grams(word: str) -> Iterator[str]:
    """Three letters at a time, the beginning and the end of the word told apart; two of a script without spaces."""
    size = 2 if word[0] > "\u2e7f" else 3
    padded = word if size == 2 else f" {word} "
    return (padded[start : start + size] for start in range(max(len(padded) - size + 1, 1)))
