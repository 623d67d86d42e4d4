"""Invoice lines from ruled tables, a second opinion: a cell's column is its place in the table, not a distance."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.invoice.columns import COLUMNS, NUMBER_COLUMNS, Column, Header, choose_columns
from extractors.invoice.drafts import Draft
from extractors.invoice.labels import Label, labels_in
from extractors.invoice.layout import Phrase, phrase_of
from extractors.invoice.reading import Candidate, Reading
from extractors.invoice.rows_of_lines import SUMMING, fits
from extractors.models import Word
from extractors.text.tables import Cell, Table
from extractors.values.amounts import find_amounts

Roles = dict[str, int]
"""The place of each column in its table's rows, by the column's field."""

CLEAR = 4.0
"""The worth from which a row is the heading of invoice lines."""


def lines_of_tables(reading: Reading, tables: Sequence[Table]) -> tuple[Draft, ...]:
    """The lines of all tables with a heading that names their columns; a table without goes on with the one before."""
    drafts: list[Draft] = []
    roles: Roles = {}
    width = 0
    for table in tables:
        rows = [tuple(_phrase(reading, table.page, cell) for cell in row) for row in table.rows]
        first, found = _heading(rows)
        if found:
            roles, width = found, len(rows[first])
        elif width != len(rows[0]):
            continue
        drafts += _lines(reading, rows[first + 1 :], roles)
    return tuple(drafts)


def _phrase(reading: Reading, page: int, cell: Cell | None) -> Phrase | None:
    """The page's words inside a cell, in reading order."""
    if cell is None:
        return None
    rows = [
        (row.index, row.phrases[0].source, _inside(row.words, cell)) for row in reading.sheet.rows if row.page == page
    ]
    held = [(index, source, words) for index, source, words in rows if words]
    if not held:
        return None
    return phrase_of(page, held[0][0], [word for _, _, words in held for word in words], held[0][1])


def _inside(words: Sequence[Word], cell: Cell) -> list[Word]:
    x0, top, x1, bottom = cell.bbox
    return [
        word
        for word in words
        if x0 <= (word.bbox[0] + word.bbox[2]) / 2 <= x1 and top <= (word.bbox[1] + word.bbox[3]) / 2 <= bottom
    ]


def _heading(rows: Sequence[Sequence[Phrase | None]]) -> tuple[int, Roles]:
    """(index, roles) of the row that is the clearest heading; (-1, {}) where none is."""
    best = (0.0, -1, Roles())
    for index, row in enumerate(rows):
        labels = {place: label for place, cell in enumerate(row) if cell and (label := _column_label(cell))}
        columns = choose_columns(tuple(labels.values()))
        worth = Header(columns, index, index, 0).worth
        if worth >= CLEAR and worth > best[0]:
            best = (worth, index, {column.field: _place(column, labels) for column in columns})
    return best[1], best[2]


def _column_label(cell: Phrase) -> Label | None:
    """A cell's longest label of a column."""
    known = [label for label in labels_in(cell) if COLUMNS & label.fields.keys()]
    return max(known, key=lambda label: label.end - label.start, default=None)


def _place(column: Column, labels: dict[int, Label]) -> int:
    return next(place for place, label in labels.items() if label.box == column.box)


def _lines(reading: Reading, rows: Sequence[Sequence[Phrase | None]], roles: Roles) -> Iterator[Draft]:
    """The rows with an amount, up to one that says a total."""
    for row in rows:
        cells = {field: cell for field, place in roles.items() if place < len(row) and (cell := row[place])}
        numbers = {
            field: found
            for field in NUMBER_COLUMNS
            if field in cells and (found := _number(reading, field, cells[field]))
        }
        priced = bool({"quantity", "unit_price"} & numbers.keys())
        if not priced and any(SUMMING & label.fields.keys() for c in row if c for label in labels_in(c)):
            return
        if {"line_total", "line_gross"} & numbers.keys():
            text = cells.get("description") or cells.get("item")
            place = next(iter(cells.values()))
            yield Draft(place.row, numbers, list(text.words) if text else [], place.page, place.source)


def _number(reading: Reading, field: str, cell: Phrase) -> Candidate[Decimal] | None:
    """The first number of a cell that its column can hold."""
    for item in find_amounts(cell.text, reading.decimal_mark, reading.noisy):
        trust = 0.7 if item.unsure or item.noisy else 1.0
        found = Candidate(item.value, cell, item.start, item.end, trust, item)
        if fits(field, found):
            return found
    return None
