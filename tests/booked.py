"""A supplier invoice as an ERP's own books have it: the one shape in which tests read every ERP."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class BookedLine:
    """A line; None where the ERP keeps no such thing by line."""

    description: str
    account: str
    cost_centre: str
    net: Decimal
    tax_code: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True)
class Booked:
    """An entry. Amounts are positive, for credit notes too, and in `currency`; `taxes` is None where it has none apart.

    `state` is draft, posted or cancelled; `kind` is invoice or credit_note.
    """

    supplier_code: str
    supplier_name: str
    invoice_number: str
    number: str
    state: str
    kind: str
    mark: str
    issue_date: date | None
    currency: str
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    lines: tuple[BookedLine, ...]
    taxes: dict[str, Decimal] | None = None
