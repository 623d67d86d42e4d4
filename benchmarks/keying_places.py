"""The ERPs that keying is measured in: how each is started with empty books, and what can be keyed into it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from bots.erp.port import ErpAccount, ErpAdapter
from bots.erp.registry import ADAPTERS
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from deploy.ledgersmb import setup as ledgersmb
from deploy.ledgersmb.server import LedgerSmbServer
from deploy.tryton import setup as tryton
from deploy.tryton.server import TrytonServer
from tests.fakes.legacy_erp.adapter import ADAPTER as LEGACY
from tests.fakes.legacy_erp.server import LegacyErpServer

CENT = Decimal("0.01")

# what the example company has in each of them
COMPANY = "Example Trading Company"
SUPPLIER = ("S1001", "Acme Paper GmbH")
ACCOUNTS = ("6100", "6200")
TAXES = {"VAT 19%": Decimal("0.19"), "VAT 7%": Decimal("0.07")}
COST_CENTRES = ("CC100", "CC300")


class NotSetUp(Exception):
    """The ERP is not there; the message says how to get it."""


@dataclass(frozen=True)
class Place:
    """A running ERP: whose session to open, and how to log in."""

    adapter: ErpAdapter
    account: ErpAccount


def order_of(count: int, cost_centres: bool = False) -> InvoiceOrder:
    """An invoice of `count` lines that nobody has keyed yet, over all accounts and taxes in turn."""
    lines = tuple(_line(index, cost_centres) for index in range(count))
    net = sum((line.net for line in lines), Decimal(0))
    tax = Decimal(0)
    for code, rate in TAXES.items():
        base = sum((line.net for line in lines if line.tax_code == code), Decimal(0))
        tax += (base * rate).quantize(CENT)
    document = uuid4().hex[:12]
    return InvoiceOrder(
        document_id=document,
        mark=f"botfarm:{document}",
        kind=OrderKind.INVOICE,
        company=COMPANY,
        supplier_code=SUPPLIER[0],
        supplier_name=SUPPLIER[1],
        invoice_number=f"B-{document}",
        issue_date=date(2026, 5, 4),
        currency="EUR",
        lines=lines,
        net_total=net,
        tax_total=tax,
        gross_total=net + tax,
    )


def _line(index: int, cost_centres: bool) -> OrderLine:
    def in_turn(choices: Sequence[str]) -> str:
        return choices[index % len(choices)]

    quantity, price = Decimal(index % 4 + 1), Decimal("12.50") + index
    return OrderLine(
        description=f"Copy paper A4, box {index + 1}",
        account=in_turn(ACCOUNTS),
        tax_code=in_turn(tuple(TAXES)),
        cost_centre=in_turn(COST_CENTRES) if cost_centres else "",
        quantity=quantity,
        unit_price=price,
        net=quantity * price,
    )


@contextmanager
def _tryton(folder: Path) -> Iterator[Place]:
    if not tryton.is_current(tryton.DEFAULT_FOLDER):
        raise NotSetUp("run python -m deploy.tryton.setup")
    password = (tryton.DEFAULT_FOLDER / "bot-password").read_text().strip()
    with TrytonServer(folder) as server:
        yield Place(ADAPTERS["tryton"], _account("tryton", server, tryton.BOT_USER, password))


@contextmanager
def _ledgersmb(folder: Path) -> Iterator[Place]:
    if not ledgersmb.is_current(ledgersmb.DEFAULT_FOLDER):
        raise NotSetUp("run ./botfarm setup ledgersmb")
    password = (ledgersmb.DEFAULT_FOLDER / "bot-password").read_text().strip()
    with LedgerSmbServer(folder) as server:
        yield Place(ADAPTERS["ledgersmb"], _account("ledgersmb", server, ledgersmb.BOT_USER, password))


@contextmanager
def _legacy(folder: Path) -> Iterator[Place]:
    with LegacyErpServer(folder) as server:
        yield Place(LEGACY, server.account())


def _account(erp: str, server: TrytonServer | LedgerSmbServer, user: str, password: str) -> ErpAccount:
    return ErpAccount(
        erp=erp, url=server.url, database=server.database, company=COMPANY, user=user, password=SecretStr(password)
    )


PLACES: dict[str, Callable[[Path], AbstractContextManager[Place]]] = {
    "tryton": _tryton,
    "ledgersmb": _ledgersmb,
    "legacy": _legacy,
}
"""Each runs an ERP in an empty folder while its context lasts, or raises `NotSetUp`. ``legacy`` is the tests' fake."""
