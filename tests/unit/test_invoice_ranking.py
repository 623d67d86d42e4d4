"""The learned choice: trees, chances that know of each other, agreement of amounts, weights on disk."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from extractors.invoice.ranking.agreement import agreement_of
from extractors.invoice.ranking.captions import likeness
from extractors.invoice.ranking.choice import shared
from extractors.invoice.ranking.forest import Forest, Table
from extractors.invoice.ranking.header import read_header
from extractors.invoice.ranking.model import WEIGHTS, Confidence, Ranker, learned, load, save
from extractors.invoice.reading import read
from extractors.models import Kind
from tests.unit.invoice_pages import page

STUMP = Forest(
    names=("label", "y"),
    feature=np.array([[0, 0, 1, 0, 0]], dtype=np.int32),
    threshold=np.array([[0.5, 0.0, 0.3, 0.0, 0.0]], dtype=np.float32),
    yes=np.array([[1, 1, 3, 3, 4]], dtype=np.int32),
    no=np.array([[2, 1, 4, 3, 4]], dtype=np.int32),
    value=np.array([[0.0, -2.0, 0.0, 3.0, 1.0]], dtype=np.float32),
    depth=2,
)
"""Without the label -2; with it 3 at the top of the page and 1 below."""
UNKNOWN_WORDS = (
    "Brightwater Tools Ltd",
    "7 Dock Road, Bristol BS1 4QA          sales@brightwater-tools.co.uk",
    "VAT No: GB980780684",
    "",
    "Billed to                             Docket ref.      BT-2291-7",
    "Harlow & Finch Ltd                    Day of writing   3 March 2026",
    "12 Station Road                       Settle before    2 April 2026",
    "Leeds LS1 4DY",
    "",
    "Description                     Qty    Unit price     Amount",
    "Socket set                       10         19.50     195.00",
    "Torque wrench                     1         25.00      25.00",
    "                             Before levy             220.00",
    "                             Levy 20%                 44.00",
    "                             Sum to settle           264.00",
)


def test_a_tree_is_walked_to_the_leaf_that_its_answers_lead_to() -> None:
    scores = STUMP.scores(Table.of([{}, {"label": 1.0, "y": 0.1}, {"label": 1.0, "y": 0.9}]))
    assert scores.tolist() == [-2.0, 3.0, 1.0]
    assert STUMP.chances(Table.of([])) == []


def test_chances_of_options_know_of_each_other() -> None:
    assert shared([0.9, 0.9], 0.1) == pytest.approx([0.9 / 1.9, 0.9 / 1.9])
    assert shared([0.2, 0.01], 0.03)[0] > 0.8
    assert shared([], 0.03) == []


def test_amounts_that_add_up_at_a_printed_rate_are_told_from_those_that_only_add_up() -> None:
    found = agreement_of(map(Decimal, ("100.00", "19.00", "119.00", "60.00", "40.00")), [Decimal(19)])
    assert found.features(Decimal("119.00")) == {"as_net": 0.0, "as_tax": 0.0, "as_gross": 2.0, "of_largest": 1.0}
    assert found.features(Decimal("-100.00"))["as_net"] == 2.0
    assert found.features(Decimal("60.00"))["as_gross"] == 0.0


def test_a_caption_that_no_word_list_holds_is_like_the_labels_of_its_field() -> None:
    told = likeness("Belegdat.:")
    assert told["issue_date"] > told.get("gross_total", 0.0)
    assert likeness("") == {}


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    doubt = Confidence(STUMP, (0.1, 0.9), (0.2, 0.99))
    save(tmp_path / "w.npz", {"iban": Ranker(None, 0.4, doubt), "issue_date": Ranker(STUMP, 0.3, None, 0.05)}, {})
    model = load(tmp_path / "w.npz")
    forest = model["issue_date"].forest
    assert forest is not None and forest.scores(Table.of([{"label": 1.0, "y": 0.1}])).tolist() == [3.0]
    assert model["iban"].forest is None and model["issue_date"].none == 0.05
    assert model["iban"].confidence is not None and model["iban"].confidence.of({"label": 1.0}) == 0.99


def test_the_program_comes_with_its_weights_and_they_are_small() -> None:
    assert {"supplier_name", "invoice_number", "gross_total", "currency"} <= learned().keys()
    assert WEIGHTS.stat().st_size < 4_000_000


def test_labels_that_nobody_knows_are_read_by_place_form_and_agreement() -> None:
    header = read_header(read((page(*UNKNOWN_WORDS),), Kind.INVOICE, "en"), ())
    values = {name: str(value.value) for name, value in header.items()}
    assert values["supplier_name"] == "Brightwater Tools Ltd"
    assert values["customer_name"] == "Harlow & Finch Ltd"
    assert values["invoice_number"] == "BT-2291-7"
    assert (values["issue_date"], values["due_date"]) == ("2026-03-03", "2026-04-02")
    assert (values["net_total"], values["tax_total"], values["gross_total"]) == ("220.00", "44.00", "264.00")
