"""One login at a Tryton as the port wants it: each method a traced task that raises `bots.errors` only."""

from collections.abc import Callable
from pathlib import Path

from bots.browser import Browser, screenshot
from bots.erp.port import Entry, EntryState, ErpAccount, ErpCheck, ErpSupplier
from bots.erp.tryton import checking, lines, suppliers
from bots.erp.tryton.client import Client
from bots.erp.tryton.comparing import compare
from bots.erp.tryton.currencies import Currencies
from bots.erp.tryton.header import fill_header
from bots.erp.tryton.listing import InvoiceList
from bots.erp.tryton.reading import read_form, to_entry
from bots.erp.tryton.rounding import round_as_invoiced
from bots.erp.tryton.submitting import submit
from bots.errors import BusinessError, FieldMismatch, RefusedByErp
from bots.orders import InvoiceOrder


class TrytonSession:
    """A logged-in browser session. See `bots.erp.port.ErpSession` for what its methods promise."""

    def __init__(self, browser: Browser, client: Client, account: ErpAccount) -> None:
        self._browser = browser
        self._client = client
        self._account = account
        self._list = InvoiceList(client)
        self._currencies = Currencies(client)

    def check(self) -> tuple[ErpCheck, ...]:
        with self._browser.task("check"):
            return checking.check(self._client, self._list, self._account)

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        with self._browser.task("suppliers"):
            return suppliers.read_suppliers(self._client, self._account.company)

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]:
        with self._browser.task("find"):
            entries: list[Entry] = []
            for index in self._matching(supplier_name, invoice_number):
                if entries:
                    self._matching(supplier_name, invoice_number)
                self._list.open_row(index)
                shown = read_form(self._client)
                entry = to_entry(shown, self._currencies.code(shown.currency))
                entries.append(entry.model_copy(update={"lines": ()}))
            return tuple(entries)

    def fill(self, order: InvoiceOrder) -> None:
        with self._browser.task("fill"):
            if order.company != self._account.company:
                raise BusinessError(f"the order is for {order.company!r}, this login for {self._account.company!r}")
            self._remove_own_draft(order)
            self._list.new()
            fill_header(self._client, order)
            lines.fill_lines(self._client, order)
            self._client.save()
            centred = lines.fill_cost_centres(self._client, order)
            rounded = round_as_invoiced(self._client, order)
            if centred or rounded:
                self._client.save()
            self._compare(order)

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
        with self._browser.task("submit"):
            submit(self._client, order, before_click)

    def read_back(self, order: InvoiceOrder) -> Entry:
        with self._browser.task("read_back"):
            matching = self._matching(order.supplier_name, order.invoice_number)
            if len(matching) != 1:
                raise FieldMismatch(f"Tryton has {len(matching)} entries of {order.invoice_number!r} instead of one")
            self._list.open_row(matching[0])
            entry = self._compare(order)
            if entry.state is not EntryState.POSTED:
                raise FieldMismatch(f"{order.invoice_number!r} is not posted but {entry.state.value}")
            for index, line in enumerate(order.lines):
                wanted = [line.cost_centre] if line.cost_centre else []
                if wanted and lines.read_cost_centres(self._client, index) != wanted:
                    raise FieldMismatch(f"line {index + 1}: the cost centre is not {line.cost_centre!r}")
            return entry

    def screenshot(self, path: Path) -> None:
        screenshot(self._browser.page, path)

    def close(self) -> None:
        self._browser.close()

    def _matching(self, supplier_name: str, invoice_number: str) -> list[int]:
        """Where in the list, freshly searched, the entries of exactly this supplier and number are."""
        self._list.show()
        rows = self._list.search(Reference=invoice_number)
        return [
            index
            for index, row in enumerate(rows)
            if (row["Party"], row["Reference"]) == (supplier_name, invoice_number)
        ]

    def _remove_own_draft(self, order: InvoiceOrder) -> None:
        """Delete drafts that carry the order's mark: an earlier attempt, which is keyed anew."""
        while True:
            self._list.show()
            rows = self._list.search(Description=order.mark)
            own = [index for index, row in enumerate(rows) if row["Description"] == order.mark]
            if not own:
                return
            self._list.open_row(own[0])
            shown = read_form(self._client)
            if shown.state is not EntryState.DRAFT:
                raise RefusedByErp(f"the order is in Tryton already, {shown.state.value} with number {shown.number!r}")
            self._list.delete_open()

    def _compare(self, order: InvoiceOrder) -> Entry:
        shown = read_form(self._client)
        currency = self._currencies.code(shown.currency)
        compare(order, shown, currency)
        return to_entry(shown, currency)
