"""About 400 suppliers, each with a currency, a way of numbering, and hours at which it sends."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from benchmarks.fraud import names
from benchmarks.fraud.model import POLICY, Supplier

SORTS = {"fixed": 80, "utility": 30, "weekly": 55, "trade": 105, "volume": 16, "occasional": 114}
"""How many of each sort there are."""


def make(chance: random.Random) -> list[Supplier]:
    """Everybody whom the ERP knows when the year begins."""
    taken: set[str] = set()
    found = []
    for sort, many in SORTS.items():
        found += [one(chance, f"S{len(found) + 1000 + i}", sort, taken) for i in range(many)]
    return found


def one(chance: random.Random, code: str, sort: str, taken: set[str], created: datetime | None = None) -> Supplier:
    """A supplier of a sort, with habits by chance."""
    currency = chance.choices(list(POLICY), weights=[86, 5, 4, 3, 2])[0]
    sends, regular = _hours(chance)
    return Supplier(
        code=code, name=names.company(chance, taken), sort=sort, currency=currency, iban=names.iban(chance),
        tax_id=names.tax_id(chance), rate=chance.choices([19, 7, 0], weights=[85, 10, 5])[0],
        number=_numbering(chance, sort), gap=_gap(chance, sort), sends=sends, regular_hours=regular,
        created=created, count=chance.choice([chance.randrange(1, 60), chance.randrange(100, 9000)]),
    )  # fmt: skip


def _numbering(chance: random.Random, sort: str) -> Callable[[int, date], str]:
    letters = chance.choice(["RE", "INV", "R", "F", "AR", "FA", "BILL", "SI"])
    customer = chance.randrange(1000, 99999)
    forms: list[Callable[[int, date], str]] = [
        lambda n, d: f"{letters}-{d.year}-{n:04d}",
        lambda n, d: f"{d.year}/{n:04d}",
        lambda n, d: f"{n:06d}",
        lambda n, d: f"{letters}{n:07d}",
        lambda n, d: f"{letters}{d:%y}-{n:05d}",
        lambda n, d: f"{customer}-{n:04d}",
        lambda n, d: f"{n}/{d.year}",
        lambda n, d: f"{n}",
        lambda n, d: f"{letters} {d:%y%m}{n:04d}",
    ]
    if sort in ("fixed", "utility") and chance.random() < 0.3:
        return lambda n, d: f"{customer}/{d:%m}-{d.year}"
    return chance.choice(forms)


def _gap(chance: random.Random, sort: str) -> Callable[[], int]:
    """A supplier has other customers; a few small ones have none but us."""
    if sort == "occasional" and chance.random() < 0.04:
        return lambda: 1
    others = chance.choice([2, 5, 12, 40, 150])
    return lambda: 1 + int(chance.expovariate(1 / others))


def _hours(chance: random.Random) -> tuple[Callable[[date], datetime], bool]:
    """When its mail comes: in office hours, by a program at night, at weekends too, or whenever it likes."""
    kind = chance.choices(["office", "program", "weekend", "whenever"], weights=[76, 10, 9, 5])[0]
    middle = {"office": chance.uniform(8.5, 15.5), "program": chance.uniform(0.5, 5)}.get(kind, chance.uniform(9, 19))
    width = {"office": chance.uniform(0.7, 2.0), "program": 0.3, "weekend": 2.5, "whenever": 6.0}[kind]

    def sends(day: date) -> datetime:
        at = datetime.combine(day + timedelta(days=chance.choice([0, 0, 0, 1, 1, 2])), time(), UTC)
        if kind == "office":
            while at.weekday() >= 5:
                at += timedelta(days=1)
            hour = min(max(chance.gauss(middle, width), 6.5), 19.5)
            if chance.random() < 0.003:  # somebody works late, or on a Saturday
                hour = chance.uniform(19.5, 23)
        else:
            hour = chance.gauss(middle, width) % 24
        return at + timedelta(hours=hour, seconds=chance.randrange(60))

    return sends, kind == "office"
