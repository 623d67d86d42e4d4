"""Whether a supplier that is new bills a round sum."""

from decimal import Decimal

from config.bad_money_file import NewSupplierRoundSum
from orchestrator.money import plain
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "new_supplier_round_sum"


def find(facts: Facts, terms: NewSupplierRoundSum) -> Suspicion | None:
    """New: few invoices, none of them old, and not in the ERP's list from the start. Round: by net or by gross."""
    bill = facts.bill
    rounds = [amount for amount in (facts.net, bill.gross) if amount is not None and _is_round(amount, terms)]
    if not rounds or bill.kind == "credit_note" or not _is_new(facts, terms) or facts.learned(KIND, bill.supplier):
        return None
    return Suspicion(
        key=bill.supplier,
        sentence=(
            f"The supplier is new ({len(facts.own)} earlier invoices) and bills a round sum of "
            f"{plain(rounds[0])} {bill.currency}."
        ),
        figures={
            "round_sum": plain(rounds[0]), "gross_total": plain(bill.gross), "earlier_invoices": str(len(facts.own)),
            "in_erp_since": facts.known_since.date().isoformat() if facts.known_since else "",
        },
        others=tuple(t.id for t in facts.own)[:1],
    )  # fmt: skip


def _is_round(amount: Decimal, terms: NewSupplierRoundSum) -> bool:
    return amount >= terms.least and amount % terms.multiple == 0


def _is_new(facts: Facts, terms: NewSupplierRoundSum) -> bool:
    if len(facts.own) >= terms.invoices or (facts.in_erp and facts.known_since is None):
        return False
    seen = [t.received for t in facts.own] + ([facts.known_since] if facts.known_since else [])
    return all((facts.bill.received - moment).days <= terms.days for moment in seen)
