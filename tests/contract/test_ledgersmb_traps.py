"""Where LedgerSMB leads a bot astray without a word: each trap is shown to be there, and not to catch the bot."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page

from bots.erp.port import EntryState, ErpSession
from bots.erp.session import WebErpSession
from bots.errors import BotError, ErpUnreachable, OutcomeUnknown, RefusedByErp, SupplierAmbiguous, SupplierNotFound
from bots.orders import OrderKind
from orchestrator.chaos.proxy import ErpProxy
from tests.contract.laboratories import LedgerSmbLaboratory, ledgersmb
from tests.contract.orders import line, nothing, order, post

pytestmark = [pytest.mark.erp, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
POSTING = r"ap\.pl.*approve"
FORM = "#maindiv [name=invnumber]"


@pytest.fixture(scope="module")
def erp(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerSmbLaboratory]:
    with ledgersmb(tmp_path_factory.mktemp("ledgersmb")) as laboratory:
        yield laboratory


@pytest.fixture(scope="module")
def shared(erp: LedgerSmbLaboratory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpSession]:
    session = erp.adapter.open(erp.account, tmp_path_factory.mktemp("evidence"))
    yield session
    session.close()


@pytest.fixture
def formats(erp: LedgerSmbLaboratory) -> Iterator[None]:
    """The bot's own formats, put back at the end."""
    yield
    erp.books.set_formats("1000.00", "yyyy-mm-dd")


@pytest.fixture
def password(erp: LedgerSmbLaboratory) -> Iterator[None]:
    """The bot's password, for ever good again at the end."""
    yield
    erp.books.let_password_expire(None)


def page_of(session: ErpSession) -> Page:
    assert isinstance(session, WebErpSession)
    return session._place.browser.page


def states(erp: LedgerSmbLaboratory, number: str) -> list[str]:
    return [one.state for one in erp.entries(number)]


