"""What a compliance report says, from records whose truth is known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, update

from extractors.models import Limits
from orchestrator.acts import Acts
from orchestrator.errors import DecisionRefused, NotAllowed
from orchestrator.people import register
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right, Role
from orchestrator.reports.compliance import duties
from orchestrator.reports.compliance.content import Content, Outcome, Sort
from orchestrator.reports.compliance.making import content_of
from orchestrator.reports.compliance.period import Period, month_before, month_of
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, documents, memories
from orchestrator.store.alongside import Alongside
from orchestrator.store.tables import posting_attempts, receipts
from tests import factories
from tests.compliance_farm import AUDITOR, OCTOBER, approve, bill, correct, judged_again, time_of
from tests.review_desk import packaged_judge

PERIOD = Period(date(2026, 10, 1), date(2026, 10, 31))


def content(store: Store, period: Period = PERIOD) -> Content:
    return content_of(store, AUDITOR, period)


def today() -> Period:
    return month_of(datetime.now(UTC).date())


def test_every_file_is_accounted_for_and_all_figures_agree(store: Store) -> None:
    factories.every_stage(store)
    found = content(store, today())
    one = found.balance
    assert (one.files, one.duplicates, one.posted, one.filed, one.rejected, one.open) == (17, 1, 2, 1, 1, 12)
    assert one.received_holds and one.carried_holds and all(check.holds for check in found.checks) and found.holds
    posted = {row.currency: row.amount for row in found.outcomes if row.outcome is Outcome.POSTED}
    assert posted == {"EUR": Decimal("659.02"), "CNY": Decimal("1231.70")}
    assert sum(row.count for row in found.outcomes) == one.files
    assert {row.rule_id for row in found.rules} == {"arithmetic", "iban_check_digits", "due_date"}


def test_the_same_record_says_the_same(store: Store) -> None:
    factories.every_stage(store)
    first = content(store, today())
    with store.begin() as tx:
        audit.append(tx, "otto (web)", "compliance report made", None, {"fingerprint": first.fingerprint()})
    second = content(store, today())
    assert first == second and first.fingerprint() == second.fingerprint()
    factories.received(store, b"more", "more.pdf")
    assert content(store, today()).fingerprint() != first.fingerprint()


def test_a_period_that_is_over_stays_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_of(monkeypatch, OCTOBER):
        waits = factories.invoice(store, bill(1), "a.pdf", Stage.NEEDS_REVIEW)
        factories.invoice(store, bill(2), "b.pdf", Stage.POSTED)
    before = content(store)
    assert (before.balance.posted, before.balance.open, before.balance.open_after) == (1, 1, 1)
    with time_of(monkeypatch, OCTOBER + timedelta(days=30)):
        approve(store, waits, "bea (web)", "as agreed")
        factories.invoice(store, bill(3), "c.pdf", Stage.POSTED)
    assert content(store).fingerprint() == before.fingerprint()
    november = content(store, Period(date(2026, 11, 1), date(2026, 11, 30)))
    one = november.balance
    assert (one.open_before, one.new, one.closed, one.open_after, one.files) == (1, 1, 1, 1, 1)
    assert one.carried_holds and november.by_people == 1
    (row,) = november.exceptions
    assert (row.sort, row.by, row.why) == (Sort.OVERRULED, "bea (web)", "as agreed")


def test_each_exception_names_who_decided_what_why_and_when(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_of(monkeypatch, OCTOBER):
        over, fixed, refused, left = (
            factories.invoice(store, bill(number), f"{number}.pdf", Stage.NEEDS_REVIEW) for number in range(4)
        )
        approve(store, over, "bea (web)", "the bank confirmed it")
        with store.begin() as tx:
            correct(tx, fixed, "cleo (web)")
            judged_again(tx, fixed)
            documents.move(tx, refused, Stage.NEEDS_REVIEW, Stage.REJECTED, "cleo (web)", "ordered by nobody")
        broken = factories.received(store, b"x", "x.pdf", stage=Stage.QUARANTINED, reason="It is encrypted.")
    rows = {(row.document_id, row.sort): row for row in content(store).exceptions}
    assert len(rows) == len(content(store).exceptions) == 8
    found = rows[over, Sort.RULE]
    assert found.rule == "iban_check_digits 1" and found.supplier == "Nordwind Bürobedarf GmbH"
    assert (found.decision, found.by, found.why) == ("Approved", "bea (web)", "the bank confirmed it")
    assert found.decided_at and found.decided_at > found.at and found.amount == Decimal("659.02")
    assert rows[over, Sort.OVERRULED].what == "iban_check_digits 1"
    assert (rows[fixed, Sort.RULE].decision, rows[fixed, Sort.RULE].by) == ("Corrected", "cleo (web)")
    assert rows[fixed, Sort.CORRECTED].what == "iban: DE0 → DE1" and rows[fixed, Sort.CORRECTED].why == "as printed"
    assert (rows[refused, Sort.REJECTED].why, rows[refused, Sort.RULE].decision) == ("ordered by nobody", "Rejected")
    assert (rows[left, Sort.RULE].decision, rows[left, Sort.RULE].decided_at) == ("", None)
    assert rows[broken, Sort.HELD].what == "It is encrypted."


def test_a_conflict_of_duties_is_found_although_nothing_barred_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_of(monkeypatch, OCTOBER):
        own, others, handed = (factories.invoice(store, bill(n), f"{n}.pdf", Stage.NEEDS_REVIEW) for n in range(3))
        with store.begin() as tx:
            for document_id in (own, others):
                correct(tx, document_id, "cleo (web)", "gross_total")
                judged_again(tx, document_id)
            audit.append(tx, "bea (web)", "file", handed, {"name": "2.pdf"})
        approve(store, own, "cleo (API, night)", "fine", Stage.VALIDATED)
        approve(store, others, "bea (web)", "fine", Stage.VALIDATED)
        approve(store, handed, "bea (web)", "fine")
    found = content(store)
    assert {row.document_id: row.conflict for row in found.duties} == {
        own: duties.CHANGED, others: "", handed: duties.HANDED_IN,
    }  # fmt: skip
    (row,) = (row for row in found.duties if row.document_id == others)
    assert (row.changed, row.approved) == (("cleo",), ("bea",))
    assert not found.holds and len(found.conflicts) == 2


def test_who_entered_a_bank_account_must_not_approve_its_first_use(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = factories.Bill().iban
    with time_of(monkeypatch, OCTOBER):
        first, second, third = (factories.invoice(store, bill(n), f"{n}.pdf", Stage.NEEDS_REVIEW) for n in range(3))
        with store.begin() as tx:
            correct(tx, first, "cleo (web)", after=account)
            judged_again(tx, first)
        approve(store, second, "cleo (web)", "fine")
        approve(store, first, "bea (web)", "seen", Stage.VALIDATED)
        approve(store, third, "cleo (web)", "fine")
    conflicts = {row.document_id: row.conflict for row in content(store).duties}
    assert conflicts == {first: "", second: duties.ACCOUNT, third: ""}


def test_changes_to_access_and_who_was_in_at_the_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_of(monkeypatch, OCTOBER - timedelta(days=30)), store.begin() as tx:
        register.add(tx, "root (command line)", "anna", "Anna Berg", [Role.ADMINISTRATOR])
    with time_of(monkeypatch, OCTOBER), store.begin() as tx:
        register.add(tx, "anna (web)", "bea", "Bea", [Role.CLERK])
        register.change_roles(tx, "anna (web)", "bea", [Role.APPROVER])
        audit.append(tx, "mallory", "login failed", None, {"address": "10.0.0.9"})
        audit.append(tx, "anna (web)", "logged in", None, {"login": "anna"})
    with time_of(monkeypatch, OCTOBER + timedelta(days=40)), store.begin() as tx:
        register.disable(tx, "anna (web)", "bea")
    found = content(store)
    assert [(row.action, row.whom, row.by) for row in found.access] == [
        ("person added", "bea", "anna (web)"), ("person's roles changed", "bea", "anna (web)"),
    ]  # fmt: skip
    assert found.access[1].details == "clerk → approver"
    people = {row.login: (row.roles, row.active, row.logins, row.failed_logins) for row in found.people}
    assert people == {
        "anna": ("administrator", True, 1, 0), "bea": ("approver", True, 0, 0), "mallory": ("", False, 0, 1),
    }  # fmt: skip


def test_postings_in_doubt_are_told_with_their_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_of(monkeypatch, OCTOBER):
        ended, open_ = (factories.invoice(store, bill(n), f"{n}.pdf", Stage.IN_DOUBT) for n in range(2))
        with store.begin() as tx:
            documents.move(tx, ended, Stage.IN_DOUBT, Stage.READY, "recovery", "The ERP does not have it.")
    rows = {row.document_id: row for row in content(store).doubts}
    assert (rows[ended].ended, rows[ended].by, rows[ended].how) == ("ready", "recovery", "The ERP does not have it.")
    assert (rows[open_].ended, rows[open_].why) == ("", "The browser died after the click.")


def test_what_does_not_agree_is_told(store: Store) -> None:
    by_stage = factories.every_stage(store)
    posted = by_stage[Stage.POSTED]
    with store.begin() as tx:
        tx.execute(delete(receipts).where(receipts.c.document_id == by_stage[Stage.READY]))
        entry = factories.entry(posted, replace(factories.Bill(), number="other"))
        changed = entry.model_copy(update={"gross_total": Decimal("9.99")}).model_dump_json()
        tx.execute(update(posting_attempts).where(posting_attempts.c.document_id == posted).values(entry=changed))
    found = content(store, today())
    assert not found.balance.received_holds and not found.holds
    assert [check.name for check in found.checks if not check.holds] == [
        "Posted: amounts approved / amounts read back from the ERP"
    ]


def test_only_whoever_may_see_the_history_gets_it(store: Store) -> None:
    with pytest.raises(NotAllowed):
        content_of(store, Actor("clerk", "web", frozenset()), PERIOD)


def test_periods() -> None:
    assert month_before(date(2026, 3, 15)) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert PERIOD.end == datetime(2026, 11, 1, tzinfo=UTC) and PERIOD.is_over(PERIOD.end)
    for since, until in ((date(2026, 2, 1), date(2026, 1, 31)), (date(1999, 1, 1), date(2000, 1, 1))):
        with pytest.raises(DecisionRefused):
            Period(since, until)


def test_who_is_refused_an_approval_is_in_the_record(store: Store) -> None:
    document_id = factories.invoice(store, bill(1), "1.pdf", Stage.NEEDS_REVIEW)
    with store.begin() as tx:
        memories.add_correction(tx, document_id, "gross_total", "1.00", "2.00", "bea (web)", "as printed", None, 0)
    judge = packaged_judge(store)
    bea = Actor("bea", "web", frozenset(Right))
    for kept in (store, Alongside(store, lambda tx: None, lambda tx: None)):
        with pytest.raises(NotAllowed, match="bea corrected gross_total"):
            Acts(kept, lambda: judge, Limits()).approve(bea, document_id, "fine")
    refused = [row for row in content(store, today()).exceptions if row.sort is Sort.REFUSED]
    assert [(row.by, row.document_id, row.decision) for row in refused] == [
        ("bea (web)", document_id, "approval refused")
    ] * 2
    assert refused[0].what.startswith("bea corrected gross_total")
    with pytest.raises(NotAllowed):
        Acts(store, lambda: judge, Limits()).approve(Actor("eva", "web", frozenset()), document_id, "fine")
    with store.reading() as tx:
        assert audit.last(tx).actor == "bea (web)", "who lacks the right is told so, and no more"
