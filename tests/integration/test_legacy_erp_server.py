"""The fake legacy ERP itself, without a browser: what it does with an invoice, and each misbehaviour on order."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import lxml.html
import psutil
import pytest

from tests.fakes.legacy_erp import (
    BOT_PASSWORD,
    ControlRefused,
    Effect,
    LegacyErpControl,
    LegacyErpServer,
    Supplier,
    User,
)

FORM = {
    "supplier": "Acme Paper GmbH",
    "invnumber": "R-1",
    "transdate": "05/04/2026",
    "currency": "EUR",
    "kind": "invoice",
    "notes": "botfarm:1",
    "rowcount": "2",
    "desc_1": "Copy paper",
    "acct_1": "6100",
    "tax_1": "VAT 19%",
    "cc_1": "CC100",
    "qty_1": "4",
    "price_1": "1,012.50",
    "desc_2": "Freight",
    "acct_2": "6200",
    "tax_2": "VAT 7%",
    "qty_2": "1",
    "price_2": "100.00",
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LegacyErpServer]:
    with LegacyErpServer(tmp_path_factory.mktemp("legacy")) as server:
        yield server


@pytest.fixture
def erp(running: LegacyErpServer) -> Iterator[LegacyErpServer]:
    """The running ERP without rules and with the settings that it comes with."""
    yield running
    running.control.clear_rules()
    running.control.put_user(User("bot"))
    for name, value in {"tax_rounding": "up", "ask_before_post": "", "lost_session": "login"}.items():
        running.control.set(name, value)
    running.control.set("single_session", False)


@pytest.fixture
def control(erp: LegacyErpServer) -> LegacyErpControl:
    return erp.control


@pytest.fixture
def client(erp: LegacyErpServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=erp.url, follow_redirects=True, timeout=10) as one:
        log_in(one)
        yield one


def log_in(client: httpx.Client, user: str = "bot") -> None:
    page = client.post("/login", data={"user": user, "password": BOT_PASSWORD})
    assert "<frameset" in page.text


def send(client: httpx.Client, action: str, number: str, **changes: str) -> httpx.Response:
    return client.post("/invoice", data=FORM | {"invnumber": number, "action": action} | changes)


def fields_of(page: httpx.Response) -> dict[str, str]:
    """What a browser would send of the page's form."""
    return dict(lxml.html.document_fromstring(page.text).forms[0].form_values())


def text_of(page: httpx.Response, element: str) -> str:
    return str(lxml.html.document_fromstring(page.text).get_element_by_id(element).text_content())


def found(client: httpx.Client, path: str, number: str) -> list[list[str]]:
    """The cells of each row of a search."""
    page = client.get(path, params={"invnumber": number, "action": "Search"})
    rows = lxml.html.document_fromstring(page.text).get_element_by_id("result").findall(".//tr")[1:]
    return [[cell.text_content() for cell in row] for row in rows]


