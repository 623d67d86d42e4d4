"""Drafts as the lines and adjustments of an invoice, without tax, with what is claimed of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractors.invoice.drafts import CENT, Draft, sums_up
from extractors.models import Adjustment, InvoiceLine, Source, Value, Word


@dataclass(frozen=True)
class Taxed:
    """How tax stands in the lines' amounts.

    Attributes:
        included: the amounts hold tax, and give the gross total.
        rate: the document's only rate in percent, for lines that print none; None where there are several.
    """

    included: bool = False
    rate: Decimal | None = None


def taxed(drafts: tuple[Draft, ...], net: Decimal | None, gross: Decimal | None, rates: Iterable[Decimal]) -> Taxed:
    """Whether the lines give the gross total instead of the net one, and by which rate that can be turned."""
    if net is None or gross is None or not net or net == gross or sums_up(drafts, net):
        return Taxed()
    whole = sum((draft.total for draft in drafts), Decimal(0))
    fitting = [rate for rate in sorted(set(rates)) if abs(net * (100 + rate) / 100 - gross) <= 2 * CENT]
    return Taxed(abs(abs(whole) - abs(gross)) <= CENT * max(2, len(drafts)), fitting[0] if fitting else None)


def finished(drafts: tuple[Draft, ...], agreeing: bool, tax: Taxed) -> tuple[InvoiceLine, ...]:
    """Lines with their values claimed: surer where quantity times price agrees and the lines sum up to the net total.

    Args:
        agreeing: whether lines and adjustments give the net total.
        tax: whether it is in the printed amounts; the lines that come out are without.
    """
    return tuple(_finished(draft, agreeing, tax) for draft in drafts)


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


def _finished(draft: Draft, agreeing: bool, tax: Taxed) -> InvoiceLine:
    base = 0.97 if draft.agrees and agreeing else 0.93 if agreeing or draft.agrees else 0.7

    def number(name: str) -> Value[Decimal] | None:
        found = draft.numbers.get(name)
        return found.claimed(base * found.trust, found.value) if found else None

    quantity = number("quantity")
    if quantity and draft.taken_back:
        quantity = quantity.model_copy(update={"value": -quantity.value})
    line = InvoiceLine(
        description=_text(draft),
        quantity=quantity,
        unit_price=number("unit_price"),
        tax_rate=number("tax_rate"),
        line_total=number("line_total") or (number("line_gross") if agreeing else None),
    )
    return _without_tax(line, draft, tax) if tax.included or line.line_total is None else line


def _without_tax(line: InvoiceLine, draft: Draft, tax: Taxed) -> InvoiceLine:
    """The line with its tax taken out of total and price, where a rate tells how."""
    gross = draft.numbers.get("line_total") or draft.numbers.get("line_gross")
    rate = draft.amount("tax_rate")
    rate = tax.rate if rate is None else rate
    if gross is None or rate is None or rate <= -100:
        return line
    confidence = (0.9 if tax.included else 0.6) * gross.trust
    total = gross.claimed(confidence, _less_tax(gross.value, rate, CENT))
    found = {"line_total": total.model_copy(update={"source": Source.DERIVED})}
    if line.unit_price and draft.agrees and rate:
        price = _less_tax(line.unit_price.value, rate, CENT / 100)
        found["unit_price"] = line.unit_price.model_copy(update={"value": price, "source": Source.DERIVED})
    return line.model_copy(update=found)


def _less_tax(value: Decimal, rate: Decimal, unit: Decimal) -> Decimal:
    return (value * 100 / (100 + rate)).quantize(unit, ROUND_HALF_UP)


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
