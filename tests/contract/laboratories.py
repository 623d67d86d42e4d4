"""The ERPs that the contract is tested on, each in a laboratory: how to log in, to read its books, and to break it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from pydantic import SecretStr

from bots.erp.port import ErpAccount, ErpAdapter
from bots.erp.registry import ADAPTERS
from deploy.ledgersmb import setup as ledgersmb_setup
from deploy.ledgersmb.server import LedgerSmbServer
from deploy.tryton import setup as tryton_setup
from deploy.tryton.server import TrytonServer
from tests import tryton_api
from tests.booked import Booked, BookedLine
from tests.conftest import require
from tests.contract.orders import COMPANY
from tests.fakes.legacy_erp import adapter as legacy_adapter
from tests.fakes.legacy_erp import control as legacy_control
from tests.fakes.legacy_erp.seed import Supplier
from tests.fakes.legacy_erp.server import LegacyErpServer
from tests.ledgersmb_books import LedgerSmbBooks

TWINS = "Zwilling GmbH"


class Laboratory(Protocol):
    """A running ERP with the example company.

    Attributes:
        account: how the bot logs in.
        keeps_quantities: whether lines have a quantity and a unit price; else amounts only.
        computes_tax: whether the ERP computes the tax itself; else it books the amount that it is told.
        loses_quotes: whether its pages cut a text at a straight double quote: the adapter writes curved ones in
            descriptions, and refuses them in numbers.
    """

    adapter: ErpAdapter
    account: ErpAccount
    keeps_quantities: bool
    computes_tax: bool
    loses_quotes: bool

    def entries(self, invoice_number: str) -> list[Booked]:
        """What the books have of that number, drafts too."""

    def end_sessions(self) -> None:
        """Log everybody out; nobody is told."""

    def add_twins(self) -> str:
        """Two suppliers of the name `TWINS` that one code finds; that code."""

    def stop(self) -> None:
        """The ERP goes down."""

    def start(self) -> None:
        """It comes up again with the same data, at the same address."""


class TrytonLaboratory:
    """Tryton with its books over JSON-RPC."""

    adapter = ADAPTERS["tryton"]
    keeps_quantities = True
    computes_tax = True
    loses_quotes = False

    def __init__(self, server: TrytonServer) -> None:
        password = (tryton_setup.DEFAULT_FOLDER / "bot-password").read_text().strip()
        self._server = server
        self.account = ErpAccount(
            erp="tryton", url=server.url, database=server.database, company=COMPANY,
            user=tryton_setup.BOT_USER, password=SecretStr(password),
        )  # fmt: skip
        self._books = tryton_api.TrytonReader(server.url, server.database, tryton_setup.BOT_USER, password)
        self.stop, self.start = server.stop, self._start

    def entries(self, invoice_number: str) -> list[Booked]:
        return [_of_tryton(one) for one in self._books.invoices(invoice_number)]

    def end_sessions(self) -> None:
        with sqlite3.connect(self._server.database_file, timeout=30) as connection:
            connection.execute("DELETE FROM ir_session")
        self._books.log_in()

    def add_twins(self) -> str:
        code = f"T{uuid4().hex[:6]}"
        for ending in "AB":  # Tryton has no code twice
            self._books.add_party(TWINS, code + ending)
        return code

    def _start(self) -> None:
        self._server.start()
        self._books.log_in()


class LedgerSmbLaboratory:
    """LedgerSMB with its books by SQL."""

    adapter = ADAPTERS["ledgersmb"]
    keeps_quantities = False
    computes_tax = False
    loses_quotes = True

    def __init__(self, server: LedgerSmbServer) -> None:
        password = (ledgersmb_setup.DEFAULT_FOLDER / "bot-password").read_text().strip()
        self.account = ErpAccount(
            erp="ledgersmb", url=server.url, database=server.database, company=COMPANY,
            user=ledgersmb_setup.BOT_USER, password=SecretStr(password),
        )  # fmt: skip
        self.books = LedgerSmbBooks(server)
        self.entries, self.end_sessions = self.books.entries, self.books.end_sessions
        self.stop, self.start = server.stop, server.start

    def add_twins(self) -> str:
        code = f"T{uuid4().hex[:6]}"
        for ending in "AB":  # LedgerSMB has no code twice either
            self.books.add_supplier(code + ending, TWINS)
        return code


class LegacyLaboratory:
    """The fake legacy ERP with its ledger."""

    adapter: ErpAdapter = legacy_adapter.ADAPTER
    keeps_quantities = True
    computes_tax = False
    loses_quotes = False

    def __init__(self, server: LegacyErpServer) -> None:
        self._server = server
        self.account = server.account()
        self.stop, self.start = server.stop, server.start

    def entries(self, invoice_number: str) -> list[Booked]:
        return [_of_legacy(one) for one in self._server.control.ledger(invoice_number)]

    def end_sessions(self) -> None:
        self._server.control.end_sessions()

    def add_twins(self) -> str:
        code = f"T{uuid4().hex[:6]}"
        self._server.control.add_suppliers([Supplier(code, TWINS)] * 2)
        return code


@contextmanager
def tryton(folder: Path) -> Iterator[TrytonLaboratory]:
    require(tryton_setup.is_current(tryton_setup.DEFAULT_FOLDER), "the local Tryton (python -m deploy.tryton.setup)")
    with TrytonServer(folder) as server:
        yield TrytonLaboratory(server)


@contextmanager
def ledgersmb(folder: Path) -> Iterator[LedgerSmbLaboratory]:
    is_there = ledgersmb_setup.is_current(ledgersmb_setup.DEFAULT_FOLDER)
    require(is_there, "the local LedgerSMB (./botfarm setup ledgersmb)")
    with LedgerSmbServer(folder) as server:
        yield LedgerSmbLaboratory(server)


@contextmanager
def legacy(folder: Path) -> Iterator[LegacyLaboratory]:
    with LegacyErpServer(folder) as server:
        yield LegacyLaboratory(server)


LABORATORIES = {"legacy": legacy, "ledgersmb": ledgersmb, "tryton": tryton}


def _of_tryton(one: tryton_api.Booked) -> Booked:
    sign = -1 if one.gross_total < 0 else 1
    lines = [
        BookedLine(
            line.description, line.account, "".join(line.cost_centres), sign * line.amount,
            "".join(line.taxes), sign * line.quantity, line.unit_price,
        )
        for line in one.lines
    ]  # fmt: skip
    return Booked(
        one.supplier_code, one.supplier_name, one.reference, one.number,
        {"validated": "draft", "paid": "posted"}.get(one.state, one.state),
        "credit_note" if sign < 0 else "invoice", one.mark,
        date.fromisoformat(one.issue_date) if one.issue_date else None, one.currency,
        sign * one.net_total, sign * one.tax_total, sign * one.gross_total, tuple(lines),
    )  # fmt: skip


def _of_legacy(one: legacy_control.LedgerEntry) -> Booked:
    lines = [
        BookedLine(
            line.description, line.account, line.cost_centre, line.net, line.tax_code, line.quantity, line.unit_price
        )
        for line in one.lines
    ]
    return Booked(
        one.supplier_code, one.supplier_name, one.invoice_number, one.number, one.state, one.kind, one.mark,
        one.issue_date, one.currency, one.net_total, one.tax_total, one.gross_total, tuple(lines), dict(one.taxes),
    )  # fmt: skip
