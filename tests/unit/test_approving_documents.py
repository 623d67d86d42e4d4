"""Approvals in steps on real documents, on both databases: partial signatures, delegates, resets, reminders, and that
no policy switches the segregation of duties off."""

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from config.files import PACKAGED, load_coding, load_rules, load_tax_codes, read_approval_policy
from extractors.models import Extraction, Kind
from orchestrator import approval, approving
from orchestrator.approving import delegating, reminding
from orchestrator.approving.state import ApprovalState
from orchestrator.errors import DecisionRefused, NotAllowed, OrchestratorError
from orchestrator.judging import Judge
from orchestrator.people import register
from orchestrator.people.roles import Role
from orchestrator.stages import Stage
from orchestrator.store import Store, approval_plans, audit, documents, findings, memories, webhooks
from orchestrator.store.tables import approval_plans as plans_table
from orchestrator.store.tables import webhook_deliveries
from tests.farm_documents import receive, stage_of, walk
from tests.unit.test_judging import ACME, extracted, keep, know, large

HEAD = 'kinds = ["invoice"]\n[limits]\nEUR = 5000\n[groups]\nboard = ["anna", "boris"]\n'
IN_STEPS = (
    HEAD + '[[rules]]\nname = "large"\nwhen.amount_over = { EUR = 5000 }\nsteps = [\n'
    '{ all_of = ["anna", "boris"], remind_after = "8 hours", within = "2 days", escalate_to = ["eva"] },\n'
    '{ countersign = ["role:auditor"] }]\n'
)
ANYTHING_GOES = HEAD + '[[rules]]\nname = "all"\nwhen.amount_up_to = { EUR = 1000000 }\nautomatic = true\n'
ONLY_ANNA = HEAD + '[[rules]]\nname = "anna"\nsteps = [{ one_of = ["anna"] }]\n'


@pytest.fixture
def people(store: Store) -> None:
    with store.begin() as tx:
        for login in ("anna", "boris", "carla", "dmitri"):
            register.add(tx, "test", login, login.title(), [Role.APPROVER], subject=login)
        register.add(tx, "test", "eva", "Eva", [Role.APPROVER, Role.AUDITOR], subject="eva")
    know(store, ACME)


def judge_by(store: Store, policy: str) -> Judge:
    return Judge(
        store=store, rules=load_rules(PACKAGED), policy=read_approval_policy(policy, "test"),
        coding=load_coding(PACKAGED), tax_codes=load_tax_codes(PACKAGED), erp="tryton",
        company="Example Trading Company",
    )  # fmt: skip


def judged(store: Store, judge: Judge) -> str:
    document_id = large(store)
    judge.judge_document(document_id)
    return document_id


def sign(store: Store, judge: Judge, document_id: str, login: str, reason: str = "Ordered.") -> ApprovalState:
    return approval.approve(store, judge, document_id, f"{login} (web)", reason)


def actions(store: Store, document_id: str) -> list[str]:
    with store.reading() as tx:
        return [entry.action for entry in audit.history(tx, document_id)]


def let_time_pass(store: Store, by: timedelta) -> None:
    """All open plans were made so much earlier."""
    with store.begin() as tx:
        rows = tx.execute(plans_table.select()).all()
        for row in rows:
            due = row.next_at - by if row.next_at else None
            change = plans_table.update().where(plans_table.c.id == row.id)
            tx.execute(change.values(made_at=row.made_at - by, next_at=due))


