"""The rows below a heading as drafts of lines, cut into parts where a total or another heading stands between."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from extractors.invoice.columns import COLUMNS, NUMBER_COLUMNS, Column, Header
from extractors.invoice.completing_lines import completed, righted
from extractors.invoice.drafts import CENT, Draft
from extractors.invoice.labels import Label
from extractors.invoice.layout import Phrase, Row
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Word

ENDING = frozenset({"net_total", "gross_total", "amount_due", "tax_total"})
SUMMING = ENDING | {"subtotal", "carried"}
HEADING = COLUMNS | SUMMING | {"due_date", "tax_exempt", "other_amount"}
PARTS = 12
"""So many totals or foreign headings are looked past; lines do not go on behind more."""
IDENTIFIER = re.compile(r"\d{8}")
"""So many digits without a mark are no quantity and no amount."""
NOWHERE = float("-inf")
"""Stands for the end of a row to which nothing can be near."""
Numbers = dict[str, Candidate[Decimal]]


def drafts_below(reading: Reading, header: Header, stop: int, part: int = 0) -> tuple[list[Draft], int]:
    """The drafts under one heading, on its page and the next ones, before the row with index `stop`; the last part."""
    drafts: list[Draft] = []
    waiting: Draft | None = None
    left = _left_edge(reading, header, stop)
    subtotals = 0
    page, bottom = header.page, reading.sheet.rows[max(header.last, 0)].box[3]
    for row in reading.sheet.rows[header.last + 1 : stop]:
        if (row.page != page and not drafts) or part >= PARTS:
            break
        numbers = _numbers(reading, header, row)
        if total_row(reading, row, numbers):
            between = _only_subtotal(reading, row)
            part, subtotals, waiting, bottom = part + (not between), subtotals + between, None, NOWHERE
            continue
        if drafts and _foreign_heading(reading, row):
            part, bottom = part + 1, NOWHERE
            continue
        draft = Draft(row.index, numbers, _description(header, row, numbers, left), row.page, row.phrases[0].source)
        draft.part, draft.subtotals, draft.charge = part, subtotals, _charges(reading, row)
        near = bool(drafts) and row.page == drafts[-1].page and row.box[1] - bottom < 2.2 * (row.box[3] - row.box[1])
        if _is_line(header, numbers):
            drafts.append(completed(_joined(waiting, draft, bottom, row), reading.amounts_by_row.get(row.index, ())))
            waiting = None
        elif _begins_line(header, numbers):
            waiting = draft
        elif waiting and draft.words and not numbers:
            waiting.words += draft.words
        elif near and draft.words and set(numbers) <= {"tax_rate", "discount", "quantity"}:
            drafts[-1].words += draft.words
        elif not near and drafts and waiting is None:
            bottom = NOWHERE  # what stands apart belongs to no line, nor does what follows it
            continue
        page, bottom = row.page, row.box[3]
    named = {"quantity", "unit_price"} <= {column.field for column in header.columns}
    return drafts if named else righted(drafts), part


def _joined(waiting: Draft | None, draft: Draft, bottom: float, row: Row) -> Draft:
    """A row whose total stands on the next row is one line with it."""
    close = row.box[1] - bottom < 1.2 * (row.box[3] - row.box[1])
    if waiting is None or waiting.page != draft.page or not close or waiting.numbers.keys() & draft.numbers.keys():
        return draft
    numbers = waiting.numbers | draft.numbers
    words = [*waiting.words, *draft.words]
    return replace(draft, numbers=numbers, words=words, charge=waiting.charge and draft.charge)


def _begins_line(header: Header, numbers: Numbers) -> bool:
    if {"quantity", "unit_price"} <= numbers.keys():
        return True
    return "quantity" in numbers and header.column("line_total") is not None


def total_row(reading: Reading, row: Row, numbers: Mapping[str, object] = MappingProxyType({})) -> bool:
    """A row that says a total: such a label at its beginning, and an amount; beside quantity and price nothing else."""
    labels = _summing(reading, row)
    if not labels or not reading.amounts_by_row.get(row.index):
        return False
    if {"quantity", "unit_price"} <= numbers.keys():
        return labels[0].alone and not any(_wordy(phrase) for phrase in row.phrases if phrase is not labels[0].phrase)
    first = min(row.phrases, key=lambda phrase: phrase.box[0])
    return labels[0].phrase is first or len(row.phrases) <= 2 or labels[0].alone


def _wordy(phrase: Phrase) -> bool:
    return sum(char.isalpha() for char in phrase.text) > 3


def _summing(reading: Reading, row: Row) -> list[Label]:
    return [label for label in reading.labels_by_row.get(row.index, ()) if SUMMING & label.fields.keys()]


def _only_subtotal(reading: Reading, row: Row) -> bool:
    return all({"subtotal", "carried"} & label.fields.keys() for label in _summing(reading, row))


def _foreign_heading(reading: Reading, row: Row) -> bool:
    """The heading of another table (tax rates, payments, allowances): labels side by side and no amounts."""
    if reading.amounts_by_row.get(row.index):
        return False
    labels = [
        label for label in reading.labels_by_row.get(row.index, ()) if HEADING & label.fields.keys() and label.alone
    ]
    return len({id(label.phrase) for label in labels}) >= 2


def _charges(reading: Reading, row: Row) -> bool:
    """Words of a discount, or of freight and the like at the beginning of a phrase."""
    return any(
        "discount" in label.fields or ("other_amount" in label.fields and label.start == 0)
        for label in reading.labels_by_row.get(row.index, ())
    )


def _numbers(reading: Reading, header: Header, row: Row) -> Numbers:
    """The row's numbers by column: each goes to the nearest column, the nearer of two rivals stays."""
    columns = [c for c in header.columns if c.field in NUMBER_COLUMNS]
    placed: dict[str, tuple[float, Candidate[Decimal]]] = {}
    for amount in reading.amounts_by_row.get(row.index, ()):
        options = sorted(((column.distance(amount.box), column) for column in columns), key=lambda item: item[0])
        for distance, column in options[:2]:
            if not fits(column.field, amount) or distance > _reach(header, column, reading, row.page):
                continue
            if column.field not in placed or distance < placed[column.field][0]:
                placed[column.field] = (distance, amount)
                break
    return _without_count(_mended({name: candidate for name, (_, candidate) in placed.items()}, reading.noisy))


