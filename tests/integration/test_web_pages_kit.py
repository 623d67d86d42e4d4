"""What is common to web ERPs, on real pages in a real Chromium: fill, read, press, wait, dialogs, frames, errors."""

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bots.browser import Browser, dismiss
from bots.errors import (
    CodeNotFound,
    ErpSlow,
    ErpUnreachable,
    FieldMismatch,
    RefusedByErp,
    ScreenChanged,
    SessionLost,
    SupplierAmbiguous,
)
from bots.web.dialogs import Answer, DialogPolicy, Modal, Rule
from bots.web.fields import Check, Completion, Day, Field, Number, Select, before
from bots.web.locale import WebLocale
from bots.web.page import WebPage
from bots.web.rest import Rest
from bots.web.waiting import Waiting
from tests.web_forms import Pages, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NUMBER, DAY = Field("invoice_number", "[name=number]"), Field("issue_date", "[name=day]", Day())
AMOUNT, TAX = Field("net", "[name=amount]", Number()), Field("charged", "[name=tax]", Check())
ACCOUNT = Field("account", "[name=account]", Select(), before("--"))
POLICY = DialogPolicy(
    (Rule("similar", Answer.REFUSED), Rule("this draft", Answer.ACCEPT)), (Modal("#modal", dismiss="#no"),)
)


