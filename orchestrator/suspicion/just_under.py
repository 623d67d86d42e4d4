"""Whether a supplier's amounts stay just under the approval limit, again and again."""

from datetime import timedelta
from decimal import Decimal

from config.bad_money_file import JustUnderLimit
from orchestrator.money import plain
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "just_under_limit"


def find(facts: Facts, terms: JustUnderLimit) -> Suspicion | None:
    """One amount that comes back month after month is a price; several different ones under one limit are a pattern."""
    bill, limit = facts.bill, facts.limit
    if limit is None or not limit or not _is_under(bill.gross, limit, terms) or bill.kind == "credit_note":
        return None
    lately = [t for t in facts.of_kind() if bill.day - t.day <= timedelta(days=terms.days)]
    under = [t for t in lately if _is_under(t.gross, limit, terms)]
    times, different = len(under) + 1, len({bill.gross, *(t.gross for t in under)})
    key = f"{plain(limit)} {bill.currency}"
    share = times / (len(lately) + 1)
    if times < terms.times or different < 2 or share < terms.of_all or facts.learned(KIND, key):
        return None
    return Suspicion(
        key=key,
        sentence=(
            f"Of {len(lately) + 1} invoices of this supplier within {terms.days} days {times} are just under the limit "
            f"of {plain(limit)} {bill.currency} up to which nobody is asked."
        ),
        figures={
            "times": str(times), "of": str(len(lately) + 1), "limit": plain(limit), "gross_total": plain(bill.gross),
            "amounts": ", ".join(plain(t.gross) for t in (bill, *under))[:200],
        },
        others=tuple(t.id for t in under[:10]),
    )  # fmt: skip


def _is_under(amount: Decimal, limit: Decimal, terms: JustUnderLimit) -> bool:
    return limit * terms.share <= amount <= limit
