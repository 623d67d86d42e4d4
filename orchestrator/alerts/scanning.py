"""Looks for abuse of rights in what people decided, and notes tries that were refused."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from config.bad_money_file import RightsAbuse
from orchestrator.errors import NotAllowed
from orchestrator.people.actor import is_person, login_of
from orchestrator.store import Store, Transaction, alerts, audit, clock, decisions
from orchestrator.store.decisions import REFUSED, Decision, Hand
from orchestrator.suspicion import rights
from orchestrator.suspicion.rights import Approval

LATELY = timedelta(days=35)
"""What is looked at; what was raised before is not raised again."""
WATCH, RAISED = "watch on rights", "alert raised"
"""Who raises an alert on a person, and what the history calls it."""
SECOND = "another person approves"
"""What the segregation of duties says, and nothing else."""
HABIT = timedelta(days=160)
"""What tells the habits of each person."""


def scan(store: Store, terms: RightsAbuse) -> int:
    """Raise what the detectors say of people's decisions; how many alerts are new."""
    with store.begin() as tx:
        now = clock.now(tx)
        found = tuple(_approvals(tx, decisions.since(tx, now - HABIT)))
        lessons = alerts.lessons_of_people(tx, {one.person for one in found})
        return sum(_keep(tx, one) for one in rights.find(found, terms, now - LATELY, lessons))


def _keep(tx: Transaction, one: rights.PersonSuspicion) -> bool:
    what = one.suspicion
    raised = alerts.Raised(
        kind=one.kind, subject=one.subject, person=one.person, key=what.key, sentence=what.sentence,
        figures=what.figures, others=what.others,
    )  # fmt: skip
    is_new = alerts.keep(tx, raised)
    if is_new:
        facts = {"kind": one.kind, "person": one.person, "reason": what.sentence, "figures": dict(what.figures)}
        audit.append(tx, WATCH, RAISED, None, facts)
    return is_new


def _approvals(tx: Transaction, found: Sequence[Decision]) -> Iterator[Approval]:
    by_people = [one for one in found if is_person(one.actor)]
    hands = decisions.hands(tx, {one.document_id for one in by_people})
    for one in by_people:
        login = login_of(one.actor)
        entered = _entered(hands[one.document_id], login, one)
        yield Approval(login, one.at, one.document_id, one.refused, entered)


def _entered(hands: Sequence[Hand], login: str, one: Decision) -> str:
    """What the person had done to the document before; a refused try always has a reason, whatever it was."""
    own = sorted(hand.what for hand in hands if login_of(hand.actor) == login and hand.at <= one.at)
    return own[0] if own else "worked on" if one.refused else ""


def note_refusal(store: Store, actor: str, document_id: str, refusal: NotAllowed) -> None:
    """Keep in the history that somebody tried to approve what they had a hand in; other refusals say nothing."""
    if SECOND not in str(refusal):
        return
    with store.begin() as tx:
        audit.append(tx, actor, REFUSED, document_id, {"reason": str(refusal)})