def test_after_post_there_is_a_blank_form_and_no_number(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    wanted = order()
    post(shared, wanted)
    assert page_of(shared).locator(FORM).input_value() == ""
    assert wanted.invoice_number not in page_of(shared).locator("#maindiv").inner_text()
    entry = shared.read_back(wanted)
    (booked,) = erp.entries(wanted.invoice_number)
    assert (entry.state, entry.number) == (EntryState.POSTED, booked.number)


def test_a_post_without_an_answer_is_in_doubt_and_found_posted(erp: LedgerSmbLaboratory, tmp_path: Path) -> None:
    proxy = ErpProxy(urlsplit(erp.account.url).port or 0, POSTING)
    proxy.start()
    session = erp.adapter.open(erp.account.model_copy(update={"url": f"http://127.0.0.1:{proxy.port}/"}), tmp_path)
    wanted = order()
    try:
        session.fill(wanted)
        proxy.misbehaviour.lose_reply()
        with pytest.raises(OutcomeUnknown):
            session.submit(wanted, nothing)
        (found,) = session.find(wanted.supplier_name, wanted.invoice_number)
        assert (found.state, found.mark) == (EntryState.POSTED, wanted.mark)
        with pytest.raises(RefusedByErp):
            session.fill(wanted)
    finally:
        session.close()
        proxy.stop()
    assert states(erp, wanted.invoice_number) == ["posted"]


def test_a_draft_is_no_transaction_and_found_all_the_same(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    wanted = order()
    shared.fill(wanted)
    ordinary = f"invoice.pl?action=invoice_search&entity_class=1&invnumber={wanted.invoice_number}&is_approved=Y&open=1"
    answer = page_of(shared).request.get(erp.account.url + ordinary + "&col_invnumber=1")
    assert wanted.invoice_number not in answer.text().replace(f'value="{wanted.invoice_number}"', "")
    (found,) = shared.find(wanted.supplier_name, wanted.invoice_number)
    assert found.state is EntryState.DRAFT
    post(shared, wanted)
    assert states(erp, wanted.invoice_number) == ["posted"]


def test_a_number_is_taken_twice_without_a_word_but_not_from_the_bot(
    shared: ErpSession, erp: LedgerSmbLaboratory
) -> None:
    wanted = order()
    post(shared, wanted)
    erp.books.sql(f"UPDATE ap SET ponumber = '' WHERE invnumber = '{wanted.invoice_number}'")  # keyed by a clerk
    with pytest.raises(RefusedByErp, match="somebody else"):
        shared.fill(wanted)
    assert states(erp, wanted.invoice_number) == ["posted"]
    other = order()
    post(shared, other)
    erp.books.sql(
        f"UPDATE ap SET invnumber = '{wanted.invoice_number}' WHERE invnumber = '{other.invoice_number}'"
    )  # what LedgerSMB's pages let a clerk do
    assert states(erp, wanted.invoice_number) == ["posted", "posted"]
    assert len(shared.find(wanted.supplier_name, wanted.invoice_number)) == 2


def test_of_several_vendors_the_first_is_selected_already_and_only_the_exact_one_is_taken(
    shared: ErpSession, erp: LedgerSmbLaboratory
) -> None:
    for code, name in (("D3000", "Doppel Handel AG"), ("D3001", "Doppel Handel GmbH")):
        erp.books.add_supplier(code, name)
    for code, name in (("D300", "Doppel Handel"), ("D300", "Doppel Handel GmbH"), ("D3000", "Doppel Handel GmbH")):
        inexact = order(supplier_code=code, supplier_name=name)
        with pytest.raises((SupplierAmbiguous, SupplierNotFound)):
            shared.fill(inexact)
        assert erp.entries(inexact.invoice_number) == []
    erp.books.add_supplier("D30010", "Doppel Handel AG")  # now the code of the other one finds two
    wanted = order(supplier_code="D3001", supplier_name="Doppel Handel GmbH")
    shared.fill(wanted)
    (draft,) = erp.entries(wanted.invoice_number)
    assert (draft.supplier_code, draft.supplier_name) == ("D3001", "Doppel Handel GmbH")


def test_a_code_that_begins_another_code_is_not_that_other_one(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    erp.books.add_supplier("K40", "Kurz GmbH")
    erp.books.add_supplier("K401", "Kurz GmbH")
    wanted = order(supplier_code="K401", supplier_name="Kurz GmbH")
    post(shared, wanted)
    (booked,) = erp.entries(wanted.invoice_number)
    assert (booked.supplier_code, booked.state) == ("K401", "posted")


def test_an_unknown_vendor_leaves_nothing_over_the_page(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    unknown = order(supplier_code="S7777", supplier_name="Nobody & Sons")
    with pytest.raises(SupplierNotFound):
        shared.fill(unknown)
    wanted = order()
    post(shared, wanted)
    assert states(erp, wanted.invoice_number) == ["posted"]


def test_lines_come_back_in_another_order_and_the_draft_is_still_ours(
    shared: ErpSession, erp: LedgerSmbLaboratory, tmp_path: Path
) -> None:
    lines = [line(net, description=text) for net, text in (("10.00", "first"), ("20.00", "second"), ("70.00", "third"))]
    wanted = order(*lines)
    shared.fill(wanted)
    (draft,) = erp.entries(wanted.invoice_number)
    other = erp.adapter.open(erp.account, tmp_path)
    other.fill(wanted)
    post(other, wanted)
    read = other.read_back(wanted)
    other.close()
    assert {one.description for one in read.lines} == {"first", "second", "third"}
    (booked,) = erp.entries(wanted.invoice_number)
    assert {(one.description, one.net) for one in booked.lines} == {(one.description, one.net) for one in draft.lines}


@pytest.mark.parametrize(
    ("number", "day", "number_example", "date_example"),
    [
        ("1.000,00", "dd.mm.yyyy", "1.234,56", "31.12.2026"),
        ("1,000.00", "mm/dd/yyyy", "1,234.56", "12/31/2026"),
        ("1000,00", "dd/mm/yyyy", "1234,56", "31/12/2026"),
    ],
)
def test_numbers_and_dates_are_written_as_the_user_writes_them(
    erp: LedgerSmbLaboratory, tmp_path: Path, formats: None, number: str, day: str, number_example: str,
    date_example: str,
) -> None:  # fmt: skip
    erp.books.set_formats(number, day)
    account = erp.account.model_copy(update={"number_example": number_example, "date_example": date_example})
    session = erp.adapter.open(account, tmp_path)
    wanted = order(line("12345.67"), line("0.33", description="Rounding"), tax="2345.74", issue_date=date(2026, 3, 4))
    post(session, wanted)
    session.read_back(wanted)
    session.close()
    (booked,) = erp.entries(wanted.invoice_number)
    assert (booked.state, booked.issue_date, booked.gross_total) == ("posted", date(2026, 3, 4), Decimal("14691.74"))
    assert {one.net for one in booked.lines} == {Decimal("12345.67"), Decimal("0.33")}


@pytest.mark.parametrize(("number", "day"), [("1.000,00", "yyyy-mm-dd"), ("1000.00", "dd/mm/yyyy")])
def test_a_user_who_writes_otherwise_than_the_settings_say_is_noticed(
    erp: LedgerSmbLaboratory, tmp_path: Path, formats: None, number: str, day: str
) -> None:
    erp.books.set_formats(number, day)
    session = erp.adapter.open(erp.account.model_copy(update={"step_seconds": 10.0}), tmp_path)
    wanted = order(line("1234.50"), tax="234.56", issue_date=date(2026, 3, 4))
    with pytest.raises(BotError):
        post(session, wanted)
    session.close()
    assert "posted" not in states(erp, wanted.invoice_number)


def test_a_session_that_ended_shows_nothing_and_is_made_good(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    wanted = order()
    shared.fill(wanted)
    erp.end_sessions()
    shared.fill(wanted)
    post(shared, wanted)
    shared.read_back(wanted)
    assert states(erp, wanted.invoice_number) == ["posted"]


def test_the_alert_about_the_password_is_answered(
    erp: LedgerSmbLaboratory, tmp_path: Path, password: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    accept = Dialog.accept

    def noted(dialog: Dialog, *arguments: str) -> None:
        seen.append(dialog.message)
        accept(dialog, *arguments)

    monkeypatch.setattr(Dialog, "accept", noted)
    erp.books.let_password_expire(3)
    session = erp.adapter.open(erp.account, tmp_path)
    wanted = order()
    post(session, wanted)
    session.close()
    assert any("password will expire" in message for message in seen)
    assert states(erp, wanted.invoice_number) == ["posted"]


def test_a_login_that_fails_on_the_server_is_no_wrong_password(erp: LedgerSmbLaboratory, tmp_path: Path) -> None:
    erp.books.sql("ALTER TABLE session RENAME TO session_away")
    try:
        with pytest.raises(ErpUnreachable):
            erp.adapter.open(erp.account, tmp_path)
    finally:
        erp.books.sql("ALTER TABLE session_away RENAME TO session")


def test_the_tax_is_the_invoices_and_not_a_cent_less(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    """LedgerSMB makes 16.02 of 10 % of 160.25, most others 16.03; what the invoice says is booked."""
    for tax in ("16.02", "16.03"):
        wanted = order(line("125.00"), line("35.25", account="6200", description="Freight"), tax=tax)
        wanted = wanted.model_copy(
            update={"lines": tuple(one.model_copy(update={"tax_code": "VAT 10%"}) for one in wanted.lines)}
        )
        post(shared, wanted)
        assert shared.read_back(wanted).tax_total == Decimal(tax)
        (booked,) = erp.entries(wanted.invoice_number)
        assert (booked.taxes, booked.gross_total) == ({"VAT 10%": Decimal(tax)}, Decimal("160.25") + Decimal(tax))


def test_a_foreign_invoice_is_booked_in_its_own_currency(shared: ErpSession, erp: LedgerSmbLaboratory) -> None:
    for currency, kind in (("USD", OrderKind.INVOICE), ("CNY", OrderKind.CREDIT_NOTE)):
        wanted = order(line("33.33"), line("66.67", description="Toner"), currency=currency, kind=kind)
        post(shared, wanted)
        shared.read_back(wanted)
        (booked,) = erp.entries(wanted.invoice_number)
        assert (booked.state, booked.currency, booked.kind) == ("posted", currency, kind.value)
        assert (booked.net_total, booked.tax_total) == (Decimal("100.00"), Decimal("19.00"))
