"""The touchless dial: what each confidence threshold would let pass untouched, and how much of that would be wrong.

Truth is what people said. A field counts as looked at where somebody confirmed or corrected it; only those make the
expected errors. Fields that nobody looked at say little: a wrong one is found only if somebody stumbles over it. They
are counted beside, as posted and not corrected, and never mixed in.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from config.rule_file import RuleFile
from extractors.models import Kind
from orchestrator.approving.intervals import wilson
from orchestrator.rules.required_fields import required
from orchestrator.store import Transaction
from orchestrator.store import dial as store_of_past
from orchestrator.store.dial import Past

CONFIDENCE = "confidence"
POLICY = "approval policy"
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
ENOUGH = 50
"""Fields that were looked at, below which a rate says too little to set a threshold by."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Rate(Frozen):
    """Wrong fields among some; per 1,000 with the 95 % interval after Wilson. `enough`: whether that says anything."""

    fields: int
    wrong: int
    per_thousand: float | None
    low: float
    high: float
    enough: bool


class Setting(Frozen):
    """What one threshold would do.

    Attributes:
        untouched: documents of the past that would pass: every needed field sure enough, every other rule passed.
        share: of all documents.
        looked_at: needed fields above the threshold that a person looked at: this estimates the errors.
        posted: needed fields above it of posted documents that a person saw, looked at or not: a field left as it was
            counts as right, which flatters.
        wrong_per_thousand_documents: expected wrong fields, with their interval; None where too few were looked at.
    """

    threshold: float
    current: bool
    untouched: int
    share: float
    looked_at: Rate
    posted: Rate
    wrong_per_thousand_documents: tuple[float, float, float] | None


class Dial(Frozen):
    """The dial over the documents that came in since a time. `in_full`: how many of them people looked at in full."""

    since: datetime
    documents: int
    in_full: int
    threshold: float
    fields: dict[str, float]
    settings: tuple[Setting, ...]


def dial(tx: Transaction, rules: RuleFile, since: datetime, most: int, more: Sequence[float] = ()) -> Dial:
    """The dial for the usual thresholds, the one in force and some more."""
    documents = tuple(store_of_past.past(tx, since, most, POLICY))
    now = rules.confidence.threshold
    wanted = sorted({*THRESHOLDS, now, *more})
    return Dial(
        since=since, documents=len(documents), in_full=sum(_in_full(one, rules) for one in documents), threshold=now,
        fields=dict(rules.confidence.fields),
        settings=tuple(setting(documents, rules, threshold, threshold == now) for threshold in wanted),
    )  # fmt: skip


def setting(documents: Sequence[Past], rules: RuleFile, threshold: float, current: bool = False) -> Setting:
    """What a threshold would have done to these documents."""
    passing = [one for one in documents if _passes(one, rules, threshold)]
    looked_at = _rate(_truths(documents, rules, threshold, only_looked_at=True))
    fields = sum(len(_needed(one, rules)) for one in passing) / len(passing) if passing else 0.0
    expected = None
    if looked_at.enough and looked_at.per_thousand is not None and passing:
        expected = (looked_at.per_thousand * fields, looked_at.low * fields, looked_at.high * fields)
    return Setting(
        threshold=threshold, current=current, untouched=len(passing),
        share=len(passing) / len(documents) if documents else 0.0, looked_at=looked_at,
        posted=_rate(_truths([one for one in documents if one.posted and one.seen], rules, threshold)),
        wrong_per_thousand_documents=expected,
    )  # fmt: skip


def _needed(one: Past, rules: RuleFile) -> tuple[str, ...]:
    """The needed fields that were read; lines are judged by whether their figures agree, not by confidence."""
    return tuple(name for name in required(Kind(one.kind), rules.required_fields) if name in one.confidences)


def _asked(rules: RuleFile, field: str, threshold: float) -> float:
    """A field with a threshold of its own keeps it."""
    return rules.confidence.fields.get(field, threshold)


def _passes(one: Past, rules: RuleFile, threshold: float) -> bool:
    sure = all(one.confidences[name] >= _asked(rules, name, threshold) for name in _needed(one, rules))
    return sure and not one.failed - {CONFIDENCE}


def _truths(
    documents: Iterable[Past], rules: RuleFile, threshold: float, *, only_looked_at: bool = False
) -> Iterator[bool]:
    """For each needed field above the threshold whether it was wrong."""
    for one in documents:
        for name in _needed(one, rules):
            if one.confidences[name] >= _asked(rules, name, threshold) and (
                not only_looked_at or name in one.looked_at
            ):
                yield name in one.wrong


def _rate(truths: Iterable[bool]) -> Rate:
    told = list(truths)
    low, high = wilson(sum(told), len(told))
    return Rate(
        fields=len(told), wrong=sum(told), per_thousand=1000 * sum(told) / len(told) if told else None,
        low=1000 * low, high=1000 * high, enough=len(told) >= ENOUGH,
    )  # fmt: skip


def _in_full(one: Past, rules: RuleFile) -> bool:
    needed = _needed(one, rules)
    return bool(needed) and all(name in one.looked_at for name in needed)
