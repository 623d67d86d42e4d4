"""`make eval-false-alarms` reads real documents and tells what would stop them."""

from pathlib import Path

import pytest

from benchmarks.false_alarms import main
from tests.en16931_documents import Stated, ubl_invoice


def test_right_documents_pass_and_wrong_ones_are_told_with_their_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "right.xml").write_text(ubl_invoice(Stated()), encoding="utf-8")
    (tmp_path / "wrong.xml").write_text(ubl_invoice(Stated(gross="120.00")), encoding="utf-8")
    (tmp_path / "letter.xml").write_text("<Letter/>", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "wrong.xml: en16931: The total with VAT is 120.00" in told
    assert "right.xml" not in told
    assert "2 documents read." in told


def test_an_empty_folder_is_no_success(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1
