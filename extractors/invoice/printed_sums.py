"""The amounts that lines can add up to: what the pages print outside of the lines, best where a label says total."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from extractors.invoice.drafts import CENT, summed
from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.rows_of_lines import SUMMING
from extractors.invoice.splitting_lines import Split
from extractors.models import Box

LABELLED = 3.0
UNLABELLED = 1.2
ASIDE = 5.0
"""Points that an amount may stand beside the label above it."""
ROUNDED = 2 * CENT
"""What rounding each line may make in the sum."""
TAX = {"tax_total"}
SUM_LABELS = SUMMING | {"line_total", "line_gross"}


@dataclass(frozen=True)
class PrintedSums:
    """Amounts with the rows in which they stand; `known` are totals already chosen, with their worth."""

    rows: tuple[tuple[int, Decimal, float], ...]
    rates: frozenset[Decimal] = frozenset()
    known: Mapping[Decimal, float] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def on(cls, reading: Reading) -> "PrintedSums":
        """The amounts of a document's pages; those beside a total's label count for more."""
        rates = frozenset(a.value for a in reading.amounts if a.detail and a.detail.percent and 0 < a.value <= 30)
        return cls(tuple(_sums(reading)), rates)

    def knowing(self, totals: Mapping[Decimal, float]) -> "PrintedSums":
        """The same, with totals that were chosen since."""
        return replace(self, known=totals)

    def match(self, value: Decimal, after: int, count: int) -> float:
        """How far `value` is printed as a sum below row `after`; `count` amounts give it."""
        if not value:
            return 0.0
        best = self.known.get(abs(value), 0.0)
        for row, amount, worth in self.rows:
            if abs(amount - abs(value)) <= ROUNDED and row > after and (count > 1 or worth == LABELLED):
                best = max(best, worth if amount == abs(value) else worth - 1.0)
        return best

    def worth(self, split: Split) -> float:
        """How far the arithmetic speaks for these lines: their sum is printed, and quantity times price agrees."""
        if not split.lines:
            return -1.0
        last = max(draft.row for draft in split.lines)
        agreeing = sum(draft.agrees for draft in split.lines)
        priced = sum(draft.priced for draft in split.lines)
        odd = sum(draft.charge and not draft.priced for draft in split.lines) if priced else 0
        further = sum(draft.part > 0 and not draft.agrees for draft in split.lines)
        inner = 2.0 * agreeing / max(priced, 1) + 0.1 * min(agreeing, 10)
        inner -= 0.3 * odd + 0.3 * min(further, 5) + 0.4 * min(split.left_out, 5)
        telling = [draft for draft in split.lines if draft.total]
        if len(telling) == 1 < len(split.lines) and not telling[0].agrees:
            return inner - 1.0
        alone = self.match(summed(split.lines), last, len(split.lines))
        if not split.adjustments:
            return inner + alone
        if self._is_tax(summed(split.adjustments), summed(split.lines)):
            return -1.0
        end = max(draft.row for draft in split.drafts)
        whole = self.match(split.whole, end, len(split.drafts))
        said = all(draft.charge for draft in split.adjustments)
        both = 0 < alone <= whole
        return inner + whole + (1.0 if both else 0.0) + (0.5 if said else 0.0 if both else -1.0) - 0.4

    def printed(self, split: Split) -> bool:
        """Whether lines and adjustments give an amount that stands below them."""
        return bool(split.lines) and self.match(split.whole, max(d.row for d in split.drafts), len(split.drafts)) > 0

    def _is_tax(self, charge: Decimal, lines: Decimal) -> bool:
        """Whether what stands below the lines is their tax, at a rate that is printed."""
        return any(abs(lines * rate / 100 - charge) <= CENT for rate in self.rates)

    def explained(self, split: Split) -> bool:
        """Whether quantity times price agrees in most lines, and their sum is printed beside a total's label."""
        return self.worth(split) >= LABELLED + 1.5


def _sums(reading: Reading) -> list[tuple[int, Decimal, float]]:
    found = []
    for amount in reading.amounts:
        if _money(amount):
            said = _said(reading, amount)
            worth = LABELLED if said & SUM_LABELS - TAX else UNLABELLED
            if "carried" not in said and (worth == LABELLED or not said & TAX):
                found.append((amount.phrase.row, abs(amount.value), worth))
    return found


def _said(reading: Reading, amount: Candidate[Decimal]) -> set[str]:
    """What the labels in the amount's row stand for; those right above it where its row has none."""
    row = amount.phrase.row
    labels = reading.labels_by_row.get(row, ())
    if not labels and row and not reading.amounts_by_row.get(row - 1):
        labels = tuple(
            label for label in reading.labels_by_row.get(row - 1, ()) if _above(label.phrase.box, amount.box)
        )
    return {name for label in labels for name in label.fields}


def _above(heading: Box, amount: Box) -> bool:
    return heading[0] - ASIDE < amount[2] and amount[0] < heading[2] + ASIDE


def _money(amount: Candidate[Decimal]) -> bool:
    detail = amount.detail
    return detail is not None and not detail.percent and (detail.decimals in (1, 2) or detail.currency is not None)
