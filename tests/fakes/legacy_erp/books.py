"""What the legacy ERP keeps, in one SQLite file. What a method has returned from survives kill -9 and power loss."""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.fakes.legacy_erp.invoice import Invoice, Line, Tax
from tests.fakes.legacy_erp.seed import SETTINGS, USERS, Supplier, User, default_suppliers

SCHEMA = """
CREATE TABLE supplier (id INTEGER PRIMARY KEY, code TEXT, name TEXT, tax_id TEXT, iban TEXT);
CREATE TABLE user (name TEXT PRIMARY KEY, password TEXT, number_format TEXT, date_format TEXT, completion INTEGER);
CREATE TABLE session (token TEXT PRIMARY KEY, user TEXT, used REAL);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT, kind TEXT, supplier_id INTEGER,
  invoice_number TEXT, number TEXT, issue_date TEXT, currency TEXT, mark TEXT, lines TEXT, taxes TEXT,
  created_by TEXT, created_at REAL, posted_by TEXT, posted_at REAL);
CREATE INDEX entry_number ON entry (invoice_number);
PRAGMA user_version = 1;
"""
ENTRIES = "SELECT entry.*, supplier.name AS supplier, supplier.code AS supplier_code FROM entry "
ENTRIES += "JOIN supplier ON supplier.id = supplier_id "


