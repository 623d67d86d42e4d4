"""Whether a supplier's invoice numbers follow one another: then nobody else gets invoices from it."""

from config.bad_money_file import NumberSequence
from orchestrator.suspicion.facts import Facts, Suspicion, Trace
from orchestrator.suspicion.numbers import counted

KIND = "number_sequence"


def find(facts: Facts, terms: NumberSequence) -> Suspicion | None:
    """By the running count in the numbers: without a gap over weeks, and none ever that was larger."""
    bill = facts.bill
    here = counted(bill.number)
    if here is None or facts.learned(KIND, here[0]):
        return None
    form, count = here
    by_count = {count: bill, **_by_count(facts, form)}
    counts = sorted(by_count)
    if count != counts[-1] or counts[-1] - counts[0] != len(counts) - 1:
        return None
    first, over = by_count[counts[0]], (bill.day - by_count[counts[0]].day).days
    if len(counts) < terms.times or over < terms.days or _are_months(by_count):
        return None
    return Suspicion(
        key=form,
        sentence=(
            f"All {len(counts)} invoice numbers of this supplier follow one another ({first.number} to {bill.number} "
            f"in {over} days), as if it had no other customer."
        ),
        figures={
            "invoices": str(len(counts)), "first_number": first.number, "invoice_number": bill.number,
            "days": str(over),
        },
        others=tuple(by_count[c].id for c in reversed(counts[:-1]))[:20],
    )  # fmt: skip


def _are_months(by_count: dict[int, Trace]) -> bool:
    """Whether the counts are only the months of the issue dates, as in 4711/03-2026."""
    return len({(count - trace.day.month) % 12 for count, trace in by_count.items()}) == 1 and max(by_count) <= 12


def _by_count(facts: Facts, form: str) -> dict[int, Trace]:
    found: dict[int, Trace] = {}
    for trace in facts.own:
        other = counted(trace.number)
        if other is not None and other[0] == form:
            found.setdefault(other[1], trace)
    return found
