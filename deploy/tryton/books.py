"""What a local Tryton has in its books, read from its database file: `python -m deploy.tryton.books --folder FOLDER`.

Prints one JSON array, an object for each supplier invoice and credit note of every state. Amounts are text, positive
also for credit notes, without tax in lines. Independent of the server, of its web client and of the adapter.
"""

import argparse
import json
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

from deploy.tryton.setup import DATABASE

STATES = {"draft": "draft", "validated": "draft", "posted": "posted", "paid": "posted", "cancelled": "cancelled"}
INVOICES = """
SELECT i.id, p.code AS supplier_code, p.name AS supplier, i.reference AS number, i.number AS erp_number, i.state,
  i.description AS mark, i.invoice_date AS date, c.code AS currency,
  i.untaxed_amount_cache AS net, i.tax_amount_cache AS tax, i.total_amount_cache AS gross
FROM account_invoice i JOIN party_party p ON p.id = i.party JOIN currency_currency c ON c.id = i.currency
WHERE i.type = 'in' ORDER BY i.id
"""
LINES = """
SELECT l.description, a.code AS account, l.quantity, l.unit_price
FROM account_invoice_line l LEFT JOIN account_account a ON a.id = l.account
WHERE l.invoice = ? AND l.type = 'line' ORDER BY l.sequence, l.id
"""


def read(folder: Path) -> list[dict[str, Any]]:
    """Every supplier invoice of the server in `folder`."""
    connection = sqlite3.connect(f"file:{folder / DATABASE}.sqlite?mode=ro", uri=True, timeout=30)
    connection.row_factory = sqlite3.Row
    try:
        return [_entry(connection, row) for row in connection.execute(INVOICES).fetchall()]
    finally:
        connection.close()


def _entry(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    net, tax, gross = (_amount(row[name]) for name in ("net", "tax", "gross"))
    sign = -1 if gross < 0 else 1
    lines = [_line(line, sign) for line in connection.execute(LINES, (row["id"],)).fetchall()]
    named = {
        name: row[name] or "" for name in ("supplier_code", "supplier", "number", "erp_number", "mark", "currency")
    }
    return named | {
        "kind": "credit_note" if sign < 0 else "invoice", "state": STATES[row["state"]], "date": row["date"],
        "net": str(sign * net), "tax": str(sign * tax), "gross": str(sign * gross), "lines": lines,
    }  # fmt: skip


def _line(row: sqlite3.Row, sign: int) -> dict[str, Any]:
    quantity, price = sign * _amount(row["quantity"]), _amount(row["unit_price"])
    net = (quantity * price).quantize(Decimal("0.01"))
    return {
        "description": row["description"] or "", "account": row["account"] or "",
        "quantity": str(quantity), "unit_price": str(price), "net": str(net),
    }  # fmt: skip


def _amount(value: object) -> Decimal:
    """Tryton keeps decimals as bytes of text, quantities as floating-point numbers."""
    return Decimal(value.decode() if isinstance(value, bytes) else str(value or 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the server's data live")
    print(json.dumps(read(parser.parse_args().folder), ensure_ascii=False))


if __name__ == "__main__":
    main()
