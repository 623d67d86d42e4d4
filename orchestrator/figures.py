"""The amounts of an invoice side by side, those that are not printed taken from the others."""

from dataclasses import dataclass
from decimal import Decimal

from extractors.models import Adjustment, Invoice, InvoiceLine, Source, Value
from orchestrator.money import is_amount, smallest_unit


@dataclass(frozen=True)
class Figures:
    """The amounts of an invoice in its currency; None where they neither stand there nor follow from the others.

    Attributes:
        printed_net, printed_tax: as read.
        net: as read, else gross less tax, else the lines together.
        tax: as read, else gross less net.
        lines: with the allowances and charges on the whole document, as `all_lines` gives them.
    """

    currency: str
    printed_net: Decimal | None
    printed_tax: Decimal | None
    gross: Decimal | None
    lines: tuple[InvoiceLine, ...]

    @property
    def unit(self) -> Decimal:
        """The smallest unit of the currency."""
        return smallest_unit(self.currency)

    @property
    def line_sum(self) -> Decimal | None:
        """The line totals together; None if there are no lines or one has no total."""
        totals = [amount_of(line.line_total) for line in self.lines]
        known = [total for total in totals if total is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(totals) else None

    @property
    def net(self) -> Decimal | None:
        if self.printed_net is not None:
            return self.printed_net
        if self.gross is not None and self.printed_tax is not None:
            return self.gross - self.printed_tax
        return self.line_sum

    @property
    def tax(self) -> Decimal | None:
        if self.printed_tax is not None:
            return self.printed_tax
        net = self.net
        return self.gross - net if self.gross is not None and net is not None else None


def amount_of(value: Value[Decimal] | None) -> Decimal | None:
    """The amount of a value that may be missing; None too for a number too large or too fine to be one."""
    return value.value if value and is_amount(value.value) else None


def figures(invoice: Invoice) -> Figures:
    """The amounts of an invoice."""
    return Figures(
        currency=invoice.currency.value.strip().upper() if invoice.currency else "",
        printed_net=amount_of(invoice.net_total),
        printed_tax=amount_of(invoice.tax_total),
        gross=amount_of(invoice.gross_total),
        lines=all_lines(invoice),
    )


def all_lines(invoice: Invoice) -> tuple[InvoiceLine, ...]:
    """The invoice's lines, and after them its allowances and charges as lines: together they give the net total."""
    return (*invoice.lines, *(_as_line(adjustment) for adjustment in invoice.adjustments))


def _as_line(adjustment: Adjustment) -> InvoiceLine:
    amount = adjustment.amount
    name = "Allowance" if amount.value < 0 else "Charge"
    unnamed = Value[str](value=name, confidence=amount.confidence, page=amount.page, source=Source.DERIVED)
    return InvoiceLine(description=adjustment.reason or unnamed, tax_rate=adjustment.tax_rate, line_total=amount)
