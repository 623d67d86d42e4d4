"""What an approval policy names that the farm does not have: people, and rules or alerts that no document can fail."""

from collections.abc import Collection, Iterator

from config.approval_file import ApprovalPolicy
from config.approval_rules import ANYONE, references
from orchestrator.approving.choosing import ANY
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, people
from orchestrator.store.people import Person


def problems(
    tx: Transaction, policy: ApprovalPolicy, rules: Collection[str], alerts: Collection[str]
) -> tuple[str, ...]:
    """What is wrong with the names in a policy, in sentences; nothing where all is well.

    Args:
        rules, alerts: the ids that there are.
    """
    everyone = {person.login: person for person in people.everyone(tx)}
    named = {*references(policy.rules), *policy.person_limits, *(m for group in policy.groups.values() for m in group)}
    return (
        *(told for name in sorted(named) if (told := _person(name, everyone))),
        *_unfillable(policy, everyone),
        *_unknown("rule", (each for rule in policy.rules for each in rule.when.failed_rules), rules),
        *_unknown("kind of alert", (each for rule in policy.rules for each in rule.when.alerts), alerts),
    )


def _person(name: str, everyone: dict[str, Person]) -> str:
    if ":" in name or name == ANYONE:
        return ""
    person = everyone.get(name)
    if person is None:
        return f"nobody has the login {name}"
    if not _may(person):
        return f"{name} is locked out or may not approve"
    return ""


def _unfillable(policy: ApprovalPolicy, everyone: dict[str, Person]) -> Iterator[str]:
    """Roles and groups, of those that steps name, in which nobody can approve now."""
    able = [person for person in everyone.values() if _may(person)]
    for name in sorted({each for each in references(policy.rules) if ":" in each}):
        members = policy.groups[name[6:]] if name.startswith("group:") else (name,)
        if not any(_names(person) & set(members) for person in able):
            yield f"nobody in {name} can approve"


def _names(person: Person) -> set[str]:
    return {person.login, *(f"role:{role}" for role in person.roles)}


def _unknown(what: str, named: Iterator[str], known: Collection[str]) -> Iterator[str]:
    for name in sorted(set(named) - {ANY, *known}):
        yield f"there is no {what} {name!r}"


def _may(person: Person) -> bool:
    return person.active and Right.APPROVE in rights(Role(role) for role in person.roles)
