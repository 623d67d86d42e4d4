"""Which rule of the policy applies to a document, and why not those before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from config.approval_file import ApprovalPolicy
from config.approval_rules import ApprovalRule, Conditions
from orchestrator.approving.facts import Facts
from orchestrator.approving.plan import ANY_APPROVER, NO_RULE, Plan, Step, step_of
from orchestrator.money import plain
from orchestrator.policy import decide

ANY = "any"


@dataclass(frozen=True)
class Tried:
    """A rule of the policy that was looked at; `unmet` says what did not hold, empty where it applies."""

    name: str
    unmet: str


@dataclass(frozen=True)
class Chosen:
    """The plan, and every rule that was tried up to it."""

    plan: Plan
    tried: tuple[Tried, ...]


def choose(policy: ApprovalPolicy, facts: Facts) -> Chosen:
    """What the policy asks for a document; what the core never approves automatically takes a person all the same."""
    tried = []
    for rule in policy.rules:
        unmet = next(_unmet(rule.when, facts), "")
        tried.append(Tried(rule.name, unmet))
        if not unmet:
            return Chosen(_by_rule(policy, rule, facts), tuple(tried))
    return Chosen(_by_limits(policy, facts), tuple(tried))


def _by_rule(policy: ApprovalPolicy, rule: ApprovalRule, facts: Facts) -> Plan:
    bar = _never_automatic(facts) or _not_automatic_here(policy, facts)
    if rule.automatic and bar:
        return Plan(rule=rule.name, reason=bar, steps=(ANY_APPROVER,))
    reason = f"The approval policy's rule “{rule.name}” applies."
    return Plan(rule=rule.name, reason=reason, steps=tuple(map(step_of, rule.steps)))


def _by_limits(policy: ApprovalPolicy, facts: Facts) -> Plan:
    decision = decide(
        facts.kind, facts.supplier, facts.currency, facts.gross_total, facts.verdicts, policy, facts.learned_coding
    )
    bar = _never_automatic(facts)
    steps: tuple[Step, ...] = () if decision.automatic and not bar else (ANY_APPROVER,)
    return Plan(rule=NO_RULE, reason=bar if decision.automatic and bar else decision.reason, steps=steps)


def _never_automatic(facts: Facts) -> str:
    """What takes a person under every policy; empty for the rest."""
    if facts.failed or not facts.verdicts:
        failed = ", ".join(sorted(facts.failed))
        return f"Not every rule passed: {failed}." if failed else "The document was not judged by any rule."
    if not facts.supplier.supplier:
        return facts.supplier.sentence
    if facts.alerts:
        return f"An alert is open: {', '.join(sorted(facts.alerts))}."
    if facts.account_by_person:
        return "A person entered the bank account, and nobody else has approved it yet."
    if facts.gross_total <= 0:
        return f"A gross total of {plain(facts.gross_total)} {facts.currency} is not approved automatically."
    return ""


def _not_automatic_here(policy: ApprovalPolicy, facts: Facts) -> str:
    """What the head of the policy leaves to people, whatever its rules say."""
    own = policy.suppliers.get(facts.supplier.code)
    if own and not own.automatic:
        return f"The approval policy leaves everything of supplier {facts.supplier.code} to a person."
    if facts.kind.value not in policy.kinds:
        return f"The approval policy leaves each {facts.kind.value.replace('_', ' ')} to a person."
    if facts.learned_coding and not policy.learned_coding:
        return "An account was only learned from earlier lines; the approval policy leaves that to a person."
    return ""


def _unmet(when: Conditions, facts: Facts) -> Iterator[str]:
    """What of the conditions does not hold, each in words that `approvals explain` shows."""
    yield from _amount(when, facts)
    for name, wanted, has in (
        ("currency", when.currencies, {facts.currency}),
        ("supplier", when.suppliers, {facts.supplier.code}),
        ("cost centre", when.cost_centres, facts.cost_centres),
        ("account", when.accounts, facts.accounts),
        ("kind", when.kinds, {facts.kind.value}),
        ("language", when.languages, {facts.language or ""}),
        ("failed rule", when.failed_rules, facts.failed),
        ("open alert", when.alerts, facts.alerts),
    ):
        if wanted and not (set(wanted) & set(has)) and not (ANY in wanted and has):
            yield f"{name} {_list(has)} is not {_list(wanted, 'or')}"
    for name, asked, is_so in (
        ("learned coding", when.learned_coding, facts.learned_coding),
        ("corrected by a person", when.corrected, facts.corrected),
    ):
        if asked is not None and asked != is_so:
            yield f"{name}: {'yes' if is_so else 'no'}"
    yield from _confidence(when, facts)


def _amount(when: Conditions, facts: Facts) -> Iterator[str]:
    gross, currency = facts.gross_total, facts.currency
    for limits, over in ((when.amount_over, True), (when.amount_up_to, False)):
        limit: Decimal | None = limits.get(currency)
        if limits and limit is None:
            yield f"no amount is given for {currency}"
        elif limit is not None and (gross > limit) is not over:
            yield f"{plain(gross)} {currency} is {'not over' if over else 'over'} {plain(limit)} {currency}"


def _confidence(when: Conditions, facts: Facts) -> Iterator[str]:
    if when.confidence_below is None:
        return
    if facts.least_sure is None:
        yield "no field was read"
    elif facts.least_sure[1] >= when.confidence_below:
        field, confidence = facts.least_sure
        yield f"the least sure field, {field}, has {confidence:.3f}, not less than {when.confidence_below:g}"


def _list(values: object, word: str = "and") -> str:
    texts = sorted(map(str, values)) if isinstance(values, (set, frozenset, tuple, list)) else [str(values)]
    return f" {word} ".join(text or "none" for text in texts) or "none"