class Books:
    """Opens or makes `file`. Safe to use from several threads."""

    def __init__(self, file: Path) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            self._connection.executescript(SCHEMA)
            self.add_suppliers(default_suppliers())
            for user in USERS:
                self.put_user(user)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def add_suppliers(self, suppliers: Iterable[Supplier]) -> None:
        rows = [(s.code, s.name, s.tax_id, s.iban) for s in suppliers]
        with self._writing() as connection:
            connection.executemany("INSERT INTO supplier (code, name, tax_id, iban) VALUES (?, ?, ?, ?)", rows)

    def suppliers(self) -> list[Supplier]:
        return [Supplier(**row) for row in self._rows("SELECT * FROM supplier ORDER BY name, id")]

    def supplier(self, supplier_id: int) -> Supplier | None:
        found = self._rows("SELECT * FROM supplier WHERE id = ?", supplier_id)
        return Supplier(**found[0]) if found else None

    def put_user(self, user: User) -> None:
        """A new user, or new properties of one."""
        row = (user.name, user.password, user.number_format, user.date_format, user.completion)
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO user VALUES (?, ?, ?, ?, ?)", row)

    def user(self, name: str) -> User | None:
        found = self._rows("SELECT * FROM user WHERE name = ?", name)
        return User(**(dict(found[0]) | {"completion": bool(found[0]["completion"])})) if found else None

    def settings(self) -> dict[str, Any]:
        stored = {row["name"]: json.loads(row["value"]) for row in self._rows("SELECT * FROM setting")}
        return SETTINGS | stored

    def put_setting(self, name: str, value: object) -> None:
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, json.dumps(value)))

    def begin_session(self, user: str) -> str:
        """A new session's token."""
        token = secrets.token_hex(16)
        with self._writing() as connection:
            if self.settings()["single_session"]:
                connection.execute("DELETE FROM session WHERE user = ?", (user,))
            connection.execute("INSERT INTO session VALUES (?, ?, ?)", (token, user, time.time()))
        return token

    def session_user(self, token: str) -> User | None:
        """The user of a session that has not ended."""
        since = time.time() - float(self.settings()["session_seconds"])
        found = self._rows("SELECT user FROM session WHERE token = ? AND used > ?", token, since)
        return self.user(found[0]["user"]) if found else None

    def end_sessions(self, user: str = "", token: str = "") -> None:
        """Of a user, or one, or all."""
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM session WHERE (? = '' OR user = ?) AND (? = '' OR token = ?)", (user, user, token, token)
            )

    def save(self, invoice: Invoice, user: str, post: bool) -> int:
        """Write a draft, or post. A form whose entry is posted or gone by now makes another entry, without a word."""
        with self._writing() as connection:
            found = connection.execute("SELECT state FROM entry WHERE id = ?", (invoice.id,)).fetchone()
            entry_id = invoice.id
            if found is None or found["state"] == "posted":
                insert = "INSERT INTO entry (created_by, created_at) VALUES (?, ?)"
                entry_id = int(connection.execute(insert, (user, time.time())).lastrowid or 0)
            connection.execute(
                "UPDATE entry SET state = 'draft', kind = ?, supplier_id = ?, invoice_number = ?, number = '', "
                "issue_date = ?, currency = ?, mark = ?, lines = ?, taxes = ? WHERE id = ?",
                (
                    *(invoice.kind, invoice.supplier_id, invoice.invoice_number, invoice.issue_date.isoformat()),
                    *(invoice.currency, invoice.mark, _to_json(_numbered(invoice.lines)), _to_json(invoice.taxes)),
                    entry_id,
                ),
            )
            if post:
                count = connection.execute("SELECT count(*) FROM entry WHERE state = 'posted'").fetchone()[0]
                connection.execute(
                    "UPDATE entry SET state = 'posted', number = ?, posted_by = ?, posted_at = ? WHERE id = ?",
                    (f"AP-{count + 1:06}", user, time.time(), entry_id),
                )
        return entry_id

    def delete_draft(self, entry_id: int) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM entry WHERE id = ? AND state = 'draft'", (entry_id,))

    def entry(self, entry_id: int) -> Invoice | None:
        found = self._rows(ENTRIES + "WHERE entry.id = ?", entry_id)
        return _to_invoice(found[0]) if found else None

    def search(self, state: str, supplier: str, invoice_number: str, mark: str) -> list[Invoice]:
        """Entries that contain all texts, in any case, newest first."""
        rows = self._rows(ENTRIES + "WHERE state = ? ORDER BY entry.id DESC", state)
        wanted = (("supplier", supplier), ("invoice_number", invoice_number), ("mark", mark))
        return [_to_invoice(row) for row in rows if all(t.lower() in row[name].lower() for name, t in wanted)]

    def ledger(self) -> list[dict[str, Any]]:
        """Every entry with all that is known of it, oldest first, ready for JSON."""
        return [self._told(row) for row in self._rows(ENTRIES + "ORDER BY entry.id")]

    def _told(self, row: sqlite3.Row) -> dict[str, Any]:
        invoice = _to_invoice(row)
        totals = {"net_total": invoice.net_total, "tax_total": invoice.tax_total, "gross_total": invoice.gross_total}
        nets = [str(line.net) for line in invoice.lines]
        told = dict(row) | {name: str(total) for name, total in totals.items()}
        lines = [line | {"net": net} for line, net in zip(json.loads(row["lines"]), nets, strict=True)]
        return told | {"lines": lines, "taxes": json.loads(row["taxes"])}

    def close(self) -> None:
        self._connection.close()


def _numbered(lines: tuple[Line, ...]) -> list[Line]:
    """In order of entry: known lines by their ids, then new ones."""
    known = sorted((line for line in lines if line.id), key=lambda line: line.id)
    ordered = known + [line for line in lines if not line.id]
    return [Line(**(asdict(line) | {"id": number})) for number, line in enumerate(ordered, 1)]


def _to_json(rows: Iterable[Line | Tax]) -> str:
    return json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False)


def _to_invoice(row: sqlite3.Row) -> Invoice:
    def amounts(one: dict[str, Any], *names: str) -> dict[str, Any]:
        return one | {name: Decimal(one[name]) for name in names}

    return Invoice(
        **{name: row[name] for name in ("id", "state", "number", "kind", "supplier_id", "supplier", "supplier_code")},
        **{name: row[name] for name in ("invoice_number", "currency", "mark")},
        issue_date=date.fromisoformat(row["issue_date"]),
        lines=tuple(Line(**amounts(one, "quantity", "price")) for one in json.loads(row["lines"])),
        taxes=tuple(Tax(**amounts(one, "base", "computed", "amount")) for one in json.loads(row["taxes"])),
    )
