"""The header of the line table: which column is what, by the labels of one row or of a few rows above each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.invoice.labels import Label
from extractors.invoice.layout import Phrase, Row, union
from extractors.invoice.reading import Reading
from extractors.models import Box

TEXT_COLUMNS = ("position", "item", "description", "unit")
NUMBER_COLUMNS = ("quantity", "unit_price", "discount", "tax_rate", "line_tax", "line_total", "line_gross")
COLUMNS = frozenset(TEXT_COLUMNS + NUMBER_COLUMNS)
PREFERENCE = (
    "description",
    "quantity",
    "unit_price",
    "line_total",
    "line_gross",
    "line_tax",
    "tax_rate",
    "discount",
    "unit",
    "position",
    "item",
)
NAMED = 0.3
"""The part of a heading's letters that its columns' labels make; less is a sentence with such words."""


@dataclass(frozen=True)
class Column:
    """A column by its heading: `field` is one of COLUMNS, `box` the heading's place."""

    field: str
    box: Box

    def distance(self, box: Box) -> float:
        """How far a box is from the column: 0 for aligned or overlapping centres, else points."""
        edges = (abs(box[0] - self.box[0]), abs(box[2] - self.box[2]))
        middle = abs((box[0] + box[2]) / 2 - (self.box[0] + self.box[2]) / 2)
        return min(*edges, middle)


@dataclass(frozen=True)
class Header:
    """The heading of a line table: `first` and `last` are the indexes of its rows."""

    columns: tuple[Column, ...]
    first: int
    last: int
    page: int

    def column(self, field: str) -> Column | None:
        return next((column for column in self.columns if column.field == field), None)

    def like(self, other: "Header") -> bool:
        """Mostly the same columns: the heading of one table, printed again."""
        mine, theirs = ({column.field for column in header.columns} for header in (self, other))
        return len(mine & theirs) >= 0.6 * len(mine | theirs)

    @property
    def worth(self) -> float:
        """How clearly this is the heading of invoice lines."""
        fields = {column.field for column in self.columns}
        money = fields & {"line_total", "line_gross", "unit_price"}
        if len(fields) < 2 or not money or not fields & {"description", "quantity", "item", "unit_price"}:
            return 0.0
        points = {
            "description": 2.0,
            "quantity": 2.0,
            "unit_price": 2.0,
            "line_total": 2.0,
            "line_gross": 1.0,
            "item": 0.5,
        }
        return sum(points.get(field, 0.5) for field in fields)


def find_headers(reading: Reading) -> tuple[Header, ...]:
    """The headings of line tables, in reading order; a heading repeated on a later page is found again."""
    return reading.once("headings", lambda: tuple(_headers(reading)))


def _headers(reading: Reading) -> list[Header]:
    found: list[Header] = []
    rows = reading.sheet.rows
    index = 0
    while index < len(rows):
        if not _has_columns(reading, index):
            index += 1
            continue
        best = max(
            (_header(reading, index, count) for count in (1, 2, 3, 4)), key=lambda h: (h.worth, -(h.last - h.first))
        )
        if best.worth >= 4.0:
            found.append(best)
            index = best.last + 1
        else:
            index += 1
    return found


def _header(reading: Reading, first: int, count: int) -> Header:
    rows = reading.sheet.rows[first : first + count]
    nothing = Header((), first, first, rows[0].page)
    if len(rows) < count or rows[-1].page != rows[0].page:
        return nothing
    height = max(phrase.height for phrase in rows[0].phrases)
    if count > 1 and rows[-1].box[3] - rows[0].box[1] > 1.9 * height * count:
        return nothing
    labels = []
    for row in rows:
        amounts = [a for a in reading.amounts_by_row.get(row.index, ()) if a.detail and a.detail.decimals]
        if amounts:
            return nothing
        labels += [label for label in reading.labels_by_row.get(row.index, ()) if COLUMNS & label.fields.keys()]
        if len(row.words) > 30:
            return nothing
    if count > 1 and not any(label.phrase.row == rows[-1].index for label in labels):
        return nothing
    if sum(label.end - label.start for label in labels) < NAMED * sum(len(row.text) for row in rows):
        return nothing
    columns = choose_columns(labels)
    return Header(columns + _unnamed_total(rows, columns), first, rows[-1].index, rows[0].page)


