"""Amounts that are printed in parts only, one in a row for each tax rate: finding the parts, adding them up."""

import re
from dataclasses import replace
from decimal import Decimal

from extractors.invoice.layout import Row
from extractors.invoice.memory.label_forms import anchors
from extractors.invoice.reading import Candidate, Reading

Part = Candidate[Decimal]

RATE = re.compile(r"\d\s?[%％]")
SAME_COLUMN = 3.0
"""Points by which amounts of one column may be out of line."""
ROWS_BETWEEN = 2
"""Rows without a part that may stand between two parts."""


def parts_of(reading: Reading, first: Part, label: str = "") -> tuple[Part, ...]:
    """The amounts of the column, in reading order, that stand in rows with a tax rate next to the row of `first`.

    Args:
        label: where given, only rows in which it stands.
    """
    sheet = reading.sheet.rows
    labelled = {anchor.phrase.row for anchor in anchors(reading, label)} if label else None
    found = [first]
    for step in (1, -1):
        at, empty = first.phrase.row + step, 0
        while 0 <= at < len(sheet) and sheet[at].page == first.phrase.page and empty <= ROWS_BETWEEN:
            part = _part_in(reading, sheet[at], first) if labelled is None or at in labelled else None
            empty = 0 if part else empty + 1
            found += [part] if part else []
            if part is None and labelled is None:
                break  # a column goes on from row to row; what follows a gap is its total
            at += step
    return tuple(sorted(found, key=lambda part: part.phrase.row))


def as_one(parts: tuple[Part, ...]) -> Part:
    """The sum as one candidate at the place of the first part; the same where there is only one."""
    total = sum((part.value for part in parts), Decimal(0))
    return parts[0] if len(parts) == 1 else replace(parts[0], value=total)


def is_a_part(reading: Reading, amount: Part) -> bool:
    """Whether an amount of money stands in a row that states a tax rate."""
    detail = amount.detail
    if detail is None or detail.percent or detail.decimals != 2:
        return False
    return any(RATE.search(phrase.text) for phrase in reading.sheet.rows[amount.phrase.row].phrases)


def make_together(reading: Reading, first: Part, label: str, value: Decimal) -> bool:
    """Whether the amount and its fellows are the value."""
    return is_a_part(reading, first) and abs(as_one(parts_of(reading, first, label)).value) == abs(value)


def _part_in(reading: Reading, row: Row, like: Part) -> Part | None:
    """The row's amount in the column of `like`."""
    left, _, right, _ = like.box
    for amount in reading.amounts_by_row.get(row.index, ()):
        aligned = abs(amount.box[2] - right) < SAME_COLUMN or abs(amount.box[0] - left) < SAME_COLUMN
        if aligned and is_a_part(reading, amount):
            return amount
    return None
