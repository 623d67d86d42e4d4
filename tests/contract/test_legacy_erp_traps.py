"""Every way in which the fake legacy ERP misbehaves, met by its adapter in a real Chromium; the ledger is the judge."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from bots.erp.port import EntryState, ErpSession
from bots.erp.session import WebErpAdapter
from bots.errors import (
    BotError,
    ErpUnreachable,
    FieldMismatch,
    OutcomeUnknown,
    RefusedByErp,
    ScreenChanged,
    SupplierAmbiguous,
    SupplierNotFound,
)
from bots.orders import InvoiceOrder
from bots.web.fields import Completion, Field
from tests.contract.orders import line, nothing, order
from tests.fakes.legacy_erp import (
    BOT_PASSWORD,
    Effect,
    LegacyErpControl,
    LegacyErpServer,
    Supplier,
    User,
)
from tests.fakes.legacy_erp.adapter import ADAPTER, LegacyErp

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STEP_SECONDS = 5.0


class Impatient(LegacyErp):
    """The adapter, which here gives up sooner."""

    rest = replace(LegacyErp.rest, stuck_seconds=2.0, appear_seconds=2.0)


@pytest.fixture(scope="module")
def erp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LegacyErpServer]:
    with LegacyErpServer(tmp_path_factory.mktemp("legacy")) as server:
        yield server


@pytest.fixture
def control(erp: LegacyErpServer) -> Iterator[LegacyErpControl]:
    """The ERP's control, in its normal state before and after."""
    yield erp.control
    erp.control.clear_rules()
    erp.control.put_user(User("bot"))
    for name, value in {"tax_rounding": "up", "ask_before_post": "", "lost_session": "login"}.items():
        erp.control.set(name, value)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(scope="module")
def session(erp: LegacyErpServer, chromium: Path, evidence: Path) -> Iterator[ErpSession]:
    """One session for all: what a test did to it must not matter to the next one."""
    opened = WebErpAdapter(Impatient).open(erp.account(step_seconds=STEP_SECONDS), evidence)
    yield opened
    opened.close()


def states(session: ErpSession, wanted: InvoiceOrder) -> list[EntryState]:
    return [entry.state for entry in session.find(wanted.supplier_name, wanted.invoice_number)]


