"""Whether an invoice was billed before: under another way of writing its number, another number, another supplier."""

from collections.abc import Iterator

from config.bad_money_file import PossibleDuplicate
from orchestrator.money import plain
from orchestrator.suspicion.facts import Facts, Suspicion, Trace
from orchestrator.suspicion.numbers import SAME, counted, is_distinctive, likeness

KIND = "possible_duplicate"
FEW = 100
"""Counts that are less apart than this may well be of two invoices that came one after the other."""


def find(facts: Facts, terms: PossibleDuplicate) -> Suspicion | None:
    """The likeliest earlier one; an amount that the supplier bills again and again needs more than its amount."""
    bill = facts.bill
    usual = _is_usual(facts, terms)
    for other, why in sorted(_like(facts, terms, usual), key=lambda found: found[0].days_from(bill)):
        key = _key(bill, other, why)
        if not facts.learned(KIND, key):
            return Suspicion(key, _sentence(bill, other, why), _figures(bill, other, why), (other.id,))
    return None


def _like(facts: Facts, terms: PossibleDuplicate, usual: bool) -> Iterator[tuple[Trace, str]]:
    bill = facts.bill
    seen = {bill.id, *facts.same_number}
    for other in (*facts.own, *facts.same_amount):
        if other.id in seen or other.kind != bill.kind:
            continue
        seen.add(other.id)
        why = _own(facts, other, terms, usual) if other.supplier == bill.supplier else _foreign(facts, other, terms)
        if why:
            yield other, why


def _own(facts: Facts, other: Trace, terms: PossibleDuplicate, usual: bool) -> str:
    bill = facts.bill
    if other.gross != bill.gross or other.currency != bill.currency:
        return ""
    days, like = bill.days_from(other), likeness(bill.number, other.number)
    if like in SAME and days <= terms.same_number_days:
        return like
    if usual or _is_credited(facts, other):
        return ""
    if like and days <= terms.like_number_days and (like == "digits swapped" or not _follows(bill, other)):
        return like
    return "amount and date" if days <= terms.same_amount_days else ""


def _foreign(facts: Facts, other: Trace, terms: PossibleDuplicate) -> str:
    bill, days = facts.bill, facts.bill.days_from(other)
    if not is_distinctive(bill.number) or days > terms.other_supplier_days:
        return ""
    return "other supplier" if likeness(bill.number, other.number) in SAME else ""


def _is_usual(facts: Facts, terms: PossibleDuplicate) -> bool:
    """Whether the supplier bills this very amount again and again (rent, fees, a delivery at a fixed price)."""
    bill = facts.bill
    others = [t for t in facts.of_kind() if t.gross == bill.gross]
    return facts.learned(KIND, _amount_key(bill)) or len(others) > terms.recurring


def _is_credited(facts: Facts, other: Trace) -> bool:
    """Whether the earlier one was taken back by a credit note of the same amount: then this one is its correction."""
    return any(
        t.kind == "credit_note" and t.gross == other.gross and t.received >= other.received
        for t in facts.own
    )  # fmt: skip


def _follows(bill: Trace, other: Trace) -> bool:
    """Whether the counts in the numbers only are near each other, as those of two invoices of a week are."""
    one, two = counted(bill.number), counted(other.number)
    return one is not None and two is not None and 0 < abs(one[1] - two[1]) < FEW


def _amount_key(bill: Trace) -> str:
    return f"{plain(bill.gross)} {bill.currency}"


def _key(bill: Trace, other: Trace, why: str) -> str:
    """What is learned: of two suppliers, the other one; of an amount alone, the amount; else this very pair."""
    if why == "other supplier":
        return f"other {other.supplier}"
    return _amount_key(bill) if why == "amount and date" else f"{other.id} {bill.number}"


def _sentence(bill: Trace, other: Trace, why: str) -> str:
    amount, days = _amount_key(bill), bill.days_from(other)
    if why == "other supplier":
        return (
            f"Invoice {bill.number} over {amount} is already here under another supplier, {other.name}, with the "
            f"number "
            f"{other.number}, {days} days apart."
        )
    if why == "amount and date":
        return (
            f"The supplier has billed {amount} already, under the number {other.number} of {other.day}; "
            f"this is {bill.number} of {bill.day}."
        )
    return f"Invoice {bill.number} over {amount} may be {other.number} of {other.day} once more (the numbers: {why})."


def _figures(bill: Trace, other: Trace, why: str) -> dict[str, str]:
    return {
        "invoice_number": bill.number, "other_number": other.number, "gross_total": plain(bill.gross),
        "issue_date": str(bill.day), "other_date": str(other.day), "days_apart": str(bill.days_from(other)),
        "likeness": why, "other_supplier": other.supplier,
    }  # fmt: skip
