"""The scorer of the evaluation command."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.calibration import bins, plot
from benchmarks.evaluate import main
from benchmarks.ratchet import fallen, figures
from benchmarks.scoring import items, lines_right, matches
from benchmarks.tally import Score, Tally, judge
from extractors.models import Extraction, Invoice, Kind, Source, Value


@pytest.mark.parametrize(
    ("field", "truth", "read", "right"),
    [
        ("gross_total", 12.5, "12.50", True),
        ("gross_total", "12.50", "12.51", False),
        ("gross_total", "12.50", "twelve", False),
        ("issue_date", "2026-11-20", "2026-11-20", True),
        ("supplier_name", "Acme GmbH (Werk 2)", "ACME GmbH", True),
        ("supplier_name", "Acme GmbH", "Other AG", False),
        ("iban", "DE08 7009 0100 1234 5678 90", "DE08700901001234567890", True),
    ],
)
def test_matching(field: str, truth: object, read: object, right: bool) -> None:
    assert matches(field, truth, read) is right


def test_lists_match_each_item_once() -> None:
    assert items(["Acme Ltd", "Acme Ltd"], ["Acme Ltd", "Other Inc"], "parties") == (1, 1, 1)


def test_figures() -> None:
    assert Tally(right=3, wrong=1, missing=1).figures == (0.75, 0.6, pytest.approx(2 / 3))
    assert Tally().figures == (0, 0, 0)


def test_a_document_is_judged_and_what_the_pages_do_not_print_is_left_out() -> None:
    invoice = Invoice(
        gross_total=Value(value=Decimal("12.50"), confidence=0.98, source=Source.TEXT),
        issue_date=Value(value=date(2026, 1, 1), confidence=0.5, source=Source.TEXT),
    )
    row = {
        "file": "a.pdf",
        "set": "s",
        "truth": {"gross_total": 12.5, "issue_date": "2026-01-02", "iban": "X", "lines": [{"line_total": 12.5}]},
        "meta": {"visible_in_text": {"iban": False}},
    }
    score = Score()
    judge(score, row, Extraction(kind=Kind.INVOICE, kind_confidence=1, invoice=invoice), xml=False)
    assert (score.fields["gross_total"].right, score.fields["issue_date"].wrong) == (1, 1)
    assert "iban" not in score.fields
    assert (score.sure.right, score.sure.wrong, score.lines.wanted, score.whole) == (1, 0, 1, 0)


def test_a_line_counts_by_its_total_and_its_quantity_where_both_have_one() -> None:
    truth = [{"line_total": 10, "quantity": 2}, {"line_total": 10, "quantity": 1}, {"line_total": 7, "quantity": None}]
    read = [{"line_total": {"value": "10.00"}, "quantity": {"value": "1"}}, {"line_total": {"value": "7"}}]
    assert lines_right(truth, read) == 2


def test_claims_are_counted_by_how_much_they_claim_and_drawn() -> None:
    table = bins([(0.96, True), (0.97, False), (1.0, True), (0.2, False)])
    assert table == ((0.0, 0.5, 1, 0.0), (0.95, 0.98, 2, 0.5), (0.98, 1.0, 1, 1.0))
    assert plot(table).count("<circle") == 3


def test_a_figure_that_fell_by_more_than_a_point_is_told() -> None:
    score = Score()
    score.fields["iban"].add(98, 2, 0)
    measured = {"page": figures(score)}
    assert fallen(measured, {"page": {"fields": 0.989}, "scans": {"fields": 1.0}}) == ()
    assert fallen(measured, {"page": {"fields": 0.991}}) == ("page, fields: 0.9800, but it was 0.9910.",)


def test_without_a_manifest_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert "manifest.jsonl is not there" in capsys.readouterr().err
