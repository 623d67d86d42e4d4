"""The place for a supplier's agreed terms in a case. Nothing fills it yet, and no rule claims to have looked at it.

Contracts are read and filed (`store.contracts`), but their prices and payment terms are not. Whoever reads them
implements `ContractSource`, hands its answer to the judge as `Case.contract`, and adds the rules that use it.
"""

from datetime import date
from decimal import Decimal
from typing import Protocol

from orchestrator.purchasing.models import Frozen


class Clause(Frozen):
    """Where in a contract something is agreed, to be quoted: its words and the page (from 1)."""

    text: str
    page: int | None = None


class AgreedPrice(Frozen):
    """A price of a rate table, without tax, in the contract's currency, of one `unit`."""

    item_number: str = ""
    description: str = ""
    unit: str = ""
    price: Decimal
    clause: Clause


class ContractTerms(Frozen):
    """What holds between us and a supplier on a day.

    Attributes:
        document_id: the contract's own document.
        payment_days: from the invoice's date to its due date at least; None where none are agreed.
        until: the last day on which it holds, None without an end.
    """

    document_id: str
    title: str
    currency: str = ""
    since: date | None = None
    until: date | None = None
    payment_days: int | None = None
    payment_clause: Clause | None = None
    prices: tuple[AgreedPrice, ...] = ()


class ContractSource(Protocol):
    """Knows the contracts."""

    def in_force(self, supplier_code: str, on: date) -> tuple[ContractTerms, ...]:
        """The terms that hold with a supplier on a day; none where no contract is known, several where they overlap."""
