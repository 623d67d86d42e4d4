"""Each detector of bad money on documents: what it finds, what it leaves alone, and what a dismissal teaches it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.rules.bad_money import DETECTORS, find_all
from orchestrator.suspicion import numbers
from orchestrator.suspicion.facts import AccountSince, Facts, Holder, Listed, Suspicion, Trace
from tests.unit.suspicion_cases import BILL, DAY, OURS, RULES, THEIRS, bill, facts, lesson, trace


def found(kind: str, given_facts: Facts) -> Suspicion | None:
    return DETECTORS[kind](given_facts, RULES)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("RE-2026-0417", "RE-2O26-O4I7", "written alike"),
        ("RE-2026-0417", "re 2026 0417", "same"),
        ("0417", "417", "leading zeros"),
        ("RE20260417", "20260417", "leading zeros"),
        ("417A", "417", "suffix"),
        ("417-1", "417", "suffix"),
        ("417 Kopie", "417", "suffix"),
        ("RE-417副本", "RE-417", "suffix"),
        ("2026/0417", "417/2026", "year moved"),
        ("0417", "2026-0417", "year moved"),
        ("RE-2026-0417", "RE-2026-0471", "digits swapped"),
        ("RE-2026-0417", "RE-2026-0817", "one digit"),
        ("417/2025", "418/2026", ""),
        ("417", "981", ""),
        ("", "417", ""),
    ],
)
def test_numbers_that_may_be_one(one: str, other: str, why: str) -> None:
    assert numbers.likeness(one, other) == numbers.likeness(other, one) == why


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_never_breaks_and_is_the_same_both_ways(one: str, other: str) -> None:
    assert numbers.likeness(one, other) == numbers.likeness(other, one)


@given(st.from_regex(r"[A-Z]{0,3}-?[1-9]\d{3,7}", fullmatch=True), st.sampled_from(["A", "-1", " copy", "/2"]))
def test_a_suffix_never_hides_a_number(number: str, suffix: str) -> None:
    assert numbers.likeness(number, number + suffix) in numbers.SAME


@pytest.mark.parametrize("number", ["RE-2O26-0417", "RE-2026-417", "RE-2026-0417A", "417/2026"])
def test_the_same_invoice_with_its_number_written_otherwise(number: str) -> None:
    said = found("possible_duplicate", facts(trace(60, number=number if number != "417/2026" else "RE 417/2026")))
    assert said and said.figures["days_apart"] == "60" and said.others


def test_rent_is_no_duplicate() -> None:
    rent = [trace(30 * month, number=f"R-2026-{9 - month:02}") for month in range(1, 6)]
    assert found("possible_duplicate", facts(*rent, of=bill(number="R-2026-09"))) is None


def test_the_same_amount_on_the_same_day_alarms_once_and_not_after_a_dismissal() -> None:
    other = trace(0, number="RE-2026-0377")
    said = found("possible_duplicate", facts(other))
    assert said and said.figures["likeness"] == "amount and date"
    taught = lesson("possible_duplicate", said.key)
    assert found("possible_duplicate", facts(other, lessons=taught)) is None
    assert found("possible_duplicate", facts(trace(9, number="RE-2026-0377"))) is None


def test_an_invoice_that_was_credited_and_written_anew_is_no_duplicate() -> None:
    wrong, credit = trace(2, number="RE-2026-0380"), trace(1, number="GS-1", kind="credit_note")
    assert found("possible_duplicate", facts(wrong, credit)) is None
    assert found("possible_duplicate", facts(wrong)) is not None


def test_the_same_invoice_under_another_supplier() -> None:
    other = trace(20, supplier="S2", name="Acme Trading Ltd")
    said = found("possible_duplicate", facts(same_amount=(other,)))
    assert said and said.figures["other_supplier"] == "S2"
    assert found("possible_duplicate", facts(same_amount=(trace(20, supplier="S2", number="9"),))) is None
    taught = lesson("possible_duplicate", said.key)
    assert found("possible_duplicate", facts(same_amount=(other,), lessons=taught)) is None


def test_what_is_stopped_as_an_exact_duplicate_is_not_told_twice() -> None:
    other = trace(5)
    assert found("possible_duplicate", facts(other, same_number=frozenset([other.id]))) is None


def test_a_new_bank_account_until_it_was_accepted() -> None:
    before = [trace(n * 20) for n in range(1, 4)]
    said = found("bank_details_changed", facts(*before, of=bill(iban=THEIRS)))
    assert said and said.figures["iban_before"] == OURS and said.figures["invoices_before"] == "3"
    paid = trace(3, iban=THEIRS)
    assert found("bank_details_changed", facts(*before, paid, of=bill(iban=THEIRS))) is None
    waits = trace(3, iban=THEIRS, accepted=False)
    assert found("bank_details_changed", facts(*before, waits, of=bill(iban=THEIRS))) is not None
    mistyped = THEIRS[:-1] + "8"
    assert found("bank_details_changed", facts(*before, of=bill(iban=mistyped))) is None
    taught = lesson("bank_details_changed", said.key)
    assert found("bank_details_changed", facts(*before, of=bill(iban=THEIRS), lessons=taught)) is None


def test_that_the_record_was_changed_lately_proves_nothing() -> None:
    def held(days: int) -> tuple[AccountSince, ...]:
        return AccountSince(OURS, None), AccountSince(THEIRS, BILL.received - timedelta(days=days))

    assert found("bank_details_changed", facts(of=bill(iban=THEIRS), accounts=held(5))) is not None
    assert found("bank_details_changed", facts(of=bill(iban=THEIRS), accounts=held(90))) is None


def test_an_account_of_somebody_else() -> None:
    supplier, employee = Holder("supplier", "S2", "Other Ltd"), Holder("employee", "E7", "Kim Berg")
    assert found("shared_account", facts()) is None
    said = found("shared_account", facts(holders=(supplier,)))
    assert said and said.figures["holder_id"] == "S2"
    assert found("shared_account", facts(trace(30), holders=(supplier,))) is None
    assert found("shared_account", facts(accounts=(AccountSince(OURS, None),), holders=(supplier,))) is None
    of_employee = found("shared_account", facts(trace(30), holders=(employee,)))
    assert of_employee and "employee" in of_employee.sentence
    assert found("shared_account", facts(holders=(supplier,), lessons=lesson("shared_account", said.key))) is None


def _parts() -> list[Trace]:
    return [trace(0, "3900.00", "RE-2026-0415", id="p1"), trace(1, "4100.00", "RE-2026-0416", id="p2")]


def _small(many: int = 12) -> list[Trace]:
    return [trace(10 + 9 * n, "400.00", f"RE-2026-0{390 - 7 * n}") for n in range(many)]


def test_a_bill_in_parts_below_the_limit() -> None:
    said = found("split_below_limit", facts(*_small(), *_parts(), of=bill("4200.00")))
    assert said and said.figures["sum"] == "12200.00" and set(said.others) == {"p1", "p2"}


def test_who_always_bills_so_splits_nothing() -> None:
    daily = [trace(n, "3000.00", f"RE-2026-0{410 - n}") for n in range(1, 60)]
    assert found("split_below_limit", facts(*daily, of=bill("3000.00"))) is None
    assert found("split_below_limit", facts(*_small(), *_parts(), of=bill("4200.00"), limit=None)) is None
    assert found("split_below_limit", facts(*_small(), *_parts(), of=bill("9000.00"))) is None
    assert found("split_below_limit", facts(*_small(), of=bill("4200.00"))) is None


def test_a_rejected_part_of_a_bill_still_counts() -> None:
    first, second = _parts()
    said = found("split_below_limit", facts(*_small(), second, refused=(first,), of=bill("4200.00")))
    assert said and set(said.others) == {"p1", "p2"}
    alone = replace(first, gross=Decimal("4100.00"))
    assert found("split_below_limit", facts(*_small(), refused=(alone,), of=bill("4200.00"))) is not None
    for none in ({"kind": "credit_note"}, {"currency": "USD"}, {"issued": DAY - timedelta(days=9)}):
        other = replace(alone, **none)
        assert found("split_below_limit", facts(*_small(), refused=(other,), of=bill("4200.00"))) is None


def test_numbers_in_a_row_tell_a_split_bill_from_two_large_ones() -> None:
    """The supplier bills such amounts every three weeks, and others between: its numbers are ten apart or more."""
    large = [trace(21 * n, "3000.00", f"RE-2026-0{400 - 30 * n}") for n in range(1, 11)]
    small = [trace(7 * n, "200.00", f"RE-2026-0{405 - 10 * n}") for n in range(1, 31) if n % 3]
    before, now = [*large, *small], bill("2900.00", number="RE-2026-0417")
    in_a_row, apart = trace(0, "3000.00", "RE-2026-0416"), trace(0, "3000.00", "RE-2026-0406")
    assert found("split_below_limit", facts(*before, in_a_row, of=now)) is not None
    assert found("split_below_limit", facts(*before, apart, of=now)) is None


def test_numbers_in_a_row_say_little_of_who_has_no_other_customer() -> None:
    before = [trace(7 * n, "3000.00" if n % 3 == 0 else "200.00", f"RE-2026-0{416 - n}") for n in range(1, 31)]
    again = trace(0, "3000.00", "RE-2026-0416")
    assert found("split_below_limit", facts(*before, again, of=bill("2900.00"))) is None


def test_dismissed_splits_widen_the_tolerance() -> None:
    taught = lesson("split_below_limit", "x") * 8
    assert found("split_below_limit", facts(*_small(), *_parts(), of=bill("4200.00"), lessons=taught)) is None


def _usual() -> list[Trace]:
    return [trace(7 * n, f"{900 + 37 * (n % 7)}.00", f"RE-{n}") for n in range(1, 21)]


def test_an_amount_far_above_what_is_usual() -> None:
    said = found("unusual_amount", facts(*_usual(), of=bill("11900.00")))
    assert said and said.figures["highest"] == "1122.00" and float(said.figures["deviations"]) > 5
    for fine in ("1190.00", "90.00"):
        assert found("unusual_amount", facts(*_usual(), of=bill(fine))) is None
    assert found("unusual_amount", facts(*_usual()[:5], of=bill("11900.00"))) is None
    taught = lesson("unusual_amount", said.key, gross_total="11900.00")
    assert found("unusual_amount", facts(*_usual(), of=bill("12500.00"), lessons=taught)) is None
    assert found("unusual_amount", facts(*_usual(), of=bill("29000.00"), lessons=taught)) is not None


def test_few_earlier_invoices_ask_for_more() -> None:
    assert found("unusual_amount", facts(*_usual()[:8], of=bill("1900.00"))) is None
    assert found("unusual_amount", facts(*_usual()[:8], of=bill("2900.00"))) is not None
    assert found("unusual_amount", facts(*_usual(), of=bill("1900.00"))) is not None


def test_one_earlier_outlier_does_not_hide_the_next() -> None:
    usual = [*_usual(), trace(3, "9000.00", "RE-X")]
    assert found("unusual_amount", facts(*usual, of=bill("30000.00"))) is not None


def test_an_hour_or_a_day_at_which_it_never_comes() -> None:
    office = [trace(7 * n, number=f"RE-{n}") for n in range(1, 31)]
    at_night = bill(received=datetime(2026, 9, 14, 3, 10, tzinfo=UTC))
    on_sunday = bill(received=datetime(2026, 9, 13, 10, 0, tzinfo=UTC))
    night, sunday = (
        found("unusual_time", facts(*office, of=at_night)),
        found("unusual_time", facts(*office, of=on_sunday)),
    )
    assert night and night.key == "hours 0-4" and sunday and sunday.key == "weekend"
    assert found("unusual_time", facts(*office)) is None
    assert found("unusual_time", facts(*office[:5], of=at_night)) is None
    assert found("unusual_time", facts(*office, of=at_night, lessons=lesson("unusual_time", night.key))) is None
    imported = [trace(7 * n, number=f"RE-{n}", id=f"history:{n}") for n in range(1, 31)]
    assert found("unusual_time", facts(*imported, of=at_night)) is None


def test_a_round_sum_of_a_new_supplier() -> None:
    lately = BILL.received - timedelta(days=3)
    said = found("new_supplier_round_sum", facts(of=bill("5950.00"), net=Decimal(5000), known_since=lately))
    assert said and said.figures["round_sum"] == "5000"
    assert (
        found("new_supplier_round_sum", facts(of=bill("5951.13"), net=Decimal("5000.95"), known_since=lately)) is None
    )
    assert found("new_supplier_round_sum", facts(of=bill("5000.00"))) is None
    old = BILL.received - timedelta(days=200)
    assert found("new_supplier_round_sum", facts(of=bill("5000.00"), known_since=old)) is None
    assert found("new_supplier_round_sum", facts(of=bill("5000.00"), in_erp=False)) is not None
    taught = lesson("new_supplier_round_sum", said.key)
    assert found("new_supplier_round_sum", facts(of=bill("5000.00"), known_since=lately, lessons=taught)) is None


def test_a_name_of_the_sanctions_list() -> None:
    hit = Listed("X1", "Acme Papier", 0.93, "name", "sanctions.csv")
    said = found("sanctions", facts(listed=(hit,)))
    assert said and said.figures["listed_id"] == "X1"
    assert found("sanctions", facts(listed=(Listed("X1", "Acme Stone", 0.8, "name"),))) is None
    assert found("sanctions", facts(listed=(hit,), lessons=lesson("sanctions", said.key))) is None
    by_number = found("sanctions", facts(listed=(Listed("X2", "Somebody", 1.0, "iban", "s.csv"),)))
    assert by_number and "bank account" in by_number.sentence


def test_just_under_the_limit_again_and_again() -> None:
    under = [trace(20 * n, f"4{900 + 11 * n}.00", f"RE-{n * 7}") for n in range(1, 4)]
    said = found("just_under_limit", facts(*under, of=bill("4980.00")))
    assert said and said.figures["times"] == "4"
    same = [trace(30 * n, "4980.00", f"RE-{n * 7}") for n in range(1, 4)]
    assert found("just_under_limit", facts(*same, of=bill("4980.00"))) is None
    many = [trace(3 * n, "700.00", f"RE-{900 + n}") for n in range(1, 30)]
    assert found("just_under_limit", facts(*under, *many, of=bill("4980.00"))) is None
    assert found("just_under_limit", facts(*under, of=bill("3000.00"))) is None
    taught = lesson("just_under_limit", said.key)
    assert found("just_under_limit", facts(*under, of=bill("4980.00"), lessons=taught)) is None


def test_numbers_without_a_gap() -> None:
    chain = [trace(15 * n, f"{500 + n}.00", f"RE-2026-0{417 - n}") for n in range(1, 5)]
    said = found("number_sequence", facts(*chain))
    assert said and said.figures["invoices"] == "5" and said.figures["days"] == "60"
    gap = [trace(15 * n, f"{500 + n}.00", f"RE-2026-0{417 - 3 * n}") for n in range(1, 5)]
    assert found("number_sequence", facts(*gap)) is None
    assert found("number_sequence", facts(*chain, trace(90, "9.00", "RE-2026-0300"))) is None
    months = [
        trace(30 * n, f"{500 + n}.00", f"4711/{9 - n:02}-2026", issued=date(2026, 9 - n, 14)) for n in range(1, 5)
    ]
    assert found("number_sequence", facts(*months, of=bill(number="4711/09-2026"))) is None
    assert found("number_sequence", facts(*chain, lessons=lesson("number_sequence", said.key))) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.decimals("0.01", 99999, places=2), st.text(max_size=12)), max_size=25),
    st.decimals("0.01", 99999, places=2),
    st.text(max_size=12),
)
def test_the_same_facts_give_the_same_suspicions_whatever_they_are(
    past: list[tuple[int, Decimal, str]], gross: Decimal, number: str
) -> None:
    own = [trace(days, str(amount), text, id=f"t{n}") for n, (days, amount, text) in enumerate(past)]
    given_facts = facts(*own, of=bill(str(gross), number=number), same_amount=tuple(own))
    said = find_all(given_facts, RULES)
    assert said == find_all(given_facts, RULES)
    assert all(one.key and one.sentence and one.figures for one in said.values())


@settings(max_examples=60, deadline=None)
@given(st.decimals("0.01", 99999, places=2), st.integers(1, 12))
def test_a_dismissed_pattern_is_quiet_for_good(gross: Decimal, months: int) -> None:
    """Whatever one kind of alert said, its own lesson silences that alert on the very same document."""
    own = [trace(31 * n, str(gross), f"A{n * 13}") for n in range(1, months)]
    given_facts = facts(*own, trace(0, str(gross), "B7"), of=bill(str(gross), iban=THEIRS))
    for kind, said in find_all(given_facts, RULES).items():
        taught = facts(*given_facts.own, of=given_facts.bill, lessons=lesson(kind, said.key, **said.figures) * 9)
        again = DETECTORS[kind](taught, RULES)
        assert again is None or again.key != said.key


def test_days_are_counted_from_the_issue_date() -> None:
    assert trace(5).days_from(BILL) == 5 and bill(issued=None).day == DAY
