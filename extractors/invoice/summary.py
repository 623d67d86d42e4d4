"""Totals printed as a small table, one row a tax rate: the last row, where it is the sum of those above."""

from collections.abc import Iterator
from decimal import Decimal

from extractors.invoice.columns import Column
from extractors.invoice.labels import Label
from extractors.invoice.layout import Row
from extractors.invoice.reading import Candidate, Reading

FIELDS = ("net_total", "tax_total", "gross_total")
NEAR = 25.0
"""Points that an amount may stand off its heading."""
Amounts = dict[str, Candidate[Decimal]]


def summed_rows(reading: Reading) -> Iterator[tuple[str, Candidate[Decimal]]]:
    """(field, amount) of each row that sums up at least two columns of a table of totals."""
    for index, labels in reading.labels_by_row.items():
        columns = _columns(labels)
        if len(columns) < 2 or _money(reading, reading.sheet.rows[index]):
            continue
        above: list[Amounts] = []
        for row in reading.sheet.below(index, 9):
            amounts = _placed(columns, _money(reading, row))
            if above and not amounts:
                break
            if len(above) >= 2 and _sums(above, amounts):
                yield from amounts.items()
                break
            if amounts:
                above.append(amounts)


def _columns(labels: tuple[Label, ...]) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    for label in labels:
        for field in FIELDS:
            if field in label.fields and field not in found:
                found[field] = Column(field, label.box)
                break
    return tuple(found.values())


def _money(reading: Reading, row: Row) -> list[Candidate[Decimal]]:
    return [c for c in reading.amounts_by_row.get(row.index, ()) if c.detail and c.detail.decimals == 2]


def _placed(columns: tuple[Column, ...], money: list[Candidate[Decimal]]) -> Amounts:
    placed: Amounts = {}
    for column in columns:
        near = min(money, key=lambda amount: column.distance(amount.box), default=None)
        if near is not None and column.distance(near.box) < NEAR:
            placed[column.field] = near
    return placed if len(placed) >= 2 else {}


def _sums(above: list[Amounts], amounts: Amounts) -> bool:
    agreeing = 0
    for field, amount in amounts.items():
        parts = [row[field].value for row in above if field in row]
        agreeing += len(parts) >= 2 and abs(sum(parts, Decimal(0)) - amount.value) <= Decimal("0.02")
    return agreeing >= 2
