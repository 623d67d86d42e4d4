"""What honest suppliers bill in a year: rent, seasons, weeks, corrections, and what only looks odd."""

import math
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.fraud import names, suppliers
from benchmarks.fraud.model import YEAR, AccountChange, Bill, Supplier, Year

NEW, CHANGED, GROUPS, FACTORED = 60, 14, 6, 3
START, DAYS = date(YEAR, 1, 1), 365


def honest(year: Year, wanted: int) -> None:
    """Fill the year with about so many invoices that are as they should be."""
    chance = year.random
    year.suppliers = suppliers.make(chance)
    _share_accounts(year)
    _new_ones(year)
    for supplier in year.suppliers:
        _habit(year, supplier)
    _fill_up(year, wanted)
    _change_accounts(year)
    for made in sorted(year.bills, key=lambda one: (one.issued, one.at)):
        made.number = made.supplier.next_number(made.issued)


def bill(year: Year, supplier: Supplier, day: date, net: Decimal, **more: object) -> Bill:
    """An invoice of a supplier, added to the year; honest ones get their numbers at the end, in their order."""
    cents = Decimal("0.01")
    net = net.quantize(cents)
    gross = (net * (100 + supplier.rate) / 100).quantize(cents)
    made = Bill(supplier.sends(day), supplier, "", day, net, gross, supplier.iban)
    for name, value in more.items():
        setattr(made, name, value)
    year.bills.append(made)
    return made


def _habit(year: Year, supplier: Supplier) -> None:
    chance = year.random
    first = supplier.created.date() if supplier.created else START
    left = (date(YEAR, 12, 31) - first).days
    if left < 10:
        return
    if supplier.sort == "fixed":
        _fixed(year, supplier, first)
    elif supplier.sort == "utility":
        base = chance.uniform(200, 6000)
        for month in range(first.month, 13):
            season = 1 + 0.55 * math.cos((month - 1) / 12 * 2 * math.pi)
            bill(
                year, supplier, date(YEAR, month, chance.randint(4, 12)), _money(base * season * chance.gauss(1, 0.06))
            )
    elif supplier.sort == "weekly":
        _weekly(year, supplier, first)
    else:
        often = {
            "trade": chance.uniform(35, 110),
            "volume": chance.uniform(180, 380),
            "occasional": chance.uniform(2, 14),
        }
        _by_chance(year, supplier, first, int(often[supplier.sort] * left / DAYS) + 1)


def _fixed(year: Year, supplier: Supplier, first: date) -> None:
    """Rent, leases, subscriptions: the same sum each month, now and then raised."""
    chance = year.random
    net = Decimal(chance.choice([chance.randrange(50, 9000), chance.randrange(5, 90) * 50]))
    raised, day = chance.randrange(2, 12) if chance.random() < 0.3 else 0, chance.randint(1, 27)
    for month in range(first.month, 13):
        if month == raised:
            net = (net * Decimal("1.03")).quantize(Decimal("0.01"))
        bill(year, supplier, date(YEAR, month, day), net)


def _weekly(year: Year, supplier: Supplier, first: date) -> None:
    chance = year.random
    base, same = chance.lognormvariate(6.2, 0.8), chance.random() < 0.3
    day = first + timedelta(days=chance.randrange(7))
    while day.year == YEAR:
        if chance.random() < 0.94:
            bill(year, supplier, day, _money(base if same else base * chance.gauss(1, 0.15)))
        day += timedelta(days=7)


def _by_chance(year: Year, supplier: Supplier, first: date, many: int) -> None:
    """Orders as they come; two deliveries of one price on a day, partial bills, corrections, a project now and then."""
    chance = year.random
    middle, width = chance.uniform(4.8, 8.4), chance.uniform(0.25, 0.9)
    flat = [_money(chance.uniform(15, 400)) for _ in range(4)] if supplier.sort == "volume" else []
    left = (date(YEAR, 12, 31) - first).days
    for _ in range(many):
        day = _workday(first + timedelta(days=chance.randrange(left)), chance.random())
        net = chance.choice(flat) if flat and chance.random() < 0.15 else _money(chance.lognormvariate(middle, width))
        luck = chance.random()
        if luck < 0.002:
            net = _money(float(net) * chance.uniform(2.5, 5))
        made = bill(year, supplier, day, net)
        if 0.01 < luck < 0.012:
            bill(year, supplier, day, net)
        elif 0.02 < luck < 0.03:
            _correct(year, made)


def _correct(year: Year, wrong: Bill) -> None:
    """A credit note for the whole, and the invoice anew: the address was wrong, or a price."""
    chance, supplier = year.random, wrong.supplier
    day = wrong.issued + timedelta(days=chance.randrange(1, 8))
    bill(year, supplier, day, wrong.net, kind="credit_note")
    net = wrong.net if chance.random() < 0.5 else _money(float(wrong.net) * chance.uniform(0.8, 1.05))
    bill(year, supplier, day + timedelta(days=chance.randrange(0, 2)), net)


def _fill_up(year: Year, wanted: int) -> None:
    """More orders from those who have many, until the year is full."""
    chance = year.random
    busy = [s for s in year.suppliers if s.sort in ("trade", "volume")]
    usual = {s.code: [b.net for b in year.bills if b.supplier is s] for s in busy}
    while len(year.bills) < wanted:
        supplier = chance.choice(busy)
        day = _workday(START + timedelta(days=chance.randrange(DAYS)), chance.random())
        bill(year, supplier, day, _money(float(chance.choice(usual[supplier.code])) * chance.uniform(0.85, 1.15)))


def _new_ones(year: Year) -> None:
    """Suppliers that begin within the year, as every year some do; a few with a round sum, as consultants like."""
    chance, taken = year.random, {s.name for s in year.suppliers}
    for number in range(NEW):
        day = START + timedelta(days=chance.randrange(20, 340))
        sort = chance.choices(["trade", "occasional", "fixed"], weights=[2, 6, 1])[0]
        supplier = suppliers.one(chance, f"N{number + 100}", sort, taken)
        supplier.created = supplier.sends(day - timedelta(days=chance.randrange(1, 10)))
        year.suppliers.append(supplier)
        year.changes.append(AccountChange(supplier.created, supplier, supplier.iban))
        if chance.random() < 0.12:
            bill(year, supplier, day, Decimal(chance.randrange(2, 20) * 500))


def _share_accounts(year: Year) -> None:
    """Two companies of one group, with one treasury."""
    chance = year.random
    for _ in range(GROUPS):
        one, other = chance.sample(year.suppliers, 2)
        other.iban = one.iban


def _change_accounts(year: Year) -> None:
    """Announced by letter and checked: the ERP has the new account days or weeks before the first invoice shows it."""
    chance = year.random
    moving = chance.sample([s for s in year.suppliers if not s.created], CHANGED + FACTORED)
    factor = names.iban(chance)
    for place, supplier in enumerate(moving):
        new = factor if place < FACTORED else names.iban(chance)
        day = START + timedelta(days=chance.randrange(30, 330))
        from_ = day + timedelta(days=chance.randrange(5, 70))
        moment = supplier.sends(day)
        year.changes.append(AccountChange(moment, supplier, new))
        for made in year.bills:
            if made.supplier is supplier and made.issued >= from_ and made.at > moment:
                made.iban = new


def _money(amount: float) -> Decimal:
    return max(Decimal(f"{amount:.2f}"), Decimal("5.00"))


def _workday(day: date, luck: float) -> date:
    while day.weekday() >= 5 and luck < 0.93:
        day -= timedelta(days=1)
    return max(day, START)
