"""The people who may sign a document, as they stand in the register, with what bars them."""

from decimal import Decimal

from config.approval_file import ApprovalPolicy
from orchestrator.approving.signing import Signer, limit_of, names_of
from orchestrator.errors import NotAllowed
from orchestrator.people import duties
from orchestrator.people.actor import login_of
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, delegations, people


def signer(tx: Transaction, policy: ApprovalPolicy, actor: str, currency: str) -> Signer:
    """Who acts, as the policy knows them; the acts have insisted on their right to approve.

    Somebody who is not in the register, as the system's user at the command line, has no roles here.
    """
    login = login_of(actor)
    person = people.by_login(tx, login)
    names = names_of(policy, login, person.roles if person and person.active else ())
    return Signer(login, names, limit_of(policy, login, names, currency))


def delegators(
    tx: Transaction, policy: ApprovalPolicy, login: str, currency: str, document_id: str
) -> tuple[Signer, ...]:
    """In whose place somebody may sign now. Delegations do not go on: nobody passes on a place that they only hold.

    A delegator who was locked out, or may not approve any more, has no place to give.
    """
    return tuple(_stand_in(tx, policy, one.from_login, currency, document_id) for one in delegations.to(tx, login))


def _stand_in(tx: Transaction, policy: ApprovalPolicy, login: str, currency: str, document_id: str) -> Signer:
    person = people.by_login(tx, login)
    may = person is not None and person.active and Right.APPROVE in rights(Role(role) for role in person.roles)
    names = names_of(policy, login, person.roles if person and may else ())
    limit: Decimal | None = limit_of(policy, login, names, currency)
    barred = "" if may else f"{login} may not approve any more; nobody can sign in their place."
    try:
        duties.insist_on_second_person(tx, document_id, login)
    except NotAllowed as why:
        barred = barred or str(why)
    return Signer(login, names, limit, barred)
