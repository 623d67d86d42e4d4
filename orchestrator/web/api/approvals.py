"""Approvals by the API: what waits and for whom, its steps, signing it, why it waits, and who stands in for whom."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.approving import steps
from orchestrator.approving.explaining import Explanation
from orchestrator.approving.state import ApprovalState
from orchestrator.people.roles import Right
from orchestrator.store import Transaction, approval_plans, delegations
from orchestrator.store.approving import Place
from orchestrator.store.delegations import Delegation
from orchestrator.web.api import document_answers as answers
from orchestrator.web.api.approval_models import (
    ApprovalSteps,
    Approved,
    CandidateTold,
    DelegationTold,
    Explained,
    RuleTriedTold,
    SignatureTold,
    StepTold,
    WaitingApproval,
    WaitingApprovals,
)
from orchestrator.web.api.asking import Ask, decides, reads, writes
from orchestrator.web.api.once import Decide, Write
from orchestrator.web.api.texts import Decision, DocumentId, Limit, Line, Moment, Number, Reason, Request, Told
from orchestrator.web.approval_steps import reading

routes = APIRouter(tags=["approvals"])

DAY = r"(19|2\d)\d\d-\d\d-\d\d"
After = Annotated[
    str,
    Query(
        pattern=rf"^({DAY}~{DAY}T[0-9:.]{{8,15}}\+00:00~[0-9a-f]{{32}})?$",
        description="`next` of the page before; empty for the first.",
    ),
]
Mine = Annotated[bool, Query(description="Only what waits for whoever asks, or for those in whose place they sign.")]


class Delegations(Told):
    """Who signs in whose place, now or later."""

    delegations: tuple[DelegationTold, ...]


class NewDelegation(Request):
    """In whose place nobody but they themselves decides: whoever asks gives their own place to `to`."""

    to: Line
    since: Moment | None = None
    until: Moment
    reason: Reason = ""


@routes.get("/approvals", response_model=WaitingApprovals, **reads(Right.SEE_DOCUMENTS))
def list_approvals(ask: Ask, mine: Mine = False, after: After = "", limit: Limit = 50) -> WaitingApprovals:
    """Documents that wait for approval, the oldest deadline first, each with its steps."""
    with ask.desk.store.reading() as tx:
        names = reading(ask.desk, tx, ask.actor).names if mine else None
        place = Place.parse(after) if after else None
        without = ask.actor.login if mine else ""
        found = approval_plans.waiting_for(tx, names, place, limit + 1, without)
        states = steps.states(tx, [document.id for document in found])
        told = tuple(
            WaitingApproval(document=answers.stands(tx, each.id), approval=told_of(states.get(each.id)))
            for each in found[:limit]
        )
    more = str(Place.of(found[limit - 1])) if len(found) > limit else None
    return WaitingApprovals(approvals=told, next=more)


@routes.post("/documents/{document_id}/approve", response_model=Approved, **decides(Right.APPROVE))
def approve_document(decision: Decision, write: Decide) -> Response:
    """Sign a document that waits for approval; a bot keys it once all of its steps are signed, which the answer tells.
    Who corrected or signed it already cannot sign it."""

    def act(acts: Acts) -> object:
        return acts.approve(write.actor, write.document_id, decision.reason)

    return write.once(decision, act, lambda tx: approved(tx, write.document_id))


@routes.get("/documents/{document_id}/approval", response_model=Explained, **reads(Right.SEE_DOCUMENTS, 404, 409))
def explain_approval(document_id: DocumentId, ask: Ask) -> Explained:
    """Which rule of the approval policy in force applies to a document, why not those before it, its steps, and who
    could sign it now."""
    told: Explanation = ask.desk.acts.explain_approval(ask.actor, document_id)
    return Explained(
        document_id=told.document_id, rule=told.rule, reason=told.reason, automatic=told.automatic,
        earlier_policy=told.pinned, approval=told_of(told.state),
        tried=tuple(RuleTriedTold(name=one.name, unmet=one.unmet) for one in told.tried),
        candidates=tuple(CandidateTold(**vars(one)) for one in told.candidates),
    )  # fmt: skip


@routes.get("/delegations", response_model=Delegations, **reads(Right.SEE_DOCUMENTS))
def list_delegations(ask: Ask) -> Delegations:
    """In whose place whoever asks signs, and who signs in theirs."""
    with ask.desk.store.reading() as tx:
        return own_delegations(tx, ask.actor.login)


@routes.post("/delegations", status_code=201, response_model=Delegations, **writes(Right.APPROVE, 404))
def delegate_approvals(wanted: NewDelegation, write: Write) -> Response:
    """Let somebody sign in the place of whoever asks, for a while."""

    def act(acts: Acts) -> object:
        return acts.delegate(write.actor, wanted.to, wanted.since, wanted.until, wanted.reason)

    return write.once(wanted, act, lambda tx: own_delegations(tx, write.actor.login), status=201)


@routes.post("/delegations/{number}/end", response_model=Delegations, **writes(Right.APPROVE, 404, form=""))
def end_delegation(number: Number, write: Write) -> Response:
    """End a delegation that whoever asks gave or was given."""
    return write.once(
        number, lambda acts: acts.end_delegation(write.actor, number), lambda tx: own_delegations(tx, write.actor.login)
    )


def approved(tx: Transaction, document_id: str) -> Approved:
    """A document as it stands after somebody signed it."""
    stands = vars(answers.stands(tx, document_id))
    return Approved.model_validate({**stands, "approval": told_of(steps.state(tx, document_id))})


def own_delegations(tx: Transaction, login: str) -> Delegations:
    """What somebody has to do with."""
    return Delegations(delegations=tuple(map(_delegation, delegations.of(tx, login))))


def told_of(state: ApprovalState | None) -> ApprovalSteps | None:
    """How far an approval is, as programs see it."""
    if state is None:
        return None
    current = state.current
    told = tuple(
        StepTold(
            kind=step.kind, takes=tuple(place.who for place in step.places), done_at=step.done_at, since=step.since,
            deadline=step.deadline, escalated=step.escalated and not step.done,
            signed=tuple(
                SignatureTold(
                    login=place.signature.login, in_place_of=place.signature.in_place_of,
                    signed_at=place.signature.signed_at, reason=place.signature.reason,
                )
                for place in step.places if place.signature
            ),
        )
        for step in state.steps
    )  # fmt: skip
    number = current.number + 1 if current else None
    return ApprovalSteps(
        rule=state.rule, reason=state.reason, done=state.done, step=number, waiting_for=state.waiting_for, steps=told
    )


def _delegation(one: Delegation) -> DelegationTold:
    return DelegationTold(
        id=one.id, of=one.from_login, to=one.to_login, since=one.since, until=one.until, reason=one.reason
    )
