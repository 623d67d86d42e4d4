"""What people did about the record itself in a period: reviews of access, and checks of the whole history."""

from dataclasses import dataclass
from datetime import datetime

from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.compliance.making import ACTION as REPORTED
from orchestrator.reports.compliance.period import Period
from orchestrator.store import Store, Transaction, audit, audit_search, people
from orchestrator.store.audit import AuditEntry

REVIEWED = "access reviewed"
WITHOUT_WORDS = phrase("Say what you looked at and what you found.")


@dataclass(frozen=True)
class Verified:
    """A check of the whole history that is in the history itself, made for a report."""

    seq: int
    at: datetime
    by: str
    intact: bool


@dataclass(frozen=True)
class Reviewed:
    """A review of who may do what."""

    seq: int
    at: datetime
    by: str


def last_verified(tx: Transaction, period: Period) -> Verified | None:
    """The last check in the period, None without one."""
    found = _last(tx, REPORTED, period)
    if found is None:
        return None
    return Verified(found.seq, datetime.fromisoformat(found.at), found.actor, bool(found.data.get("intact")))


def last_reviewed(tx: Transaction, period: Period) -> Reviewed | None:
    """The last review in the period, None without one."""
    found = _last(tx, REVIEWED, period)
    return Reviewed(found.seq, datetime.fromisoformat(found.at), found.actor) if found else None


def review_access(store: Store, actor: Actor, words: str) -> None:
    """Write down that somebody looked at who may do what, with the roles as they stood.

    Raises:
        NotAllowed: the right people:read is lacking.
        DecisionRefused: they do not say what they found.
    """
    actor.insist_on(Right.SEE_PEOPLE)
    if not words.strip():
        raise DecisionRefused(WITHOUT_WORDS)
    with store.begin() as tx:
        roles = {one.login: list(one.roles) for one in people.everyone(tx) if one.active}
        audit.append(tx, str(actor), REVIEWED, None, {"reason": words.strip(), "people": roles})


def _last(tx: Transaction, action: str, period: Period) -> AuditEntry | None:
    wanted = audit_search.Wanted(action=action, since=period.since, until=period.until)
    return next(iter(audit_search.entries(tx, wanted, None, 1)), None)
