"""What every ERP adapter must do, on a real ERP in a real browser; the ERP's own API says what was booked."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from pydantic import SecretStr

from bots.erp.port import EntryState, ErpAccount, ErpSession
from bots.erp.registry import ADAPTERS
from bots.errors import (
    BusinessError,
    CodeNotFound,
    FieldMismatch,
    LoginRefused,
    OutcomeUnknown,
    RefusedByErp,
    SupplierAmbiguous,
    SupplierNotFound,
    TechnicalError,
)
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from deploy.tryton.server import TrytonServer
from deploy.tryton.setup import BOT_USER, DEFAULT_FOLDER, is_current
from tests.conftest import require
from tests.tryton_api import TrytonReader

pytestmark = [pytest.mark.erp, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
COMPANY = "Example Trading Company"


@dataclass(frozen=True)
class Laboratory:
    """A running ERP: how to log in, how to read its books, how to break it."""

    account: ErpAccount
    books: TrytonReader
    end_sessions: Callable[[], None]


@pytest.fixture(scope="module", params=sorted(ADAPTERS))
def erp(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    assert request.param == "tryton", "a new adapter needs its laboratory here"
    require(is_current(DEFAULT_FOLDER), "the local Tryton (python -m deploy.tryton.setup)")
    password = (DEFAULT_FOLDER / "bot-password").read_text().strip()
    with TrytonServer(tmp_path_factory.mktemp("tryton")) as server:
        account = ErpAccount(
            erp="tryton",
            url=server.url,
            database=server.database,
            company=COMPANY,
            user=BOT_USER,
            password=SecretStr(password),
        )
        books = TrytonReader(server.url, server.database, BOT_USER, password)

        def end_sessions() -> None:
            with sqlite3.connect(server.database_file, timeout=30) as connection:
                connection.execute("DELETE FROM ir_session")
            books.log_in()

        yield Laboratory(account, books, end_sessions)


@pytest.fixture(scope="module")
def shared(erp: Laboratory, chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpSession]:
    session = ADAPTERS[erp.account.erp].open(erp.account, tmp_path_factory.mktemp("evidence"))
    yield session
    session.close()


@pytest.fixture
def own(erp: Laboratory, chromium: Path, tmp_path: Path) -> Iterator[ErpSession]:
    """A session of the test's own, to be broken."""
    session = ADAPTERS[erp.account.erp].open(erp.account, tmp_path / "evidence")
    yield session
    session.close()


def line(net: str, **changes: object) -> OrderLine:
    fields: dict[str, object] = {
        "description": "Copy paper A4",
        "account": "6100",
        "tax_code": "VAT 19%",
        "cost_centre": "",
        "quantity": Decimal(1),
        "unit_price": Decimal(net),
        "net": Decimal(net),
    }
    return OrderLine.model_validate(fields | changes)


def order(*lines: OrderLine, tax: str = "19.00", **changes: object) -> InvoiceOrder:
    lines = lines or (line("100.00"),)
    net = sum((one.net for one in lines), Decimal(0))
    document = uuid4().hex[:12]
    fields: dict[str, object] = {
        "document_id": document,
        "mark": f"botfarm:{document}",
        "kind": OrderKind.INVOICE,
        "company": COMPANY,
        "supplier_code": "S1001",
        "supplier_name": "Acme Paper GmbH",
        "invoice_number": f"R-{document}",
        "issue_date": date(2026, 5, 4),
        "currency": "EUR",
        "lines": lines,
        "net_total": net,
        "tax_total": Decimal(tax),
        "gross_total": net + Decimal(tax),
    }
    return InvoiceOrder.model_validate(fields | changes)


def nothing() -> None:
    """A `before_click` that has nothing to write down."""


def post(session: ErpSession, wanted: InvoiceOrder) -> None:
    session.fill(wanted)
    session.submit(wanted, nothing)


def end_browser() -> None:
    """Kill every Chromium that this process started."""
    for process in psutil.Process().children(recursive=True):
        if "chromium" in process.name():
            process.kill()


def test_every_page_that_keying_needs_is_there(shared: ErpSession) -> None:
    checks = shared.check()
    assert checks
    assert [check for check in checks if not check.passed] == []