def _unnamed_total(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Column, ...]:
    """The last heading is the total's where no label says so: no other column stands so often on the right."""
    if not columns or {"line_total", "line_gross"} & {column.field for column in columns}:
        return ()
    right = max(column.box[2] for column in columns)
    beyond = [phrase for row in rows for phrase in row.phrases if phrase.box[0] > right and _short(phrase)]
    return (Column("line_total", union([phrase.box for phrase in beyond])),) if beyond else ()


def _short(phrase: Phrase) -> bool:
    return len(phrase.words) <= 4 and any(char.isalpha() for char in phrase.text)


def _has_columns(reading: Reading, row: int) -> bool:
    return any(COLUMNS & label.fields.keys() for label in reading.labels_by_row.get(row, ()))


def choose_columns(labels: Sequence[Label]) -> tuple[Column, ...]:
    """One column a label, each field once; a label that can be several takes what no other can be."""
    groups = _stacked(labels)
    texts = [g[0].box[0] for g in groups if any("description" in label.fields for label in g)]
    start = min(texts, default=0.0)
    taken: dict[str, tuple[Label, ...]] = {}
    left: list[tuple[Label, ...]] = []
    netted = [label for label in labels if "net_total" in label.fields and "gross_total" not in label.fields]
    for group in sorted(groups, key=lambda g: _precedence(g, start, netted)):
        options = [f for f in PREFERENCE if any(f in label.fields for label in group) and f not in taken]
        if texts and group[0].box[0] > start and "position" in options:
            options.remove("position")
        if options:
            taken[_pick(options, group)] = group
        else:
            left.append(group)
    left = [group for group in left if any("line_total" in label.fields for label in group)]
    last = max(left, key=lambda g: g[0].box[0], default=None)
    if last and "line_total" not in taken and all(last[0].box[0] > g[0].box[0] for g in taken.values()):
        taken["line_total"] = last
    elif (
        last and "line_total" in taken and "line_gross" not in taken and last[0].box[0] > taken["line_total"][0].box[0]
    ):
        taken["line_gross"] = last
    columns = [Column(field, union([label.box for label in group])) for field, group in taken.items()]
    return tuple(sorted(columns, key=lambda column: column.box[0]))


def _precedence(group: tuple[Label, ...], start: float, netted: Sequence[Label]) -> tuple[bool, int, bool, int, float]:
    """Headings of one meaning before those of many, those that say net and long ones before others.

    Amounts do not stand before the description.
    """
    options = min(len(COLUMNS & label.fields.keys()) for label in group)
    amount = not any({*TEXT_COLUMNS, "quantity"} & label.fields.keys() for label in group)
    longest = max(label.end - label.start for label in group)
    net = any(label.phrase is other.phrase or label is other for label in group for other in netted)
    return (amount and group[0].box[0] < start, options, not net, -longest, -group[0].box[0])


def _pick(options: list[str], group: tuple[Label, ...]) -> str:
    """The longest label of a stack decides: ``Einzelpreis`` over ``Netto`` below it."""
    if "line_gross" in options and any({"line_gross"} == COLUMNS & label.fields.keys() for label in group):
        return "line_gross"
    longest = max(group, key=lambda label: label.end - label.start)
    preferred = [field for field in options if field in longest.fields]
    return (preferred or options)[0]


def _stacked(labels: Sequence[Label]) -> list[tuple[Label, ...]]:
    """Labels above each other are one heading."""
    groups: list[list[Label]] = []
    for label in sorted(labels, key=lambda item: item.phrase.row):
        place = _place(label, labels)
        home = next(
            (g for g in groups if g[-1].phrase.row != label.phrase.row and _over(_place(g[-1], labels), place)), None
        )
        if home is None:
            home = next((g for g in groups if g[-1].phrase is label.phrase and _touching(g[-1], label)), None)
        if home is None:
            groups.append([label])
        else:
            home.append(label)
    return [tuple(group) for group in groups]


def _place(label: Label, labels: Sequence[Label]) -> Box:
    """The box of the whole phrase where the label is the only one in it."""
    alone = sum(other.phrase is label.phrase for other in labels) == 1
    return label.phrase.box if alone else label.box


def _touching(before: Label, after: Label) -> bool:
    """``Price (net)``, ``Total incl. VAT``: two labels of one phrase that only brackets divide, or a word on tax."""
    between = before.phrase.text[before.end : after.start]
    if not 0 <= after.start - before.end <= 3 or any(c.isalnum() for c in between):
        return False
    return any(c in "(/" for c in between) or COLUMNS & after.fields.keys() == {"line_gross"}


def _over(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.4 * min(a[2] - a[0], b[2] - b[0])
