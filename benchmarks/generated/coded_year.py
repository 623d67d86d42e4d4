"""A generated year of coded invoices: what a clerk booked, line by line, in order of date.

    coded_year(seed, invoices=900) -> CodedYear

The clerk follows rules that nobody tells: most suppliers have one account, some an account by goods, a few by words in
the description; cost centres follow the supplier, the goods or the place named in the description; tax codes follow
country and rate. Over the year suppliers come and go, a few change account, a cost centre is renamed at mid-year, some
suppliers are coded by what the page does not say, and one line in 300 is a slip.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.generated.choices import Choices
from benchmarks.generated.countries import COUNTRIES
from benchmarks.generated.identities import fill, iban
from benchmarks.generated.model import Party
from benchmarks.generated.parties import TRADES, brand, company
from benchmarks.generated.words import variants

YEAR = 2026
SLIP = 1 / 300
TRADE_ACCOUNTS = {
    "office": ("6815", "6845", "0650"),
    "it": ("6837", "0650", "6805", "6470"),
    "building": ("6450", "6335", "5900"),
    "food": ("5300", "6643", "6640"),
    "services": ("6825", "6827", "6821", "6830"),
    "industry": ("5100", "6460", "0440", "5200"),
    "transport": ("5800", "6740", "5840"),
    "energy": ("6325", "6805", "6310"),
}
CENTRES = ("100", "110", "200", "300", "310", "400", "500")
PLACES = ("Lager Nord", "Werk 2", "Filiale Hafen", "Verwaltung", "Halle 7", "Site 1", "Head office", "Depot")
RENAMED = ("300", "305", date(YEAR, 7, 1))
"""Cost centre, its name from then on, from when on."""


@dataclass(frozen=True)
class CodedLine:
    """A line as booked. `slip`: the clerk booked against the own rule; `unsaid`: the page does not tell the coding."""

    description: str
    item_code: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal
    tax_rate: Decimal
    account: str
    tax_code: str
    cost_centre: str
    slip: bool = False
    unsaid: bool = False


@dataclass(frozen=True)
class CodedInvoice:
    """An invoice of `supplier` (an id) with its coded lines."""

    supplier: str
    supplier_name: str
    supplier_tax_id: str
    iban: str
    country: str
    currency: str
    invoice_number: str
    issue_date: date
    lines: tuple[CodedLine, ...]


@dataclass(frozen=True)
class CodedYear:
    """The year's invoices in order of date, and what codes there are."""

    invoices: tuple[CodedInvoice, ...]
    accounts: tuple[str, ...]
    tax_codes: tuple[str, ...]
    cost_centres: tuple[str, ...]


@dataclass(frozen=True)
class Goods:
    """What a supplier sells: description pattern, code, price, rate, and where the clerk books it."""

    text: str
    code: str
    price: Decimal
    rate: Decimal
    account: str


@dataclass(frozen=True)
class Seller:
    """A supplier with the clerk's rule for it."""

    party: Party
    iban: str
    currency: str
    language: str
    goods: tuple[Goods, ...]
    rule: str
    """one, goods, unsaid: what the account follows."""
    centre_rule: str
    """supplier, goods, place, unsaid: what the cost centre follows."""
    centres: tuple[str, ...]
    weight: float
    first: date
    last: date
    moved: tuple[date, str] | None
    """From when on which account is taken instead."""


def coded_year(seed: int | str, invoices: int = 900, suppliers: int = 60) -> CodedYear:
    """About `invoices` invoices of `suppliers` suppliers; the same for the same arguments."""
    choices = Choices(f"coded {seed}")
    sellers = [_seller(choices, i) for i in range(suppliers)]
    rng = choices.random("year")
    days = sorted(date(YEAR, 1, 1) + timedelta(days=rng.randrange(365)) for _ in range(invoices))
    made = [_invoice(day, i, sellers, rng) for i, day in enumerate(days)]
    lines = [line for invoice in made for line in invoice.lines]
    return CodedYear(
        tuple(made),
        tuple(sorted({line.account for line in lines})),
        tuple(sorted({line.tax_code for line in lines})),
        tuple(sorted({line.cost_centre for line in lines})),
    )