def wait_for(happened: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def post_by_somebody_else(erp: LegacyErpServer, number: str) -> None:
    """The same invoice keyed by a person."""
    fields = {"supplier": "Acme Paper GmbH", "invnumber": number, "transdate": "05/04/2026", "currency": "EUR"}
    fields |= {"kind": "invoice", "notes": "", "rowcount": "1", "desc_1": "Paper", "acct_1": "6100", "qty_1": "1"}
    with httpx.Client(base_url=erp.url, follow_redirects=True) as client:
        client.post("/login", data={"user": "bot2", "password": BOT_PASSWORD})
        client.post("/invoice", data=fields | {"price_1": "1.00", "action": "Post"})


# -- what goes well in spite of it


def test_three_lines_are_shown_in_reverse_and_posted_with_a_blank_form_for_an_answer(
    session: ErpSession, control: LegacyErpControl
) -> None:
    freight = line("100.00", account="6200", tax_code="VAT 7%", description='"Fracht" & 纸')
    paper = line("4050.00", quantity=Decimal(4), unit_price=Decimal("1012.50"), cost_centre="CC100")
    wanted = order(paper, freight, line("1000.00", description="Ordner"), tax="966.50")
    session.fill(wanted)
    session.submit(wanted, nothing)
    entry = session.read_back(wanted)
    (booked,) = control.ledger(wanted.invoice_number)
    assert (booked.state, booked.number, booked.mark) == ("posted", entry.number, wanted.mark)
    assert (booked.supplier_code, booked.issue_date, booked.currency) == ("S1001", date(2026, 5, 4), "EUR")
    assert (booked.net_total, booked.tax_total) == (wanted.net_total, wanted.tax_total)
    assert [(one.description, one.cost_centre) for one in booked.lines] == [
        ("Copy paper A4", "CC100"),
        ('"Fracht" & 纸', ""),
        ("Ordner", ""),
    ]
    assert [one.description for one in entry.lines] == ["Ordner", '"Fracht" & 纸', "Copy paper A4"]


def test_a_known_alert_and_a_known_confirm_are_answered(session: ErpSession, control: LegacyErpControl) -> None:
    control.add_rule(Effect.ALERT, on="new", text="Your password will expire in 5 days.")
    control.set("ask_before_post", "Really post?")
    wanted = order()
    session.fill(wanted)
    session.submit(wanted, nothing)
    assert len(control.posted(wanted.invoice_number)) == 1


@pytest.mark.parametrize("way", ["login", "grey"])
def test_a_session_that_ends_in_the_middle_is_begun_again(
    session: ErpSession, control: LegacyErpControl, way: str
) -> None:
    control.set("lost_session", way)
    rule = control.add_rule(Effect.END_SESSION, on="save", times=1)
    wanted = order()
    session.fill(wanted)
    assert control.fired(rule) == 1
    (draft,) = control.ledger(wanted.invoice_number)
    assert (draft.state, draft.mark) == ("draft", wanted.mark)


def test_a_session_that_ended_silently_is_noticed_when_searching(
    session: ErpSession, control: LegacyErpControl
) -> None:
    control.end_sessions()
    assert states(session, order()) == []


@pytest.mark.parametrize("saved", [False, True])
def test_a_form_that_stays_grey_when_saved_leaves_one_draft(
    session: ErpSession, control: LegacyErpControl, saved: bool
) -> None:
    control.add_rule(Effect.GREY, on="save", times=1, after_commit=saved)
    wanted = order()
    session.fill(wanted)
    assert [entry.state for entry in control.ledger(wanted.invoice_number)] == ["draft"]


def test_a_wrong_first_choice_is_not_taken(session: ErpSession, control: LegacyErpControl) -> None:
    control.add_rule(Effect.AMBIGUOUS, on="update", times=1)
    wanted = order()
    session.fill(wanted)
    assert [entry.supplier_code for entry in control.ledger(wanted.invoice_number)] == ["S1001"]


def test_suppliers_of_one_name_are_told_apart_by_their_codes(session: ErpSession, control: LegacyErpControl) -> None:
    control.add_suppliers(Supplier(code, "Zwilling GmbH") for code in ("Z1", "Z2"))
    wanted = order(supplier_name="Zwilling GmbH", supplier_code="Z2")
    session.fill(wanted)
    assert [entry.supplier_code for entry in control.ledger(wanted.invoice_number)] == ["Z2"]


def test_a_cent_by_which_the_erp_rounds_otherwise_is_corrected(session: ErpSession, control: LegacyErpControl) -> None:
    control.set("tax_rounding", "down")
    one = line("160.25", tax_code="VAT 10%")
    wanted = order(one, tax="16.03")
    session.fill(wanted)
    session.submit(wanted, nothing)
    assert [entry.tax_total for entry in control.posted(wanted.invoice_number)] == [Decimal("16.03")]
    assert session.read_back(wanted).tax_total == Decimal("16.03")


# -- what is refused, with nothing posted


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"supplier_name": "Nobody Ltd"}, SupplierNotFound),
        ({"supplier_name": "Acme Paper"}, SupplierNotFound),
        ({"supplier_code": "S1002"}, SupplierNotFound),
        ({"supplier_name": "Twin AG", "supplier_code": "T1"}, SupplierAmbiguous),
        ({"tax_total": Decimal("25.00"), "gross_total": Decimal("125.00")}, FieldMismatch),
    ],
)
def test_what_the_erp_would_take_in_another_way_is_refused(
    session: ErpSession, control: LegacyErpControl, changes: dict[str, Any], error: type[BotError]
) -> None:
    if error is SupplierAmbiguous:
        control.add_suppliers([Supplier("T1", "Twin AG"), Supplier("T1", "Twin AG")])
    wanted = order(**changes)
    with pytest.raises(error):
        session.fill(wanted)
    assert control.posted(wanted.invoice_number) == []


def test_an_unknown_alert_is_said_and_stops_the_work(session: ErpSession, control: LegacyErpControl) -> None:
    control.add_rule(Effect.ALERT, on="update", text="This supplier is blocked.", times=1)
    wanted = order()
    with pytest.raises(RefusedByErp, match="This supplier is blocked"):
        session.fill(wanted)
    assert control.posted(wanted.invoice_number) == []


