"""A supplier invoice as the legacy ERP works with it: lines, taxes by code, totals."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """`id` keeps the order of entry; 0 for a line that was never saved."""

    description: str = ""
    account: str = ""
    tax_code: str = ""
    cost_centre: str = ""
    quantity: Decimal = Decimal(0)
    price: Decimal = Decimal(0)
    id: int = 0

    @property
    def is_blank(self) -> bool:
        return not (self.description or self.account or self.quantity or self.price)

    @property
    def net(self) -> Decimal:
        return (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Tax:
    """The tax of one code. `amount` is what stands in the correctable field, `computed` what the ERP works out."""

    code: str
    base: Decimal
    computed: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Invoice:
    """What the form holds. `id` is 0 until it is saved."""

    id: int = 0
    state: str = ""
    number: str = ""
    kind: str = "invoice"
    supplier_id: int = 0
    supplier: str = ""
    supplier_code: str = ""
    invoice_number: str = ""
    issue_date: date = field(default_factory=lambda: datetime.now(UTC).date())
    currency: str = "EUR"
    mark: str = ""
    lines: tuple[Line, ...] = ()
    taxes: tuple[Tax, ...] = ()

    @property
    def net_total(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal("0.00"))

    @property
    def tax_total(self) -> Decimal:
        return sum((tax.amount for tax in self.taxes), Decimal("0.00"))

    @property
    def gross_total(self) -> Decimal:
        return self.net_total + self.tax_total

    def with_taxes(self, rates: dict[str, Decimal], rounding: str) -> "Invoice":
        """Taxes worked out anew; a corrected amount stays as long as the computed one stays.

        `rates` in percent by tax code; `rounding` is ``up`` or ``down`` for half a cent.
        """
        bases: dict[str, Decimal] = {}
        for line in self.lines:
            if line.tax_code:
                bases[line.tax_code] = bases.get(line.tax_code, Decimal(0)) + line.net
        before = {tax.code: tax for tax in self.taxes}
        way = ROUND_HALF_UP if rounding == "up" else ROUND_HALF_DOWN
        taxes = []
        for code, base in bases.items():
            computed = (base * rates.get(code, Decimal(0)) / 100).quantize(CENT, way)
            old = before.get(code)
            kept = old.amount if old is not None and old.computed == computed else computed
            taxes.append(Tax(code, base, computed, kept))
        return replace(self, taxes=tuple(taxes))
