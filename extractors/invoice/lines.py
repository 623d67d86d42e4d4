"""The invoice lines: rows under the heading of the line table, up to the totals."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from extractors.invoice.columns import NUMBER_COLUMNS, Column, Header, find_headers
from extractors.invoice.layout import Row
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Adjustment, InvoiceLine, Source, Value, Word

CENT = Decimal("0.01")
ENDING = frozenset({"net_total", "gross_total", "amount_due", "tax_total"})


@dataclass
class Draft:
    """A line while it is being read: the numbers by column, the words of its description."""

    row: int
    numbers: dict[str, Candidate[Decimal]]
    words: list[Word] = field(default_factory=list)
    page: int = 1
    source: Source = Source.TEXT

    def amount(self, name: str) -> Decimal | None:
        found = self.numbers.get(name)
        return found.value if found else None

    @property
    def agrees(self) -> bool:
        """Quantity times price, less a discount, is the total."""
        quantity, price, total = (self.amount(name) for name in ("quantity", "unit_price", "line_total"))
        if quantity is None or price is None or total is None:
            return False
        discount = self.amount("discount") or Decimal(0)
        expected = {quantity * price, quantity * price * (100 - abs(discount)) / 100, quantity * price - abs(discount)}
        return any(abs(abs(value) - abs(total)) <= max(CENT, abs(total) / 2000) for value in expected)


def read_lines(reading: Reading) -> tuple[Draft, ...]:
    """The lines below all headings of the document; empty where no heading is found."""
    headers = find_headers(reading)
    drafts: list[Draft] = []
    best = max(headers, key=lambda h: h.worth, default=None)
    chosen = [h for h in headers if best and h.like(best)]
    for place, header in enumerate(chosen):
        stop = chosen[place + 1].first if place + 1 < len(chosen) else len(reading.sheet.rows)
        if drafts and header.page == chosen[place - 1].page and _ended(reading, chosen[place - 1].last, header.first):
            continue
        drafts += _below(reading, header, stop)
    return tuple(drafts)


def _ended(reading: Reading, first: int, last: int) -> bool:
    """A closing total stands between two headings: what follows is another table (tax rates, payments)."""
    return any(_total_row(reading, reading.sheet.rows[index]) for index in range(first + 1, last))


def _below(reading: Reading, header: Header, stop: int) -> list[Draft]:
    """The lines under one heading, on its page and the next ones, up to a closing total."""
    drafts: list[Draft] = []
    waiting: Draft | None = None
    left = _left_edge(reading, header, stop)
    page, bottom = header.page, reading.sheet.rows[header.last].box[3]
    for row in reading.sheet.rows[header.last + 1 : stop]:
        if row.page != page and not drafts:
            break
        numbers = _numbers(reading, header, row)
        if _total_row(reading, row, numbers):
            if _only_subtotal(reading, row):
                continue
            break
        draft = Draft(row.index, numbers, _description(header, row, numbers, left), row.page, row.phrases[0].source)
        near = bool(drafts) and row.page == drafts[-1].page and row.box[1] - bottom < 2.2 * (row.box[3] - row.box[1])
        if _is_line(header, numbers):
            if waiting and not {"quantity", "unit_price"} & numbers.keys():
                draft = Draft(
                    waiting.row, waiting.numbers | numbers, [*waiting.words, *draft.words], row.page, draft.source
                )
            drafts.append(draft)
            waiting = None
        elif {"quantity", "unit_price"} <= numbers.keys():
            waiting = draft
        elif near and draft.words and set(numbers) <= {"tax_rate", "discount", "quantity"}:
            drafts[-1].words += draft.words
        page, bottom = row.page, row.box[3]
    return drafts


def _total_row(reading: Reading, row: Row, numbers: Mapping[str, object] = MappingProxyType({})) -> bool:
    """A row that says a total: such a label at its beginning, and an amount but no price beside a quantity."""
    labels = [
        label for label in reading.labels_by_row.get(row.index, ()) if (ENDING | {"subtotal"}) & label.fields.keys()
    ]
    if not labels or not reading.amounts_by_row.get(row.index) or {"quantity", "unit_price"} <= numbers.keys():
        return False
    first = min(row.phrases, key=lambda phrase: phrase.box[0])
    return labels[0].phrase is first or len(row.phrases) <= 2 or labels[0].alone


def _only_subtotal(reading: Reading, row: Row) -> bool:
    labels = [
        label for label in reading.labels_by_row.get(row.index, ()) if (ENDING | {"subtotal"}) & label.fields.keys()
    ]
    return all("subtotal" in label.fields for label in labels)


def _numbers(reading: Reading, header: Header, row: Row) -> dict[str, Candidate[Decimal]]:
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
    return _mended({name: candidate for name, (_, candidate) in placed.items()}, reading.noisy)


def _mended(numbers: dict[str, Candidate[Decimal]], noisy: bool) -> dict[str, Candidate[Decimal]]:
    """A decimal mark that OCR lost is set again where quantity times price then gives the total."""
    price, quantity, total = (numbers.get(name) for name in ("unit_price", "quantity", "line_total"))
    if noisy and price and quantity and total and price.detail and price.detail.decimals == 0:
        value = price.value / 100
        if abs(value * quantity.value - total.value) <= CENT and price.value * quantity.value != total.value:
            return numbers | {"unit_price": replace(price, value=value.quantize(CENT), trust=0.8)}
    return numbers


def fits(field: str, amount: Candidate[Decimal]) -> bool:
    """Whether a number of this form can stand in the column: percents only in columns of rates."""
    detail = amount.detail
    if detail is None:
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


def _is_line(header: Header, numbers: dict[str, Candidate[Decimal]]) -> bool:
    total = numbers.get("line_total") or numbers.get("line_gross")
    if header.column("line_total") or header.column("line_gross"):
        return total is not None and (
            len(numbers) > 1 or bool(total.detail and (total.detail.decimals == 2 or total.detail.currency))
        )
    return "unit_price" in numbers and bool(numbers["unit_price"].detail and numbers["unit_price"].detail.decimals)


def _description(header: Header, row: Row, numbers: dict[str, Candidate[Decimal]], left: float) -> list[Word]:
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


def split(drafts: tuple[Draft, ...], net: Decimal | None) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """(lines, adjustments): rows with an amount only, among rows with quantities, are discounts, freight and the like.

    They stay lines where all rows together do not give `net` and neither do lines and adjustments; what then belongs to
    no sum at all is left out.
    """
    full = tuple(d for d in drafts if {"quantity", "unit_price"} & d.numbers.keys())
    bare = tuple(d for d in drafts if d not in full)
    if not full or not bare:
        return drafts, ()
    whole, lines = (sum(line_amounts(part, "line_total"), Decimal(0)) for part in (drafts, full))
    if net is not None and abs(abs(lines) - net) > CENT and abs(abs(whole) - net) <= CENT * len(drafts):
        return full, bare
    return full, ()


def finished(drafts: tuple[Draft, ...], sums_up: bool) -> tuple[InvoiceLine, ...]:
    """Lines with their values claimed: surer where quantity times price agrees and the lines sum up to the net total.

    Args:
        sums_up: whether lines and adjustments give the net total.
    """
    return tuple(_finished(draft, sums_up) for draft in drafts)


def sums_up(drafts: tuple[Draft, ...], net: Decimal | None) -> bool:
    """Whether the line totals give the net total, within a cent a line."""
    whole = sum(line_amounts(drafts, "line_total"), Decimal(0))
    return net is not None and bool(drafts) and abs(abs(whole) - abs(net)) <= CENT * max(2, len(drafts))


def adjusted(drafts: tuple[Draft, ...]) -> tuple[Adjustment, ...]:
    """Allowances and charges on the whole document."""
    found = []
    for draft in drafts:
        amount = draft.numbers.get("line_total")
        if amount is not None:
            rate = draft.numbers.get("tax_rate")
            found.append(
                Adjustment(
                    reason=_text(draft),
                    amount=amount.claimed(0.85, amount.value),
                    tax_rate=rate.claimed(0.8, rate.value) if rate else None,
                )
            )
    return tuple(found)


def _finished(draft: Draft, sums_up: bool) -> InvoiceLine:
    base = 0.97 if draft.agrees and sums_up else 0.93 if sums_up or draft.agrees else 0.7

    def number(name: str) -> Value[Decimal] | None:
        found = draft.numbers.get(name)
        return found.claimed(base * found.trust, found.value) if found else None

    quantity = number("quantity")
    if quantity and _taken_back(draft):
        quantity = quantity.model_copy(update={"value": -quantity.value})
    return InvoiceLine(
        description=_text(draft),
        quantity=quantity,
        unit_price=number("unit_price"),
        tax_rate=number("tax_rate"),
        line_total=number("line_total") or _net_of_gross(draft),
    )


def _taken_back(draft: Draft) -> bool:
    """A credit note's line that prints its minus only at the total: the quantity goes with it (5 x 4.10 = -20.50)."""
    quantity, price, total = (draft.amount(name) or Decimal(0) for name in ("quantity", "unit_price", "line_total"))
    return quantity > 0 and price > 0 and total < 0


def _net_of_gross(draft: Draft) -> Value[Decimal] | None:
    gross, rate = draft.numbers.get("line_gross"), draft.amount("tax_rate")
    if gross is None:
        return None
    if rate is None:
        return None
    net = (gross.value * 100 / (100 + rate)).quantize(CENT, ROUND_HALF_UP)
    return gross.claimed(0.6, net).model_copy(update={"source": Source.DERIVED})


def _text(draft: Draft) -> Value[str] | None:
    text = _joined(draft.words)
    if not text:
        return None
    boxes = [word.bbox for word in draft.words]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Value(value=text, confidence=0.8, page=draft.page, bbox=box, source=draft.source)


def _joined(words: list[Word]) -> str:
    text = ""
    for word in words:
        glue = "" if not text or (text[-1] > "\u2e80" and word.text[:1] > "\u2e80") else " "
        text += glue + word.text
    return re.sub(r"^[^\w(\[*]+\s|\s+[:.;|·~-]+$", "", text).strip()


def line_amounts(drafts: tuple[Draft, ...], name: str) -> Iterator[Decimal]:
    """The numbers of one column, line by line, where they are."""
    for draft in drafts:
        amount = draft.amount(name)
        if amount is not None:
            yield amount
