"""What the lines of the other suppliers tell: what words mean there, which codes were renamed, which ones hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orchestrator.learning.attributes import Attribute
from orchestrator.learning.line_words import line_terms, line_words
from orchestrator.store.coded_lines import LineCoding

NEWBORN = 400
"""Lines for which a code that was never used before counts as new: a new code alone can be another's new name."""
OLD_ENOUGH = 30
"""Lines that must have gone before, to tell a new code from one that had not come up yet."""
RENAMED_AT = 2
"""Suppliers at which a code must have given way to the same new one."""
KEPT_AT_MOST = 1 / 3
"""Suppliers that keep the old code, for each that has the new one, before it counts as renamed all the same."""
PROVEN = 4
"""Lines that came as expected, before a supplier counts as keeping to a code."""
ASKED = 8
"""Suppliers, those with the newest lines, that tell what a term means."""
FADING = 0.8
FIRM = 20.0
"""Lines that speak for a code from the start to hold as often as all codes do."""


class Meaning(NamedTuple):
    """What a term means at other suppliers: the code, how sure, at how many of them it occurs and at how many so."""

    code: str
    sure: float
    suppliers: int
    agreeing: int


@dataclass
class _Supplier:
    """A supplier's lines so far: its last code, the last by description, and how often the next one was the same."""

    last: str = ""
    by_words: dict[tuple[str, ...], str] = field(default_factory=dict)
    same: int = 0
    other: int = 0
    alike: int = 0
    unlike: int = 0

    def expected(self, words: tuple[str, ...]) -> str | None:
        """The code that the next line should have; None for a supplier that keeps to nothing."""
        if words in self.by_words:
            return self.by_words[words] if self.unlike <= 1 + 0.1 * self.alike else None
        return self.last if self.same and not self.other else None

    @property
    def proven(self) -> bool:
        """Whether it surely keeps to a code, and does not just happen to have had the same one."""
        return self.alike + self.same >= PROVEN and self.unlike <= 0.1 * self.alike

    def learn(self, words: tuple[str, ...], code: str, renaming: bool) -> None:
        if self.last and not renaming:
            if words in self.by_words:
                good = self.by_words[words] == code
                self.alike, self.unlike = self.alike + good, self.unlike + (not good)
            else:
                good = self.last == code
                self.same, self.other = self.same + good, self.other + (not good)
        self.by_words[words] = self.last = code


class OtherLines:
    """The other suppliers' lines, newest first, for one attribute.

    Attributes:
        renamed: the codes that have become another, with their new names.
        gave_way: for a code that is not surely renamed, at how many suppliers a new code has come in its place, and how
            many have kept it since.
        steady, unanimous: the share of the suppliers that keep to one code by description, and to one code at all.
    """

    def __init__(self, lines: Sequence[LineCoding], attribute: Attribute) -> None:
        self._at: dict[str, dict[str, str]] = defaultdict(dict)  # term, supplier: its last code
        self._born: dict[str, int] = {}
        self._became: dict[str, dict[str, dict[str, bool]]] = {}  # old, new, supplier: whether it has the new one
        self._held: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._suppliers: dict[str, _Supplier] = defaultdict(_Supplier)
        self._meanings: dict[str, Meaning | None] = {}
        for at, line in enumerate(reversed(lines)):
            self._learn(at, line, attribute.of(line))
        renamed = dict(self._renamed())
        self.renamed = {old: _last_name(old, renamed) for old in renamed}
        self.gave_way = {
            old: max((sum(has.values()), len(has) - sum(has.values())) for has in by_new.values())
            for old, by_new in self._became.items()
            if old not in self.renamed
        }
        tried = [s for s in self._suppliers.values() if s.same + s.other + s.alike + s.unlike >= 3]
        self.steady = (sum(not s.unlike for s in tried) + 2.5) / (len(tried) + 3)
        self.unanimous = (sum(not s.unlike + s.other for s in tried) + 1.5) / (len(tried) + 3)
        self._all_held = [sum(pair[right] for pair in self._held.values()) for right in (0, 1)]

    def _learn(self, at: int, line: LineCoding, code: str) -> None:
        words, supplier = line_words(line.description), self._suppliers[line.supplier_code]
        self._born.setdefault(code, at)
        expected = supplier.expected(words)
        renaming = expected is not None and expected != code and self._may_rename(expected, code, at)
        if expected is not None and renaming:
            self._became.setdefault(expected, {}).setdefault(code, {})[line.supplier_code] = True
        if code in self._became:
            kept = expected == code and supplier.proven
            for has_new in self._became[code].values():
                if kept or line.supplier_code in has_new:
                    has_new[line.supplier_code] = False
        if words in supplier.by_words and not renaming:
            self._held[supplier.by_words[words]][supplier.by_words[words] != code] += 1
        supplier.learn(words, code, renaming)
        for term in line_terms(line.description):
            by_supplier = self._at[term]
            by_supplier.pop(line.supplier_code, None)
            by_supplier[line.supplier_code] = code  # the supplier comes last now

    def _may_rename(self, old: str, new: str, at: int) -> bool:
        """Only a code that was not in use before can be another's new name: a slip renames nothing."""
        born = self._born[new]
        if born < OLD_ENOUGH or self._born.get(old, born) >= born:
            return False
        return at - born <= NEWBORN or new in self._became.get(old, {})

    def _renamed(self) -> Iterable[tuple[str, str]]:
        for old, by_new in self._became.items():
            new, has_new = max(by_new.items(), key=lambda item: sum(item[1].values()))
            times = sum(has_new.values())
            if times >= RENAMED_AT and len(has_new) - times <= KEPT_AT_MOST * times:
                yield old, new

    def holds(self, code: str) -> float:
        """How often lines with the code were followed by one with the same code, for the same description."""
        all_right, all_wrong = self._all_held
        usual = (all_right + FIRM - 1) / (all_right + all_wrong + FIRM)
        right, wrong = self._held.get(code, (0, 0))
        return (right + FIRM * usual) / (right + wrong + FIRM)

    def meaning(self, term: str) -> Meaning | None:
        """What the term means at other suppliers; None where none of them has it."""
        if term not in self._meanings:
            self._meanings[term] = _meaning(self._at[term], self.renamed) if term in self._at else None
        return self._meanings[term]


def _last_name(code: str, renamed: Mapping[str, str]) -> str:
    """The newest name; a new name came up later than the old one, so there is no way back."""
    while code in renamed:
        code = renamed[code]
    return code


def _meaning(by_supplier: Mapping[str, str], renamed: Mapping[str, str]) -> Meaning:
    """The suppliers with the newest lines count most, each with its last code."""
    weights: dict[str, float] = defaultdict(float)
    last = [renamed.get(code, code) for code in reversed(list(by_supplier.values()))]
    for rank, code in enumerate(last[:ASKED]):
        weights[code] += FADING**rank
    code = max(weights, key=lambda told: weights[told])
    sure = (weights[code] + 0.05) / (sum(weights.values()) + 0.4)
    return Meaning(code, sure, len(last), last.count(code))
