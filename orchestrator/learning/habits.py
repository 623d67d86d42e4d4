"""Which habit a supplier's coding follows: how well each would have foretold its lines so far (Bayes' rule).

Five habits: one code for everything (`one`), a code by description (`line`), by one of its words (`word`), by what a
word means at other suppliers (`others`), or none at all (`none`). Each foretells the supplier's lines from the first to
the last; the better it did, the more it counts for the next line.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from math import exp, log

from orchestrator.learning.other_lines import OtherLines
from orchestrator.learning.own_lines import OwnLines

HABITS = {"one": 0.58, "line": 0.2, "word": 0.07, "others": 0.07, "none": 0.08}
"""How common each is, before anything is known of the supplier."""
ANY = 0.12
"""The chance of a code that the supplier never had."""
KEPT = 0.985
"""The chance that a habit is kept to, and so the most that is ever foretold."""
SLIP = 0.01
FADING = 0.9
FORGETTING = 0.985
"""By which what a habit foretold loses weight with each later line: practice changes."""

Chance = Callable[[str], float]


class Habits:
    """A supplier's lines, read from the oldest on."""

    def __init__(self, own: OwnLines, others: OtherLines) -> None:
        self._others = others
        self._current, self._next = "", ""
        self._last: dict[tuple[str, ...], str] = {}
        self._by_description: Counter[str] = Counter()
        self._by_term: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._all: Counter[str] = Counter()
        proof = dict.fromkeys(HABITS, 0.0)
        for at in range(len(own) - 1, -1, -1):
            words, terms, code = own.words[at], own.terms[at], own.codes[at]
            for habit, chance in self.foretell(words, terms).items():
                proof[habit] = FORGETTING * proof[habit] + log(chance(code))
            self._learn(words, terms, code)
        most = max(proof.values())
        weights = {habit: HABITS[habit] * exp(proof[habit] - most) for habit in HABITS}
        self.weights = {habit: weight / sum(weights.values()) for habit, weight in weights.items()}

    def foretell(self, words: tuple[str, ...], terms: tuple[str, ...]) -> dict[str, Chance]:
        """For each habit, the chance of a code for a line."""
        word = max((self._of_term(term) for term in terms if term in self._by_term), default=(0.0, ""))
        found = [self._others.meaning(term) for term in terms]
        meant = max(((told.sure, told.code) for told in found if told and told.suppliers >= 2), default=(0.0, ""))
        by_word = self._told(word)
        return {
            "one": self._one,
            "line": self._told((KEPT, self._last[words])) if words in self._last else self._of_goods,
            "word": by_word,
            "others": self._told(meant) if meant[0] >= word[0] and meant[1] else by_word,
            "none": self._none,
        }

    def _learn(self, words: tuple[str, ...], terms: tuple[str, ...], code: str) -> None:
        if not self._current or self._next == code:
            self._current, self._next = code, ""
        else:
            self._next = "" if code == self._current else code
        if words in self._last:
            self._by_description[self._last[words]] -= 1
        self._last[words] = code
        self._by_description[code] += 1
        for term in terms:
            told = self._by_term[term]
            for other in told:
                told[other] *= FADING
            told[code] += 1
        self._all[code] += 1

    def _of_term(self, term: str) -> tuple[float, str]:
        told = self._by_term[term]
        code = max(told, key=lambda other: told[other])
        return (told[code] + 0.2) / (sum(told.values()) + 0.5), code

    def _told(self, foretold: tuple[float, str]) -> Chance:
        sure, expected = min(foretold[0], KEPT), foretold[1]
        if not expected:
            return self._of_goods
        return lambda code: sure if code == expected else max(SLIP, (1 - sure) * 0.4)

    def _one(self, code: str) -> float:
        if not self._current:
            return ANY
        if self._next == code:
            return 0.4
        return KEPT if code == self._current else SLIP

    def _of_goods(self, code: str) -> float:
        """Of a description that is new: as the other descriptions."""
        return (self._by_description[code] + 1.2 * ANY) / (len(self._last) + 1.2)

    def _none(self, code: str) -> float:
        return (self._all[code] + ANY) / (sum(self._all.values()) + 1)
