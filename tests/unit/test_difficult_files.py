"""What the run over difficult files says of each."""

from pathlib import Path

import pytest

from benchmarks.difficult import Outcome, main
from extractors.models import Effect, Extraction, Kind, Problem


@pytest.mark.parametrize(
    ("problem", "text", "how"),
    [
        (Problem(code="timeout", message="", effect=Effect.FAILED), "", "ended"),
        (Problem(code="damaged", message="", effect=Effect.REFUSED), "", "refused"),
        (Problem(code="ocr_missing", message="", effect=Effect.FAILED), "", "failed"),
        (Problem(code="no_text", message=""), "", "read"),
        (None, "words", "read"),
        (None, " ", "silent"),
    ],
)
def test_how_a_file_ended(problem: Problem | None, text: str, how: str) -> None:
    extraction = Extraction(
        kind=Kind.OTHER, kind_confidence=0.0, problems=(problem,) if problem else (), text=text
    )  # fmt: skip

    assert Outcome(Path("a.pdf"), 1.0, 100, extraction).how == how


def test_broken_files_are_refused_and_do_not_fail_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")

    assert main([str(tmp_path)]) == 0
    assert "2 files: 2 refused" in capsys.readouterr().out
    assert main([]) == 0
    assert "Skipped" in capsys.readouterr().err