def _without_count(numbers: Numbers) -> Numbers:
    """A bare count in the total's column is no total beside a price with cents that it does not follow from."""
    total, quantity, price = (numbers.get(name) for name in ("line_total", "quantity", "unit_price"))
    if not (total and quantity and price) or not price.detail or price.detail.decimals < 2:
        return numbers
    bare = total.detail and not total.detail.decimals and not total.detail.currency
    if not bare or abs(quantity.value * price.value) == abs(total.value):
        return numbers
    return {name: number for name, number in numbers.items() if name != "line_total"}


def _mended(numbers: Numbers, noisy: bool) -> Numbers:
    """A decimal mark that OCR lost is set again where quantity times price then gives the total."""
    price, quantity, total = (numbers.get(name) for name in ("unit_price", "quantity", "line_total"))
    if noisy and price and quantity and total and price.detail and price.detail.decimals == 0:
        value = price.value / 100
        if abs(value * quantity.value - total.value) <= CENT and price.value * quantity.value != total.value:
            return numbers | {"unit_price": replace(price, value=value.quantize(CENT), trust=0.8)}
    return numbers


def fits(field: str, amount: Candidate[Decimal]) -> bool:
    """Whether a number of this form can stand in the column: percents only in columns of rates, no article numbers."""
    detail = amount.detail
    if detail is None or IDENTIFIER.search(amount.phrase.text[amount.start : amount.end]):
        return False
    if detail.percent:
        return field in ("tax_rate", "discount")
    if field == "tax_rate":
        return 0 <= amount.value < 100 and detail.currency is None
    return True


def _reach(header: Header, column: Column, reading: Reading, page: int) -> float:
    """Half the way to the next column, at least 25 points."""
    middles = [
        abs((c.box[0] + c.box[2]) / 2 - (column.box[0] + column.box[2]) / 2) for c in header.columns if c is not column
    ]
    return max(25.0, min(middles, default=60.0) * 0.6, reading.sheet.sizes[page][0] * 0.04)


def _is_line(header: Header, numbers: Numbers) -> bool:
    total = numbers.get("line_total") or numbers.get("line_gross")
    if header.column("line_total") or header.column("line_gross"):
        return total is not None and (
            len(numbers) > 1 or bool(total.detail and (total.detail.decimals == 2 or total.detail.currency))
        )
    return "unit_price" in numbers and bool(numbers["unit_price"].detail and numbers["unit_price"].detail.decimals)


def _description(header: Header, row: Row, numbers: Numbers, left: float) -> list[Word]:
    """The words of the row that stand in the description's column."""
    used = {id(word) for c in numbers.values() for word in c.phrase.words_at(c.start, c.end)}
    right = _right_edge(header)
    return [
        w for w in row.words if id(w) not in used and left <= (w.bbox[0] + w.bbox[2]) / 2 <= right and w.bbox[0] < right
    ]


def _right_edge(header: Header) -> float:
    """Where the column after the description begins."""
    home = header.column("description") or header.column("item")
    numbers = [c.box[0] for c in header.columns if c.field in NUMBER_COLUMNS]
    after = [c.box[0] for c in header.columns if home and c.box[0] >= home.box[2]]
    return min(after if home else numbers, default=1e9) - 1


def _left_edge(reading: Reading, header: Header, stop: int) -> float:
    """Where the description's column begins: by the phrases under its heading, else after the column before it."""
    home = header.column("description") or header.column("item")
    if home is None:
        return 0.0
    before = [c.box[2] for c in header.columns if c.box[2] <= home.box[0]]
    lefts = [
        phrase.box[0]
        for row in reading.sheet.rows[header.last + 1 : stop]
        if row.page == header.page and reading.amounts_by_row.get(row.index)
        for phrase in row.phrases
        if phrase.box[0] < home.box[2] and phrase.box[2] > home.box[0]
    ]
    after_column = max(before) + 1 if before else 0.0
    return max(after_column if after_column < home.box[0] else 0.0, min(lefts) - 1) if lefts else after_column
