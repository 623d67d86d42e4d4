"""A supplier invoice as a page shows it, in the words of the order. None: this ERP's page does not show it."""

from datetime import date
from decimal import Decimal

from bots.erp.port import Entry, EntryLine, EntryState
from bots.orders import Frozen, OrderKind


class ShownLine(Frozen):
    """A line; `net` and every amount positive as in the order, also on credit notes."""

    account: str
    net: Decimal
    description: str | None = None
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    tax_code: str | None = None
    cost_centre: str | None = None


class ShownTax(Frozen):
    """What the page shows as the tax of one tax code; `base` is what it is computed on."""

    tax_code: str
    amount: Decimal
    base: Decimal | None = None


class Shown(Frozen):
    """An entry as it is on the screen; amounts are positive, also on credit notes.

    Attributes:
        number: the ERP's own number; empty for a draft, or where it has none.
        lines: in the page's order, which need not be the order's.
        taxes: a row for each tax code where the page shows them.
    """

    kind: OrderKind
    state: EntryState
    supplier_name: str
    invoice_number: str
    mark: str
    issue_date: date | None
    gross_total: Decimal
    lines: tuple[ShownLine, ...]
    number: str = ""
    currency: str | None = None
    company: str | None = None
    supplier_code: str | None = None
    net_total: Decimal | None = None
    tax_total: Decimal | None = None
    taxes: tuple[ShownTax, ...] | None = None

    @property
    def net(self) -> Decimal:
        """The net total; the sum of the lines where the page shows none."""
        return self.net_total if self.net_total is not None else sum((line.net for line in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax total; what the gross total is above the net total where the page shows none."""
        return self.tax_total if self.tax_total is not None else self.gross_total - self.net

    def to_entry(self, currency: str, lines: bool = True) -> Entry:
        """In the terms of the port; `currency` holds where the page shows none."""
        return Entry(
            kind=self.kind,
            state=self.state,
            mark=self.mark,
            supplier_name=self.supplier_name,
            invoice_number=self.invoice_number,
            number=self.number,
            issue_date=self.issue_date,
            currency=self.currency or currency,
            net_total=self.net,
            tax_total=self.tax,
            gross_total=self.gross_total,
            lines=tuple(_entry_line(line) for line in self.lines) if lines else (),
        )


def _entry_line(line: ShownLine) -> EntryLine:
    """An ERP that knows no quantities has one of each."""
    return EntryLine(
        description=line.description or "",
        account=line.account,
        quantity=Decimal(1) if line.quantity is None else line.quantity,
        unit_price=line.net if line.unit_price is None else line.unit_price,
    )