def _seller(choices: Choices, i: int) -> Seller:
    rng = choices.random(f"seller {i}")
    country = COUNTRIES[rng.choice(("DE", "DE", "DE", "DE", "AT", "GB", "IE", "CH"))]
    language = country.languages[0]
    trade = rng.choice(TRADES)
    accounts = rng.sample(TRADE_ACCOUNTS[trade], k=min(3, len(TRADE_ACCOUNTS[trade])))
    rule = rng.choices(("one", "goods", "unsaid"), (0.62, 0.33, 0.05))[0]
    centre_rule = rng.choices(("supplier", "goods", "place", "unsaid"), (0.6, 0.2, 0.16, 0.04))[0]
    first = date(YEAR, 1, 1) if rng.random() < 0.75 else date(YEAR, 1, 1) + timedelta(days=rng.randrange(300))
    last = date(YEAR, 12, 31) if rng.random() < 0.9 else first + timedelta(days=rng.randrange(60, 200))
    moved = (date(YEAR, rng.randint(4, 10), 1), rng.choice(TRADE_ACCOUNTS[trade])) if rng.random() < 0.06 else None
    return Seller(
        company(country, language, trade, rng), iban(country, rng), country.currency, language,
        tuple(_goods(country.rates, language, trade, accounts if rule == "goods" else accounts[:1], rng)), rule,
        centre_rule, tuple(rng.sample(CENTRES, 3)), rng.lognormvariate(0, 0.9), first, last, moved,
    )  # fmt: skip


def _goods(
    rates: tuple[tuple[str, ...], ...], language: str, trade: str, accounts: list[str], rng: random.Random
) -> Iterator[Goods]:
    texts = rng.sample(variants(language, "GOODS", trade), k=rng.randint(3, 9))
    standard, reduced = rates[0][0], rates[rng.randrange(len(rates))][-1]
    abroad = rates is not COUNTRIES["DE"].rates
    for entry in texts:
        rate = Decimal(0) if abroad else Decimal(reduced if rng.random() < 0.15 else standard)
        price = Decimal(round(rng.lognormvariate(3.5, 1)) or 1)
        yield Goods(entry.split(";")[0], fill("@@-####", rng), price, rate, rng.choice(accounts))


def _invoice(day: date, i: int, sellers: list[Seller], rng: random.Random) -> CodedInvoice:
    active = [seller for seller in sellers if seller.first <= day <= seller.last]
    seller = rng.choices(active, [seller.weight for seller in active])[0]
    place = rng.choice(PLACES)
    lines = tuple(_line(day, seller, place, rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6, 9))))
    return CodedInvoice(
        f"s{sellers.index(seller):03}", seller.party.name, seller.party.tax_id, seller.iban, seller.party.country,
        seller.currency, f"{day.year}-{1000 + i}", day, lines,
    )  # fmt: skip


def _line(day: date, seller: Seller, place: str, rng: random.Random) -> CodedLine:
    goods = rng.choice(seller.goods)
    month = f"{day.month:02}/{day.year}"
    text = goods.text.format(code=fill("@-###", rng), n=rng.choice((5, 10, 20)), month=month, name=brand(rng))
    text = f"{text}, {place}" if seller.centre_rule == "place" else text
    quantity = Decimal(rng.choice((1, 1, 2, 3, 5, 10, 25)))
    account, unsaid = _account(day, seller, goods, rng)
    centre, hidden = _centre(day, seller, goods, place, rng)
    slip = rng.random() < SLIP
    if slip:
        account = rng.choice([number for numbers in TRADE_ACCOUNTS.values() for number in numbers if number != account])
    return CodedLine(
        text, goods.code, quantity, goods.price, quantity * goods.price, goods.rate, account,
        tax_code(seller.party.country, goods.rate), centre, slip, unsaid or hidden,
    )  # fmt: skip


def _account(day: date, seller: Seller, goods: Goods, rng: random.Random) -> tuple[str, bool]:
    if seller.rule == "unsaid":
        return rng.choice(("4980", "6300", "6855")), True
    if seller.moved and day >= seller.moved[0] and seller.rule == "one":
        return seller.moved[1], False
    return goods.account, False


def _centre(day: date, seller: Seller, goods: Goods, place: str, rng: random.Random) -> tuple[str, bool]:
    if seller.centre_rule == "unsaid":
        return rng.choice(seller.centres), True
    if seller.centre_rule == "goods":
        centre = seller.centres[sum(goods.code.encode()) % len(seller.centres)]
    elif seller.centre_rule == "place":
        centre = CENTRES[PLACES.index(place) % len(CENTRES)]
    else:
        centre = seller.centres[0]
    old, new, since = RENAMED
    return (new if centre == old and day >= since else centre), False


def tax_code(country: str, rate: Decimal) -> str:
    """The buyer (in Germany) books by country and rate: V19, V7, V0, intra-Community IG, or reverse charge RC."""
    if country == "DE":
        return f"V{rate.normalize():f}"
    return "IG" if country in ("AT", "IE") else "RC"