@pytest.mark.parametrize("user", [User("bot", number_format="1.000,00"), User("bot", date_format="dd/mm/yyyy")])
def test_numbers_and_dates_that_the_erp_reads_otherwise_are_seen(
    session: ErpSession, control: LegacyErpControl, user: User
) -> None:
    control.put_user(user)
    wanted = order()
    with pytest.raises((FieldMismatch, ScreenChanged)) as seen:
        session.fill(wanted)
    assert seen.value.element
    assert control.posted(wanted.invoice_number) == []


def test_a_duplicate_that_the_erp_accepted_is_seen(
    session: ErpSession, control: LegacyErpControl, erp: LegacyErpServer
) -> None:
    wanted = order()
    post_by_somebody_else(erp, wanted.invoice_number)
    with pytest.raises(RefusedByErp):
        session.fill(wanted)
    (theirs,) = session.find(wanted.supplier_name, wanted.invoice_number)
    assert (theirs.state, theirs.mark) == (EntryState.POSTED, "")
    second = order()
    session.fill(second)
    session.submit(second, nothing)
    post_by_somebody_else(erp, second.invoice_number)
    found = session.find(second.supplier_name, second.invoice_number)
    assert {entry.mark for entry in found} == {second.mark, ""}
    with pytest.raises(FieldMismatch, match="2 entries"):
        session.read_back(second)


# -- the ERP is not there, or not as it was


@pytest.mark.parametrize(
    ("effect", "more"),
    [
        (Effect.ERROR_500, {}),
        (Effect.MAINTENANCE, {"status": 503}),
        (Effect.MAINTENANCE, {"status": 200}),
        (Effect.DROP_REQUEST, {}),
        (Effect.DELAY, {"seconds": STEP_SECONDS + 1}),
    ],
)
@pytest.mark.parametrize("on", ["search", "update"])
def test_an_erp_that_is_down_or_slow(
    session: ErpSession, control: LegacyErpControl, on: str, effect: Effect, more: dict[str, object]
) -> None:
    control.add_rule(effect, on=on, **more)
    wanted = order()
    with pytest.raises(ErpUnreachable):
        session.find(wanted.supplier_name, wanted.invoice_number)
        session.fill(wanted)
    control.clear_rules()
    assert control.posted(wanted.invoice_number) == []
    session.fill(wanted)
    assert [entry.state for entry in control.ledger(wanted.invoice_number)] == ["draft"]


def test_an_erp_that_accepts_no_connection(session: ErpSession, control: LegacyErpControl) -> None:
    control.stop_accepting(5)
    with pytest.raises(ErpUnreachable):
        session.find("Acme Paper GmbH", "R-1")

    def answers() -> bool:
        with suppress(ErpUnreachable):
            return session.find("Acme Paper GmbH", "R-1") == ()
        return False

    wait_for(answers)


@pytest.mark.parametrize(
    ("effect", "on", "element", "named"),
    [
        (Effect.DROP_ELEMENT, "new", "notes", "mark"),
        (Effect.RENAME_FIELD, "new", "invnumber", "invoice_number"),
        (Effect.DROP_ELEMENT, "update", "price_1", "unit_price"),
        (Effect.DROP_ELEMENT, "save", "gross", "gross_total"),
        (Effect.DROP_ELEMENT, "search", "result", "#result"),
        (Effect.DROP_ELEMENT, "update", "Save", "Save"),
    ],
)
def test_a_screen_that_changed_names_what_is_missing(
    session: ErpSession, control: LegacyErpControl, effect: Effect, on: str, element: str, named: str
) -> None:
    control.add_rule(effect, on=on, element=element, to="something_else")
    wanted = order()
    with pytest.raises(ScreenChanged) as changed:
        session.find(wanted.supplier_name, wanted.invoice_number)
        session.fill(wanted)
    assert named in changed.value.element
    assert changed.value.screenshot is not None and changed.value.screenshot.stat().st_size > 1000
    assert control.posted(wanted.invoice_number) == []


def test_a_missing_button_is_noticed_before_anything_is_submitted(
    session: ErpSession, control: LegacyErpControl
) -> None:
    control.add_rule(Effect.DROP_ELEMENT, on="save", element="Post")
    wanted = order()
    intents: list[str] = []
    with pytest.raises(ScreenChanged) as changed:
        session.fill(wanted)
        session.submit(wanted, lambda: intents.append(wanted.mark))
    assert "Post" in changed.value.element
    assert intents == []


# -- the click, and what becomes of it


