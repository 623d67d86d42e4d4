"""Giving one's place in approvals to somebody else for a while, and taking it back. Every change is in the history."""

from datetime import datetime, timedelta

from orchestrator.errors import DecisionRefused
from orchestrator.people import register
from orchestrator.people.actor import login_of
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, audit, clock, delegations
from orchestrator.store.delegations import Delegation
from orchestrator.store.people import Person

LONGEST = timedelta(days=366)


def delegate(
    tx: Transaction, actor: str, from_: str, to: str, since: datetime | None, until: datetime, reason: str = ""
) -> Delegation:
    """Let `to` sign in the place of `from_`, from `since` (None: now) until before `until`.

    Raises:
        PersonNotFound
        DecisionRefused: one of the two may not approve, the times make no sense, or somebody would give the place of
            another to themselves.
    """
    giver, taker = register.get(tx, from_), register.get(tx, to)
    now = clock.now(tx)
    begins = since or now
    if giver.login == taker.login:
        raise DecisionRefused("Nobody stands in for themselves; name somebody else.")
    if login_of(actor) == taker.login:
        raise DecisionRefused(f"Nobody takes the place of another by themselves; {giver.login} has to give it.")
    for person in (giver, taker):
        _insist_on_approver(person)
    if until <= max(begins, now) or until - begins > LONGEST:
        raise DecisionRefused(f"Its end comes after its beginning and after now, and within {LONGEST.days} days.")
    made = delegations.add(tx, giver.login, taker.login, begins, until, reason.strip(), actor)
    told = {"from": made.from_login, "to": made.to_login, "since": begins, "until": until, "reason": made.reason}
    audit.append(tx, actor, "approvals delegated", None, {"delegation": made.id, **told})
    return made


def take_back(tx: Transaction, actor: str, delegation_id: int, of: str = "") -> Delegation:
    """End a delegation before its time.

    Args:
        of: only one that this person gave or was given; empty for anybody's.

    Raises:
        DecisionRefused: there is none of this number, or it is over.
    """
    found = delegations.get(tx, delegation_id)
    theirs = found is not None and (not of or of in (found.from_login, found.to_login))
    if found is None or not theirs or found.ended_at is not None or found.until <= clock.now(tx):
        raise DecisionRefused(f"There is no delegation {delegation_id} that could be taken back.")
    delegations.end(tx, found.id)
    told = {"delegation": found.id, "from": found.from_login, "to": found.to_login}
    audit.append(tx, actor, "delegation ended", None, told)
    return found


def _insist_on_approver(person: Person) -> None:
    if not person.active:
        raise DecisionRefused(f"{person.login} is locked out.")
    if Right.APPROVE not in rights(Role(role) for role in person.roles):
        raise DecisionRefused(f"{person.login} may not approve; it takes the role of an approver.")
