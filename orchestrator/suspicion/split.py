"""Whether one bill was split into several, each of which needs nobody's approval."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from config.bad_money_file import SplitBelowLimit
from orchestrator.money import plain
from orchestrator.suspicion.facts import Facts, Suspicion, Trace
from orchestrator.suspicion.numbers import counted

KIND = "split_below_limit"
RARER = 0.3
"""After each dismissal a group must come about so much more rarely."""
FIRST_DAYS, FIRST_COUNT = 7, 0.5
"""What a supplier is taken to have billed before anything is known of it."""
IN_BURSTS = 5.0
"""Honest invoices do not come evenly either: before weekends, at the end of a month."""
MOST_PARTS, LEAST_SHARE = 5, Decimal("0.25")
"""Whoever splits a bill makes few parts, and none much smaller than the limit."""
LATELY = 40
LARGEST = 0.7
"""The weight of how rare the largest part is, which is not independent of how rare the least is."""
FEW_STEPS, UNKNOWN_STEP = 3, 0.5
"""From fewer steps between numbers nothing follows; one in two is then taken to be to the next number."""


def find(facts: Facts, terms: SplitBelowLimit) -> Suspicion | None:
    """Several invoices within days, each up to the limit, their sum above: unless, by how often the supplier bills such
    amounts, that comes about by itself."""
    bill, limit = facts.bill, facts.limit
    if limit is None or not limit or bill.kind == "credit_note" or bill.gross > limit:
        return None
    days = timedelta(days=terms.days)
    earlier = [t for t in facts.of_kind() if t.gross <= limit and t.day <= bill.day]
    group = _rarest(bill, [t for t in (*earlier, *_refused(facts)) if bill.day - t.day <= days], earlier, limit)
    dismissed = sum(1 for lesson in facts.lessons if lesson.kind == KIND)
    if group is None or group.chance > terms.chance * RARER**dismissed:
        return None
    return Suspicion(
        key=f"{plain(limit)} {bill.currency}",
        sentence=(
            f"Together {len(group.parts)} invoices of this supplier within {terms.days} days come to "
            f"{plain(group.total)} "
            f"{bill.currency}; each is within the limit of {plain(limit)} up to which nobody is asked."
        ),
        figures={
            "sum": plain(group.total), "limit": plain(limit), "invoices": str(len(group.parts)),
            "amounts": ", ".join(plain(t.gross) for t in group.parts)[:200],
            "numbers": ", ".join(t.number for t in group.parts)[:200], "chance": f"{group.chance:.4f}",
        },
        others=tuple(t.id for t in group.parts[1:]),
    )  # fmt: skip


def _refused(facts: Facts) -> Iterator[Trace]:
    """Rejected parts: that a person stopped one of them for another reason makes the rest no smaller."""
    bill = facts.bill
    for t in facts.refused:
        if (t.kind, t.currency) == (bill.kind, bill.currency) and t.day <= bill.day and t.gross <= (facts.limit or 0):
            yield t


class Group:
    """Invoices of some days that are above the limit together; `chance`: how likely they come by themselves."""

    def __init__(self, parts: Sequence[Trace], earlier: Sequence[Trace]) -> None:
        self.parts = parts
        self.total = sum((t.gross for t in parts), Decimal(0))
        first, amounts = min(t.day for t in parts), [t.gross for t in parts]
        before = [t for t in earlier if t.day < first]
        known = (first - min(t.day for t in before)).days if before else 0
        span = (parts[0].day - first).days + 1

        def expected(amount: Decimal) -> float:
            """How many of at least this amount come in so many days."""
            rate = (sum(1 for t in before if t.gross >= amount) + FIRST_COUNT) / (known + FIRST_DAYS)
            return rate * span * IN_BURSTS

        self.chance = _at_least(len(parts) - 1, expected(min(amounts)))
        self.chance *= _at_least(1, expected(max(amounts))) ** LARGEST
        self.chance *= _in_a_row(parts, before)


def _rarest(bill: Trace, near: Sequence[Trace], earlier: Sequence[Trace], limit: Decimal) -> Group | None:
    """Of the bill with the largest of the others, one after the other, the group that comes about most rarely."""
    parts, best = [bill], None
    fitting = [t for t in near if t.gross >= limit * LEAST_SHARE] if bill.gross >= limit * LEAST_SHARE else []
    for other in sorted(fitting, key=lambda t: -t.gross)[: MOST_PARTS - 1]:
        parts = [*parts, other]
        if sum((t.gross for t in parts), Decimal(0)) > limit:
            group = Group(parts, earlier)
            best = group if best is None or group.chance < best.chance else best
    return best


def _at_least(count: int, expected: float) -> float:
    """How likely so many or more come about where so many are expected (Poisson)."""
    fewer = sum(math.exp(-expected) * expected**n / math.factorial(n) for n in range(count))
    return max(0.0, 1.0 - fewer)


def _in_a_row(parts: Sequence[Trace], before: Sequence[Trace]) -> float:
    """How likely so many of the parts' numbers follow one another, by how often this supplier's do (0 to 1).

    Where its numbers never did, the step in the middle says how often they would: with other customers' invoices
    between, steps are as those of a draw that is repeated until it is our turn.
    """
    steps, usual = _steps(parts), _steps(before[:LATELY])
    if len(usual) < FEW_STEPS:
        return UNKNOWN_STEP ** steps.count(1)
    seen, drawn = usual.count(1) / (len(usual) + 1), 1.0 - math.exp(-math.log(2.0) / median(usual))
    return math.pow(max(seen, drawn), steps.count(1))


def _steps(traces: Sequence[Trace]) -> list[int]:
    counts = sorted({found[1] for found in (counted(t.number) for t in traces) if found})
    return [after - before for before, after in pairwise(counts)]
