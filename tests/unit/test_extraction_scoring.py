"""The scorer of the evaluation command."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.evaluate import Score, Tally, judge, main
from benchmarks.scoring import items, matches
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
    assert (score.sure.right, score.sure.wrong, score.lines.missing, score.whole) == (1, 0, 1, 0)


def test_without_a_manifest_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "manifest.jsonl is not there" in capsys.readouterr().err
