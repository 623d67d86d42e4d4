"""The learned weights: for each field the trees that choose, the trees that doubt, and what a claim is worth."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from extractors.invoice.ranking.forest import Forest, Table

WEIGHTS = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Confidence:
    """How sure a choice is: trees over how it was made, and steps from their score to the share that was right."""

    forest: Forest
    scores: tuple[float, ...]
    shares: tuple[float, ...]

    def of(self, features: Mapping[str, float]) -> float:
        """The share (0 to 1) of such choices that were right on documents that were not trained on."""
        return self.share(self.forest.chances(Table.of([dict(features)]))[0])

    def share(self, score: float) -> float:
        """The share that was right among choices with about this score of the trees."""
        return float(np.interp(score, self.scores, self.shares))


@dataclass(frozen=True)
class Ranker:
    """What was learned for one field.

    Attributes:
        forest: weighs the options; None where the rules' choice is kept.
        none: the weight of no option being right, beside the chances of the options.
        least: the chance below which no option is taken.
        confidence: doubts the choice, whoever made it.
    """

    forest: Forest | None
    least: float
    confidence: Confidence | None
    none: float = 0.1


Model = Mapping[str, Ranker]


@cache
def learned() -> Model:
    """The weights that come with the program; empty (the rules choose alone) where there are none."""
    return load(WEIGHTS) if WEIGHTS.is_file() else {}


def load(path: Path) -> Model:
    """Weights as `save` wrote them; arrays and one JSON text, nothing that could run."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    described = json.loads(str(arrays["description"]))
    return {field: _ranker(field, told, arrays) for field, told in described["fields"].items()}


def save(path: Path, model: Model, about: Mapping[str, Any]) -> None:
    """Write the weights; `about` says from what they were learned."""
    arrays: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for field, ranker in model.items():
        fields[field] = {"least": ranker.least, "none": ranker.none}
        if ranker.forest is not None:
            fields[field]["forest"] = _put(f"{field}.choice", ranker.forest, arrays)
        if ranker.confidence is not None:
            fields[field]["confidence"] = _put(f"{field}.confidence", ranker.confidence.forest, arrays)
            fields[field]["scores"] = list(ranker.confidence.scores)
            fields[field]["shares"] = list(ranker.confidence.shares)
    arrays["description"] = np.array(json.dumps({"about": dict(about), "fields": fields}))
    np.savez_compressed(path, **arrays)


def _put(name: str, forest: Forest, arrays: dict[str, Any]) -> dict[str, Any]:
    arrays[f"{name}.feature"] = forest.feature.astype(np.int16)
    arrays[f"{name}.threshold"] = forest.threshold
    arrays[f"{name}.yes"] = forest.yes.astype(np.int16)
    arrays[f"{name}.no"] = forest.no.astype(np.int16)
    arrays[f"{name}.value"] = forest.value
    return {"names": list(forest.names), "depth": forest.depth}


def _forest(name: str, told: dict[str, Any], arrays: Mapping[str, Any]) -> Forest:
    return Forest(
        names=tuple(told["names"]),
        feature=arrays[f"{name}.feature"].astype(np.intp),
        threshold=arrays[f"{name}.threshold"],
        yes=arrays[f"{name}.yes"].astype(np.intp),
        no=arrays[f"{name}.no"].astype(np.intp),
        value=arrays[f"{name}.value"],
        depth=told["depth"],
    )


def _ranker(field: str, told: dict[str, Any], arrays: Mapping[str, Any]) -> Ranker:
    confidence = None
    if "confidence" in told:
        forest = _forest(f"{field}.confidence", told["confidence"], arrays)
        confidence = Confidence(forest, tuple(told["scores"]), tuple(told["shares"]))
    choice = _forest(f"{field}.choice", told["forest"], arrays) if "forest" in told else None
    return Ranker(choice, told["least"], confidence, told["none"])