def wait_for(happened: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def test_a_draft_is_saved_shown_in_reverse_and_posted_without_a_number(
    client: httpx.Client, control: LegacyErpControl
) -> None:
    page = send(client, "Save", "R-life")
    assert (text_of(page, "supplier_code"), text_of(page, "gross")) == ("S1001", "4,926.50")
    fields = fields_of(page)
    assert [fields[f"desc_{n}"] for n in (1, 2, 3)] == ["Freight", "Copy paper", ""]
    assert (len(found(client, "/drafts", "R-life")), found(client, "/search", "R-life")) == (1, [])
    blank = client.post("/invoice", data=fields | {"action": "Post"})
    assert (fields_of(blank)["invnumber"], text_of(blank, "number"), text_of(blank, "gross")) == ("", "", "0.00")
    ((_, number, date, code, *_),) = found(client, "/search", "R-life")
    assert (date, code, found(client, "/drafts", "R-life")) == ("05/04/2026", "S1001", [])
    (entry,) = control.ledger("R-life")
    assert (entry.state, entry.number, entry.mark, entry.posted_by) == ("posted", number, "botfarm:1", "bot")
    assert (entry.net_total, entry.tax_total) == (Decimal("4150.00"), Decimal("776.50"))
    assert [(line.description, line.cost_centre, line.net) for line in entry.lines] == [
        ("Copy paper", "CC100", Decimal("4050.00")),
        ("Freight", "", Decimal("100.00")),
    ]
    assert entry.taxes == {"VAT 19%": Decimal("769.50"), "VAT 7%": Decimal("7.00")}
    assert entry.posted_at is not None and entry.posted_at >= entry.created_at


def test_update_adds_a_row_and_keeps_a_corrected_tax(client: httpx.Client, control: LegacyErpControl) -> None:
    fields = fields_of(send(client, "Update", "R-tax"))
    assert (fields["rowcount"], fields["taxamount_1"]) == ("3", "769.50")
    fields = fields_of(client.post("/invoice", data=fields | {"taxamount_1": "769.49", "action": "Update"}))
    assert fields["taxamount_1"] == "769.49"
    client.post("/invoice", data=fields | {"action": "Save"})
    (entry,) = control.ledger("R-tax")
    assert (entry.state, entry.taxes["VAT 19%"]) == ("draft", Decimal("769.49"))
    changed = fields_of(client.post("/invoice", data=fields | {"qty_2": "2", "action": "Update"}))
    assert changed["taxamount_2"] == "14.00"


def test_half_a_cent_is_rounded_either_way(client: httpx.Client, control: LegacyErpControl) -> None:
    line = {"rowcount": "1", "qty_1": "1", "price_1": "160.25", "tax_1": "VAT 10%"}
    assert text_of(send(client, "Update", "R-cent", **line), "taxes") == "16.03"
    control.set("tax_rounding", "down")
    assert text_of(send(client, "Update", "R-cent", **line), "taxes") == "16.02"


def test_numbers_and_dates_in_another_format_are_taken_wrongly_without_a_word(
    client: httpx.Client, control: LegacyErpControl
) -> None:
    wrong = fields_of(send(client, "Update", "R-decimal", price_1="1.234,50", transdate="04.05.2026"))
    assert wrong["price_1"] == "1.2345"
    assert wrong["transdate"] == time.strftime("%m/%d/%Y", time.gmtime())
    control.put_user(User("bot", number_format="1.000,00", date_format="dd.mm.yyyy"))
    right = fields_of(send(client, "Update", "R-decimal", price_1="1.234,50", transdate="04.05.2026"))
    assert (right["price_1"], right["transdate"]) == ("1.234,50", "04.05.2026")


def test_duplicates_and_second_posts_of_one_draft_are_accepted(client: httpx.Client, control: LegacyErpControl) -> None:
    fields = fields_of(send(client, "Save", "R-twice"))
    for _ in range(2):
        client.post("/invoice", data=fields | {"action": "Post"})
    send(client, "Post", "R-twice")
    assert [entry.state for entry in control.ledger("R-twice")] == ["posted"] * 3


def test_a_supplier_is_resolved_refused_or_chosen(client: httpx.Client, control: LegacyErpControl) -> None:
    assert fields_of(send(client, "Update", "R-who", supplier="nordlicht"))["supplier"] == "Nordlicht Logistik AG"
    assert "Supplier not on file: Nobody" in text_of(send(client, "Save", "R-who", supplier="Nobody"), "error")
    page = send(client, "Save", "R-who", supplier="acme paper")
    tree = lxml.html.document_fromstring(page.text)
    assert [cell.text_content() for cell in tree.xpath("//table[@id='choices']//td[3]")] == [
        "Acme Paper GmbH",
        "Acme Paper Ltd",
    ]
    choices = tree.xpath("//input[@name='choice']")
    assert [choice.checked for choice in choices] == [True, False]
    chosen = fields_of(page) | {"choice": choices[1].get("value"), "action": "Continue"}
    client.post("/invoice/supplier", data=chosen)
    (entry,) = control.ledger("R-who")
    assert (entry.supplier_code, entry.state) == ("S1002", "draft")


def test_suppliers_of_one_name_are_ambiguous(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_suppliers([Supplier("Z1", "Zwilling GmbH"), Supplier("Z2", "Zwilling GmbH")])
    assert "Select supplier" in send(client, "Save", "R-twin", supplier="Zwilling GmbH").text
    assert control.ledger("R-twin") == []


def test_the_completion_wants_a_choice(client: httpx.Client, control: LegacyErpControl) -> None:
    control.put_user(User("bot", completion=True))
    assert "Choose a supplier" in text_of(send(client, "Update", "R-complete"), "error")
    options = lxml.html.fragments_fromstring(client.get("/complete", params={"q": "müll"}).text)
    assert [option.get("data-name") for option in options] == ["Müller & Söhne Bürobedarf KG"]
    chosen = {"supplier": "Müller & Söhne Bürobedarf KG", "supplier_id": options[0].get("data-id")}
    assert text_of(send(client, "Update", "R-complete", **chosen), "supplier_code") == "S1009"


def test_a_draft_can_be_deleted_and_a_posted_entry_is_locked(client: httpx.Client, control: LegacyErpControl) -> None:
    fields = fields_of(send(client, "Save", "R-gone"))
    client.post("/invoice", data=fields | {"action": "Delete"})
    assert control.ledger("R-gone") == []
    send(client, "Post", "R-locked")
    (entry,) = control.posted("R-locked")
    page = client.get("/invoice/open", params={"id": entry.id})
    assert "<fieldset disabled>" in page.text and "type=submit" not in page.text
    client.post("/invoice", data=FORM | {"id": str(entry.id), "action": "Delete"})
    assert len(control.posted("R-locked")) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"supplier": ""}, "Supplier missing!"),
        ({"acct_1": ""}, "Account missing on line 1!"),
        ({"rowcount": "0"}, "Nothing to post!"),
    ],
)
def test_what_lacks_something_is_refused(
    client: httpx.Client, control: LegacyErpControl, changes: dict[str, str], message: str
) -> None:
    assert text_of(send(client, "Post", "R-lacks", **changes), "error") == message
    assert control.ledger("R-lacks") == []


