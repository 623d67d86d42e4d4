"""What a sample document says: parties, lines and totals, and the truth row made from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CUSTOMER = "Example Trading Company"


def money(amount: Decimal) -> Decimal:
    """The amount rounded to two places, half up."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Party:
    """A supplier as its letterhead shows it; `code` is its id in the ERP, empty for a stranger."""

    code: str
    name: str
    address: tuple[str, ...]
    tax_id: str = ""
    iban: str = ""
    bic: str = ""
    bank: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    register: str = ""
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """An invoice line; `unit_price` without tax, `tax_rate` in percent."""

    description: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    tax_rate: Decimal
    item: str = ""

    @property
    def net(self) -> Decimal:
        return money(self.quantity * self.unit_price)

    @property
    def tax(self) -> Decimal:
        return money(self.net * self.tax_rate / 100)


def lines(*rows: tuple[str, str, str, str, str, str]) -> tuple[Line, ...]:
    """Lines from rows of item number, description, quantity, unit, unit price and tax rate."""
    return tuple(Line(d, Decimal(q), u, Decimal(p), Decimal(r), i) for i, d, q, u, p, r in rows)


@dataclass(frozen=True)
class Bill:
    """An invoice or credit note to be drawn. `printed_gross` plants a wrong total, `printed_iban` a wrong account."""

    supplier: Party
    number: str
    issued: date
    due: date | None
    currency: str
    language: str
    lines: tuple[Line, ...]
    po_number: str = ""
    kind: str = "invoice"
    notes: dict[str, str] = field(default_factory=dict)
    printed_gross: Decimal | None = None
    printed_iban: str = ""

    def __post_init__(self) -> None:
        per_line = sum((line.tax for line in self.lines), Decimal(0))
        if per_line != self.tax_total:
            raise ValueError(f"{self.number}: tax per line {per_line}, per rate {self.tax_total}; choose other prices")

    @property
    def rates(self) -> list[tuple[Decimal, Decimal, Decimal]]:
        """Rate, net and tax for each tax rate, lowest rate first."""
        found = sorted({line.tax_rate for line in self.lines})
        bases = [(r, sum((ln.net for ln in self.lines if ln.tax_rate == r), Decimal(0))) for r in found]
        return [(rate, base, money(base * rate / 100)) for rate, base in bases]

    @property
    def net_total(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal(0))

    @property
    def tax_total(self) -> Decimal:
        return sum((tax for _, _, tax in self.rates), Decimal(0))

    @property
    def gross_total(self) -> Decimal:
        return self.printed_gross or self.net_total + self.tax_total

    @property
    def iban(self) -> str:
        return self.printed_iban or self.supplier.iban

    def truth(self, unprinted: Iterable[str] = ()) -> dict[str, object]:
        """What a reader should find: amounts as strings with a dot, dates ISO; `unprinted` is not on the page."""
        found: dict[str, object] = {
            "supplier_name": self.supplier.name,
            "supplier_tax_id": self.supplier.tax_id,
            "customer_name": CUSTOMER,
            "invoice_number": self.number,
            "issue_date": self.issued.isoformat(),
            "due_date": self.due.isoformat() if self.due else "",
            "currency": self.currency,
            "net_total": str(self.net_total),
            "tax_total": str(self.tax_total),
            "gross_total": str(self.gross_total),
            "iban": self.iban,
            "po_number": self.po_number,
        }
        hidden = set(unprinted)
        rows = [
            {
                "description": line.description,
                "quantity": str(line.quantity),
                "unit_price": str(line.unit_price),
                "tax_rate": str(line.tax_rate),
                "line_total": str(line.net),
            }
            for line in self.lines
        ]
        kept = {name: value for name, value in found.items() if value and name not in hidden}
        return kept | {"lines": [{k: v for k, v in row.items() if k not in hidden} for row in rows]}
