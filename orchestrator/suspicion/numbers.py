"""Whether two invoice numbers may be one number: misread, retyped, or written in another way on purpose."""

import re
import unicodedata
from functools import lru_cache

ALIKE = str.maketrans("OQІILОЗВS|", "0011103851")
"""Characters that are read or typed for each other, Cyrillic ones among them; both sides are folded the same way."""
COPY = re.compile(
    r"[\s\-_/.(\[]*(COPY|KOPIE|COPIE|COPIA|DUPLICATE|DUPLIKAT|DUPL?|REPRINT|REMINDER|КОПИЯ|ДУБЛИКАТ|副本|复印件|重复)"
    r"[)\].]*\s*\d?$"
)
SUFFIX = re.compile(r"(?<=\d)(?:[\s\-_/.]*[A-Z]|[\s\-_/.(]+\d\)?)$")
"""One letter behind the digits, or one digit set apart."""
RUN = re.compile(r"\d+|[^\W\d_]+")
YEAR = re.compile(r"(19|20)\d\d")
LONGEST = 100
SHORTEST = 3
"""Fewer characters than this say nothing of another supplier's invoice."""


def likeness(one: str, other: str) -> str:
    """Why two numbers may be the same, in a word or two; empty where they are two numbers.

    `same`, `written alike`, `suffix`, `leading zeros`, `year moved` are the same number written otherwise;
    `digits swapped` and `one digit` may also be two numbers.
    """
    a, b = _parts(one), _parts(other)
    if not a.compact or not b.compact:
        return ""
    if a.plain == b.plain:
        return "same"
    if a.compact == b.compact:
        return "written alike"
    if a.copy != b.copy and a.without_copy == b.without_copy:
        return "suffix"
    if (a.suffixed and a.without_suffix == b.compact) or (b.suffixed and b.without_suffix == a.compact):
        return "suffix"
    if a.runs == b.runs or (a.digits == b.digits and len(a.digits) >= 5 and _one_without_letters(a, b)):
        return "leading zeros"
    return _moved(a, b) or _mistyped(a.compact, b.compact)


SAME = frozenset({"same", "written alike", "suffix", "leading zeros", "year moved"})
"""Likenesses that two numbers of one invoice have, and hardly ever those of two invoices with one amount."""


class Parts:
    """A number taken apart. Worked out once for each text."""

    def __init__(self, text: str) -> None:
        upper = unicodedata.normalize("NFKC", text[:LONGEST]).upper().strip()
        bare = COPY.sub("", upper)
        self.copy = bare != upper
        self.plain = _letters_and_digits(upper)
        self.compact = self.plain.translate(ALIKE)
        self.without_copy = _letters_and_digits(bare).translate(ALIKE)
        shorter = SUFFIX.sub("", upper)
        self.suffixed = shorter != upper
        self.without_suffix = _letters_and_digits(shorter).translate(ALIKE)
        folded = re.sub(r"(?<=\d)[OQІILОЗВS|](?=\d)", lambda m: m[0].translate(ALIKE), upper)
        self.runs = tuple(_stripped(run) for run in RUN.findall(folded))
        self.digits = "".join(c for c in self.plain if c.isdigit()).lstrip("0")
        self.lettered = any(c.isalpha() for c in self.plain)
        self.years = frozenset(run for run in self.runs if YEAR.fullmatch(run))


@lru_cache(maxsize=50_000)
def _parts(text: str) -> Parts:
    return Parts(text)


def _letters_and_digits(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _stripped(run: str) -> str:
    return run.lstrip("0") or "0" if run.isdigit() else run


def _one_without_letters(a: Parts, b: Parts) -> bool:
    return a.lettered != b.lettered


def _moved(a: Parts, b: Parts) -> str:
    """The year left out, or written in another place; two different years make two numbers."""
    if a.years and b.years and a.years != b.years:
        return ""
    rest_a, rest_b = (sorted(run for run in x.runs if run not in x.years and run.isdigit()) for x in (a, b))
    letters_a, letters_b = ([run for run in x.runs if not run.isdigit()] for x in (a, b))
    if not (a.years or b.years) or sum(map(len, rest_a)) < 2 or rest_a != rest_b:
        return ""
    return "year moved" if letters_a == letters_b or not letters_a or not letters_b else ""


def _mistyped(a: str, b: str) -> str:
    if len(a) != len(b) or len(a) < SHORTEST + 1:
        return ""
    wrong = [place for place in range(len(a)) if a[place] != b[place]]
    if len(wrong) == 1 and a[wrong[0]].isdigit() and b[wrong[0]].isdigit():
        return "one digit"
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        first, second = wrong
        return "digits swapped" if (a[first], a[second]) == (b[second], b[first]) else ""
    return ""


@lru_cache(maxsize=50_000)
def counted(number: str) -> tuple[str, int] | None:
    """The number's running count, with the look of all that stands around it; None where it has no digits.

    The count is the last run of digits that is no year; years and months around it may change.
    """
    upper = unicodedata.normalize("NFKC", number[:LONGEST]).upper()
    runs = list(re.finditer(r"\d+", upper))
    if not runs:
        return None
    count = next((run for run in reversed(runs) if not YEAR.fullmatch(run[0])), runs[-1])
    around = upper[: count.start()] + "\0" + upper[count.end() :]
    return re.sub(r"\d", "0", around).replace("\0", "#"), int(count[0])


def is_distinctive(number: str) -> bool:
    """Whether a number is long enough to say something of an invoice under another supplier."""
    return len(_parts(number).compact) > SHORTEST
