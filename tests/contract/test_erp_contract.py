"""What every ERP adapter must do, on a running ERP in a real browser; the ERP's own books say what was done.

Runs over the fake legacy ERP, LedgerSMB and Tryton, each in its laboratory.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import psutil
import pytest
from pydantic import SecretStr

from bots.erp.port import EntryState, ErpSession
from bots.errors import (
    BusinessError,
    CodeNotFound,
    ErpUnreachable,
    FieldMismatch,
    LoginRefused,
    OutcomeUnknown,
    RefusedByErp,
    SupplierAmbiguous,
    SupplierNotFound,
    TechnicalError,
)
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from tests.booked import Booked
from tests.contract.laboratories import TWINS, Laboratory
from tests.contract.orders import line, nothing, order, post

pytestmark = [pytest.mark.erp, pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]


def posted(erp: Laboratory, wanted: InvoiceOrder) -> list[Booked]:
    return [one for one in erp.entries(wanted.invoice_number) if one.state == "posted"]


def the_posted(erp: Laboratory, wanted: InvoiceOrder) -> Booked:
    """The one posted entry, after every field that all ERPs have was found to be the order's."""
    (booked,) = posted(erp, wanted)
    assert (booked.supplier_code, booked.supplier_name) == (wanted.supplier_code, wanted.supplier_name)
    assert (booked.kind, booked.mark) == (wanted.kind.value, wanted.mark)
    assert (booked.issue_date, booked.currency) == (wanted.issue_date, wanted.currency)
    assert (booked.net_total, booked.tax_total) == (wanted.net_total, wanted.tax_total)
    assert booked.gross_total == wanted.gross_total
    assert sorted(map(facts, booked.lines)) == sorted(map(facts, wanted.lines))
    return booked


def facts(one: object) -> tuple[object, ...]:
    """What every ERP keeps of a line."""
    return tuple(getattr(one, name) for name in ("account", "description", "cost_centre", "net"))


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
    assert set(found) >= {f"S100{number}" for number in range(1, 10)}
    assert found["S1004"].name == "Papeterie Lumière SARL"
    assert found["S1006"].name == "上海蓝天办公用品有限公司"
    assert found["S1004"].tax_id in ("FR40303265045", "")
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
    assert [one.state for one in erp.entries(wanted.invoice_number)] == ["draft"]
    shared.fill(wanted)
    calls: list[int] = []
    shared.submit(wanted, lambda: calls.append(len(posted(erp, wanted))))
    assert calls == [0]
    entry = shared.read_back(wanted)
    booked = the_posted(erp, wanted)
    assert entry.number == booked.number or not entry.number
    if erp.keeps_quantities:
        assert {(one.quantity, one.unit_price, one.tax_code) for one in booked.lines} == {
            (Decimal(4), Decimal("12.50"), "VAT 19%"),
            (Decimal(1), Decimal(100), "VAT 7%"),
        }
    else:
        assert booked.taxes == {"VAT 19%": Decimal("9.50"), "VAT 7%": Decimal("7.00")}
    (found,) = shared.find(wanted.supplier_name, wanted.invoice_number)
    assert (found.state, found.number, found.lines) == (EntryState.POSTED, entry.number, ())
    assert shared.find("Acme Paper Ltd", wanted.invoice_number) == ()
    with pytest.raises(RefusedByErp):
        shared.fill(wanted)
    assert len(erp.entries(wanted.invoice_number)) == 1


def test_a_draft_is_resumed_by_another_session_and_not_doubled(
    shared: ErpSession, erp: Laboratory, tmp_path: Path
) -> None:
    wanted = order(line("40.00"), line("60.00", description="Envelopes C5"))
    first = erp.adapter.open(erp.account, tmp_path / "first")
    first.fill(wanted)
    first.close()
    assert [one.state for one in erp.entries(wanted.invoice_number)] == ["draft"]
    post(shared, wanted)
    the_posted(erp, wanted)
    assert [one.state for one in erp.entries(wanted.invoice_number) if one.state != "cancelled"] == ["posted"]


