"""Swiss QR-bill: payload SPC of the Swiss payment standards, and the billing information S1 of Swico in it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from extractors.codes.decoding import Payload
from extractors.codes.stated import Stated, amount_in, at, date_in, lines_in, text_in

SWICO_TAG = re.compile(r"(?<!\\)/")
CENT = Decimal("0.01")


def read_swiss(payload: Payload) -> Stated | None:
    """What a Swiss QR-bill orders to be paid; None for any other payload.

    An address has a type, a name and 5 more lines; in version 1 it had no type, and the due date followed the currency.
    """
    lines = lines_in(payload.decoded())
    if at(lines, 0) != "SPC" or len(lines) < 20:
        return None
    typed = not at(lines, 1).startswith("01")
    name, address = (5, 7) if typed else (4, 6)
    money = 4 + 2 * address  # creditor and ultimate creditor come first
    debtor = money + (2 if typed else 3)
    reference = debtor + address
    amount = amount_in(at(lines, money))
    fields: dict[str, Any] = {
        "supplier_name": text_in(at(lines, name)),
        "customer_name": text_in(at(lines, debtor + 1 if typed else debtor)),
        "iban": text_in(at(lines, 3).replace(" ", "")),
        "currency": text_in(at(lines, money + 1)),
        "due_date": None if typed else date_in(at(lines, money + 2), "%Y-%m-%d"),
        "gross_total": amount or None,
        "payment_reference": text_in(at(lines, reference + 1)),
    }
    billed = next((line for line in lines[reference + 2 :] if line.strip().startswith("//S1/")), "")
    fields.update(billing_information(billed, amount))
    return Stated(format="Swiss QR-bill", is_payment=True, **fields)


def billing_information(text: str, amount: Decimal | None) -> dict[str, Any]:
    """Number, dates, tax id and totals from Swico's S1: `//S1/10/NUMBER/11/YYMMDD/30/UID/32/RATE:NET;...`."""
    if not text.strip().startswith("//S1/"):
        return {}
    parts = [part.replace("\\/", "/").replace("\\\\", "\\") for part in SWICO_TAG.split(text.strip()[5:])]
    tags = dict(zip(parts[::2], parts[1::2], strict=False))
    issued = date_in(tags.get("11"), "%y%m%d")
    net = _net(tags.get("32", ""), amount)
    found: dict[str, Any] = {
        "invoice_number": text_in(tags.get("10")),
        "issue_date": issued,
        "due_date": _due(issued, tags.get("40", "")),
        "supplier_tax_id": _tax_id(tags.get("30", "")),
        "net_total": net,
        "tax_total": amount - net if amount and net else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _tax_id(uid: str) -> str | None:
    digits = re.sub(r"\D", "", uid)
    return f"CHE-{digits[:3]}.{digits[3:6]}.{digits[6:]}" if len(digits) == 9 else None


def _due(issued: date | None, conditions: str) -> date | None:
    """The day by which the whole amount is due: the condition without discount."""
    days = re.search(r"(?:^|;)0(?:\.0+)?:(\d{1,3})(?:;|$)", conditions)
    return issued + timedelta(days=int(days.group(1))) if issued and days else None


def _net(rates: str, amount: Decimal | None) -> Decimal | None:
    """The sum of the net amounts by rate; with one rate for all, the amount without the tax of that rate."""
    pairs = [part.split(":") for part in rates.split(";") if part]
    if pairs and all(len(pair) == 2 for pair in pairs):
        nets = [amount_in(net) for _, net in pairs]
        total = sum((net for net in nets if net is not None), Decimal(0))
        return total if None not in nets and (amount is None or total <= amount) else None
    rate = amount_in(rates) if len(pairs) == 1 else None
    if rate is None or amount is None or not 0 <= rate < 100:
        return None
    return (amount / (1 + rate / 100)).quantize(CENT)
