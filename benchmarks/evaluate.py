"""Read a folder of documents with known truth and print how well each field is read: `python -m benchmarks.evaluate`.

The folder (argument, or BOTFARM_DOCUMENTS) holds `manifest.jsonl`, one row a document: `file` (relative to the folder),
`truth` (field to value; `lines` a list), and optionally `set` (for totals by set) and `meta.visible_in_text` (field to
whether the pages print it; what they do not print is left out unless XML is used).
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.scoring import SCORED, items, matches
from extractors.models import Extraction
from extractors.output import as_row
from extractors.pool import read_many

SURE = 0.95


@dataclass
class Tally:
    """Right, wrong and missing values."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, right: int, wrong: int, missing: int) -> None:
        self.right, self.wrong, self.missing = self.right + right, self.wrong + wrong, self.missing + missing

    @property
    def figures(self) -> tuple[float, float, float]:
        """(precision, recall, F1), each 0 where nothing was there."""
        precision = self.right / (self.right + self.wrong or 1)
        recall = self.right / (self.right + self.wrong + self.missing or 1)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)


@dataclass
class Score:
    """Tallies by field, by set, of lines, and of values claimed as sure."""

    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    sets: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lines: Tally = field(default_factory=Tally)
    sure: Tally = field(default_factory=Tally)
    documents: int = 0
    whole: int = 0


def main(arguments: list[str] | None = None) -> int:
    """Run the evaluation; exit code 2 where there is no manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("BOTFARM_DOCUMENTS", ".")))
    parser.add_argument("--set", action="append", help="only documents of this set; may be repeated")
    parser.add_argument("--xml", action="store_true", help="believe XML inside PDFs instead of reading their pages")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    manifest = options.folder / "manifest.jsonl"
    if not manifest.is_file():
        print(f"{manifest} is not there. Name a folder with a manifest, or set BOTFARM_DOCUMENTS.", file=sys.stderr)
        return 2
    rows = [json.loads(row) for row in manifest.read_text(encoding="utf-8").splitlines() if row.strip()]
    rows = [row for row in rows if not options.set or row.get("set") in options.set]
    report(evaluate(options.folder, rows, options.xml, options.processes))
    return 0


def evaluate(folder: Path, rows: list[dict[str, Any]], xml: bool, processes: int) -> Score:
    """Read every document of `rows` and score what was read against its truth."""
    wanted = {(folder / row["file"]).resolve(): row for row in rows}
    score = Score()
    for path, extraction in read_many(wanted, structured=xml, processes=processes):
        judge(score, wanted[path], extraction, xml)
    return score


def judge(score: Score, row: dict[str, Any], extraction: Extraction, xml: bool) -> None:
    """Add one document to the score."""
    read = as_row(row["file"], extraction)
    shown = {} if xml else (row.get("meta") or {}).get("visible_in_text") or {}
    before = _faults(score)
    for name, truth in row["truth"].items():
        if name in SCORED and truth not in (None, "", []) and shown.get(name) is not False:
            outcome = _outcome(name, truth, read["fields"].get(name, {}).get("value"))
            score.fields[name].add(*outcome)
            score.sets[row.get("set", "")].add(*outcome)
            if read["fields"].get(name, {}).get("confidence", 0) >= SURE:
                score.sure.add(*outcome)
    score.documents += 1
    score.whole += _faults(score) == before
    wanted = [line for line in row["truth"].get("lines") or [] if line.get("line_total") is not None]
    if wanted:
        got = [line["line_total"]["value"] for line in read["lines"] if "line_total" in line]
        score.lines.add(*items([line["line_total"] for line in wanted], list(got), "net_total"))


def _outcome(name: str, truth: object, read: object) -> tuple[int, int, int]:
    if isinstance(truth, list):
        return items(truth, read if isinstance(read, list) else [], name)
    if read is None:
        return 0, 0, 1
    right = matches(name, truth, read)
    return int(right), int(not right), 0


def _faults(score: Score) -> int:
    return sum(tally.wrong + tally.missing for tally in score.fields.values())


def report(score: Score) -> None:
    """Print the tallies as a table on standard output."""
    print(f"{'field':24}{'n':>6}{'right':>7}{'wrong':>7}{'miss':>6}{'prec':>8}{'recall':>8}{'F1':>8}")
    groups = [sorted(score.fields.items()), sorted((f"set {name}", t) for name, t in score.sets.items())]
    whole = Tally()
    for tally in score.fields.values():
        whole.add(tally.right, tally.wrong, tally.missing)
    for name, tally in [*groups[0], ("all fields", whole), *groups[1], ("line totals", score.lines)]:
        precision, recall, f1 = tally.figures
        count = tally.right + tally.wrong + tally.missing
        print(
            f"{name:24}{count:6}{tally.right:7}{tally.wrong:7}{tally.missing:6}{precision:8.3f}{recall:8.3f}{f1:8.3f}"
        )
    sure = score.sure.right + score.sure.wrong
    print(f"{score.documents} documents, {score.whole} with every field right")
    share = score.sure.wrong / (sure or 1)
    print(f"{sure} values claimed at {SURE} or more, {score.sure.wrong} of them wrong ({share:.2%})")


if __name__ == "__main__":
    sys.exit(main())