def test_an_own_draft_that_differs_is_replaced(shared: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    shared.fill(wanted.model_copy(update={"issue_date": date(2026, 5, 3)}))
    post(shared, wanted)
    shared.read_back(wanted)
    the_posted(erp, wanted)
    assert [one.state for one in erp.entries(wanted.invoice_number) if one.state != "cancelled"] == ["posted"]


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
    booked = the_posted(erp, wanted)
    if erp.keeps_quantities:
        assert (booked.lines[0].quantity, booked.lines[0].unit_price) == (Decimal(2), Decimal(40))


def test_sixty_lines(shared: ErpSession, erp: Laboratory) -> None:
    lines = [line(f"{number}.10", description=f"Article {number:02}") for number in range(1, 61)]
    wanted = order(*lines, tax="348.84")
    post(shared, wanted)
    assert len(shared.read_back(wanted).lines) == 60
    the_posted(erp, wanted)


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("S1006", "上海蓝天办公用品有限公司", "发票 26312000"),
        ("S1007", "ООО «Северный ветер»", "№ 12/«А»"),
        ("S1009", "Müller & Söhne Bürobedarf KG", "RE '7': 50% \\ ä_1"),
    ],
)
def test_texts_of_all_scripts_survive(shared: ErpSession, erp: Laboratory, code: str, name: str, number: str) -> None:
    number = f"{number} {uuid4().hex[:6]}"
    text = f"Größe \"A4\" – {name}; 'x' <b> & =1+1"
    wanted = order(line("100.00", description=text), supplier_code=code, supplier_name=name, invoice_number=number)
    post(shared, wanted)
    assert shared.read_back(wanted).invoice_number == number
    kept = text.replace('"', "”") if erp.loses_quotes else text
    the_posted(erp, wanted.model_copy(update={"lines": (line("100.00", description=kept),)}))


def test_a_double_quote_in_the_number_is_booked_as_it_is_or_refused(shared: ErpSession, erp: Laboratory) -> None:
    wanted = order(invoice_number=f'RE "7" {uuid4().hex[:6]}')
    if erp.loses_quotes:
        with pytest.raises(BusinessError):
            post(shared, wanted)
        assert posted(erp, wanted) == []
    else:
        post(shared, wanted)
        the_posted(erp, wanted)


@pytest.mark.parametrize(("net", "code", "tax"), [("37.50", "VAT 19%", "7.13"), ("160.25", "VAT 10%", "16.03")])
def test_half_a_cent_is_rounded_as_the_invoice_does(
    shared: ErpSession, erp: Laboratory, net: str, code: str, tax: str
) -> None:
    wanted = order(line(net, tax_code=code), tax=tax)
    post(shared, wanted)
    assert shared.read_back(wanted).tax_total == Decimal(tax)
    the_posted(erp, wanted)


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
    ],
)
def test_what_cannot_be_keyed_is_refused_and_nothing_is_posted(
    shared: ErpSession, erp: Laboratory, changes: dict[str, object], error: type[BusinessError]
) -> None:
    wanted = order(**changes)
    with pytest.raises(error):
        shared.fill(wanted)
    assert posted(erp, wanted) == []
    left = shared.find("Acme Paper GmbH", wanted.invoice_number)  # the session goes on
    assert {entry.state for entry in left} <= {EntryState.DRAFT}


@pytest.mark.parametrize(
    ("lines", "tax"),
    [
        ((line("100.00"),), "25.00"),
        ((line("100.00", quantity=Decimal(3), unit_price=Decimal("33.00")),), "19.00"),
    ],
)
def test_what_the_erp_computes_otherwise_is_refused(
    shared: ErpSession, erp: Laboratory, lines: tuple[OrderLine, ...], tax: str
) -> None:
    needed = erp.computes_tax if tax == "25.00" else erp.keeps_quantities
    if not needed:
        pytest.skip("this ERP books the amount that it is told")
    wanted = order(*lines, tax=tax)
    with pytest.raises(FieldMismatch):
        shared.fill(wanted)
    assert posted(erp, wanted) == []


def test_two_suppliers_of_one_name_and_code_are_ambiguous(shared: ErpSession, erp: Laboratory) -> None:
    code = erp.add_twins()
    wanted = order(supplier_code=code, supplier_name=TWINS)
    with pytest.raises(SupplierAmbiguous):
        shared.fill(wanted)
    assert erp.entries(wanted.invoice_number) == []
    shared.fill(order())  # the session goes on