def test_lists_the_suppliers_with_their_tax_numbers(shared: ErpSession) -> None:
    found = {supplier.code: supplier for supplier in shared.suppliers()}
    assert len(found) == 9
    assert (found["S1004"].name, found["S1004"].tax_id) == ("Papeterie Lumière SARL", "FR40303265045")
    assert found["S1006"].name == "上海蓝天办公用品有限公司"
    assert found["S1003"].tax_id == ""


def test_an_invoice_is_absent_then_a_draft_then_posted(shared: ErpSession, erp: Laboratory) -> None:
    wanted = order(
        line("50.00", quantity=Decimal(4), unit_price=Decimal("12.50"), cost_centre="CC100"),
        line("100.00", account="6200", tax_code="VAT 7%", cost_centre="CC300", description="Freight"),
        tax="16.50",
    )
    assert shared.find(wanted.supplier_name, wanted.invoice_number) == ()
    shared.fill(wanted)
    (draft,) = shared.find(wanted.supplier_name, wanted.invoice_number)
    assert (draft.state, draft.mark, draft.gross_total) == (EntryState.DRAFT, wanted.mark, Decimal("166.50"))
    shared.fill(wanted)
    calls: list[int] = []
    shared.submit(wanted, lambda: calls.append(len(erp.books.posted(wanted.invoice_number))))
    assert calls == [0]
    entry = shared.read_back(wanted)
    (booked,) = erp.books.invoices(wanted.invoice_number)
    assert (booked.state, booked.number, booked.supplier_code) == ("posted", entry.number, "S1001")
    assert (booked.mark, booked.issue_date, booked.currency) == (wanted.mark, "2026-05-04", "EUR")
    assert (booked.net_total, booked.tax_total) == (Decimal("150.00"), Decimal("16.50"))
    assert [(one.account, one.amount, one.taxes, one.cost_centres) for one in booked.lines] == [
        ("6100", Decimal("50.00"), ("VAT 19%",), ("CC100",)),
        ("6200", Decimal("100.00"), ("VAT 7%",), ("CC300",)),
    ]
    (posted,) = shared.find(wanted.supplier_name, wanted.invoice_number)
    assert (posted.state, posted.number, posted.lines) == (EntryState.POSTED, entry.number, ())
    assert shared.find("Acme Paper Ltd", wanted.invoice_number) == ()
    with pytest.raises(RefusedByErp):
        shared.fill(wanted)
    assert len(erp.books.invoices(wanted.invoice_number)) == 1


def test_a_credit_note_in_another_currency(shared: ErpSession, erp: Laboratory) -> None:
    wanted = order(
        line("80.00", quantity=Decimal(2), unit_price=Decimal(40), tax_code="VAT 20%"),
        tax="16.00",
        kind=OrderKind.CREDIT_NOTE,
        supplier_code="S1002",
        supplier_name="Acme Paper Ltd",
        currency="GBP",
    )
    post(shared, wanted)
    entry = shared.read_back(wanted)
    assert (entry.kind, entry.gross_total, entry.currency) == (OrderKind.CREDIT_NOTE, Decimal("96.00"), "GBP")
    assert (entry.lines[0].quantity, entry.lines[0].unit_price) == (Decimal(2), Decimal(40))
    (booked,) = erp.books.posted(wanted.invoice_number)
    assert (booked.gross_total, booked.currency) == (Decimal("-96.00"), "GBP")
    assert booked.lines[0].quantity == Decimal(-2)


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("S1006", "上海蓝天办公用品有限公司", "发票 26312000"),
        ("S1007", "ООО «Северный ветер»", "№ 12/«А»"),
        ("S1009", "Müller & Söhne Bürobedarf KG", 'RE "7": 50% \\ ä_1'),
    ],
)
def test_texts_of_all_scripts_survive(shared: ErpSession, erp: Laboratory, code: str, name: str, number: str) -> None:
    number = f"{number} {uuid4().hex[:6]}"
    text = f"Größe \"A4\" – {name}; 'x' <b> & =1+1"
    wanted = order(line("100.00", description=text), supplier_code=code, supplier_name=name, invoice_number=number)
    post(shared, wanted)
    assert shared.read_back(wanted).invoice_number == number
    (booked,) = erp.books.posted(number)
    assert (booked.supplier_name, booked.lines[0].description) == (name, text)