def test_a_form_without_its_fields_is_refused(client: httpx.Client) -> None:
    page = client.post("/invoice", data={"action": "Post", "supplier": "Acme Paper GmbH"})
    assert "Field missing: invnumber, transdate" in text_of(page, "error")


def test_texts_of_all_scripts_are_kept_and_never_markup(client: httpx.Client, control: LegacyErpControl) -> None:
    text = "Größe \"A4\" – 纸 «бумага»; 'x' <b> & =1+1"
    page = send(client, "Save", "R-text", desc_1=text, notes=text)
    fields = fields_of(page)
    assert (fields["desc_2"], fields["notes"]) == (text, text)
    assert control.ledger("R-text")[0].lines[0].description == text
    assert found(client, "/drafts", "R-text")[0][-1] == text


def test_without_a_session_every_page_is_the_login(client: httpx.Client, control: LegacyErpControl) -> None:
    control.end_sessions("bot")
    page = send(client, "Post", "R-out")
    assert (page.status_code, "name=password" in page.text) == (200, True)
    control.set("lost_session", "grey")
    assert send(client, "Post", "R-out").status_code == 204
    assert control.ledger("R-out") == []
    assert "Incorrect" in client.post("/login", data={"user": "bot", "password": "wrong"}).text
    log_in(client)
    control.set("single_session", True)
    with httpx.Client(base_url=client.base_url, follow_redirects=True) as other:
        log_in(other)
        assert "Search Transactions" in other.get("/search").text
    assert "name=password" in client.get("/search").text


def test_a_delay_before_and_after_the_commit(client: httpx.Client, control: LegacyErpControl) -> None:
    for after in (False, True):
        rule = control.add_rule(Effect.DELAY, on="post", seconds=0.3, after_commit=after)
        started = time.time()
        send(client, "Post", f"R-delay-{after}")
        assert time.time() - started >= 0.3
        control.remove_rule(rule)
        (entry,) = control.posted(f"R-delay-{after}")
        assert entry.posted_at is not None
        assert (entry.posted_at.timestamp() - started >= 0.3) is not after
        assert 0.3 <= control.server_seconds(started) < 2


