"""Training of what says how sure a proposed coding is: examples come before their lines are learned from."""

from pathlib import Path

import pytest

from benchmarks.generated.coded_year import coded_year
from benchmarks.training import coding
from benchmarks.training.coding import SEEDS, Example, examples_of, grow_both, main, proposed
from orchestrator.learning.code_model import load

YEAR = coded_year("training", 120, 12)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(examples_of(YEAR, 1))


def test_examples_are_of_known_suppliers_and_of_both_codes(examples: list[Example]) -> None:
    first = {invoice.supplier: at for at, invoice in reversed(list(enumerate(YEAR.invoices)))}
    known = sum(len(invoice.lines) for at, invoice in enumerate(YEAR.invoices) if first[invoice.supplier] != at)
    assert {e.attribute for e in examples} == {"account", "cost_centre"} and len(examples) == 2 * known
    assert all(e.codes for e in examples)


def test_grown_trees_tell_right_codes_from_wrong_ones(examples: list[Example]) -> None:
    outcomes = sorted(proposed(examples, grow_both(examples)))
    half = len(outcomes) // 2
    unsure, sure = (sum(right for _, right in part) / half for part in (outcomes[:half], outcomes[-half:]))
    assert sure > 0.97 > unsure and all(0 < chance < 1 for chance, _ in outcomes)


def test_weights_are_written_with_the_seeds_they_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "coded_year", lambda seed: coded_year(seed, 60, 6))
    assert main(["--years", "2", "--weights", str(tmp_path / "weights.json")]) == 0
    assert '"seeds": [1000, 1001]' in (tmp_path / "weights.json").read_text(encoding="utf-8")
    assert set(load(tmp_path / "weights.json").by_attribute) == {"account", "cost_centre"}


def test_the_years_that_figures_are_told_of_are_never_learned_from() -> None:
    assert not set(SEEDS) & {*range(1, 100)}
