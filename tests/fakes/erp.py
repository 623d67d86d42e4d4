"""An ERP in memory, with the port's behaviour and faults on order. It posts for real: what was clicked stays."""

from collections.abc import Callable
from pathlib import Path

from bots.erp.port import Entry, EntryState, ErpCheck, ErpSupplier
from bots.errors import FieldMismatch, OutcomeUnknown
from bots.orders import InvoiceOrder

PNG = b"\x89PNG\r\n\x1a\n"


class Books:
    """What the ERP holds; it outlives sessions, as a server does."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.known: tuple[ErpSupplier, ...] = ()

    def posted(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state is EntryState.POSTED]


class FakeSession:
    """A session on the books. `faults` maps a method's name to an exception to raise once, before it does anything;
    `after_click` is called when the click has been made and may raise."""

    def __init__(self, books: Books, faults: dict[str, Exception] | None = None) -> None:
        self.books = books
        self.faults = faults or {}
        self.after_click: Callable[[], None] = lambda: None
        self.closed = False

    def check(self) -> tuple[ErpCheck, ...]:
        return (ErpCheck(name="books", passed=True, detail=""),)

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        self._fault("suppliers")
        return self.books.known

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]:
        self._fault("find")
        wanted = (supplier_name, invoice_number)
        return tuple(e for e in self.books.entries if (e.supplier_name, e.invoice_number) == wanted)

    def fill(self, order: InvoiceOrder) -> None:
        self._fault("fill")
        self.books.entries = [e for e in self.books.entries if e.mark != order.mark or e.state is not EntryState.DRAFT]
        self.books.entries.append(entry_of(order, EntryState.DRAFT, ""))

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
        self._fault("submit")
        before_click()
        try:
            self.click(order)
            self.after_click()
        except ConnectionError as error:
            raise OutcomeUnknown(str(error)) from error

    def click(self, order: InvoiceOrder) -> None:
        """What the ERP does when the button is pressed."""
        number = f"INV-{len(self.books.posted()) + 1}"
        self.books.entries = [
            entry_of(order, EntryState.POSTED, number) if e.mark == order.mark else e for e in self.books.entries
        ]

    def read_back(self, order: InvoiceOrder) -> Entry:
        self._fault("read_back")
        found = [e for e in self.find(order.supplier_name, order.invoice_number) if e.state is EntryState.POSTED]
        if len(found) != 1 or found[0].gross_total != order.gross_total:
            raise FieldMismatch("The ERP shows something else.")
        return found[0]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(PNG)

    def close(self) -> None:
        self.closed = True

    def _fault(self, name: str) -> None:
        fault = self.faults.pop(name, None)
        if fault is not None:
            raise fault


def entry_of(order: InvoiceOrder, state: EntryState, number: str, mark: str | None = None) -> Entry:
    """What the ERP would show of an order."""
    return Entry(
        kind=order.kind, state=state, mark=order.mark if mark is None else mark, supplier_name=order.supplier_name,
        invoice_number=order.invoice_number, number=number, issue_date=order.issue_date, currency=order.currency,
        net_total=order.net_total, tax_total=order.tax_total, gross_total=order.gross_total,
    )  # fmt: skip
