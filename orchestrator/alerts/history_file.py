"""Invoices that were booked before the farm came, from a file: what later ones are compared with."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal

from orchestrator.errors import DecisionRefused
from orchestrator.purchasing import cells
from orchestrator.purchasing.columns import Header, Names, header_of
from orchestrator.purchasing.sheets import Cell, FileRefused, Row, rows
from orchestrator.store import Store, Transaction, audit, traces
from orchestrator.suspicion.bills import LONGEST_TEXT, supplier_key
from orchestrator.suspicion.facts import Trace
from orchestrator.suspicion.watchlists import bare_account

COLUMNS: Names = {
    "supplier_code": (
        "supplier code|supplier no|supplier number|vendor code|vendor no|供应商代码|供应商编号|код поставщика|"
        "lieferantennummer|lieferanten nr|kreditor|kreditorennummer"
    ),
    "supplier_name": "supplier|supplier name|vendor|vendor name|供应商|供应商名称|поставщик|контрагент|lieferant|name",
    "number": (
        "invoice number|invoice no|invoice|number|发票号|发票号码|номер счета|номер|счет фактура|rechnungsnummer|"
        "rechnung|rechnungs nr|belegnummer"
    ),
    "date": "invoice date|date|issue date|日期|开票日期|дата|дата счета|datum|rechnungsdatum|belegdatum",
    "gross_total": (
        "gross total|total|amount|gross|gross amount|金额|价税合计|сумма|итого|сумма с ндс|"
        "betrag|brutto|bruttobetrag|summe"
    ),
    "currency": "currency|currency code|货币|币种|валюта|währung|waehrung",
    "iban": "iban|account|bank account|账号|银行账号|счет получателя|расчетный счет|konto|bankkonto",
    "kind": "kind|type|类型|тип|art",
}
NEEDED = ("number", "date", "gross_total", "currency")
CREDIT = frozenset(["credit_note", "credit note", "gutschrift", "红字发票", "кредит-нота"])
NOON = time(12)
MOST_TOLD = 20


def import_history(store: Store, actor: str, data: bytes, *, dry_run: bool = False) -> tuple[int, int]:
    """Keep the invoices of an xlsx or csv file; how many are new, and how many the file has. A repeat adds nothing.

    Raises:
        FileRefused: it cannot be read.
        DecisionRefused: rows are wrong; nothing was kept.
    """
    found = read_history(data)
    if dry_run:
        return 0, len(found)
    with store.begin() as tx:
        return _keep(tx, actor, found), len(found)


def _keep(tx: Transaction, actor: str, found: Sequence[Trace]) -> int:
    added = traces.add_history(tx, found)
    audit.append(tx, actor, "history imported", None, {"invoices": len(found), "new": added})
    return added


def read_history(data: bytes) -> tuple[Trace, ...]:
    """The invoices of a file; amounts below zero are credit notes.

    Raises:
        FileRefused: it cannot be read.
        DecisionRefused: rows are wrong; the message names the first ones.
    """
    found, separator = rows(data)
    header = header_of([str(cell) for cell in found[0][1]], COLUMNS, NEEDED)
    if not header.problem and not {"supplier_code", "supplier_name"} & header.places.keys():
        raise FileRefused("The first row lacks a column supplier code or supplier name.")
    if header.problem:
        raise FileRefused(header.problem)
    mark = cells.decimal_mark((_cell(header, row, "gross_total") for row in found[1:]), separator)
    made, wrong = [], []
    for row in found[1:]:
        try:
            made.append(_trace(header, row, mark))
        except ValueError as error:
            wrong.append(f"row {row[0]}: {error}")
    if wrong:
        more = f"; and {len(wrong) - MOST_TOLD} more" if len(wrong) > MOST_TOLD else ""
        raise DecisionRefused(f"Nothing was imported: {'; '.join(wrong[:MOST_TOLD])}{more}.")
    return tuple(made)


def _trace(header: Header, row: Row, mark: str) -> Trace:
    def text(column: str) -> str:
        return "".join(_plain(_cell(header, row, column)))[:LONGEST_TEXT]

    gross = cells.number(_cell(header, row, "gross_total"), mark)
    issued = cells.day(_cell(header, row, "date"))
    supplier = supplier_key(text("supplier_code"), text("supplier_name"))
    currency = text("currency").upper()
    if not supplier:
        raise ValueError("the supplier is missing")
    if len(currency) != 3:
        raise ValueError(f"{currency!r} is no currency; write a code such as EUR")
    credit = gross < 0 or text("kind").casefold() in CREDIT
    return Trace(
        id="", supplier=supplier, name=text("supplier_name") or supplier, number=text("number"), issued=issued,
        received=datetime.combine(issued, NOON, UTC), currency=currency, gross=abs(gross),
        iban=bare_account(text("iban"))[:60], kind="credit_note" if credit else "invoice",
    )  # fmt: skip


def _plain(cell: Cell) -> Iterator[str]:
    """A cell as text; 417 where a workbook has the number 417.0."""
    yield f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell).strip()


def _cell(header: Header, row: Row, column: str) -> Cell:
    place = header.places.get(column)
    return row[1][place] if place is not None and place < len(row[1]) else ""
