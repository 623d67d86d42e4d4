"""The rules on the document as a whole, and how all rules judge together."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bots.erp.port import ErpSupplier
from extractors.models import Invoice, Kind, Source
from orchestrator import rules
from orchestrator.rules import RULES, RULES_OF_KIND, Case, Finding, Rule, Severity, Verdict, judge
from orchestrator.rules.base import LONGEST_SENTENCE, LONGEST_VALUE
from orchestrator.suppliers import Outcome, SupplierMatch
from tests.unit.rules_cases import RULE_FILE, TODAY, UNKNOWN, case, value


def verdict(rule_id: str, **changes: Any) -> Verdict:
    return RULES[rule_id].judge(case(**changes))


def test_a_good_invoice_passes_every_rule() -> None:
    found = judge(case())
    assert [one.rule_id for one in found] == list(RULES)
    assert [one.sentence for one in found if not one.passed] == []
    assert all(one.version and one.sentence and one.looked_at for one in found)
    assert {one.severity for one in found} == {Severity.NOTE}


def test_a_bad_invoice_is_told_everything_at_once() -> None:
    bad = case(
        supplier=UNKNOWN,
        invoice_number=None,
        gross_total="191.00",
        iban="DE00",
        supplier_tax_id="DE136695975",
        currency="XYZ",
        issue_date=TODAY + timedelta(days=40),
        same_number=("d0",),
    )
    failed = [one.rule_id for one in judge(bad) if not one.passed]
    assert failed == [
        "required_fields",
        "arithmetic",
        "dates",
        "tax_id",
        "iban",
        "currency",
        "supplier_known",
        "duplicate_invoice",
        "period",
    ]


def test_every_rule_is_registered_under_its_own_id() -> None:
    assert {rule_id: rule.id for rule_id, rule in RULES.items()} == {rule_id: rule_id for rule_id in RULES}
    assert set(RULES_OF_KIND) == set(Kind)
    assert all(set(ids) <= set(RULES) for ids in RULES_OF_KIND.values())


def test_a_document_of_no_known_kind_is_asked_nothing_else() -> None:
    (found,) = judge(case(kind=Kind.OTHER, invoice=Invoice(), supplier=UNKNOWN))
    assert (found.rule_id, found.passed, found.severity) == ("kind", False, Severity.BLOCK)


def test_a_contract_needs_no_figures() -> None:
    (found,) = judge(case(kind=Kind.CONTRACT, invoice=Invoice(), supplier=UNKNOWN))
    assert (found.rule_id, found.passed) == ("kind", True)


def test_a_rule_that_raises_blocks_with_its_name_and_the_others_judge_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Case) -> Finding:
        raise ZeroDivisionError("by zero")

    before = {found.rule_id: found for found in judge(case())}
    monkeypatch.setitem(rules.RULES, "iban", Rule("iban", "7", Severity.NOTE, broken, serves="a test"))
    after = {found.rule_id: found for found in judge(case())}
    told = after.pop("iban")
    assert (told.passed, told.severity, told.version) == (False, Severity.BLOCK, "7")
    assert told.sentence.startswith("Rule iban (version 7) could not be worked out: ZeroDivisionError: by zero.")
    assert after == {rule_id: found for rule_id, found in before.items() if rule_id != "iban"}


def test_every_rule_says_which_law_or_policy_it_serves() -> None:
    assert [rule.id for rule in rules.RULES.values() if not rule.serves.strip()] == []


def test_a_document_of_any_length_leaves_a_short_verdict() -> None:
    found = verdict("iban", iban="DE" + "1" * 100_000)
    assert not found.passed
    assert len(found.sentence) <= LONGEST_SENTENCE
    assert max(len(text) for text in found.looked_at.values()) <= LONGEST_VALUE


@pytest.mark.parametrize("kind", [Kind.INVOICE, Kind.CREDIT_NOTE])
@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("invoice_number", "The invoice number is missing."),
        ("issue_date", "The issue date is missing."),
        ("currency", "The currency is missing."),
        ("gross_total", "The gross total is missing."),
        ("lines", "The lines are missing."),
    ],
)
def test_an_invoice_that_lacks_a_field(kind: Kind, field: str, sentence: str) -> None:
    found = verdict("required_fields", kind=kind, **{field: () if field == "lines" else None})
    assert (found.passed, found.sentence, found.severity) == (False, sentence, Severity.BLOCK)


@pytest.mark.parametrize("number", ["", "  ", " - / ", "1" * 101, "-" * 1000 + "1"])
def test_a_number_without_letters_and_figures_or_with_too_many_is_none(number: str) -> None:
    assert verdict("required_fields", invoice_number=number).sentence == "The invoice number is missing."


def test_a_supplier_without_name_must_be_known_otherwise() -> None:
    assert verdict("required_fields", supplier_name=None).passed
    assert verdict("required_fields", supplier_name=None, supplier=UNKNOWN).sentence == "The supplier is missing."


def test_a_receipt_needs_less() -> None:
    assert verdict("required_fields", kind=Kind.RECEIPT, invoice_number=None, lines=()).passed
    assert not verdict("required_fields", kind=Kind.RECEIPT, gross_total=None).passed


@pytest.mark.parametrize(
    ("issued", "passed"),
    [
        (TODAY, True),
        (TODAY + timedelta(days=3), True),
        (TODAY + timedelta(days=4), False),
        (date(2023, 11, 20), True),
        (date(2023, 11, 19), False),
        (date.min, False),
        (date.max, False),
    ],
)
def test_the_issue_date_lies_between_the_bounds(issued: date, passed: bool) -> None:
    found = verdict("dates", issue_date=issued, due_date=None)
    assert found.passed is passed
    assert found.looked_at["issue_date"] == str(issued)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 10, 16), "The due date 2026-10-16 is before the issue date 2026-10-17."),
        (date(2027, 10, 19), "The due date 2027-10-19 is more than 366 days after the issue date 2026-10-17."),
    ],
)
def test_a_due_date_that_does_not_fit(due: date, told: str) -> None:
    found = verdict("dates", due_date=due)
    assert (found.passed, found.sentence, found.severity) == (False, told, Severity.REVIEW)


@pytest.mark.parametrize("due", [date(2026, 10, 17), date(2027, 10, 18), None])
def test_a_due_date_that_fits(due: date | None) -> None:
    assert verdict("dates", due_date=due).passed


def test_the_bounds_hold_on_a_leap_day() -> None:
    assert verdict("dates", today=date(2028, 2, 29), issue_date=date(2025, 2, 28), due_date=None).passed
    assert not verdict("dates", today=date(2028, 2, 29), issue_date=date(2025, 2, 27), due_date=None).passed


def test_missing_dates_are_left_to_the_required_fields() -> None:
    assert verdict("dates", issue_date=None, due_date=None).passed


def test_an_unknown_or_ambiguous_supplier_goes_to_a_person_with_the_candidates() -> None:
    two = tuple(ErpSupplier(code=code, name="Acme") for code in ("S1", "S2"))
    match = SupplierMatch(outcome=Outcome.AMBIGUOUS, candidates=two, sentence="Two are called Acme.")
    found = verdict("supplier_known", supplier=match)
    assert (found.passed, found.sentence, found.severity) == (False, "Two are called Acme.", Severity.BLOCK)
    assert (found.looked_at["outcome"], found.looked_at["candidates"]) == ("ambiguous", "S1, S2")
    assert verdict("supplier_known", supplier=UNKNOWN).sentence == UNKNOWN.sentence


def test_a_known_supplier_passes_and_tells_how_it_was_found() -> None:
    found = verdict("supplier_known")
    assert found.passed
    assert (found.looked_at["supplier_code"], found.looked_at["matched_by"]) == ("S1001", "name")


def test_the_same_invoice_in_other_documents() -> None:
    found = verdict("duplicate_invoice", same_number=("d7", "d8"))
    assert found.sentence == "Invoice RE-2026-0417 of Acme Paper GmbH is already here: documents d7, d8."
    assert found.looked_at["normalised_number"] == "RE20260417"


def test_the_same_file_is_told_once() -> None:
    found = verdict("duplicate_invoice", same_content=("d7",), same_number=("d7",))
    assert found.sentence == "The very same file is already here: document d7."


def test_doubt_about_a_needed_field_goes_to_a_person() -> None:
    found = verdict("confidence", invoice_number=value("RE-1", 0.41))
    assert (found.passed, found.severity) == (False, Severity.REVIEW)
    assert found.sentence == "The invoice number 'RE-1' was read with doubt (41% sure, 60% are asked for)."


def test_doubt_about_another_field_does_not() -> None:
    assert verdict("confidence", customer_name=value("Somebody", 0.1)).passed
    assert verdict("confidence", invoice_number=value("RE-1", 0.6)).passed
    assert verdict("confidence", kind=Kind.RECEIPT, invoice_number=value("RE-1", 0.1)).passed


def test_one_field_may_ask_for_more() -> None:
    strict = RULE_FILE.confidence.model_copy(update={"fields": {"currency": 0.9}})
    parameters = RULE_FILE.model_copy(update={"confidence": strict})
    assert not verdict("confidence", currency=value("EUR", 0.8), parameters=parameters).passed
    assert verdict("confidence", currency=value("EUR", 0.9), parameters=parameters).passed


def test_a_gross_total_that_reading_worked_out_goes_to_a_person() -> None:
    found = verdict("confidence", gross_total=value(Decimal("119.00")).model_copy(update={"source": Source.DERIVED}))
    assert found.sentence == "The gross total 119.00 was not read but worked out from other amounts."
