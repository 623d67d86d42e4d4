"""Makes up invoices by a seed: suppliers, numbers, dates, lines and what they come to."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

from bots.orders import OrderKind
from orchestrator.chaos.goods import goods_of, tax_rates_of
from orchestrator.chaos.truth import Billed, BilledLine, Seller
from orchestrator.errors import OrchestratorError

CENT = Decimal("0.01")
CREDIT_NOTES = 0.12
"""The share of credit notes."""
MOST_LINES = 5
LIMIT = 20000
"""Gross amount, in any currency, up to which the chaos farm asks nobody; what is made up stays below."""
NUMBERS = ("RE-{year}/{n:04}", "{n:05}", "INV {year}-{n}", "F{year}.{n:03}", "№ {n}-А", "{year}{n:06}", "HF-{n}/b")


def load_sellers(path: Path) -> tuple[Seller, ...]:
    """The suppliers that the local ERPs know, from their CSV list.

    Raises:
        OrchestratorError: the list is not there.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return tuple(Seller.model_validate(row) for row in csv.DictReader(stream))
    except FileNotFoundError as error:
        raise OrchestratorError(f"{path} is not there; run it from the checkout of botfarm.") from error


def bill(chance: Random, sellers: Sequence[Seller], n: int, last_year: int) -> Billed:
    """The invoice number `n` of a run, of `last_year`; numbers never repeat within a run."""
    seller = chance.choice(sellers)
    legal = tax_rates_of(seller.country, last_year)
    rates = chance.sample(legal, min(chance.choice((1, 1, 2)), len(legal)))
    goods = chance.sample(goods_of(seller.country), chance.randint(1, MOST_LINES))
    lines = tuple(_line(chance, description, account, chance.choice(rates)) for description, account in goods)
    return add_up(
        Billed(
            kind=OrderKind.CREDIT_NOTE if chance.random() < CREDIT_NOTES else OrderKind.INVOICE,
            seller=seller,
            number=chance.choice(NUMBERS).format(year=last_year, n=n),
            issue_date=date(last_year, 1, 1) + timedelta(days=chance.randrange(365)),
            currency=seller.currency,
            lines=lines,
            net=Decimal(0),
            tax=Decimal(0),
            gross=Decimal(0),
        )
    )


def add_up(billed: Billed) -> Billed:
    """The invoice with its totals: tax by rate on the sum of that rate's lines, halves away from zero."""
    net = sum((line.net for line in billed.lines), Decimal(0))
    tax = sum((tax for _, _, tax in taxes(billed)), Decimal(0))
    return billed.model_copy(update={"net": net, "tax": tax, "gross": net + tax})


def taxes(billed: Billed) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
    """Rate, base and tax, by rate."""
    found = []
    for rate in sorted({line.tax_rate for line in billed.lines}):
        base = sum((line.net for line in billed.lines if line.tax_rate == rate), Decimal(0))
        found.append((rate, base, (base * rate / 100).quantize(CENT, ROUND_HALF_UP)))
    return tuple(found)


def _line(chance: Random, description: str, account: str, rate: Decimal) -> BilledLine:
    quantity = Decimal(chance.randint(1, 12))
    price = Decimal(chance.randint(50, 20000)).scaleb(-2)
    return BilledLine(
        description=description, account=account, quantity=quantity, unit_price=price, tax_rate=rate,
        net=quantity * price,
    )  # fmt: skip
