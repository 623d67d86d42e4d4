"""A table of words and one amount a row, found without headings: amounts above each other that give a printed total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.invoice.columns import Column, Header
from extractors.invoice.layout import union
from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.rows_of_lines import SUMMING

NEAR = 3.0
"""Points that amounts of one column may stand apart at their right side."""
PLAIN = 2
"""More amounts than so many prove a total that no label tells."""
FEWEST, MOST = 2, 200
"""So many amounts make a column."""


def headers_by_sums(reading: Reading) -> Iterator[Header]:
    """The column of the longest run of amounts whose sum stands below; at most one."""
    best: Sequence[Candidate[Decimal]] = ()
    for column in _columns(reading):
        for end, total in enumerate(column):
            run = _run(reading, column[:end], abs(total.value))
            if len(run) > (1 if _labelled(reading, total) else PLAIN):
                best = max(best, run, key=len)
    if best:
        above = best[0].phrase.row - 1
        column_of_totals = Column("line_total", union([amount.box for amount in best]))
        yield Header((column_of_totals,), above, above, best[0].phrase.page)


def _columns(reading: Reading) -> list[list[Candidate[Decimal]]]:
    """Amounts by their right side, from the top down."""
    columns: list[list[Candidate[Decimal]]] = []
    for amount in reading.amounts:
        if amount.detail and not amount.detail.percent and (amount.detail.decimals == 2 or amount.detail.currency):
            home = next((c for c in columns if abs(c[0].box[2] - amount.box[2]) <= NEAR), None)
            if home is None:
                columns.append([amount])
            else:
                home.append(amount)
    return [column for column in columns if FEWEST < len(column) <= MOST]


def _run(reading: Reading, above: Sequence[Candidate[Decimal]], total: Decimal) -> Sequence[Candidate[Decimal]]:
    """The amounts right above that give `total`, none of them beside a total's label."""
    whole = Decimal(0)
    for start in range(len(above) - 1, -1, -1):
        if _labelled(reading, above[start]) or not _worded(reading, above[start]):
            return ()
        whole += above[start].value
        if whole == total and len(above) - start >= FEWEST:
            return above[start:]
    return ()


def _labelled(reading: Reading, amount: Candidate[Decimal]) -> bool:
    return any(SUMMING & label.fields.keys() for label in reading.labels_by_row.get(amount.phrase.row, ()))


def _worded(reading: Reading, amount: Candidate[Decimal]) -> bool:
    """Words stand to the left of the amount."""
    row = reading.sheet.rows[amount.phrase.row]
    return any(sum(c.isalpha() for c in w.text) >= 2 and w.bbox[2] <= amount.box[0] + 1 for w in row.words)
