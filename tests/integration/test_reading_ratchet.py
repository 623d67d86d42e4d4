"""What is read right on real documents may get better, but no worse."""

import json
from pathlib import Path

import pytest

from benchmarks.parts import PARTS, Part, evaluate, rows_of
from benchmarks.ratchet import fallen, figures

BEFORE = json.loads((Path(__file__).parents[2] / "benchmarks/results/reading.json").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.real_documents
@pytest.mark.usefixtures("tesseract")
@pytest.mark.parametrize("part", [part for part in PARTS if part.name in BEFORE], ids=lambda part: part.name)
def test_no_figure_falls_by_more_than_a_point(part: Part, real_documents: Path) -> None:
    rows = rows_of(real_documents, part)
    assert rows, "the folder of documents has nothing of this part"
    assert fallen({part.name: figures(evaluate(real_documents, rows, part.xml))}, BEFORE) == ()
