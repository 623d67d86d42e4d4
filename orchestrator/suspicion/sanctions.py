"""Whether the supplier, its tax number or its account is on a sanctions list that the user supplies."""

from config.bad_money_file import Sanctions
from orchestrator.suspicion.facts import Facts, Suspicion

KIND = "sanctions"


def find(facts: Facts, terms: Sanctions) -> Suspicion | None:
    """The likest entry that was not dismissed for this supplier before."""
    for hit in facts.listed:
        key = f"{hit.source} {hit.id}"
        if hit.likeness < terms.likeness or facts.learned(KIND, key):
            continue
        sentence = (
            f"The supplier {facts.bill.name} may be {hit.name}, {hit.id} of the sanctions list {hit.source}: "
            f"the names are {hit.likeness:.0%} alike."
        )
        number = {"iban": "bank account", "tax_id": "tax number"}.get(hit.by)
        if number:
            sentence = (
                f"The supplier {facts.bill.name} has the {number} of {hit.name}, {hit.id} of the sanctions list "
                f"{hit.source}."
            )
        return Suspicion(
            key=key,
            sentence=sentence,
            figures={
                "supplier_name": facts.bill.name, "listed": hit.name, "listed_id": hit.id, "list": hit.source,
                "likeness": f"{hit.likeness:.2f}", "by": hit.by,
            },
        )  # fmt: skip
    return None
