"""The ERPs that keying is measured in: how each is started with empty books, and what can be keyed into it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from pydantic import SecretStr

from bots.erp.port import ErpAccount
from bots.orders import InvoiceOrder, OrderKind, OrderLine

CENT = Decimal("0.01")


class NotSetUp(Exception):
    """The ERP is not there; the message says how to get it."""


@dataclass(frozen=True)
class Place:
    """An ERP with what its books accept; `taxes` maps a tax code to its rate, `cost_centres` is empty for none.

    `start` gets an empty folder and runs the ERP while its context lasts; it raises `NotSetUp`.
    """

    start: Callable[[Path], AbstractContextManager[ErpAccount]]
    company: str
    supplier: tuple[str, str]
    accounts: tuple[str, ...]
    taxes: dict[str, Decimal]
    cost_centres: tuple[str, ...] = ()


def order_for(place: Place, count: int, cost_centres: bool = False) -> InvoiceOrder:
    """An invoice of `count` lines that nobody has keyed into `place` yet, over its accounts and taxes in turn."""
    lines = tuple(_line(place, index, cost_centres) for index in range(count))
    net = sum((line.net for line in lines), Decimal(0))
    tax = Decimal(0)
    for code, rate in place.taxes.items():
        base = sum((line.net for line in lines if line.tax_code == code), Decimal(0))
        tax += (base * rate).quantize(CENT)
    document = uuid4().hex[:12]
    return InvoiceOrder(
        document_id=document,
        mark=f"botfarm:{document}",
        kind=OrderKind.INVOICE,
        company=place.company,
        supplier_code=place.supplier[0],
        supplier_name=place.supplier[1],
        invoice_number=f"B-{document}",
        issue_date=date(2026, 5, 4),
        currency="EUR",
        lines=lines,
        net_total=net,
        tax_total=tax,
        gross_total=net + tax,
    )


def _line(place: Place, index: int, cost_centres: bool) -> OrderLine:
    def in_turn(choices: tuple[str, ...]) -> str:
        return choices[index % len(choices)]

    quantity, price = Decimal(index % 4 + 1), Decimal("12.50") + index
    return OrderLine(
        description=f"Copy paper A4, box {index + 1}",
        account=in_turn(place.accounts),
        tax_code=in_turn(tuple(place.taxes)) if place.taxes else "",
        cost_centre=in_turn(place.cost_centres) if cost_centres else "",
        quantity=quantity,
        unit_price=price,
        net=quantity * price,
    )


@contextmanager
def _tryton(folder: Path) -> Iterator[ErpAccount]:
    from deploy.tryton.server import TrytonServer
    from deploy.tryton.setup import BOT_USER, DEFAULT_FOLDER, is_current

    if not is_current(DEFAULT_FOLDER):
        raise NotSetUp("run python -m deploy.tryton.setup")
    password = SecretStr((DEFAULT_FOLDER / "bot-password").read_text().strip())
    with TrytonServer(folder / "tryton") as server:
        yield ErpAccount(
            erp="tryton",
            url=server.url,
            database=server.database,
            company=TRYTON.company,
            user=BOT_USER,
            password=password,
        )


TRYTON = Place(
    start=_tryton,
    company="Example Trading Company",
    supplier=("S1001", "Acme Paper GmbH"),
    accounts=("6100", "6200"),
    taxes={"VAT 19%": Decimal("0.19"), "VAT 7%": Decimal("0.07")},
    cost_centres=("CC100", "CC300"),
)

PLACES: dict[str, Place] = {"tryton": TRYTON}
