"""A grid of lines that a person edited, held against the lines as they were: what is the same keeps its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from extractors.models import Invoice, InvoiceLine, Source, Value
from orchestrator.correcting.changes import Places
from orchestrator.correcting.fields import LINE_FIELDS, shown
from orchestrator.errors import DecisionRefused
from orchestrator.learning.codes_by_person import CODES
from orchestrator.learning.typed_values import typed_value

COLUMNS = (*LINE_FIELDS, *CODES)
MOST_LINES = 5000
Codes = dict[tuple[int, str], str]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Grid:
    """The lines as a person left them.

    Attributes:
        codes: all codes given by people, by the new numbers of the lines.
        came_from: for each line the number that it had (from 1), None for a new one.
    """

    lines: tuple[InvoiceLine, ...]
    codes: Codes
    came_from: tuple[int | None, ...]

    def is_rearranged(self, before: int) -> bool:
        """Whether lines were added, removed or moved, of `before` ones."""
        return self.came_from != tuple(range(1, before + 1))


def edited(invoice: Invoice, codes: Codes, rows: Sequence[Row], boxes: Places) -> Grid:
    """The lines that a grid means; rows without any text are left out.

    Args:
        codes: what people said of the codes so far.

    Raises:
        DecisionRefused: a column is not known, a text is no value for its column, or the grid is too long.
    """
    kept = [row for row in rows if any(text.strip() for text in row.values())]
    _check(kept)
    came_from = tuple(_came_from(invoice.lines, codes, kept))
    lines = tuple(
        _line(invoice.lines[old - 1] if old else InvoiceLine(), row, number, boxes)
        for number, (row, old) in enumerate(zip(kept, came_from, strict=True), start=1)
    )
    return Grid(lines, _codes(invoice, codes, kept, came_from), came_from)


def rows_of(lines: Sequence[InvoiceLine], codes: Codes) -> list[list[str]]:
    """The lines as a grid shows them, by `COLUMNS`."""
    return [[_cell(line, codes, number, column) for column in COLUMNS] for number, line in enumerate(lines, start=1)]


def _cell(line: InvoiceLine, codes: Codes, number: int, column: str) -> str:
    return codes.get((number, column), "") if column in CODES else shown(getattr(line, column))


def _check(rows: Sequence[Row]) -> None:
    unknown = {column for row in rows for column in row} - set(COLUMNS)
    if unknown:
        raise DecisionRefused(f"{min(unknown)!r} is no column of the lines. The columns are: {', '.join(COLUMNS)}.")
    if len(rows) > MOST_LINES:
        raise DecisionRefused(f"These are {len(rows)} lines; at most {MOST_LINES} can be saved.")


def _came_from(lines: Sequence[InvoiceLine], codes: Codes, rows: Sequence[Row]) -> Iterator[int | None]:
    """Which line each row was: rows that agree first, what lies between them in its order."""
    before = [tuple(row) for row in rows_of(lines, codes)]
    after = [
        tuple(" ".join(row.get(c, known).split()) for c, known in zip(COLUMNS, _known(before, i), strict=True))
        for i, row in enumerate(rows)
    ]
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])  # one row gone among others that are alike is that row
    yield from range(1, head + 1)
    middle, left = before[head : len(before) - tail], after[head : len(after) - tail]
    for _, start, end, first, last in SequenceMatcher(None, middle, left, autojunk=False).get_opcodes():
        for offset in range(last - first):
            yield head + start + offset + 1 if start + offset < end else None
    yield from range(len(before) - tail + 1, len(before) + 1)


def _alike(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> int:
    """How many rows agree from the beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _known(before: Sequence[tuple[str, ...]], index: int) -> tuple[str, ...]:
    return before[index] if index < len(before) else ("",) * len(COLUMNS)


def _line(old: InvoiceLine, row: Row, number: int, boxes: Places) -> InvoiceLine:
    return old.model_copy(update={name: _value(old, name, row, number, boxes) for name in LINE_FIELDS if name in row})


def _value(old: InvoiceLine, name: str, row: Row, number: int, boxes: Places) -> Value[Any] | None:
    before: Value[Any] | None = getattr(old, name)
    if " ".join(row[name].split()) == shown(before):
        return before
    try:
        value = typed_value(name, row[name])
    except DecisionRefused as refusal:
        raise DecisionRefused(f"Line {number}: {refusal}") from refusal
    if before is not None and before.value == value:
        return before
    if value is None:
        return None
    page, box = boxes.get(f"lines.{number}.{name}", (None, None))
    return Value(value=value, confidence=1.0, page=page, bbox=box, source=Source.PERSON)


def _codes(invoice: Invoice, codes: Codes, rows: Sequence[Row], came_from: Sequence[int | None]) -> Codes:
    found: Codes = {}
    for number, (row, old) in enumerate(zip(rows, came_from, strict=True), start=1):
        for name in CODES:
            before = codes.get((old, name)) if old else None
            text = (typed_value(name, row[name]) or "") if name in row else before
            if text or (text == "" and before == ""):
                found[number, name] = text
    for index in range(1, len(invoice.adjustments) + 1):  # allowances and charges are coded after the lines
        moved = {name: codes.get((len(invoice.lines) + index, name)) for name in CODES}
        found |= {(len(rows) + index, name): text for name, text in moved.items() if text is not None}
    return found
