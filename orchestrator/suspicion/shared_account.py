"""Whether the bank account of an invoice is somebody else's, too: another supplier's, or an employee's."""

from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "shared_account"


def find(facts: Facts) -> Suspicion | None:
    """Whoever was paid to the account before, or had it before the farm came, is not asked again; the newcomer is."""
    bill = facts.bill
    if not bill.iban:
        return None
    paid = any(t.iban == bill.iban and t.accepted for t in facts.own)
    known = paid or any(account.iban == bill.iban and account.since is None for account in facts.accounts)
    for holder in sorted(facts.holders, key=lambda one: (one.what, one.id)):
        key = f"{bill.iban} {holder.what} {holder.id}"
        if facts.learned(KIND, key) or (known and holder.what == "supplier"):
            continue
        return Suspicion(
            key=key,
            sentence=f"The bank account {bill.iban} is also that of the {holder.what} {holder.name} ({holder.id}).",
            figures={"iban": bill.iban, "holder": holder.name, "holder_id": holder.id, "holder_is": holder.what},
        )
    return None
