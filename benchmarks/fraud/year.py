"""A whole year from a seed."""

import random

from benchmarks.fraud import cases, habits, people
from benchmarks.fraud.model import Year

HONEST = 19_550
"""With the planted ones they are about 20,000."""


def make_year(seed: int, invoices: int = HONEST) -> Year:
    """About so many honest invoices and three hundred planted cases, in the order in which they came in."""
    year = Year(random.Random(f"a year of money {seed}"))
    habits.honest(year, invoices)
    cases.plant(year)
    year.bills.sort(key=lambda bill: bill.at)
    people.decide(year)
    year.changes.sort(key=lambda change: change.at)
    return year
