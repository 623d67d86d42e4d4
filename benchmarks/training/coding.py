"""Learn anew how sure a proposed coding is: `python -m benchmarks.training.coding` writes the program's weights.

Generated years are walked as `benchmarks.coding` walks them: each line of a known supplier is looked at before it is
learned from, every code that may be right is one example, and what was booked tells which of them was. The seeds that
figures are told of (`benchmarks.coding`, 1 and on) are never among them.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks.coding import Books, as_coded
from benchmarks.generated.coded_year import CodedYear, coded_year
from benchmarks.training.trees import ALWAYS
from orchestrator.learning.attributes import ACCOUNT, COST_CENTRE, Attribute
from orchestrator.learning.code_evidence import CodeEvidence, Evidence
from orchestrator.learning.code_model import WEIGHTS, CodeModel, CodeModels, save
from orchestrator.learning.other_lines import OtherLines
from orchestrator.learning.own_lines import OwnLines
from orchestrator.learning.support import CLAIM

SEEDS = range(1000, 1020)
TREES, LEAVES = 80, 8
SHAPE = {
    "num_leaves": LEAVES,
    "learning_rate": 0.12,
    "min_data_in_leaf": 60,
    "lambda_l2": 5.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
}
RISING = ("foretold",)
"""More of it never makes a code less likely."""
HELD = 0.991
"""The share of claims that must hold on years left out; more than the 0.99 aimed at, for years differ."""
CAUTIONS = tuple(0.7 + 0.05 * step for step in range(80))
FOLDS = 2


@dataclass(frozen=True)
class Example:
    """One attribute of one line: the evidence for each code, and the right one."""

    year: int
    line: int
    attribute: str
    codes: dict[str, Evidence]
    right: str


def main(arguments: list[str] | None = None) -> int:
    """Grow the trees, say how well the claims hold on years left out, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=int, default=len(SEEDS), help="how many generated years to learn from")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    seeds = SEEDS[: options.years]
    examples = [example for seed in seeds for example in examples_of(coded_year(seed), seed)]
    caution = find_caution(examples)
    models = CodeModels(grow_both(examples), caution)
    save(options.weights, models, {"seeds": [seeds[0], seeds[-1]], "examples": len(examples)})
    print(f"{options.weights} written, {options.weights.stat().st_size / 1e6:.2f} MB")
    return 0


def examples_of(year: CodedYear, seed: int) -> Iterator[Example]:
    """The examples of a year's lines, in their order."""
    books, count = Books(), 0
    for invoice in year.invoices:
        known = books.history(invoice.supplier)
        for attribute in (ACCOUNT, COST_CENTRE) if known.own else ():
            others = OtherLines(known.others, attribute)
            evidence = CodeEvidence(OwnLines(known.own, attribute, others.renamed), others)
            for at, line in enumerate(invoice.lines):
                codes = evidence.of(line.description)
                yield Example(seed, count + at, attribute.code, codes, str(getattr(line, attribute.code)))
        count += len(invoice.lines)
        books.post([as_coded(invoice.supplier, number, line, None) for number, line in enumerate(invoice.lines, 1)])


def find_caution(examples: Sequence[Example]) -> float:
    """The least caution with which claims hold on years that the trees were not grown on."""
    outcomes: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        models = grow_both([example for example in examples if example.year % FOLDS != fold])
        outcomes += proposed([example for example in examples if example.year % FOLDS == fold], models)
    for caution in CAUTIONS:
        claims = [right for chance, right in outcomes if chance**caution >= CLAIM]
        held = sum(claims) / max(1, len(claims))
        if held >= HELD:
            break
    print(f"caution {caution:.2f}: {len(claims) / len(outcomes):.1%} claimed on years left out, {held:.2%} right")
    return round(caution, 2)


def proposed(examples: Iterable[Example], models: dict[str, CodeModel]) -> list[tuple[float, bool]]:
    """For each line the chance that both codes are right, and whether they are."""
    lines: dict[tuple[int, int], tuple[float, bool]] = {}
    for example in examples:
        model = models[example.attribute]
        chance, code = max((model.chance(evidence), code) for code, evidence in example.codes.items())
        before = lines.get((example.year, example.line), (1.0, True))
        lines[example.year, example.line] = (before[0] * chance, before[1] and code == example.right)
    return list(lines.values())


def grow_both(examples: Sequence[Example]) -> dict[str, CodeModel]:
    return {attribute.code: grow(examples, attribute) for attribute in (ACCOUNT, COST_CENTRE)}


def grow(examples: Iterable[Example], attribute: Attribute) -> CodeModel:
    """The trees that tell right codes from wrong ones."""
    asked = [example for example in examples if example.attribute == attribute.code]
    rows = [evidence for example in asked for evidence in example.codes.values()]
    right = [code == example.right for example in asked for code in example.codes]
    names = list(rows[0])
    table = np.array([list(evidence.values()) for evidence in rows], dtype=np.float64)
    data = lightgbm.Dataset(table, label=np.array(right, dtype=float))
    settings = {**ALWAYS, **SHAPE, "max_depth": -1, "monotone_constraints": [int(name in RISING) for name in names]}
    booster = lightgbm.train(settings, data, num_boost_round=TREES)
    trees = tuple(_plain(tree["tree_structure"], names) for tree in booster.dump_model()["tree_info"])
    return CodeModel(0.0, trees)  # the start is in the first tree


def _plain(node: dict[str, Any], names: Sequence[str]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    yes, no = (_plain(node[side], names) for side in ("left_child", "right_child"))
    return [names[node["split_feature"]], float(f"{node['threshold']:.6g}"), yes, no]


if __name__ == "__main__":
    sys.exit(main())
