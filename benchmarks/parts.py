"""The parts of the evaluation: which sets of documents tell how well which way of reading works."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.tally import Score, judge
from extractors.pool import read_many

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """Documents that are read and scored together.

    Attributes:
        sets: names of sets in the manifest.
        xml: whether XML inside PDFs is believed; without, values that the pages do not print are left out.
        suffixes: of the files that are taken; none means all.
    """

    name: str
    title: str
    sets: frozenset[str]
    xml: bool = True
    suffixes: tuple[str, ...] = ()


MIXED = frozenset({"zugferd-corpus", "mustang"})
PARTS = (
    Part(
        "xml",
        "e-invoices as XML, alone or inside a PDF",
        MIXED | {"xrechnung-testsuite", "en16931", "gobl-pairs", "ofd-ofdrw", "ru-fairmark"},
    ),
    Part("page", "born-digital PDFs by their pages alone", MIXED | {"invoice2data"}, xml=False, suffixes=(".pdf",)),
    Part("scans", "scanned receipts and invoices", frozenset({"sroie", "azure-samples", "docile-sample"})),
    Part("codes", "payment slips with a QR code", frozenset({"php-swiss-qr-bill", "swissqrbill"})),
    Part("generated", "generated bills (python -m benchmarks.generated)", frozenset({"generated"}), xml=False),
    Part("contracts", "contracts", frozenset({"cuad"})),
)


def rows_of(folder: Path, part: Part | None = None, sets: Iterable[str] = ()) -> list[Row]:
    """The rows of the manifest that belong to a part (all without one), of certain sets where they are named."""
    rows = [
        json.loads(row) for row in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines() if row.strip()
    ]
    wanted = frozenset(sets)
    return [
        row
        for row in rows
        if (part is None or row.get("set") in part.sets)
        and (part is None or not part.suffixes or row["file"].lower().endswith(part.suffixes))
        and (not wanted or row.get("set") in wanted)
    ]


def evaluate(folder: Path, rows: list[Row], xml: bool, processes: int = 2) -> Score:
    """Read every document of `rows` and score what was read against its truth."""
    wanted = {(folder / row["file"]).resolve(): row for row in rows}
    score = Score()
    for path, extraction in read_many(wanted, structured=xml, processes=processes):
        judge(score, wanted[path], extraction, xml)
    score.misses.sort()
    return score