@pytest.mark.usefixtures("people")
def test_a_document_goes_on_only_when_every_step_is_signed(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    assert stage_of(store, document_id) is Stage.VALIDATED
    with pytest.raises(NotAllowed, match="It waits for anna, boris; eva is none of them"):
        sign(store, judge, document_id, "eva")
    assert sign(store, judge, document_id, "boris").waiting_for == ("anna",)
    with pytest.raises(NotAllowed, match="boris has signed this document already"):
        sign(store, judge, document_id, "boris")
    assert sign(store, judge, document_id, "anna").waiting_for == ("role:auditor",)
    assert stage_of(store, document_id) is Stage.VALIDATED
    with store.reading() as tx:
        assert documents.get(tx, document_id).reason == "Signed by anna; it waits for role:auditor."
    after = sign(store, judge, document_id, "eva")
    assert after.done and stage_of(store, document_id) is Stage.READY
    with store.reading() as tx:
        assert [one.decision for one in findings.approvals_of(tx, document_id)] == ["signed", "signed", "approved"]
        kept = approving.state(tx, document_id)
        moved = [entry.data for entry in audit.history(tx, document_id) if entry.data.get("to") == "approved"]
    assert kept == after
    assert [(one["step"], one["by"]) for one in moved[0]["approval"]["signed"]] == [
        (1, "boris (web)"), (1, "anna (web)"), (2, "eva (web)")
    ]  # fmt: skip
    assert actions(store, document_id).count("approval signed") == 2


@pytest.mark.usefixtures("people")
def test_a_correction_takes_all_signatures_back(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    sign(store, judge, document_id, "boris")
    approval.retry(store, document_id, "carla (web)", "Judged anew.")
    judge.judge_document(document_id)
    with store.reading() as tx:
        waits = approving.state(tx, document_id)
        (reset,) = (entry for entry in audit.history(tx, document_id) if entry.action == "approval reset")
    assert waits is not None and waits.waiting_for == ("anna", "boris") and reset.data["lost"] == ["boris"]
    assert not sign(store, judge, document_id, "boris").done


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("policy", [ONLY_ANNA, IN_STEPS, HEAD])
def test_no_policy_lets_somebody_approve_what_they_corrected(store: Store, policy: str) -> None:
    judge = judge_by(store, policy)
    document_id = judged(store, judge)
    with store.begin() as tx:
        memories.add_correction(tx, document_id, "gross_total", "1", "8330.00", "anna (API, night)", "", None, 1)
    with pytest.raises(NotAllowed, match="anna corrected gross_total"):
        sign(store, judge, document_id, "anna")
    with store.begin() as tx:
        delegating.delegate(tx, "anna (web)", "anna", "dmitri", None, datetime.now(UTC) + timedelta(days=1))
    if policy != HEAD:  # there anybody approves in their own name
        with pytest.raises(NotAllowed, match=r"anna corrected gross_total|none of them"):
            sign(store, judge, document_id, "dmitri")
    assert stage_of(store, document_id) is not Stage.READY or policy == HEAD


@pytest.mark.usefixtures("people")
def test_no_policy_approves_automatically_to_a_bank_account_that_one_person_entered(store: Store) -> None:
    judge = judge_by(store, ANYTHING_GOES)
    free, entered = extracted(store), large(store)
    with store.begin() as tx:
        read = findings.latest_extraction(tx, entered)
        assert read is not None and read.invoice is not None and read.invoice.iban is not None
        account = read.invoice.iban.value
        memories.add_correction(tx, entered, "iban", "", account, "anna (web)", "", None, 1)
    judge.judge_document(free)
    judge.judge_document(entered)
    assert (stage_of(store, free), stage_of(store, entered)) == (Stage.READY, Stage.VALIDATED)
    with pytest.raises(NotAllowed, match="anna corrected iban"):
        sign(store, judge, entered, "anna")
    assert sign(store, judge, entered, "boris").done


@pytest.mark.usefixtures("people")
def test_a_delegate_signs_in_the_place_of_another_and_the_history_says_so(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    until = datetime.now(UTC) + timedelta(days=7)
    with store.begin() as tx:
        first = delegating.delegate(tx, "anna (web)", "anna", "carla", None, until, "On holiday.")
        delegating.delegate(tx, "carla (web)", "carla", "dmitri", None, until)
    with pytest.raises(NotAllowed, match="dmitri is none of them"):
        sign(store, judge, document_id, "dmitri")  # a place that is only held is not passed on
    after = sign(store, judge, document_id, "carla")
    assert [(one.login, one.in_place_of) for one in after.signatures] == [("carla", "anna")]
    with store.begin() as tx:
        delegating.take_back(tx, "anna (web)", first.id, "anna")
        register.disable(tx, "test", "boris")
        (signed,) = (entry for entry in audit.history(tx, document_id) if entry.action == "approval signed")
    assert signed.data["approval"]["signed"][0]["in place of"] == "anna"
    with pytest.raises(DecisionRefused), store.begin() as tx:
        delegating.take_back(tx, "anna (web)", first.id, "anna")


@pytest.mark.usefixtures("people")
def test_who_was_locked_out_has_no_place_to_give(store: Store) -> None:
    judge = judge_by(store, ONLY_ANNA)
    document_id = judged(store, judge)
    with store.begin() as tx:
        delegating.delegate(tx, "anna (web)", "anna", "carla", None, datetime.now(UTC) + timedelta(days=7))
        register.disable(tx, "test", "anna")
    with pytest.raises(NotAllowed, match="anna may not approve any more"):
        sign(store, judge, document_id, "carla")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("actor", "from_", "to", "days", "told"),
    [
        ("anna (web)", "anna", "anna", 1, "Nobody stands in for themselves"),
        ("carla (command line)", "anna", "carla", 1, "Nobody takes the place of another by themselves"),
        ("anna (web)", "anna", "carla", 400, "within 366 days"),
        ("anna (web)", "anna", "carla", -1, "Its end comes after"),
        ("anna (web)", "anna", "clerk", 1, "clerk may not approve"),
        ("anna (web)", "anna", "nobody", 1, "Nobody has the login"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused(
    store: Store, actor: str, from_: str, to: str, days: int, told: str
) -> None:
    with store.begin() as tx:
        register.add(tx, "test", "clerk", "Clerk", [Role.CLERK], subject="clerk")
    with pytest.raises(OrchestratorError, match=told), store.begin() as tx:
        delegating.delegate(tx, actor, from_, to, None, datetime.now(UTC) + timedelta(days=days))


@pytest.mark.usefixtures("people")
def test_who_is_waited_for_is_reminded_and_in_the_end_it_is_escalated(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    with store.begin() as tx:
        webhooks.add(tx, "all", "https://example.org/", "salt", [Stage.VALIDATED], "test")
    assert reminding.remind(store) == 0
    let_time_pass(store, timedelta(hours=17))
    assert (reminding.remind(store), reminding.remind(store)) == (1, 0)
    let_time_pass(store, timedelta(hours=31))
    assert (reminding.remind(store), reminding.remind(store)) == (2, 0)
    with store.reading() as tx:
        plan = approval_plans.newest(tx, document_id)
        assert plan is not None
        told = [(each.kind, each.number, each.told) for each in approval_plans.reminders_of(tx, [plan.id])[plan.id]]
        bodies = [json.loads(row.body) for row in tx.execute(webhook_deliveries.select())]
        mine = approval_plans.waiting_for(tx, {"eva"}, None, 10)
    assert told == [
        ("reminder", 2, ("anna", "boris")), ("escalation", 1, ("eva",)), ("reminder", 6, ("anna", "boris", "eva")),
    ]  # fmt: skip
    assert [body["type"] for body in bodies] == ["approval.reminder"] * 3
    assert bodies[1]["data"]["told"] == ["eva"] and bodies[1]["data"]["document_id"] == document_id
    assert actions(store, document_id).count("approval reminded") == 2
    assert [document.id for document in mine] == [document_id]
    assert sign(store, judge, document_id, "eva").waiting_for == ("anna", "boris", "eva")


@pytest.mark.usefixtures("people")
def test_what_no_longer_waits_is_not_reminded_of(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    approval.reject(store, document_id, "eva (web)", "Not ours.")
    let_time_pass(store, timedelta(days=9))
    assert reminding.remind(store) == 0
    with store.reading() as tx:
        assert approving.state(tx, document_id) is None


@pytest.mark.usefixtures("people")
def test_what_waits_for_somebody_is_found_by_what_the_policy_calls_them(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)

    def found(*names: str, without: str = "") -> list[str]:
        with store.reading() as tx:
            return [document.id for document in approval_plans.waiting_for(tx, names, None, 10, without)]

    assert found("anna") == found("x", "boris") == [document_id] and found("role:auditor", "eva", "anyone") == []
    sign(store, judge, document_id, "anna")
    assert found("boris") == [document_id] and found("anna", "boris", without="anna") == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("both", [("anna", "boris"), ("anna", "anna")])
def test_two_who_sign_at_once_are_counted_once_each(store: Store, both: tuple[str, str]) -> None:
    """Two steps' worth of signatures race for one step of two, or one person races themselves."""
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    gate, outcomes = threading.Barrier(2), []

    def race(login: str) -> None:
        gate.wait(10)
        try:
            outcomes.append(len(sign(store, judge, document_id, login).signatures))
        except OrchestratorError as refused:
            outcomes.append(str(refused))

    threads = [threading.Thread(target=race, args=(login,)) for login in both]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    with store.reading() as tx:
        after = approving.state(tx, document_id)
    assert after is not None and sorted({one.login for one in after.signatures}) == sorted(set(both))
    assert len(after.signatures) == len(set(both)) and stage_of(store, document_id) is Stage.VALIDATED
    if both[0] == both[1]:
        assert any("has signed this document already" in str(one) for one in outcomes)
    else:
        assert sorted(outcomes) == [1, 2] and after.waiting_for == ("role:auditor",)


@pytest.mark.usefixtures("people")
def test_two_who_sign_the_last_step_at_once_key_it_once(store: Store) -> None:
    judge = judge_by(store, HEAD)
    document_id = judged(store, judge)
    gate, outcomes = threading.Barrier(2), []

    def race(login: str) -> None:
        gate.wait(10)
        try:
            outcomes.append(sign(store, judge, document_id, login).done)
        except OrchestratorError as refused:
            outcomes.append(str(refused))

    threads = [threading.Thread(target=race, args=(login,)) for login in ("anna", "boris")]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert outcomes.count(True) == 1 and "waits for no approval" in str(outcomes)
    with store.reading() as tx:
        assert [one.decision for one in findings.approvals_of(tx, document_id)] == ["approved"]


@pytest.mark.usefixtures("people")
def test_an_exception_takes_the_steps_that_the_policy_asks_for_exceptions(store: Store) -> None:
    text = (
        HEAD + '[[rules]]\nname = "exceptions"\nwhen.failed_rules = ["any"]\nsteps = [{ all_of = ["anna", "boris"] }]\n'
    )
    judge = judge_by(store, text)
    document_id = extracted(store, iban="DE89370400440532013001")
    judge.judge_document(document_id)
    assert sign(store, judge, document_id, "anna").waiting_for == ("boris",)
    assert stage_of(store, document_id) is Stage.NEEDS_REVIEW
    assert sign(store, judge, document_id, "boris").done and stage_of(store, document_id) is Stage.READY


@pytest.mark.usefixtures("people")
def test_why_a_rule_applies_is_explained_with_who_could_sign(store: Store) -> None:
    judge = judge_by(store, IN_STEPS)
    document_id = judged(store, judge)
    with store.begin() as tx:
        memories.add_correction(tx, document_id, "gross_total", "1", "8330.00", "boris (web)", "", None, 1)
    told: Any = approval.explain(store, judge, document_id)
    assert (told.rule, told.automatic, told.pinned) == ("large", False, False)
    refusals = {one.login: one.refusal for one in told.candidates}
    assert refusals["anna"] == "" and "boris corrected" in refusals["boris"] and "none of them" in refusals["eva"]
    assert approval.explain(store, judge_by(store, ANYTHING_GOES), document_id).pinned
    small = extracted(store)
    judge.judge_document(small)
    told = approval.explain(store, judge, small)
    assert told.automatic and told.tried[0].unmet == "119.00 EUR is not over 5000 EUR"


def test_what_waits_is_counted_once_a_document_and_no_further_than_asked(store: Store) -> None:
    for who in (("anna", "boris", "eva"), ("anna", "boris", "eva"), ("anna", "boris")):
        document_id = keep(store, receive(store), Extraction(kind=Kind.INVOICE, kind_confidence=0.9, language="en"))
        with store.begin() as tx:
            walk(tx, document_id, Stage.EXTRACTED, Stage.VALIDATED)
            plan = approval_plans.put(tx, document_id, "hash", "all", "{}")
            approval_plans.wait_for(tx, plan, who, None)
    with store.reading() as tx:
        counts = [approval_plans.counted_for(tx, ("anna", "boris", "eva"), most) for most in (1, 2, 3, 4, 100)]
        assert counts == [1, 2, 3, 3, 3]
        assert [approval_plans.counted_for(tx, ("eva",), most) for most in (1, 2, 3)] == [1, 2, 2]
        assert approval_plans.counted_for(tx, ("nobody",), 100) == 0


def test_what_came_to_wait_before_there_were_plans_waits_for_anybody(store: Store) -> None:
    old, new = (
        keep(store, receive(store), Extraction(kind=Kind.INVOICE, kind_confidence=0.9, language="en")) for _ in "12"
    )
    with store.begin() as tx:
        walk(tx, old, Stage.EXTRACTED, Stage.VALIDATED)
    with store.reading() as tx:
        assert [one.id for one in approval_plans.waiting_for(tx, ("nobody",), None, 10)] == [old]
    with store.begin() as tx:
        walk(tx, new, Stage.EXTRACTED, Stage.VALIDATED)
        approval_plans.wait_for(tx, approval_plans.put(tx, new, "hash", "all", "{}"), ("anna",), None)
    with store.reading() as tx:
        assert {one.id for one in approval_plans.waiting_for(tx, ("anna",), None, 10)} == {old, new}
        assert [one.id for one in approval_plans.waiting_for(tx, ("nobody",), None, 10)] == [old]
        assert [approval_plans.counted_for(tx, (name,), 10) for name in ("anna", "nobody")] == [2, 1]