@pytest.fixture(scope="module")
def browser(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    started = Browser.start(tmp_path_factory.mktemp("evidence"), step_seconds=30.0)
    yield started
    started.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as url:
        yield url


@pytest.fixture
def web(browser: Browser, address: str) -> WebPage:
    browser.renew_page()
    browser.page.remove_listener("dialog", dismiss)
    rest = Rest(lost="[type=password]", complaint=".error", stuck_seconds=0.5, appear_seconds=5.0)
    page = WebPage(browser.page, address, WebLocale.like("1,234.56", "12/31/2026"), rest, POLICY, step_seconds=30.0)
    page.visit("form")
    return page


def test_fields_are_filled_at_once_read_back_and_sent_as_typed(web: WebPage) -> None:
    notes = Field("mark", "[name=notes]")
    web.put([
        (NUMBER, 'R "1" Ä 运费'), (DAY, date(2026, 4, 5)), (notes, "two\n lines"), (AMOUNT, Decimal("1234.50")),
        (TAX, True), (ACCOUNT, "6200"),
    ])  # fmt: skip
    facts = web.read((NUMBER, DAY, notes, AMOUNT, TAX, ACCOUNT))
    assert facts == {
        "invoice_number": 'R "1" Ä 运费', "issue_date": date(2026, 4, 5), "mark": "two lines",
        "net": Decimal("1234.50"), "charged": True, "account": "6200",
    }  # fmt: skip
    web.press('text="Save"')
    assert (web.text("#day"), web.text("#amount"), web.text("#account")) == ("04/05/2026", "1234.50", "2")


def test_a_choice_that_is_not_offered_is_refused(web: WebPage) -> None:
    with pytest.raises(CodeNotFound, match="6300"):
        web.put([(ACCOUNT, "6300")])


@pytest.mark.parametrize(("css", "state"), [("[name=missing]", "missing"), ("[name=locked]", "locked")])
def test_a_field_that_cannot_be_filled_is_named(web: WebPage, css: str, state: str) -> None:
    with pytest.raises(ScreenChanged, match=state) as error, web.doing("header"):
        web.put([(NUMBER, "R 1"), (Field("mark", css), "x")])
    assert (error.value.step, error.value.element) == ("header", "mark")
    assert "the page says" in str(error.value)


def test_what_the_page_makes_of_a_text_is_seen(web: WebPage) -> None:
    web.run("() => document.querySelector('[name=number]').addEventListener('change', e => { e.target.value = 'R' })")
    with pytest.raises(FieldMismatch, match="R 1"):
        web.put([(NUMBER, "R 1")])


def test_a_completion_is_chosen_exactly(web: WebPage) -> None:
    picked = Field("supplier_name", "#picked", Completion("#choices [role=option]"))
    web.put([(picked, "Acme Paper Ltd")])
    assert web.read((picked,)) == {"supplier_name": "Acme Paper Ltd"}
    with pytest.raises(CodeNotFound):
        web.put([(picked, "Acme Paper")])
    alike = Field("supplier_name", "#picked", Completion("#choices [role=option]"), before(" "))
    with pytest.raises(SupplierAmbiguous):
        web.put([(alike, "Acme")])


def test_lines_are_read_until_there_is_none(web: WebPage) -> None:
    fields = (Field("net", "[name=net_{n}]", Number()), Field("description", "[name=text_{n}]"))
    assert web.read_lines(fields) == [
        {"net": Decimal("1000.00"), "description": "One"},
        {"net": Decimal("2.50"), "description": "Two"},
    ]


def test_a_table_is_read_by_its_headers_and_opened_by_its_links(web: WebPage) -> None:
    columns = {"Number": "invoice_number", "Amount": Field("gross_total", "", Number())}
    assert web.table("#list", columns) == [
        {"invoice_number": "A 1", "gross_total": Decimal("1234.50")},
        {"invoice_number": "A 2", "gross_total": Decimal("7.00")},
    ]
    with pytest.raises(ScreenChanged) as error:
        web.table("#list", {"Supplier": "supplier_name"})
    assert error.value.element == "Supplier"
    with pytest.raises(ScreenChanged):
        web.table("#gone", columns)
    web.open_row("#list", 1, "Number")
    assert web.text("h1") == "Entry 2"


def test_waits_for_what_the_server_still_owes(web: WebPage) -> None:
    threading.Timer(0.5, Pages.release.set).start()
    web.press("#slow", changes=False)
    assert web.page.title() == "slow"
    Pages.release.clear()


def test_a_server_that_never_answers_is_slow_and_not_changed(web: WebPage) -> None:
    Pages.release.clear()
    web.waiting = Waiting(web.page, web.rest, POLICY, seconds=1.0)
    with pytest.raises(ErpSlow):
        web.press("#slow", changes=False)
    Pages.release.set()


def test_a_page_that_does_not_react_is_taken_for_lost(web: WebPage) -> None:
    with pytest.raises(SessionLost):
        web.press("#nothing")


@pytest.mark.parametrize(
    ("path", "error"),
    [("lost", SessionLost), ("complains", RefusedByErp), ("fail", ErpUnreachable)],
)
def test_pages_that_say_no_are_told_apart(web: WebPage, path: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        web.visit(path)


def test_a_failed_request_of_a_script_is_no_silence(web: WebPage) -> None:
    with pytest.raises(ErpUnreachable):
        web.press("#fail", changes=False)


def test_a_maintenance_page_is_not_a_changed_screen(web: WebPage) -> None:
    web.visit("maintenance")
    with pytest.raises(ErpUnreachable, match="maintenance"):
        web.put([(NUMBER, "R 1")])


def test_dialogs_are_answered_by_their_text(web: WebPage) -> None:
    web.press("#ask", changes=False)
    assert web.page.title() == "deleted"
    with pytest.raises(RefusedByErp, match="Period is closed"):
        web.press("#warn", changes=False)
    with pytest.raises(RefusedByErp, match="similar"):
        web.press("#window", changes=False)
    assert not web.shows("#modal")


def test_a_press_in_one_frame_changes_another(browser: Browser, web: WebPage) -> None:
    web.visit("frames")
    work = web.at("work")
    work.put([(NUMBER, "R 1")])
    work.press("#go", frame="menu")
    assert work.text("h1") == "Entry 9"
    with pytest.raises(ScreenChanged) as error:
        web.at("none").text("h1")
    assert error.value.element == "none"


def test_a_server_that_is_gone_is_unreachable(web: WebPage) -> None:
    web.base = "http://127.0.0.1:9/"
    with pytest.raises(ErpUnreachable):
        web.visit("form")
