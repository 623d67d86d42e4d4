"""Alerts from the judge to the decision: raised with figures, dismissed with a lesson, confirmed, opened again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bots.erp.port import ErpSupplier
from config.files import PACKAGED, load_approval_policy, load_coding, load_rules, load_tax_codes
from config.settings import Settings
from extractors.models import Extraction, Kind, Limits
from orchestrator.acts import Acts
from orchestrator.alerts.history_file import read_history
from orchestrator.errors import AlertNotFound, DecisionRefused, NotAllowed, OrchestratorError
from orchestrator.judging import Judge
from orchestrator.people.actor import Actor
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.stages import Stage
from orchestrator.store import Store, alerts, audit, directory, documents, findings, memories, receipts, traces
from tests.farm_documents import receive, stage_of, walk
from tests.unit.rules_cases import invoice, line
from tests.web_client import client

ACME = ErpSupplier(code="S1001", name="Acme Paper GmbH", tax_id="DE136695976", iban="DE89370400440532013000")
OTHER = ErpSupplier(code="S1002", name="Other Steel AG", tax_id="DE129273398", iban="DE75512108001245126199")
EVERYBODY = frozenset(Right)
BERG, KIM = Actor("berg", "web", EVERYBODY), Actor("kim", "web", EVERYBODY)


@pytest.fixture
def acts(store: Store) -> Acts:
    rules = load_rules(PACKAGED)
    never_night = rules.rights_abuse.model_copy(update={"night_from": 0, "night_until": 0})
    rules = rules.model_copy(update={"rights_abuse": never_night})  # these tests run at any hour
    judge = Judge(
        store=store, rules=rules, policy=load_approval_policy(PACKAGED), coding=load_coding(PACKAGED),
        tax_codes=load_tax_codes(PACKAGED), erp="tryton", company="Example Trading Company",
    )  # fmt: skip
    with store.begin() as tx:
        directory.replace(tx, "tryton", "Example Trading Company", [ACME, OTHER])
    return Acts(store, lambda: judge, Limits())


def judged(acts: Acts, **changes: Any) -> str:
    """An invoice that came in, was read and judged."""
    document_id = receive(acts.store)
    read = Extraction(kind=Kind.INVOICE, kind_confidence=0.98, language="en", invoice=invoice(**changes))
    with acts.store.begin() as tx:
        findings.add_extraction(tx, document_id, read)
        documents.describe(tx, document_id, kind="invoice")
        walk(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED)
    acts.judge().judge_document(document_id)
    return document_id


def opened(store: Store, document_id: str = "") -> list[alerts.Alert]:
    with store.reading() as tx:
        return [one for one in alerts.open_alerts(tx) if document_id in ("", one.document_id)]


def duplicate(acts: Acts) -> tuple[str, alerts.Alert]:
    """An invoice that is there already under another way of writing its number."""
    judged(acts)
    second = judged(acts, invoice_number="RE-2O26-O417")
    (alert,) = opened(acts.store, second)
    return second, alert


def test_a_suspicion_is_a_failed_verdict_and_an_alert_with_figures(acts: Acts, store: Store) -> None:
    second, alert = duplicate(acts)
    assert stage_of(store, second) is Stage.NEEDS_REVIEW
    assert (alert.kind, alert.state, alert.supplier) == ("possible_duplicate", "open", "S1001")
    assert alert.figures["likeness"] == "written alike" and len(alert.others) == 1
    with store.reading() as tx:
        (failed,) = [one for one in findings.latest_verdicts(tx, second) if not one.passed]
    assert (failed.rule_id, failed.severity, failed.sentence) == (alert.kind, "review", alert.sentence)


def test_a_dismissal_teaches_and_can_be_taken_back(acts: Acts, store: Store) -> None:
    second, alert = duplicate(acts)
    done = acts.dismiss_alert(BERG, alert.id, "A partial delivery; asked the supplier.")
    assert (done.state, done.decided_by) == ("dismissed", "berg (web)")
    assert stage_of(store, second) is Stage.EXTRACTED
    acts.judge().judge_document(second)
    assert stage_of(store, second) is Stage.READY and opened(store) == []
    with pytest.raises(DecisionRefused, match="dismissed already"):
        acts.dismiss_alert(BERG, alert.id, "again")
    assert acts.reopen_alert(KIM, alert.id, "It was the same delivery.").state == "open"
    with store.reading() as tx:
        assert alerts.lessons(tx, "S1001") == ()
        actions = [one.action for one in audit.history(tx, second)]
    assert actions.count("alert dismissed") == actions.count("alert reopened") == 1


def test_what_was_learned_holds_for_the_supplier_and_no_other(acts: Acts) -> None:
    judged(acts, invoice_number="A-1")
    judged(acts, supplier_name="Other Steel AG", supplier_tax_id="DE129273398", invoice_number="X-100", iban=OTHER.iban)
    first = judged(acts, invoice_number="B-777")
    (alert,) = opened(acts.store, first)
    assert alert.figures["likeness"] == "amount and date"
    acts.dismiss_alert(BERG, alert.id, "Two pallets at one price.")
    assert opened(acts.store, judged(acts, invoice_number="C-3131")) == []
    other = judged(
        acts, supplier_name="Other Steel AG", supplier_tax_id="DE129273398", invoice_number="X-911", iban=OTHER.iban
    )
    assert [one.kind for one in opened(acts.store, other)] == ["possible_duplicate"]


def test_a_confirmed_alert_rejects_the_document(acts: Acts, store: Store) -> None:
    second, alert = duplicate(acts)
    assert acts.confirm_alert(BERG, alert.id, "Billed twice.").state == "confirmed"
    assert stage_of(store, second) is Stage.REJECTED
    assert opened(store) == []


def test_what_a_confirmed_alert_stopped_is_remembered_as_refused_unless_it_was_a_repetition(
    acts: Acts, store: Store
) -> None:
    _, alert = duplicate(acts)
    acts.confirm_alert(BERG, alert.id, "Billed twice.")
    forged = judged(acts, invoice_number="D-77", gross_total=Decimal("833.00"), iban=OTHER.iban)
    with store.reading() as tx:
        trace = traces.one(tx, forged)
        assert trace is not None
        later = replace(trace, id="later", received=trace.received + timedelta(days=1))
        assert traces.refused(tx, later) == ()
    acts.confirm_alert(BERG, opened(store, forged)[0].id, "A forged letter.")
    with store.reading() as tx:
        assert [one.id for one in traces.refused(tx, later)] == [forged]
        assert forged not in {one.id for one in traces.own(tx, later)}
        assert traces.refused(tx, replace(later, supplier="S1002")) == ()


def test_who_entered_or_corrected_a_document_dismisses_nothing_about_it(acts: Acts, store: Store) -> None:
    second, alert = duplicate(acts)
    with store.begin() as tx:
        memories.add_correction(tx, second, "due_date", "", "2026-12-01", str(BERG), "", None, 0)
        receipts.add(tx, second, b"again.pdf", "intake", duplicate=True, handed_in_by=str(KIM))
    for who in (BERG, KIM):
        with pytest.raises(NotAllowed):
            acts.dismiss_alert(who, alert.id, "It is fine.")
    clerk = Actor("lee", "web", MAY[Role.CLERK])
    with pytest.raises(NotAllowed):
        acts.dismiss_alert(clerk, alert.id, "It is fine.")
    assert acts.dismiss_alert(Actor("tan", "web", MAY[Role.APPROVER]), alert.id, "It is fine.").state == "dismissed"


def test_a_decision_needs_a_reason_and_an_alert(acts: Acts) -> None:
    _, alert = duplicate(acts)
    for act in (acts.dismiss_alert, acts.confirm_alert):
        with pytest.raises(DecisionRefused, match="reason"):
            act(BERG, alert.id, "  ")
        with pytest.raises(AlertNotFound):
            act(BERG, 999, "why")
    with pytest.raises(DecisionRefused, match="no decision"):
        acts.reopen_alert(BERG, alert.id, "why")


def test_a_corrected_document_has_its_alert_behind_it(acts: Acts, store: Store) -> None:
    second, alert = duplicate(acts)
    with store.begin() as tx:
        read = findings.latest_extraction(tx, second)
        assert read is not None
        findings.add_extraction(
            tx, second, read.model_copy(update={"invoice": invoice(
                [line("Copier paper", "9", "25.00", "19", "225.00")], invoice_number="RE-2026-0599",
                net_total="225.00", tax_total="42.75", gross_total="267.75",
            )}),
        )  # fmt: skip
        documents.move(tx, second, Stage.NEEDS_REVIEW, Stage.EXTRACTED, "test", "corrected")
    acts.judge().judge_document(second)
    with store.reading() as tx:
        assert alerts.get(tx, alert.id).state == "passed"


def test_the_erps_change_of_an_account_is_seen(acts: Acts, store: Store) -> None:
    judged(acts)
    changed = ACME.model_copy(update={"iban": "DE02120300000000202051"})
    with store.begin() as tx:
        directory.replace(tx, "tryton", "Example Trading Company", [changed, OTHER])
    late = judged(acts, invoice_number="RE-2026-0900", iban="DE02120300000000202051", gross_total="119.00")
    assert "bank_details_changed" in {one.kind for one in opened(store, late)}
    shared = judged(acts, invoice_number="RE-2026-0950", iban=OTHER.iban)
    assert "shared_account" in {one.kind for one in opened(store, shared)}


HISTORY = "supplier code;supplier;invoice number;date;total;currency;IBAN\n" + "".join(
    f"S1001;Acme Paper GmbH;RE-2026-0{number};2026-0{month}-11;{amount};EUR;DE89 3704 0044 0532 0130 00\n"
    for number, month, amount in (("301", 5, "1.240,50"), ("417", 6, "119,00"))
)


def test_what_was_booked_before_the_farm_came_is_compared(acts: Acts, store: Store) -> None:
    assert acts.import_invoice_history(BERG, HISTORY.encode(), dry_run=True) == (0, 2)
    assert acts.import_invoice_history(BERG, HISTORY.encode()) == (2, 2)
    assert acts.import_invoice_history(BERG, HISTORY.encode()) == (0, 2)
    again = judged(acts, invoice_number="RE-2026-417A", issue_date=date(2026, 6, 12), due_date=None)
    alert = next(one for one in opened(store, again) if one.kind == "possible_duplicate")
    with store.reading() as tx:
        other = traces.one(tx, alert.others[0])
    assert other is not None and (other.number, other.gross) == ("RE-2026-0417", Decimal("119.00"))


@pytest.mark.parametrize(
    "text",
    ["number,total\n1,2\n", "supplier,invoice number,date,total,currency\nA,1,not a day,2,EUR\n", "",
     "invoice number,date,total,currency\n1,2026-05-01,2,EUR\n",
     "supplier,invoice number,date,total,currency\n,1,2026-05-01,2,EUR\n"],
)  # fmt: skip
def test_a_history_that_is_wrong_is_refused_whole(acts: Acts, text: str) -> None:
    with pytest.raises(OrchestratorError):
        acts.import_invoice_history(BERG, text.encode())


def test_credit_notes_of_the_history_are_told_by_their_sign() -> None:
    text = "supplier,invoice number,date,total,currency\nA,1,2026-05-01,-20.00,EUR\n"
    (found,) = read_history(text.encode())
    assert (found.kind, found.gross, found.supplier) == ("credit_note", Decimal("20.00"), "?a")


def test_people_are_scanned_by_what_they_approved_and_tried_to(acts: Acts, store: Store) -> None:
    second, _ = duplicate(acts)
    with store.begin() as tx:
        memories.add_correction(tx, second, "due_date", "", "2026-12-01", str(BERG), "", None, 0)
        findings.add_approval(tx, second, str(KIM), "signed", "fine")
    with pytest.raises(NotAllowed):
        acts.approve(BERG, second, "It is fine.")
    assert acts.scan_people(KIM) == 1 and acts.scan_people(KIM) == 0
    (alert,) = [one for one in opened(store) if one.person]
    assert (alert.kind, alert.person, alert.figures["refused"]) == ("approved_own_entry", "berg", "true")
    with pytest.raises(NotAllowed, match="about berg"):
        acts.dismiss_alert(BERG, alert.id, "It was me.")
    assert acts.dismiss_alert(KIM, alert.id, "By mistake.").state == "dismissed"
    assert acts.scan_people(KIM) == 0


def test_pages_show_alerts_and_take_decisions(acts: Acts, store: Store, tmp_path: Path) -> None:
    _, alert = duplicate(acts)
    settings = Settings(home=tmp_path)
    with client(store, settings, acts) as web:
        assert "Possible duplicate" in web.get("/alerts").text
        page = web.get(f"/alerts/{alert.id}").text
        assert "RE-2O26-O417" in page and "RE-2026-0417" in page and "written alike" in page
        assert web.get("/alerts/999").status_code == 404
        assert web.get("/alerts?state=odd").status_code == web.get("/alerts?after=x").status_code == 400
        token = page.partition('name="token" value="')[2].partition('"')[0]
        form = {"token": token, "reason": " "}
        assert web.post(f"/alerts/{alert.id}/dismiss", data=form).status_code == 409
        assert web.post(f"/alerts/{alert.id}/dismiss", data={**form, "token": "x"}).status_code == 403
        answer = web.post(f"/alerts/{alert.id}/dismiss", data={**form, "reason": "A partial delivery."})
        assert answer.status_code == 303 and "alarms no more" in web.get(answer.headers["location"]).text
        listed = web.get("/api/v1/alerts?state=dismissed").json()["alerts"]
        assert [one["id"] for one in listed] == [alert.id]


def test_alerts_of_a_time_are_told_for_reports(acts: Acts, store: Store) -> None:
    _, alert = duplicate(acts)
    now = datetime.now(UTC)
    with store.reading() as tx:
        assert [one.id for one in alerts.between(tx, now - timedelta(hours=1), now + timedelta(hours=1))] == [alert.id]
        assert alerts.between(tx, now - timedelta(hours=2), now - timedelta(hours=1)) == ()
