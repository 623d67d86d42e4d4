"""Bad money stops before it is posted: each detector of `orchestrator.suspicion` as a rule that asks for a person.

A failed verdict of these is an alert: it is kept with its figures, and a person dismisses or confirms it.
"""

from collections.abc import Callable

from config.rule_file import RuleFile
from orchestrator.rules.base import Case, Finding, Rule, Severity
from orchestrator.suspicion import (
    amounts,
    bank_details,
    duplicates,
    just_under,
    new_supplier,
    sanctions,
    sequence,
    shared_account,
    split,
    times,
)
from orchestrator.suspicion.facts import Facts, Suspicion

Detector = Callable[[Facts, RuleFile], Suspicion | None]
OTHERS, KEY = "compared_with", "pattern"
"""Names among the values that a verdict looked at: the documents that it rests on, and what a dismissal would teach."""
FINE = "Nothing about it looks like error or fraud."
NOTHING_KNOWN = "Too little was read to compare it with earlier invoices."

DETECTORS: dict[str, Detector] = {
    duplicates.KIND: lambda facts, file: duplicates.find(facts, file.possible_duplicate),
    bank_details.KIND: lambda facts, file: bank_details.find(facts, file.bank_details_changed),
    shared_account.KIND: lambda facts, file: shared_account.find(facts),
    split.KIND: lambda facts, file: split.find(facts, file.split_below_limit),
    amounts.KIND: lambda facts, file: amounts.find(facts, file.unusual_amount),
    times.KIND: lambda facts, file: times.find(facts, file.unusual_time),
    new_supplier.KIND: lambda facts, file: new_supplier.find(facts, file.new_supplier_round_sum),
    sanctions.KIND: lambda facts, file: sanctions.find(facts, file.sanctions),
    just_under.KIND: lambda facts, file: just_under.find(facts, file.just_under_limit),
    sequence.KIND: lambda facts, file: sequence.find(facts, file.number_sequence),
}
"""Every detector by the kind of its alerts, which is the id of its rule."""

SERVES: dict[str, str] = {
    duplicates.KIND: "Internal control: no invoice is paid twice (COSO; SOX section 404)",
    bank_details.KIND: "Internal control: changes of bank details are verified (payment redirection fraud)",
    shared_account.KIND: "Internal control: fictitious suppliers and conflicts of interest (ACFE)",
    split.KIND: "The approval policy: its limits are not to be evaded",
    amounts.KIND: "Internal control: plausibility of amounts (ISA 520)",
    times.KIND: "Internal control: entries at unusual times (ISA 240)",
    new_supplier.KIND: "Internal control: fictitious suppliers, round amounts (ISA 240)",
    sanctions.KIND: "Regulation (EU) No 269/2014, article 2, and the lists that the user supplies",
    just_under.KIND: "The approval policy: its limits are not to be evaded",
    sequence.KIND: "Internal control: fictitious suppliers (ACFE)",
}
"""The law or policy that each serves."""


def find_all(facts: Facts, parameters: RuleFile) -> dict[str, Suspicion]:
    """What the detectors say, by kind; kinds that find nothing are left out."""
    found = ((kind, detector(facts, parameters)) for kind, detector in DETECTORS.items())
    return {kind: suspicion for kind, suspicion in found if suspicion is not None}


def _look(kind: str, case: Case) -> Finding:
    if case.history is None:
        return Finding((), NOTHING_KNOWN, {"earlier_invoices": "unknown"})
    found = DETECTORS[kind](case.history, case.parameters)
    if found is None:
        return Finding((), FINE, {"earlier_invoices": len(case.history.own)})
    looked_at = {**found.figures, KEY: found.key, OTHERS: ", ".join(found.others)}
    return Finding((found.sentence,), "", looked_at)


def _rule(kind: str) -> Rule:
    return Rule(kind, "1", Severity.REVIEW, lambda case: _look(kind, case), serves=SERVES[kind])


BAD_MONEY: dict[str, Rule] = {kind: _rule(kind) for kind in DETECTORS}
