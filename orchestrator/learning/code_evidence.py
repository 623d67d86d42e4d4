"""What speaks for and against each code that a line may have, in figures that are the same in every farm."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from orchestrator.learning.habits import HABITS, Habits
from orchestrator.learning.line_words import line_terms, line_words
from orchestrator.learning.other_lines import Meaning, OtherLines
from orchestrator.learning.own_lines import OwnLines, run

Evidence = Mapping[str, float]

MOST = 5
"""Codes that are weighed for a line."""
LIKE = 0.3
"""The share of words in common from which a description counts as like another."""
NEARLY = 0.15
FADING = 0.97


@dataclass(frozen=True)
class CodeEvidence:
    """The supplier's own lines and the others', for one attribute."""

    own: OwnLines
    others: OtherLines

    def of(self, description: str) -> dict[str, Evidence]:
        """The evidence for each code that may be right, by code; empty where nothing like the line was coded."""
        words, terms = line_words(description), line_terms(description)
        line = _Line(self.own, self.others, words, terms)
        chances = self.habits.foretell(words, terms)
        each = {
            code: {habit: chances[habit](code) for habit in HABITS} for code in {*self.own.codes, *line.meant_codes}
        }
        weights = self.habits.weights
        total = {code: sum(weights[habit] * by[habit] for habit in HABITS) for code, by in each.items()}
        best = sorted(total, key=lambda code: (-total[code], code))[:MOST]
        found: dict[str, Evidence] = {}
        for code in best:
            rival = max((total[other] for other in best if other != code), default=0.0)
            found[code] = {
                "foretold": total[code], "rival": rival,
                **{f"foretold_{habit}": each[code][habit] for habit in HABITS},
                **{f"habit_{habit}": weights[habit] for habit in HABITS},
                **self._of_supplier(code), **line.evidence(code),
            }  # fmt: skip
        return found

    @cached_property
    def habits(self) -> Habits:
        return Habits(self.own, self.others)

    @cached_property
    def _shares(self) -> Mapping[str, float]:
        """The codes' shares of the own lines; the newer ones count more."""
        weights: dict[str, float] = defaultdict(float)
        for at, code in enumerate(self.own.codes):
            weights[code] += FADING**at
        return {code: weight / sum(weights.values()) for code, weight in weights.items()}

    def _of_supplier(self, code: str) -> Evidence:
        own, length = self.own, run(self.own.codes, code)
        gave_way, kept = self.others.gave_way.get(code, (0, 0))
        return {
            "lines": len(own), "invoices": own.invoice[-1] + 1 if len(own) else 0,
            "descriptions": self._descriptions, "codes": len(self._shares), "share": self._shares.get(code, 0.0),
            "in_a_row": length, "descriptions_in_a_row": len(set(own.words[:length])),
            "invoices_in_a_row": len(set(own.invoice[:length])),
            "alike": own.alike[0], "unlike": own.alike[1], "same": own.same[0], "other": own.same[1],
            "holds": self.others.holds(code), "gave_way": gave_way, "kept": kept,
            "steady": self.others.steady, "unanimous": self.others.unanimous,
        }  # fmt: skip

    @cached_property
    def _descriptions(self) -> int:
        return len(set(self.own.words))


@dataclass(frozen=True)
class _Line:
    """One line against the supplier's own lines and the others'."""

    own: OwnLines
    others: OtherLines
    words: tuple[str, ...]
    terms: tuple[str, ...]

    @cached_property
    def same(self) -> list[int]:
        """The own lines of the same description."""
        return [at for at, words in enumerate(self.own.words) if self.words and words == self.words]

    @cached_property
    def likeness(self) -> list[float]:
        mine = set(self.words)
        shared = [sum(word in mine for word in words) for words in self.own.words]
        return [
            common / (len(mine) + len(words) - common) if common else 0.0
            for common, words in zip(shared, self.own.words, strict=True)
        ]

    @cached_property
    def like(self) -> list[str]:
        """The codes of the own lines that are most like it."""
        best = max(self.likeness, default=0.0)
        return [c for c, much in zip(self.own.codes, self.likeness, strict=True) if LIKE <= best <= much + NEARLY]

    @cached_property
    def having(self) -> list[list[str]]:
        """For each term that own lines have, their codes."""
        found: dict[str, list[str]] = {term: [] for term in self.terms}
        for terms, code in zip(self.own.terms, self.own.codes, strict=True):
            for term in terms:
                if term in found:
                    found[term].append(code)
        return [codes for codes in found.values() if codes]

    @cached_property
    def meanings(self) -> list[Meaning]:
        return [told for told in map(self.others.meaning, self.terms) if told]

    @property
    def meant_codes(self) -> Iterator[str]:
        """What the words mean at other suppliers, the clearest first."""
        for told in sorted(self.meanings, key=lambda told: (-told.agreeing, -told.sure))[:MOST]:
            yield told.code

    def evidence(self, code: str) -> Evidence:
        same = [self.own.codes[at] for at in self.same]
        length = run(same, code)
        counts = [(run(codes, code), codes.count(code) / len(codes), len(codes)) for codes in self.having]
        so = [told for told in self.meanings if told.code == code]
        not_so = [told for told in self.meanings if told.code != code and told.sure >= 0.6]
        return {
            "line_lines": len(same), "line_in_a_row": length, "line_share": _share(same, code),
            "line_invoices": len({self.own.invoice[at] for at in self.same[:length]}),
            "like_share": _share(self.like, code), "like_in_a_row": run(self.like, code),
            "likeness": max(self.likeness, default=0.0),
            "word_in_a_row": max((row for row, _, _ in counts), default=0),
            "word_share": max((share - 1 / (lines + 1) for _, share, lines in counts), default=-1.0),
            "word_least": min((share for _, share, _ in counts), default=-1.0),
            "word_rival": max((run(codes, codes[0]) for codes in self.having if codes[0] != code), default=0),
            "words_unseen": len(self.terms) - len(self.having),
            "others_sure": max((told.sure for told in so), default=0.0),
            "others_agreeing": max((told.agreeing for told in so), default=0),
            "others_rival": max((told.agreeing for told in not_so), default=0),
        }  # fmt: skip


def _share(codes: Sequence[str], code: str) -> float:
    """The code's share; -1 where there are no lines at all."""
    return Counter(codes)[code] / len(codes) if codes else -1.0