def test_the_same_number_posted_by_somebody_else_is_seen_and_not_posted_again(
    shared: ErpSession, erp: Laboratory
) -> None:
    first = order()
    post(shared, first)
    second = order(invoice_number=first.invoice_number)
    (seen,) = shared.find(second.supplier_name, second.invoice_number)
    assert (seen.state, seen.mark) == (EntryState.POSTED, first.mark)
    with pytest.raises((RefusedByErp, OutcomeUnknown)):
        post(shared, second)
    assert [booked.mark for booked in posted(erp, first)] == [first.mark]
    with pytest.raises(FieldMismatch):
        shared.read_back(second)


def test_the_same_number_of_another_supplier_is_another_invoice(shared: ErpSession, erp: Laboratory) -> None:
    first = order()
    post(shared, first)
    second = order(invoice_number=first.invoice_number, supplier_code="S1005", supplier_name="Nordlicht Logistik AG")
    assert shared.find(second.supplier_name, second.invoice_number) == ()
    post(shared, second)
    assert shared.read_back(second).supplier_name == "Nordlicht Logistik AG"
    assert {booked.mark for booked in posted(erp, first)} == {first.mark, second.mark}


def test_nothing_is_clicked_when_the_intent_cannot_be_written(shared: ErpSession, erp: Laboratory) -> None:
    class StoreIsDown(Exception):
        pass

    def fail() -> None:
        raise StoreIsDown

    wanted = order()
    shared.fill(wanted)
    with pytest.raises(StoreIsDown):
        shared.submit(wanted, fail)
    assert posted(erp, wanted) == []
    post(shared, wanted)
    the_posted(erp, wanted)


def test_a_lost_session_is_made_good_before_looking_keying_and_reading_back(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    erp.end_sessions()
    assert own.find(wanted.supplier_name, wanted.invoice_number) == ()
    erp.end_sessions()
    own.fill(wanted)
    erp.end_sessions()
    own.fill(wanted)
    assert [one.state for one in erp.entries(wanted.invoice_number)] == ["draft"]
    own.submit(wanted, nothing)
    erp.end_sessions()
    assert own.read_back(wanted).gross_total == wanted.gross_total
    the_posted(erp, wanted)


def test_a_session_lost_before_the_click_posts_once_or_says_so(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    erp.end_sessions()
    try:
        own.submit(wanted, nothing)
    except OutcomeUnknown:
        assert own.find(wanted.supplier_name, wanted.invoice_number)[0].state is EntryState.DRAFT
        own.fill(wanted)
        own.submit(wanted, nothing)
    the_posted(erp, wanted)


def test_a_session_lost_at_the_click_leaves_the_outcome_unknown(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    with pytest.raises(OutcomeUnknown):
        own.submit(wanted, erp.end_sessions)
    assert posted(erp, wanted) == []
    (found,) = own.find(wanted.supplier_name, wanted.invoice_number)
    assert found.state is EntryState.DRAFT


def test_a_browser_that_dies_before_the_click_is_safe_to_repeat(
    own: ErpSession, erp: Laboratory, tmp_path: Path
) -> None:
    wanted = order()
    own.fill(wanted)
    end_browser()
    with pytest.raises(TechnicalError):
        own.submit(wanted, nothing)
    assert posted(erp, wanted) == []
    again = erp.adapter.open(erp.account, tmp_path / "again")
    post(again, wanted)
    again.close()
    the_posted(erp, wanted)


def test_a_browser_that_dies_at_the_click_leaves_the_outcome_unknown(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    with pytest.raises(OutcomeUnknown):
        own.submit(wanted, end_browser)
    assert posted(erp, wanted) == []


def test_an_erp_that_is_down_is_unreachable_and_comes_back(own: ErpSession, erp: Laboratory) -> None:
    wanted = order()
    own.fill(wanted)
    erp.stop()
    try:
        with pytest.raises(ErpUnreachable):
            own.find(wanted.supplier_name, wanted.invoice_number)
        with pytest.raises(ErpUnreachable):
            own.fill(wanted)
    finally:
        erp.start()
    post(own, wanted)
    the_posted(erp, wanted)


def test_a_wrong_password_is_refused_without_showing_it(erp: Laboratory, tmp_path: Path) -> None:
    wrong = erp.account.model_copy(update={"password": SecretStr("not-the-Password-1")})
    with pytest.raises(LoginRefused) as refused:
        erp.adapter.open(wrong, tmp_path)
    assert "not-the-Password-1" not in str(refused.value)
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or b"not-the-Password-1" not in file.read_bytes()
