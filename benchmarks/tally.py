"""Counting what was read right: by field, by set, of lines, and by the confidence that was claimed."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from benchmarks.scoring import SCORED, items, lines_right, matches
from extractors.models import Extraction
from extractors.output import as_row

SURE = 0.95
OTHER_NAMES = {"buyer_name": "customer_name", "reference": "payment_reference"}
"""What some folders of documents call a field."""


@dataclass
class Tally:
    """Right, wrong and missing values."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, right: int, wrong: int, missing: int) -> None:
        self.right, self.wrong, self.missing = self.right + right, self.wrong + wrong, self.missing + missing

    @property
    def count(self) -> int:
        """How many true values there are."""
        return self.right + self.wrong + self.missing

    @property
    def figures(self) -> tuple[float, float, float]:
        """(precision, recall, F1), each 0 where nothing was there."""
        precision = self.right / (self.right + self.wrong or 1)
        recall = self.right / (self.count or 1)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)


@dataclass
class LineTally:
    """True lines, lines that were read, and how many of them are right."""

    wanted: int = 0
    read: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """2 x right / (wanted + read), 0 where there are none."""
        return 2 * self.right / (self.wanted + self.read or 1)


@dataclass
class Score:
    """Tallies by field and by set, of lines, and every single claim as (confidence, right)."""

    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    sets: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lines: LineTally = field(default_factory=LineTally)
    claims: list[tuple[float, bool]] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    documents: int = 0
    whole: int = 0

    @property
    def everything(self) -> Tally:
        """All fields together."""
        total = Tally()
        for tally in self.fields.values():
            total.add(tally.right, tally.wrong, tally.missing)
        return total

    @property
    def sure(self) -> Tally:
        """What was claimed at `SURE` or more."""
        claimed = [right for confidence, right in self.claims if confidence >= SURE]
        return Tally(right=sum(claimed), wrong=len(claimed) - sum(claimed))


def judge(score: Score, row: dict[str, Any], extraction: Extraction, xml: bool) -> None:
    """Add one document to the score; what its pages do not print is left out where XML is not believed."""
    read = as_row(row["file"], extraction)
    shown = {} if xml else (row.get("meta") or {}).get("visible_in_text") or {}
    before = len(score.misses)
    for told, truth in row["truth"].items():
        name = OTHER_NAMES.get(told, told)
        if name in SCORED and truth not in (None, "", []) and shown.get(told) is not False:
            _judge_field(score, row, name, truth, read["fields"].get(name, {}))
    score.documents += 1
    score.whole += len(score.misses) == before
    wanted = [line for line in row["truth"].get("lines") or [] if line.get("line_total") is not None]
    if wanted:
        score.lines.wanted += len(wanted)
        score.lines.read += len(read["lines"])
        score.lines.right += lines_right(wanted, read["lines"])


def _judge_field(score: Score, row: dict[str, Any], name: str, truth: object, cell: dict[str, Any]) -> None:
    outcome = _outcome(name, truth, cell.get("value"))
    score.fields[name].add(*outcome)
    score.sets[row.get("set", "")].add(*outcome)
    right = outcome[1:] == (0, 0)
    if cell:
        score.claims.append((cell["confidence"], right))
    if not right:
        score.misses.append(f"{row['file']}: {name}: want {truth!r}, got {cell.get('value')!r}")


def _outcome(name: str, truth: object, read: object) -> tuple[int, int, int]:
    if isinstance(truth, list):
        return items(truth, read if isinstance(read, list) else [], name)
    if read is None:
        return 0, 0, 1
    right = matches(name, truth, read)
    return int(right), int(not right), 0
