"""A line's description as words that can be compared: no case, no punctuation, nothing with figures."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from orchestrator.supplier_name import CJK

SHORTEST = 3
MOST = 24
IDEOGRAPHS = re.compile(f"[{CJK}]")
SHORT_NUMBER = re.compile(r"\d{1,2}")


@lru_cache(maxsize=20_000)
def line_words(description: str) -> tuple[str, ...]:
    """The words in their order, each once; of Chinese, Japanese and Korean each pair of characters."""
    found: list[str] = []
    for word in _tokens(description):
        if IDEOGRAPHS.search(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif _is_word(word):
            found.append(word)
    return tuple(dict.fromkeys(found))[:MOST]


@lru_cache(maxsize=20_000)
def line_terms(description: str) -> tuple[str, ...]:
    """The words, and each with the word or short number after it: `Head office` and `Site 1` mean more than `site`."""
    tokens = _tokens(description)
    pairs = [
        f"{word} {after}"
        for word, after in pairwise(tokens)
        if _is_word(word) and (_is_word(after) or SHORT_NUMBER.fullmatch(after)) and not IDEOGRAPHS.search(word + after)
    ]
    return line_words(description) + tuple(dict.fromkeys(pairs))[:MOST]


def _tokens(description: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", description).casefold())
    return re.findall(r"\w+", plain)


def _is_word(token: str) -> bool:
    return len(token) >= SHORTEST and not re.search(r"[\d_]", token)
