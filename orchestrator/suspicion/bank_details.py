"""Whether the bank account that an invoice asks to be paid to is new for its supplier."""

import re
from collections import Counter

from stdnum import iban

from config.bad_money_file import BankDetailsChanged
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "bank_details_changed"
LIKE_IBAN = re.compile(r"[A-Z]{2}\d{2}")


def find(facts: Facts, terms: BankDetailsChanged) -> Suspicion | None:
    """An account stays new until an invoice to it was accepted, or the ERP has held it for long.

    An IBAN whose check digits are wrong is nobody's account; the rule on IBANs says so. That the ERP's record was
    changed shortly before proves nothing: a forged letter asks for just that.
    """
    bill = facts.bill
    if not bill.iban or _is_no_account(bill.iban) or facts.learned(KIND, bill.iban):
        return None
    paid = Counter(t.iban for t in facts.own if t.iban and t.accepted)
    if bill.iban in paid or _is_settled(facts, terms):
        return None
    before = paid.most_common(1)[0][0] if paid else _replaced(facts)
    if not before:
        return None
    last = max((t.day for t in facts.own if t.iban == before), default=None)
    since = next((a.since for a in facts.accounts if a.iban == bill.iban and a.since), None)
    times = paid[before]
    return Suspicion(
        key=bill.iban,
        sentence=(
            f"The bank account {bill.iban} is new for this supplier, which was paid to {before} before "
            f"({times} invoices). "
            "Ask the supplier by a way other than this document."
        ),
        figures={
            "iban": bill.iban, "iban_before": before, "invoices_before": str(times), "last_before": str(last or ""),
            "in_erp_since": since.date().isoformat() if since else "",
        },
        others=tuple(t.id for t in facts.own if t.iban == before)[:1],
    )  # fmt: skip


def _is_no_account(account: str) -> bool:
    return bool(LIKE_IBAN.match(account)) and not iban.is_valid(account)


def _is_settled(facts: Facts, terms: BankDetailsChanged) -> bool:
    """Whether the ERP has held this account for long enough."""
    held = next((a for a in reversed(facts.accounts) if a.iban == facts.bill.iban), None)
    if held is None:
        return False
    return held.since is None or (facts.bill.received - held.since).days >= terms.settled_days


def _replaced(facts: Facts) -> str:
    """The account that the ERP held before it was changed to this one."""
    held = [a.iban for a in facts.accounts]
    if facts.bill.iban not in held:
        return held[-1] if held else ""
    place = held.index(facts.bill.iban)
    return held[place - 1] if place else ""
