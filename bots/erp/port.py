"""What every ERP adapter offers. The orchestrator knows nothing else of an ERP."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import SecretStr

from bots.orders import Frozen, InvoiceOrder, OrderKind


class ErpAccount(Frozen):
    """Where and as whom a bot works: one login of one ERP.

    Attributes:
        erp: registry name of the adapter, e.g. ``tryton``.
        url: address of the ERP's web client.
        database: database or tenant name where the ERP has several; else empty.
        company: name of the company that is keyed into.
        step_seconds: how long one page step may take before the adapter gives up.
        number_example, date_example: how this user sees 1234.56 and 31 December 2026, e.g. ``1.234,56`` and
            ``31.12.2026``; empty for what the adapter takes for granted.
        without_cost_centres: key orders with cost centres into an ERP that has none, leaving them out; otherwise such
            an order is refused.
        recycle_invoices, recycle_mb: a browser that has keyed so many, or takes so much memory, is replaced.
    """

    erp: str
    url: str
    database: str
    company: str
    user: str
    password: SecretStr
    step_seconds: float = 30.0
    number_example: str = ""
    date_example: str = ""
    without_cost_centres: bool = False
    recycle_invoices: int = 200
    recycle_mb: int = 1500


class EntryState(StrEnum):
    DRAFT = "draft"
    POSTED = "posted"
    CANCELLED = "cancelled"


class EntryLine(Frozen):
    """A line as the ERP shows it."""

    description: str
    account: str
    quantity: Decimal
    unit_price: Decimal


class Entry(Frozen):
    """A supplier invoice as the ERP shows it.

    Attributes:
        mark: the text in the field where the adapter writes an order's mark; empty if there is none.
        number: the ERP's own number, empty for a draft.
        gross_total: positive, also for credit notes, in `currency`.
        lines: in the order of the ERP; empty in look-ups that do not open the entry.
    """

    kind: OrderKind
    state: EntryState
    mark: str
    supplier_name: str
    invoice_number: str
    number: str
    issue_date: date | None
    currency: str
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    lines: tuple[EntryLine, ...] = ()


class ErpSupplier(Frozen):
    """A supplier as the ERP lists it; `tax_id` and `iban` are empty where the ERP has none."""

    code: str
    name: str
    tax_id: str = ""
    iban: str = ""


class ErpOrderLine(Frozen):
    """A line of a purchase order as the ERP lists it; `net_price` is of one unit, without tax."""

    line_id: str
    item_number: str = ""
    description: str = ""
    quantity: Decimal
    unit: str = ""
    net_price: Decimal


class ErpPurchaseOrder(Frozen):
    """A purchase order as the ERP lists it. `closed`: nothing more is to be billed on it."""

    number: str
    supplier_code: str
    supplier_name: str
    currency: str
    issue_date: date | None = None
    closed: bool = False
    lines: tuple[ErpOrderLine, ...]


class ErpCheck(Frozen):
    """One line of `botfarm erp check`: what was looked for, whether it is there, what to do if not."""

    name: str
    passed: bool
    detail: str


class ErpSession(Protocol):
    """A logged-in browser session. Methods raise `bots.errors` only."""

    def check(self) -> tuple[ErpCheck, ...]:
        """Look for every page and field that keying needs. Changes nothing."""

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        """All suppliers that the ERP lists."""

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]:
        """Entries of exactly this supplier and number, drafts included, newest first. Empty when there are none."""

    def fill(self, order: InvoiceOrder) -> None:
        """Make the ERP hold a saved draft of `order`, every field read back and equal, ready to be submitted.

        A draft that carries the order's mark is resumed or replaced, never doubled.

        Raises:
            BusinessError: the ERP or the order says no, or a field read back differs (`FieldMismatch`).
            TechnicalError: nothing was submitted; safe to try again.
        """

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
        """Post the draft that `fill` left on the screen.

        `before_click` is called directly before the click that posts; when it raises, nothing is clicked.

        Raises:
            OutcomeUnknown: from the click on, for whatever fails.
        """

    def read_back(self, order: InvoiceOrder) -> Entry:
        """Search the posted entry anew, open it, and compare every field with `order`.

        Raises:
            FieldMismatch: it differs, or there is not exactly one.
        """

    def screenshot(self, path: Path) -> None:
        """Write what is on the screen as PNG, passwords never visible."""

    def close(self) -> None:
        """End the browser; never raises."""


@runtime_checkable
class ReadsOrders(Protocol):
    """A session that may read purchase orders, too. Of the adapters that come with the farm none does: the Tryton that
    it sets up has no purchase module."""

    def purchase_orders(self) -> tuple[ErpPurchaseOrder, ...]:
        """All purchase orders that the ERP lists.

        Raises:
            BusinessError: the adapter reads none.
        """


class ErpAdapter(Protocol):
    """Opens sessions. One per ERP, registered in `bots.erp.registry.ADAPTERS`."""

    name: str

    def open(self, account: ErpAccount, evidence: Path) -> ErpSession:
        """Start a browser, log in, and return the session; traces and failure screenshots go to `evidence`."""
