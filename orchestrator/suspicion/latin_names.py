"""Names of any script in Latin letters, and how alike two of them are."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from anyascii import anyascii

from orchestrator.supplier_name import normalise_name, stem

TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "the", "and", "of", "und", "der", "die", "et", "de", "la", "i"])
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WEAK = (
    "international", "trading", "trade", "company", "group", "holding", "services", "service", "import", "export",
    "general", "global", "industries", "industrial", "limited", "enterprise", "enterprises", "corporation", "co",
    "torgovyy", "dom", "kompaniya", "gruppa",
)  # fmt: skip
"""Words that many names share; they count less."""
WEAK_WEIGHT = 0.3
SHORTEST = 6
"""Shorter names are compared word by word only."""
ENDINGS = (("iy", "y"), ("yy", "y"), ("ij", "y"), ("ii", "y"), ("yi", "y"), ("j", "y"))
ENGLISH = (
    ("shch", "sc"), ("kh", "h"), ("zh", "j"), ("ts", "c"), ("tz", "c"), ("ch", "c"), ("sh", "s"), ("ph", "f"),
    ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"), ("ye", "e"), ("yo", "o"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("ck", "k"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ey", "ei"), ("ay", "ai"),
)  # fmt: skip
"""Ways in which one sound is written in Latin letters, made one: as in English."""
GERMAN = (
    ("schtsch", "sc"), ("tsch", "c"), ("schd", "jd"), ("sch", "s"), ("ch", "h"), ("z", "c"), ("sj", "s"), *ENGLISH,
)  # fmt: skip
"""The same as in German."""
Words = tuple[str, ...]


@lru_cache(maxsize=100_000)
def words(name: str, german: bool = False) -> Words:
    """The words of a name in Latin letters, in one spelling, without its legal form."""
    bare = stem(normalise_name(name[:300]))
    if CJK.search(bare):
        bare = CJK.sub(lambda found: " " + anyascii(found[0]) + " ", bare)
    latin = re.sub(r"[^a-z0-9 ]", "", anyascii(bare).lower())
    spelt = (one_spelling(w, german) for w in latin.split() if w not in TITLES)
    return tuple(word for word in spelt if word)


def one_spelling(word: str, german: bool = False) -> str:
    """A word by its sounds: kh and h, zh and j, iy and y are one, double letters single."""
    for ending, plain in ENDINGS:
        if word.endswith(ending) and len(word) > 3:
            word = word.removesuffix(ending) + plain
    for written, sound in GERMAN if german else ENGLISH:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def keys(name: str) -> frozenset[str]:
    """What to look a name up by: the consonants with which its words begin, and its first letters run together."""
    found: set[str] = set()
    for spelt in {words(name), words(name, german=True)}:
        found |= {_skeleton(word) for word in spelt if len(word) > 2} | {"".join(spelt)[:6]}
    return frozenset(found - {""})


def likeness(one: str, other: str) -> float:
    """0 to 1. The order of words does not matter, nor how they are divided (Shang Hai and Shanghai)."""
    pairs = {(words(one), words(other)), (words(one, True), words(other)), (words(one), words(other, True))}
    return max(_alike(a, b) for a, b in pairs)


def _alike(a: Words, b: Words) -> float:
    if not a or not b:
        return 0.0
    whole, other = "".join(a), "".join(b)
    together = _ratio(whole, other) if min(len(whole), len(other)) >= SHORTEST else 0.0
    return max(together, _by_words(a, b))


def _by_words(a: Words, b: Words) -> float:
    """Each word with its likest on the other side, the longer name's words all counted."""
    longer, shorter = (a, b) if sum(map(len, a)) >= sum(map(len, b)) else (b, a)
    left, score, weight = list(shorter), 0.0, 0.0
    for word in sorted(longer, key=len, reverse=True):
        own = len(word) * (WEAK_WEIGHT if word in _weak() else 1.0)
        best = max(left, key=lambda other: _ratio(word, other), default="")
        alike = _ratio(word, best) if best else 0.0
        if alike >= 0.7:
            left.remove(best)
            score += own * alike
        weight += own
    missing = sum(len(word) * (WEAK_WEIGHT if word in _weak() else 1.0) for word in left)
    return score / (weight + missing) if weight else 0.0


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(one_spelling(word) for word in WEAK)


@lru_cache(maxsize=200_000)
def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _skeleton(word: str) -> str:
    return (word[0] + re.sub(r"[aeiouy]", "", word[1:]))[:3]
