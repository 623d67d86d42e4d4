"""What the generator makes: suppliers with habits, their invoices, and what people did with them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

POLICY = {"EUR": Decimal(5000), "CHF": Decimal(4800), "USD": Decimal(5500), "GBP": Decimal(4300), "CNY": Decimal(39000)}
"""The made-up company's own policy: up to so much nobody is asked."""
YEAR = 2025


@dataclass
class Supplier:
    """Who sends invoices, and how.

    Attributes:
        number: makes the text of the next number, given a running count and the issue date.
        gap: how far the count goes on from one of our invoices to the next, given the chance.
        sends: makes the moment at which an invoice of a day comes in.
        created: when the ERP got to know it; None: it was there before the year.
    """

    code: str
    name: str
    sort: str
    currency: str
    iban: str
    tax_id: str
    rate: int
    number: Callable[[int, date], str]
    gap: Callable[[], int]
    sends: Callable[[date], datetime]
    regular_hours: bool = True
    created: datetime | None = None
    count: int = 1

    def next_number(self, day: date) -> str:
        self.count += self.gap()
        return self.number(self.count, day)


@dataclass
class Bill:
    """An invoice as it came in. `case` is the number of the planted case that it belongs to."""

    at: datetime
    supplier: Supplier
    number: str
    issued: date
    net: Decimal
    gross: Decimal
    iban: str
    kind: str = "invoice"
    case: int | None = None
    name: str = ""
    tax_id: str = ""


@dataclass(frozen=True)
class AccountChange:
    """The ERP's record of a supplier got another account (or the supplier was taken in)."""

    at: datetime
    supplier: Supplier
    iban: str


@dataclass(frozen=True)
class Decided:
    """A person approved a document, or tried to and was refused."""

    at: datetime
    person: str
    document: str
    entered: str = ""
    refused: bool = False
    case: int | None = None


@dataclass
class Year:
    """Everything that happened, and which cases were planted: number to kind."""

    random: random.Random
    suppliers: list[Supplier] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    changes: list[AccountChange] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    employees: list[tuple[str, str, str]] = field(default_factory=list)
    sanctions: list[tuple[str, tuple[str, ...], str, str]] = field(default_factory=list)
    cases: dict[int, str] = field(default_factory=dict)
    subtypes: dict[int, str] = field(default_factory=dict)

    def plant(self, kind: str, subtype: str = "") -> int:
        """A new case of a kind; its number."""
        number = len(self.cases) + 1
        self.cases[number], self.subtypes[number] = kind, subtype
        return number