def test_a_late_commit_comes_after_its_client_has_gone(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_rule(Effect.COMMIT_LATE, on="post", seconds=0.5)
    with pytest.raises(httpx.RemoteProtocolError):
        send(client, "Post", "R-late")
    control.end_sessions()
    assert (control.ledger("R-late"), control.pending_commits()) == ([], 1)
    wait_for(lambda: control.pending_commits() == 0)
    (entry,) = control.posted("R-late")
    assert entry.posted_by == "bot"
    assert control.requests()[-1].late


def test_a_late_post_of_a_draft_that_was_posted_meanwhile_makes_a_second_entry(
    client: httpx.Client, control: LegacyErpControl
) -> None:
    fields = fields_of(send(client, "Save", "R-late-twice"))
    control.add_rule(Effect.COMMIT_LATE, on="post", seconds=0.3, nth=1)
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/invoice", data=fields | {"action": "Post"})
    client.post("/invoice", data=fields | {"action": "Post"})
    wait_for(lambda: len(control.posted("R-late-twice")) == 2)


@pytest.mark.parametrize(
    ("effect", "more", "booked"),
    [
        (Effect.LOSE_REPLY, {}, 1),
        (Effect.DROP_REQUEST, {}, 0),
    ],
)
def test_an_answer_that_never_comes(
    client: httpx.Client, control: LegacyErpControl, effect: Effect, more: dict[str, object], booked: int
) -> None:
    control.add_rule(effect, on="post", **more)
    with pytest.raises(httpx.RemoteProtocolError):
        send(client, "Post", f"R-{effect}")
    assert len(control.posted(f"R-{effect}")) == booked


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("effect", "status"), [(Effect.ERROR_500, 500), (Effect.GREY, 204)])
def test_an_answer_that_says_nothing_of_the_commit(
    client: httpx.Client, control: LegacyErpControl, effect: Effect, status: int, after: bool
) -> None:
    control.add_rule(effect, on="post", after_commit=after)
    number = f"R-{effect}-{after}"
    assert send(client, "Post", number).status_code == status
    assert len(control.posted(number)) == int(after)


@pytest.mark.parametrize("status", [200, 503])
def test_maintenance(client: httpx.Client, control: LegacyErpControl, status: int) -> None:
    control.add_rule(Effect.MAINTENANCE, path="/inv*", status=status)
    page = client.get("/invoice/new")
    assert (page.status_code, "being maintained" in page.text) == (status, True)
    assert client.get("/search").status_code == 200


