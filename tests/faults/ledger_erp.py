"""An ERP without pages: a ledger on the disk, which records every click for good, and an adapter for it.

It stands in where a fault has nothing to do with a browser. Each call is one transaction of the ledger, so a bot that
is killed leaves exactly what an ERP's server would keep.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from bots.erp.port import Entry, EntryState, ErpAccount, ErpCheck, ErpSupplier
from bots.errors import ErpUnreachable, FieldMismatch
from bots.orders import InvoiceOrder
from tests.fakes.erp import PNG, entry_of
from tests.farm_documents import ERP

SCHEMA = """
CREATE TABLE IF NOT EXISTS clicks (id INTEGER PRIMARY KEY, mark TEXT);
CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, mark TEXT, supplier TEXT, number TEXT, entry TEXT);
CREATE TABLE IF NOT EXISTS down (id INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS late (seconds REAL);
CREATE TABLE IF NOT EXISTS pending (id INTEGER PRIMARY KEY, due REAL, entry TEXT);
"""


class Ledger:
    """What the ERP holds, in a file of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with closing(sqlite3.connect(path, timeout=60)) as books:
            books.executescript(SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        books = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        books.execute("PRAGMA synchronous=OFF")  # processes are killed here, not the machine
        try:
            books.execute("BEGIN IMMEDIATE")
            _commit_due(books)
            yield books
            books.execute("COMMIT")
        finally:
            books.close()

    def entries(self, supplier: str = "%", number: str = "%") -> tuple[Entry, ...]:
        query = "SELECT entry FROM entries WHERE supplier LIKE ? AND number LIKE ? ORDER BY id"
        with self._open() as books:
            rows = books.execute(query, (supplier, number)).fetchall()
        return tuple(Entry.model_validate_json(text) for (text,) in rows)

    def posted(self) -> list[str]:
        """The marks of all posted entries; one that was posted twice stands here twice."""
        return [entry.mark for entry in self.entries() if entry.state is EntryState.POSTED]

    def clicks(self) -> list[str]:
        """The mark of every click on the button that posts."""
        with self._open() as books:
            return [mark for (mark,) in books.execute("SELECT mark FROM clicks ORDER BY id")]

    def add(self, entry: Entry) -> None:
        """An entry made by somebody else, or a draft."""
        values = (entry.mark, entry.supplier_name, entry.invoice_number, entry.model_dump_json())
        with self._open() as books:
            books.execute("INSERT INTO entries (mark, supplier, number, entry) VALUES (?, ?, ?, ?)", values)

    def save_draft(self, order: InvoiceOrder) -> None:
        """A draft of the same mark is replaced; what is posted stays."""
        with self._open() as books:
            for row, text in books.execute("SELECT id, entry FROM entries WHERE mark = ?", (order.mark,)).fetchall():
                if Entry.model_validate_json(text).state is EntryState.DRAFT:
                    books.execute("DELETE FROM entries WHERE id = ?", (row,))
        self.add(entry_of(order, EntryState.DRAFT, ""))

    def click(self, order: InvoiceOrder) -> None:
        """The button that posts: whatever is clicked is posted, as often as it is clicked, at once or `commit_late`."""
        with self._open() as books:
            row = books.execute("INSERT INTO clicks (mark) VALUES (?)", (order.mark,)).lastrowid
            (late,) = books.execute("SELECT max(seconds) FROM late").fetchone()
            entry = entry_of(order, EntryState.POSTED, f"INV-{row}").model_dump_json()
            books.execute("INSERT INTO pending (due, entry) VALUES (?, ?)", (time.monotonic() + (late or 0), entry))
            _commit_due(books)

    def commit_late(self, seconds: float) -> None:
        """From now on a click is in the books only so much later, whatever becomes of who clicked."""
        with self._open() as books:
            books.execute("INSERT INTO late (seconds) VALUES (?)", (seconds,))

    @property
    def is_down(self) -> bool:
        with self._open() as books:
            return bool(books.execute("SELECT count(*) FROM down").fetchone()[0])

    @is_down.setter
    def is_down(self, down: bool) -> None:
        with self._open() as books:
            books.execute("INSERT INTO down DEFAULT VALUES" if down else "DELETE FROM down")


def _commit_due(books: sqlite3.Connection) -> None:
    """Post what was clicked: in place of the draft of its mark, or anew where there is none."""
    due = books.execute("SELECT id, entry FROM pending WHERE due <= ?", (time.monotonic(),)).fetchall()
    for row, text in due:
        entry = Entry.model_validate_json(text)
        books.execute("DELETE FROM pending WHERE id = ?", (row,))
        books.execute('DELETE FROM entries WHERE mark = ? AND entry LIKE \'%"state":"draft"%\'', (entry.mark,))
        values = (entry.mark, entry.supplier_name, entry.invoice_number, text)
        books.execute("INSERT INTO entries (mark, supplier, number, entry) VALUES (?, ?, ?, ?)", values)


class LedgerSession:
    """A session on the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def check(self) -> tuple[ErpCheck, ...]:
        self._insist_on_up()
        return (ErpCheck(name="ledger", passed=True, detail=""),)

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        self._insist_on_up()
        return (ErpSupplier(code="S1001", name="Acme Paper GmbH"),)

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]:
        self._insist_on_up()
        return self.ledger.entries(supplier_name, invoice_number)

    def fill(self, order: InvoiceOrder) -> None:
        self._insist_on_up()
        self.ledger.save_draft(order)

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
        before_click()
        self.ledger.click(order)

    def read_back(self, order: InvoiceOrder) -> Entry:
        self._insist_on_up()
        found = self.find(order.supplier_name, order.invoice_number)
        posted = [entry for entry in found if entry.state is EntryState.POSTED]
        if len(posted) != 1 or posted[0].gross_total != order.gross_total:
            raise FieldMismatch("The ledger shows something else.")
        return posted[0]

    def screenshot(self, path: Path) -> None:
        path.write_bytes(PNG)

    def close(self) -> None:
        """Nothing is open."""

    def _insist_on_up(self) -> None:
        if self.ledger.is_down:
            raise ErpUnreachable("the ledger does not answer")


class LedgerAdapter:
    """Opens sessions; the account's URL is the ledger's file."""

    name = ERP

    def open(self, account: ErpAccount, evidence: Path) -> LedgerSession:
        return LedgerSession(Ledger(Path(account.url.removeprefix("file://"))))


ADAPTER = LedgerAdapter()


def somebody_elses(number: str, mark: str = "") -> Entry:
    """A posted entry that the farm did not key."""
    return Entry(
        kind="invoice", state=EntryState.POSTED, mark=mark, supplier_name="Acme Paper GmbH", invoice_number=number,
        number=f"X-{number}", issue_date=date(2026, 10, 17), currency="EUR", net_total=Decimal("100.00"),
        tax_total=Decimal("19.00"), gross_total=Decimal("119.00"),
    )  # fmt: skip
