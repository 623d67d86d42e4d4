"""Quantity, price or discount that no heading names, found in the line's own row by its arithmetic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from extractors.invoice.drafts import CENT, Draft, countable
from extractors.invoice.reading import Candidate

MISSABLE = ("quantity", "unit_price", "discount")
MOST = 6
"""Numbers of a row that are tried."""
HIGHEST = Decimal("1.3")
"""A gross amount is at most so many times the net one."""
Numbers = dict[str, Candidate[Decimal]]


def completed(draft: Draft, row: Iterable[Candidate[Decimal]]) -> Draft:
    """The draft with the numbers of its row that make quantity times price, less a discount, the total."""
    row = tuple(row)
    if not {"line_total", "line_gross"} & draft.numbers.keys():
        return _multiplied(_rated(draft, row))
    if draft.agrees or not draft.total:
        return _rated(draft, row)
    for numbers in _additions(draft, _free(draft, row)):
        fuller = replace(draft, numbers=draft.numbers | numbers)
        if fuller.agrees:
            if numbers.get("discount") is draft.numbers.get("tax_rate"):
                fuller = replace(fuller, numbers={name: n for name, n in fuller.numbers.items() if name != "tax_rate"})
            held = {id(word) for found in numbers.values() for word in found.phrase.words_at(found.start, found.end)}
            return _rated(replace(fuller, words=[word for word in draft.words if id(word) not in held]), row)
    return _rated(_net_beside(draft, row), row)


def _net_beside(draft: Draft, row: Sequence[Candidate[Decimal]]) -> Draft:
    """The total named holds tax: quantity times price is another amount of the row, less by a tax rate."""
    amounts = [amount for amount in row if amount.detail and not amount.detail.percent][:MOST]
    gross = draft.numbers.get("line_total") or draft.numbers["line_gross"]
    for quantity, price, net in permutations(amounts, 3):
        taxed = abs(net.value) < abs(gross.value) <= abs(net.value) * HIGHEST
        product = abs(abs(quantity.value * price.value) - abs(net.value)) <= CENT
        if taxed and product and _named_so(draft, quantity, price):
            named = {"quantity": quantity, "unit_price": price, "line_total": net, "line_gross": gross}
            return replace(draft, numbers=draft.numbers | named)
    return draft


def _named_so(draft: Draft, quantity: Candidate[Decimal], price: Candidate[Decimal]) -> bool:
    """Headings say so; where they name neither, a quantity has no more decimals than a price."""
    held = [(draft.numbers.get(name), found) for name, found in (("quantity", quantity), ("unit_price", price))]
    known = [(named, found) for named, found in held if named is not None]
    return all(named == found for named, found in known) if known else countable(quantity) <= countable(price)


def righted(drafts: list[Draft]) -> list[Draft]:
    """Quantities and prices exchanged where most of the lines say so: a column of counts is no column of prices."""
    agreeing = [draft for draft in drafts if draft.agrees]
    if not agreeing or sum(_oddness(draft.numbers) for draft in agreeing) <= len(agreeing):
        return drafts
    return [_exchanged(draft) if draft.agrees else draft for draft in drafts]


def _exchanged(draft: Draft) -> Draft:
    quantity, price = draft.numbers["quantity"], draft.numbers["unit_price"]
    return replace(draft, numbers=draft.numbers | {"quantity": price, "unit_price": quantity})


def _rated(draft: Draft, row: Sequence[Candidate[Decimal]]) -> Draft:
    """The row's only percentage that no column has taken is its tax rate."""
    free = [amount for amount in _free(draft, row) if amount.detail and amount.detail.percent]
    if "tax_rate" in draft.numbers or "discount" in draft.numbers or len(free) != 1 or not 0 <= free[0].value <= 30:
        return draft
    return replace(draft, numbers=draft.numbers | {"tax_rate": free[0]})


def _free(draft: Draft, row: Iterable[Candidate[Decimal]]) -> Sequence[Candidate[Decimal]]:
    """The row's numbers that no column has taken; a tax rate may prove to be a discount."""
    used = {(id(found.phrase), found.start) for name, found in draft.numbers.items() if name != "tax_rate"}
    return [amount for amount in row if (id(amount.phrase), amount.start) not in used and amount.detail][:MOST]


def _additions(draft: Draft, free: Sequence[Candidate[Decimal]]) -> Iterator[Numbers]:
    """Every way to name free numbers: what surely misses first, then with a discount."""
    missing = [name for name in MISSABLE if name not in draft.numbers]
    needed = [name for name in missing if name != "discount"]
    for names in (needed, missing):
        found = [dict(zip(names, numbers, strict=True)) for numbers in permutations(free, len(names)) if names]
        yield from sorted(filter(_possible, found), key=_oddness)


def _possible(numbers: Numbers) -> bool:
    return all(_can_be(name, amount) for name, amount in numbers.items())


def _oddness(numbers: Numbers) -> float:
    """A quantity has fewer decimals than a price."""
    quantity, price = numbers.get("quantity"), numbers.get("unit_price")
    return countable(quantity) - countable(price) if quantity and price else 0.0


def _can_be(name: str, amount: Candidate[Decimal]) -> bool:
    percent = bool(amount.detail and amount.detail.percent)
    if name == "discount":
        return 0 < abs(amount.value) < 100
    return not percent and bool(amount.value)


def _multiplied(draft: Draft) -> Draft:
    """No total is printed: it is quantity times price, less a discount in percent."""
    quantity, price = draft.amount("quantity"), draft.amount("unit_price")
    if quantity is None or price is None:
        return draft
    discount = draft.numbers.get("discount")
    part = (100 - abs(discount.value)) / 100 if discount and discount.detail and discount.detail.percent else Decimal(1)
    total = (quantity * price * part).quantize(CENT, ROUND_HALF_UP)
    return replace(draft, numbers=draft.numbers | {"line_total": replace(draft.numbers["unit_price"], value=total)})
