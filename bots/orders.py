"""What a bot is given to key: complete and frozen, no optionals."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OrderKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class OrderLine(Frozen):
    """One line to key.

    Attributes:
        account: code of the ledger account in the ERP, e.g. ``5.1.1``.
        tax_code: name of the tax in the ERP; empty for none.
        cost_centre: code of the cost centre in the ERP; empty for none.
        net: quantity x unit_price rounded to the currency, in the order's currency.
    """

    description: str
    account: str
    tax_code: str
    cost_centre: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal


class InvoiceOrder(Frozen):
    """A supplier invoice or credit note as approved. Amounts are positive and in `currency` (ISO 4217).

    Attributes:
        mark: text written into the ERP's entry (``botfarm:`` and the document's id), by which our own entry is told
            from somebody else's.
    """

    document_id: str
    mark: str
    kind: OrderKind
    company: str
    supplier_code: str
    supplier_name: str
    invoice_number: str
    issue_date: date
    currency: str
    lines: tuple[OrderLine, ...]
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not self.lines:
            raise ValueError("an order needs at least one line")
        if sum((line.net for line in self.lines), Decimal(0)) != self.net_total:
            raise ValueError("the lines do not add up to the net total")
        if self.net_total + self.tax_total != self.gross_total:
            raise ValueError("net total and tax total do not add up to the gross total")
        return self
