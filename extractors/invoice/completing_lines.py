"""A quantity or a price that no heading names, found in the line's own row by its arithmetic."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from extractors.invoice.drafts import CENT, Draft
from extractors.invoice.reading import Candidate


def completed(draft: Draft, row: Iterable[Candidate[Decimal]]) -> Draft:
    """The draft with the number of its row that makes quantity times price the total, where one of the three misses."""
    if not {"line_total", "line_gross"} & draft.numbers.keys():
        return _multiplied(draft)
    missing = {"quantity", "unit_price"} - draft.numbers.keys()
    if len(missing) != 1 or not draft.total:
        return draft
    used = {(id(found.phrase), found.start) for found in draft.numbers.values()}
    name = missing.pop()
    for amount in row:
        if (id(amount.phrase), amount.start) in used or not amount.detail or amount.detail.percent:
            continue
        fuller = replace(draft, numbers=draft.numbers | {name: amount})
        if fuller.agrees:
            held = {id(word) for word in amount.phrase.words_at(amount.start, amount.end)}
            return replace(fuller, words=[word for word in draft.words if id(word) not in held])
    return draft


def _multiplied(draft: Draft) -> Draft:
    """No total is printed: it is quantity times price, less a discount in percent."""
    quantity, price = draft.amount("quantity"), draft.amount("unit_price")
    if quantity is None or price is None:
        return draft
    discount = draft.numbers.get("discount")
    part = (100 - abs(discount.value)) / 100 if discount and discount.detail and discount.detail.percent else Decimal(1)
    total = (quantity * price * part).quantize(CENT, ROUND_HALF_UP)
    return replace(draft, numbers=draft.numbers | {"line_total": replace(draft.numbers["unit_price"], value=total)})