def test_the_session_ends_in_the_middle(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_rule(Effect.END_SESSION, on="save", times=1)
    assert "name=password" in send(client, "Save", "R-session").text
    assert control.ledger("R-session") == []


def test_alert_and_confirm(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_rule(Effect.ALERT, on="new", text='Price "high" </script>')
    assert 'alert("Price\\u0020\\u0022high' in client.get("/invoice/new").text
    control.add_rule(Effect.CONFIRM, on="post", text="A similar invoice exists. Post anyway?")
    page = send(client, "Post", "R-confirm")
    assert "confirm(" in page.text and control.ledger("R-confirm") == []
    client.post("/invoice", data=fields_of(page))
    assert len(control.posted("R-confirm")) == 1
    control.set("ask_before_post", "Really?")
    assert "confirm(" in client.get("/invoice/new").text


def test_the_screen_changes(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_rule(Effect.DROP_ELEMENT, on="new", element="notes")
    control.add_rule(Effect.RENAME_FIELD, on="new,update", element="invnumber", to="reference")
    fields = fields_of(client.get("/invoice/new"))
    assert "notes" not in fields and "invnumber" not in fields
    data = {name: text for name, text in FORM.items() if name != "invnumber"} | {"reference": "R-renamed"}
    client.post("/invoice", data=data | {"action": "Save"})
    assert len(control.ledger("R-renamed")) == 1


def test_an_exact_name_is_called_ambiguous(client: httpx.Client, control: LegacyErpControl) -> None:
    control.add_rule(Effect.AMBIGUOUS, on="update")
    page = send(client, "Update", "R-list")
    names = lxml.html.document_fromstring(page.text).xpath("//table[@id='choices']//td[3]/text()")
    assert names == ["Acme Paper Ltd", "Acme Paper GmbH"]


def test_connections_are_refused_for_a_while(client: httpx.Client, control: LegacyErpControl) -> None:
    control.stop_accepting(0.5)

    def refused() -> bool:
        try:
            client.get("/search")
        except httpx.TransportError:
            return True
        return False

    wait_for(refused)
    wait_for(lambda: not refused())
    control.add_rule(Effect.STOP_ACCEPTING, on="post", seconds=0.3)
    with pytest.raises(httpx.TransportError):
        send(client, "Post", "R-refused")
    wait_for(lambda: not refused())
    assert control.ledger("R-refused") == []


def test_rules_count_their_matches(client: httpx.Client, control: LegacyErpControl) -> None:
    def statuses(count: int, number: str = "R-count") -> list[int]:
        return [send(client, "Update", number).status_code for _ in range(count)]

    rule = control.add_rule(Effect.ERROR_500, on="update,save", nth=2)
    assert (statuses(3), control.fired(rule)) == ([200, 500, 200], 1)
    control.clear_rules()
    control.add_rule(Effect.ERROR_500, on="update", times=2, invoice_number="R-c*", user="bot")
    assert (statuses(3), statuses(1, "other")) == ([500, 500, 200], [200])
    control.clear_rules()
    runs = []
    for _ in range(2):
        control.add_rule(Effect.ERROR_500, on="update", probability=0.5, seed=11)
        runs.append(statuses(20))
        control.clear_rules()
    assert runs[0] == runs[1] and set(runs[0]) == {200, 500}


def test_the_control_wants_its_token_and_refuses_nonsense(erp: LegacyErpServer) -> None:
    with pytest.raises(ControlRefused, match="wrong token"):
        LegacyErpControl(erp.control.url, "guess").ledger()
    with pytest.raises(ControlRefused, match="no setting"):
        erp.control.set("colour", "red")
    assert (erp.folder / "control.json").stat().st_mode & 0o077 == 0


def test_what_was_confirmed_survives_being_killed(tmp_path: Path) -> None:
    server = LegacyErpServer(tmp_path)
    server.seed([Supplier(f"B{n}", f"Bulk {n} GmbH") for n in range(1000)])
    server.start()
    url = server.url
    try:
        rule = server.control.add_rule(Effect.ERROR_500, on="search", nth=2)
        with httpx.Client(base_url=url, follow_redirects=True) as client:
            log_in(client)
            for n in range(20):
                send(client, "Post", f"R-{n}", supplier=f"Bulk {n} GmbH")
            client.get("/search")
            server.kill()
            with pytest.raises(httpx.TransportError):
                client.get("/search")
            server.start()
            assert server.url == url
            assert client.get("/search").status_code == 500
        assert [entry.invoice_number for entry in server.control.posted()] == [f"R-{n}" for n in range(20)]
        assert server.control.fired(rule) == 1
        assert len([one for one in server.control.requests() if one.action == "post"]) == 20
    finally:
        server.stop()


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = "import sys, time; from pathlib import Path; from tests.fakes.legacy_erp import LegacyErpServer\n"
    code += "server = LegacyErpServer(Path(sys.argv[1])); server.start(); print(server.process.pid, flush=True)\n"
    code += "time.sleep(60)\n"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        pid = int(re.sub(r"\D", "", starter.stdout.readline()))
        assert psutil.pid_exists(pid)
        os.kill(starter.pid, signal.SIGKILL)
    wait_for(lambda: not psutil.pid_exists(pid))
