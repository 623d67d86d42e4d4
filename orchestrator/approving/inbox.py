"""What waits for one person: by what the policy calls them, and by the places that they hold for others."""

from config.approval_file import ApprovalPolicy
from orchestrator.approving.signing import names_of
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, delegations, people


def places_of(tx: Transaction, policy: ApprovalPolicy, login: str) -> dict[str, frozenset[str]]:
    """What the policy calls somebody, under ""; and those in whose place they may sign now, by their logins."""
    found = {"": _names(tx, policy, login)}
    for one in delegations.to(tx, login):
        if names := _names(tx, policy, one.from_login, only_approvers=True):
            found[one.from_login] = names
    return found


def names_for(tx: Transaction, policy: ApprovalPolicy, login: str) -> frozenset[str]:
    """All of these together."""
    return frozenset().union(*places_of(tx, policy, login).values())


def _names(tx: Transaction, policy: ApprovalPolicy, login: str, *, only_approvers: bool = False) -> frozenset[str]:
    person = people.by_login(tx, login)
    roles = person.roles if person and person.active else ()
    if only_approvers and Right.APPROVE not in rights(Role(role) for role in roles):
        return frozenset()
    return names_of(policy, login, roles)
