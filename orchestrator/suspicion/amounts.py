"""Whether an amount is far above what the supplier bills."""

import math
from decimal import Decimal
from statistics import median

from config.bad_money_file import UnusualAmount
from orchestrator.money import plain
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "unusual_amount"
TO_DEVIATION = 1.4826
"""A median absolute deviation times this is a standard deviation, were the amounts normal."""


def find(facts: Facts, terms: UnusualAmount) -> Suspicion | None:
    """Median and median deviation of the logarithm: one earlier outlier moves neither."""
    bill = facts.bill
    earlier = [t for t in facts.of_kind() if t.gross > 0]
    if len(earlier) < terms.least_history or bill.gross <= 0:
        return None
    logs = [math.log(t.gross) for t in earlier]
    middle = median(logs)
    spread = max(TO_DEVIATION * median(abs(x - middle) for x in logs), terms.narrowest)
    away = (math.log(bill.gross) - middle) / spread
    highest = max(t.gross for t in earlier)
    if not _is_far(away, bill.gross / highest, len(earlier), terms):
        return None
    if any(bill.gross <= known * terms.widened for known in facts.figures_learned(KIND, "gross_total")):
        return None
    usual = math.exp(middle)
    return Suspicion(
        key=f"{plain(bill.gross)} {bill.currency}",
        sentence=(
            f"The total of {plain(bill.gross)} {bill.currency} is far above what this supplier bills: {usual:.2f} as "
            f"a rule, "
            f"{plain(highest)} at most so far ({len(earlier)} invoices)."
        ),
        figures={
            "gross_total": plain(bill.gross), "median": f"{usual:.2f}", "highest": plain(highest),
            "deviations": f"{away:.1f}", "invoices": str(len(earlier)),
        },
        others=tuple(t.id for t in earlier if t.gross == highest)[:1],
    )  # fmt: skip


def _is_far(away: float, of_highest: Decimal, known: int, terms: UnusualAmount) -> bool:
    """Far from the median; or, where much is known of the supplier, less far but well above all that there was."""
    if away >= terms.deviations * (1 + terms.caution / known) and of_highest >= terms.over_highest:
        return True
    well_known = known >= terms.well_known
    return well_known and away >= terms.deviations_well_known and of_highest >= terms.over_highest_well_known
