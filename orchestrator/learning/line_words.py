"""A line's description as words that can be compared: no case, no punctuation, nothing with figures."""

import re
import unicodedata
from functools import lru_cache

from orchestrator.supplier_name import CJK

SHORTEST = 3
MOST = 24
IDEOGRAPHS = re.compile(f"[{CJK}]")


@lru_cache(maxsize=20_000)
def line_words(description: str) -> tuple[str, ...]:
    """The words in their order, each once; of Chinese, Japanese and Korean each pair of characters."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", description).casefold())
    found: list[str] = []
    for word in re.findall(r"\w+", plain):
        if IDEOGRAPHS.search(word):
            found += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        elif len(word) >= SHORTEST and not re.search(r"[\d_]", word):
            found.append(word)
    return tuple(dict.fromkeys(found))[:MOST]
