"""How well header fields are chosen, and what a claimed confidence is worth: tables on standard output."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.training.known import FIELDS, Known
from benchmarks.training.learn import Learned, decide
from extractors.invoice.ranking.choice import Choice
from extractors.invoice.ranking.header import LEAST, claimed, stated
from extractors.models import Source

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
Outcome = dict[str, tuple[bool, float]]
"""Field to (right, claimed confidence), for the fields that have a value."""


@dataclass
class Count:
    """Right, wrong and missing values."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def f1(self) -> float:
        read, there = self.right + self.wrong, self.right + self.wrong + self.missing
        return 2 * self.right / (read + there) if there else 0.0

    def __str__(self) -> str:
        return f"{self.right:5}{self.wrong:5}{self.missing:5}{self.f1:7.3f}"


@dataclass
class Figures:
    """Counts by field, and of claims by their confidence."""

    fields: dict[str, Count] = field(default_factory=dict)
    claims: dict[float, list[bool]] = field(default_factory=dict)

    def add(self, known: Known, outcome: Outcome) -> None:
        for name, truth in known.truth.items():
            if truth is None:
                continue
            right, confidence = outcome.get(name, (None, 0.0))
            for key in (name, "all"):
                count = self.fields.setdefault(key, Count())
                if right is None:
                    count.missing += 1
                elif right:
                    count.right += 1
                else:
                    count.wrong += 1
            if right is not None:
                lower = max(limit for limit in BINS if limit <= confidence)
                self.claims.setdefault(lower, []).append(right)


def by_rules(known: Known) -> Outcome:
    """What the rules alone choose."""
    return {name: (known.right(name, v.value), v.confidence) for name, v in known.ruled.fields.items()}


def by_choices(known: Known, chosen: dict[str, Choice], sure: dict[str, float]) -> Outcome:
    """What was chosen, with the confidence given."""
    outcome: Outcome = {}
    for name, choice in chosen.items():
        if choice.value is None:
            continue
        computed = choice.value.source is Source.DERIVED and name != "currency"
        confidence = stated(choice, sure[name]) if name in sure and not computed else choice.value.confidence
        if confidence >= LEAST:
            outcome[name] = (known.right(name, choice.value.value), confidence)
    return outcome


def report(documents: Sequence[Known], fresh: Sequence[Known], learned: Learned) -> None:
    """Real documents as chosen without their family, and fresh generated ones, each beside the rules alone."""
    sets = sorted({known.origin for known in documents})
    for name in sets:
        places = [i for i, known in enumerate(documents) if known.origin == name]
        outcomes = [by_choices(documents[i], learned.chosen[i], learned.sure[i]) for i in places]
        _table(f"{name}, suppliers left out", [documents[i] for i in places], outcomes)
    real = [i for i, known in enumerate(documents) if known.origin != "generated"]
    outcomes = [by_choices(documents[i], learned.chosen[i], learned.sure[i]) for i in real]
    _table("all real, suppliers left out", [documents[i] for i in real], outcomes)
    _table("generated, fresh seeds", fresh, [_whole(known, learned) for known in fresh])


def _whole(known: Known, learned: Learned) -> Outcome:
    chosen = decide(known, learned.model)
    values = {n: claimed(n, c, learned.model) for n, c in chosen.items() if c.value is not None}
    return {n: (known.right(n, v.value), v.confidence) for n, v in values.items() if v.confidence >= LEAST}


def _table(title: str, documents: Sequence[Known], outcomes: Sequence[Outcome]) -> None:
    rules, learned = Figures(), Figures()
    for known, outcome in zip(documents, outcomes, strict=True):
        rules.add(known, by_rules(known))
        learned.add(known, outcome)
    print(f"\n{title}: {len(documents)} documents (right, wrong, missing, F1)")
    print(f"{'field':20}{'rules':>22}{'learned':>22}")
    for name in (*FIELDS, "all"):
        if name in rules.fields:
            print(f"{name:20}{rules.fields[name]!s:>22}{learned.fields[name]!s:>22}")
    print("claimed at least, values, right: rules | learned")
    for lower in sorted(rules.claims.keys() | learned.claims.keys()):
        print(f"  {lower:4.2f} {_share(rules.claims.get(lower, []))} | {_share(learned.claims.get(lower, []))}")


def _share(claims: list[bool]) -> str:
    return f"{len(claims):5} {sum(claims) / len(claims):7.3f}" if claims else f"{0:5} {'-':>7}"
