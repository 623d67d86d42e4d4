"""What a generated bill says, before anything is drawn. Money is Decimal in the bill's currency."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Party:
    """A company or person; `address` is written as its country writes it, one line an entry."""

    name: str
    address: tuple[str, ...]
    country: str
    city: str = ""
    tax_id: str = ""
    local_number: str = ""
    """A second tax or company number as its country prints it (Steuernummer, SIRET, company number)."""
    register: str = ""
    contact: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    web: str = ""
    slogan: str = ""


@dataclass(frozen=True)
class Account:
    """A bank account; `number` and `sort_code` where there is no IBAN."""

    bank: str
    iban: str = ""
    bic: str = ""
    number: str = ""
    sort_code: str = ""


@dataclass(frozen=True)
class Line:
    """One line. `net` and `gross` after its discount; `section` is the heading it stands under."""

    code: str
    description: str
    notes: tuple[str, ...]
    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount: Decimal
    rate: Decimal
    net: Decimal
    tax: Decimal
    gross: Decimal
    section: str = ""


@dataclass(frozen=True)
class TaxPart:
    """The tax of one rate (percent): base, tax."""

    rate: Decimal
    base: Decimal
    tax: Decimal


@dataclass(frozen=True)
class Bill:
    """A whole invoice, credit note or receipt; amounts signed as the document states them."""

    kind: str
    country: str
    language: str
    supplier: Party
    customer: Party
    number: str
    issued: date
    due: date | None
    currency: str
    lines: tuple[Line, ...]
    gross_prices: bool
    """Whether unit prices and line amounts include tax."""
    lines_total: Decimal
    allowance: Decimal
    allowance_rate: Decimal
    freight: Decimal
    net_total: Decimal
    taxes: tuple[TaxPart, ...]
    tax_total: Decimal
    gross_total: Decimal
    prepaid: Decimal
    rounding: Decimal
    amount_due: Decimal
    exemption: str
    """"" or why no tax is due: reverse, export, small, intra."""
    accounts: tuple[Account, ...]
    po_number: str = ""
    payment_reference: str = ""
    payment_days: int = 0
    cash_discount: tuple[int, Decimal] | None = None
    """Days and percent of a discount for paying early."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Other numbers by meaning: customer_number, delivery_note, order_number, contract_number, our_reference ..."""
    dates: dict[str, date] = field(default_factory=dict)
    """Other dates by meaning: delivery_date, order_date, period_start, period_end ..."""
    original: str = ""
    """The invoice that a credit note corrects."""
    ship_to: Party | None = None