@pytest.mark.parametrize(
    ("effect", "more", "booked"),
    [
        (Effect.LOSE_REPLY, {}, True),
        (Effect.DROP_REQUEST, {}, False),
        (Effect.ERROR_500, {}, False),
        (Effect.ERROR_500, {"after_commit": True}, True),
        (Effect.MAINTENANCE, {"status": 200}, False),
        (Effect.END_SESSION, {}, False),
        (Effect.GREY, {}, False),
        (Effect.GREY, {"after_commit": True}, True),
        (Effect.DELAY, {"seconds": STEP_SECONDS + 1}, True),
        (Effect.CONFIRM, {"text": "A similar invoice exists. Post anyway?"}, False),
    ],
)
def test_a_click_without_an_answer_is_of_unknown_outcome_and_clicked_once(
    session: ErpSession, control: LegacyErpControl, effect: Effect, more: dict[str, object], booked: bool
) -> None:
    wanted = order()
    session.fill(wanted)
    rule = control.add_rule(effect, on="post", **more)
    with pytest.raises((OutcomeUnknown, FieldMismatch)) as unknown:
        session.submit(wanted, nothing)
        assert effect is Effect.MAINTENANCE  # a page like any other: only reading back tells
        session.read_back(wanted)
    assert wanted.invoice_number in str(unknown.value)
    wait_for(lambda: any(rule in one.rules for one in control.requests()))
    assert control.fired(rule) == 1
    control.clear_rules()
    assert len(control.posted(wanted.invoice_number)) == int(booked)
    assert states(session, wanted) == [EntryState.POSTED if booked else EntryState.DRAFT]
    if booked:
        session.read_back(wanted)
    else:
        session.fill(wanted)
        session.submit(wanted, nothing)
    assert [entry.state for entry in control.ledger(wanted.invoice_number)] == ["posted"]


def test_a_late_commit_is_found_later(session: ErpSession, control: LegacyErpControl) -> None:
    wanted = order()
    session.fill(wanted)
    control.add_rule(Effect.COMMIT_LATE, on="post", seconds=6)
    with pytest.raises(OutcomeUnknown):
        session.submit(wanted, nothing)
    assert states(session, wanted) == [EntryState.DRAFT]
    wait_for(lambda: control.pending_commits() == 0)
    assert states(session, wanted) == [EntryState.POSTED]
    assert session.read_back(wanted).number == control.posted(wanted.invoice_number)[0].number


def test_a_session_that_ended_before_the_click_posts_nothing(session: ErpSession, control: LegacyErpControl) -> None:
    wanted = order()
    session.fill(wanted)
    control.end_sessions()
    with pytest.raises(OutcomeUnknown):
        session.submit(wanted, nothing)
    assert states(session, wanted) == [EntryState.DRAFT]


def test_an_own_draft_of_a_dead_bot_is_resumed(
    session: ErpSession, control: LegacyErpControl, erp: LegacyErpServer, evidence: Path
) -> None:
    wanted = order()
    dead = ADAPTER.open(erp.account("bot3"), evidence)
    dead.fill(wanted)
    dead.close()
    session.fill(wanted)
    session.submit(wanted, nothing)
    assert [(one.state, one.created_by) for one in control.ledger(wanted.invoice_number)] == [("posted", "bot3")]


def without_code(text: str) -> str:
    """A choice says ``S1004 Papeterie Lumière SARL``, the field only the name."""
    return re.sub(r"^S\d{4} ", "", text)


class CompletingErp(LegacyErp):
    """For users who are offered suppliers while they type."""

    header = (
        Field("supplier_name", "input[name=supplier]", Completion("#completion .option"), without_code),
        *LegacyErp.header[1:],
    )


def test_a_supplier_is_chosen_from_a_completion(
    control: LegacyErpControl, erp: LegacyErpServer, chromium: Path, evidence: Path
) -> None:
    control.put_user(User("bot4", completion=True))
    session = WebErpAdapter(CompletingErp).open(erp.account("bot4"), evidence)
    try:
        wanted = order(supplier_name="Papeterie Lumière SARL", supplier_code="S1004")
        session.fill(wanted)
        session.submit(wanted, nothing)
        assert session.read_back(wanted).supplier_name == "Papeterie Lumière SARL"
    finally:
        session.close()
    assert [entry.supplier_code for entry in control.posted(wanted.invoice_number)] == ["S1004"]
