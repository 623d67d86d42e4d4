"""From known documents to a model: the trees that choose, then, on documents left out, those that doubt."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.training.known import FIELDS, Known
from benchmarks.training.shares import steps
from benchmarks.training.trees import CHOICE, CHOICE_TREES, DOUBT, DOUBT_TREES, grow
from extractors.invoice.ranking.choice import Choice, choose
from extractors.invoice.ranking.forest import Table
from extractors.invoice.ranking.model import Confidence, Model, Ranker
from extractors.invoice.ranking.options import KINDS
from extractors.models import Source

OFTEN_MISSING = frozenset({"po_number", "payment_reference", "customer_tax_id", "due_date", "tax_total", "net_total"})
LEAST = 0.4
NONE_OFTEN, NONE_SELDOM = 0.15, 0.03
"""The weight of no option being right, for fields that documents often lack and for those that they seldom lack."""
RISING = ("chance", "seen", "adds_up", "trust")
FEWEST_RIGHT = 20
"""Fewer right options than this teach nothing: the rules' choice is kept."""
BY_RULES = frozenset({"iban"})
"""Check digits tell all: the rules' confidence stands."""
KEPT: frozenset[str] = frozenset()
"""Fields for which the rules choose better than what was learned, on real documents that were left out."""


def weights_of(documents: Sequence[Known]) -> list[float]:
    """A real document counts more than a generated one; those of one family share, so that none is learned by heart."""
    sizes = Counter((known.origin, known.family) for known in documents)
    return [
        1.0 if known.origin == "generated" else 4.0 / sizes[(known.origin, known.family)] ** 0.5 for known in documents
    ]


def learn_choice(documents: Sequence[Known], kept: frozenset[str] = frozenset()) -> Model:
    """Trees for each field but those in `kept`, where the rules choose."""
    weights = weights_of(documents)
    model = {}
    for field, kind in KINDS.items():
        rows = [
            (option.features, known.offers(field, option.value), weight)
            for known, weight in zip(documents, weights, strict=True)
            if field in known.truth and _answerable(known, field)
            for option in known.options[kind]
        ]
        forest = None
        if field not in kept and sum(right for _, right, _ in rows) >= FEWEST_RIGHT:
            features, right, weight = zip(*rows, strict=True)
            forest = grow(features, right, weight, CHOICE, CHOICE_TREES)
        model[field] = Ranker(forest, LEAST, None, NONE_OFTEN if field in OFTEN_MISSING else NONE_SELDOM)
    return model


def _answerable(known: Known, field: str) -> bool:
    """Whether the truth is fit to teach: a real one that no option states may say it otherwise than the pages do."""
    if known.origin == "generated" or known.truth[field] is None:
        return True
    return any(known.offers(field, option.value) for option in known.options[KINDS[field]])


def decide(known: Known, model: Model) -> dict[str, Choice]:
    """What the model chooses for a document that was read before."""
    return choose(known.reading, known.ruled, dict(known.options), model)


def folds(documents: Sequence[Known], count: int) -> list[list[int]]:
    """The places of the documents in `count` parts; a family stays in one part."""
    families = sorted({known.family for known in documents}, key=lambda name: sum(map(ord, name)) * 7919 % 104729)
    part = {family: index % count for index, family in enumerate(families)}
    return [[i for i, known in enumerate(documents) if part[known.family] == number] for number in range(count)]


def left_out(documents: Sequence[Known], count: int, kept: frozenset[str] = frozenset()) -> list[dict[str, Choice]]:
    """The choices for each document by a model that was taught without its family."""
    chosen: list[dict[str, Choice]] = [{} for _ in documents]
    for part in folds(documents, count):
        inside = set(part)
        model = learn_choice([known for i, known in enumerate(documents) if i not in inside], kept)
        for i in part:
            chosen[i] = decide(documents[i], model)
    return chosen


def learn_confidence(
    documents: Sequence[Known], chosen: Sequence[dict[str, Choice]], field: str, parts: Sequence[Sequence[int]]
) -> tuple[Confidence | None, dict[int, float]]:
    """(confidence of a field, what each document would be given by one taught without its family)."""
    rows = {
        i: (choice.features, known.right(field, choice.value.value))
        for i, known in enumerate(documents)
        if field in known.truth
        and (choice := chosen[i].get(field)) is not None
        and choice.value is not None
        and not (choice.value.source is Source.DERIVED and known.truth[field] is None)
    }
    weight = dict(enumerate(weights_of(documents)))
    if len(rows) < FEWEST_RIGHT:
        return None, {}
    scores: dict[int, float] = {}
    for part in parts:
        taught = [i for i in rows if i not in set(part)]
        asked = [i for i in rows if i in set(part)]
        if taught and asked:
            forest = grow([rows[i][0] for i in taught], [rows[i][1] for i in taught], [weight[i] for i in taught],
                          DOUBT, DOUBT_TREES, RISING)  # fmt: skip
            scores.update(zip(asked, forest.chances(Table.of([rows[i][0] for i in asked])), strict=True))
    order = list(scores)
    shares = steps([scores[i] for i in order], [rows[i][1] for i in order], [weight[i] for i in order])
    whole = grow([r[0] for r in rows.values()], [r[1] for r in rows.values()], [weight[i] for i in rows],
                 DOUBT, DOUBT_TREES, RISING)  # fmt: skip
    return Confidence(whole, *shares), scores


@dataclass(frozen=True)
class Learned:
    """A model, and how it did on each document when its family was left out.

    Attributes:
        chosen: the choices for each document.
        sure: for each document the confidence of each choice.
    """

    model: Model
    chosen: list[dict[str, Choice]]
    sure: list[dict[str, float]]


def learn(documents: Sequence[Known], kept: frozenset[str] = frozenset(), count: int = 5) -> Learned:
    """The whole model, confidence included."""
    choice = learn_choice(documents, kept)
    chosen = left_out(documents, count, kept)
    parts = folds(documents, count)
    model = {}
    sure: list[dict[str, float]] = [{} for _ in documents]
    for field in [field for field in FIELDS if field not in BY_RULES]:
        ranker = choice.get(field, Ranker(None, 0.0, None))
        confidence, scores = learn_confidence(documents, chosen, field, parts)
        model[field] = replace(ranker, confidence=confidence)
        for i, score in scores.items():
            assert confidence is not None
            sure[i][field] = confidence.share(score)
    return Learned(model, chosen, sure)