def test_half_a_cent_is_rounded_as_the_invoice_does(shared: ErpSession, erp: Laboratory) -> None:
    wanted = order(line("37.50"), tax="7.13")
    post(shared, wanted)
    assert shared.read_back(wanted).tax_total == Decimal("7.13")
    (booked,) = erp.books.posted(wanted.invoice_number)
    assert booked.gross_total == Decimal("44.63")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"supplier_code": "S9999"}, SupplierNotFound),
        ({"supplier_name": "Acme Paper"}, SupplierNotFound),
        ({"supplier_code": "S1002"}, SupplierNotFound),
        ({"lines": (line("100.00", account="9999"),)}, CodeNotFound),
        ({"lines": (line("100.00", tax_code="VAT 99%"),)}, CodeNotFound),
        ({"lines": (line("100.00", cost_centre="CC999"),)}, CodeNotFound),
        ({"currency": "XXX"}, CodeNotFound),
        ({"company": "Somebody Else"}, BusinessError),
        ({"tax_total": Decimal("25.00"), "gross_total": Decimal("125.00")}, FieldMismatch),
        ({"lines": (line("100.00", quantity=Decimal(3), unit_price=Decimal("33.00")),)}, FieldMismatch),
    ],
)
def test_what_cannot_be_keyed_is_refused_and_nothing_is_posted(
    shared: ErpSession, erp: Laboratory, changes: dict[str, object], error: type[BusinessError]
) -> None:
    wanted = order(**changes)
    with pytest.raises(error):
        shared.fill(wanted)
    assert erp.books.posted(wanted.invoice_number) == []


def test_two_suppliers_of_one_name_and_code_are_ambiguous(shared: ErpSession, erp: Laboratory) -> None:
    for _ in range(2):
        erp.books.add_party("Zwilling GmbH", f"S2000{uuid4().hex[:4]}")
    wanted = order(supplier_code="S2000", supplier_name="Zwilling GmbH")
    with pytest.raises(SupplierAmbiguous):
        shared.fill(wanted)


def test_the_same_number_posted_by_somebody_else_is_not_posted_again(shared: ErpSession, erp: Laboratory) -> None:
    first = order()
    post(shared, first)
    second = order(invoice_number=first.invoice_number)
    shared.fill(second)
    with pytest.raises(OutcomeUnknown):
        shared.submit(second, nothing)
    assert [booked.mark for booked in erp.books.posted(first.invoice_number)] == [first.mark]
    with pytest.raises(FieldMismatch):
        shared.read_back(second)


def test_nothing_is_clicked_when_the_intent_cannot_be_written(shared: ErpSession, erp: Laboratory) -> None:
    class StoreIsDown(Exception):
        pass

    def fail() -> None:
        raise StoreIsDown

    wanted = order()
    shared.fill(wanted)
    with pytest.raises(StoreIsDown):
        shared.submit(wanted, fail)
    assert erp.books.posted(wanted.invoice_number) == []
    post(shared, wanted)
    assert len(erp.books.posted(wanted.invoice_number)) == 1


def test_a_lost_session_is_noticed(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    erp.end_sessions()
    with pytest.raises(TechnicalError):
        own.find(wanted.supplier_name, wanted.invoice_number)
    assert erp.books.posted(wanted.invoice_number) == []


def test_a_browser_that_dies_before_the_click_is_safe_to_repeat(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    end_browser()
    with pytest.raises(TechnicalError):
        own.submit(wanted, nothing)
    assert erp.books.posted(wanted.invoice_number) == []


def test_a_browser_that_dies_at_the_click_leaves_the_outcome_unknown(own: ErpSession) -> None:
    wanted = order()
    own.fill(wanted)
    with pytest.raises(OutcomeUnknown):
        own.submit(wanted, end_browser)


def test_a_wrong_password_is_refused_without_showing_it(erp: Laboratory, chromium: Path, tmp_path: Path) -> None:
    wrong = erp.account.model_copy(update={"password": SecretStr("not-the-Password-1")})
    with pytest.raises(LoginRefused) as refused:
        ADAPTERS[wrong.erp].open(wrong, tmp_path)
    assert "not-the-Password-1" not in str(refused.value)
    for file in tmp_path.rglob("*"):
        assert b"not-the-Password-1" not in file.read_bytes()
