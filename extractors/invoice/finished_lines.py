"""Drafts as the lines and adjustments of an invoice, without tax, with what is claimed of them."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from extractors.invoice.drafts import CENT, Draft
from extractors.models import Adjustment, InvoiceLine, Source, Value, Word


def finished(drafts: tuple[Draft, ...], sums_up: bool) -> tuple[InvoiceLine, ...]:
    """Lines with their values claimed: surer where quantity times price agrees and the lines sum up to the net total.

    Args:
        sums_up: whether lines and adjustments give the net total.
    """
    return tuple(_finished(draft, sums_up) for draft in drafts)


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
    if quantity and draft.taken_back:
        quantity = quantity.model_copy(update={"value": -quantity.value})
    return InvoiceLine(
        description=_text(draft),
        quantity=quantity,
        unit_price=number("unit_price"),
        tax_rate=number("tax_rate"),
        line_total=number("line_total") or _net_of_gross(draft),
    )


def _net_of_gross(draft: Draft) -> Value[Decimal] | None:
    gross, rate = draft.numbers.get("line_gross"), draft.amount("tax_rate")
    if gross is None or rate is None:
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


def _joined(words: Sequence[Word]) -> str:
    text = ""
    for word in words:
        glue = "" if not text or (text[-1] > "\u2e80" and word.text[:1] > "\u2e80") else " "
        text += glue + word.text
    return re.sub(r"^[^\w(\[*]+\s|\s+[:.;|·~-]+$", "", text).strip()
