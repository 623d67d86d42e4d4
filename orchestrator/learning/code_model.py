"""How sure a code is by the evidence for it: small decision trees that were grown on generated years of coded invoices.

The weights lie beside, as text; `python -m benchmarks.training.coding` grows them anew. A tree is `["name", limit, yes,
no]`: `yes` where the evidence of that name is at most the limit; a leaf is a number. The numbers add up to log-odds.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from orchestrator.learning.code_evidence import Evidence

WEIGHTS = Path(__file__).with_name("code_model.json")

Tree = Any
"""A number, or a list of a name, a limit and two trees."""


@dataclass(frozen=True)
class CodeModel:
    """The trees of one attribute, and the log-odds to start from."""

    start: float
    trees: tuple[Tree, ...]

    def chance(self, evidence: Evidence) -> float:
        """The chance that the code is right, 0 to 1."""
        odds = self.start
        for tree in self.trees:
            while type(tree) is list:
                tree = tree[2] if evidence[tree[0]] <= tree[1] else tree[3]
            odds += tree
        return 1 / (1 + exp(-odds))


@dataclass(frozen=True)
class CodeModels:
    """The models by attribute; a proposal's chance is raised to the power `caution`, so that claims hold."""

    by_attribute: dict[str, CodeModel]
    caution: float


def load(path: Path = WEIGHTS) -> CodeModels:
    """The models of a file that `save` wrote."""
    told = json.loads(path.read_text(encoding="utf-8"))
    models = {name: CodeModel(of["start"], tuple(of["trees"])) for name, of in told["models"].items()}
    return CodeModels(models, told["caution"])


def save(path: Path, models: CodeModels, made: dict[str, Any]) -> None:
    """Write the models, a tree a line, with how they were made."""
    parts = [
        f'  "{name}": {{"start": {model.start}, "trees": [\n'
        + ",\n".join(json.dumps(tree) for tree in model.trees)
        + "\n  ]}"
        for name, model in models.by_attribute.items()
    ]
    text = f'{{"made": {json.dumps(made)},\n"caution": {models.caution},\n"models": {{\n' + ",\n".join(parts) + "\n}}\n"
    path.write_text(text, encoding="utf-8")


@cache
def packaged() -> CodeModels:
    """The models that come with the program."""
    return load()
