"""How far the approval of a document is: from its plan, the signatures and the time, and from nothing else."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from orchestrator.approving.matching import adds, fill
from orchestrator.approving.plan import Plan, Step


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Signature(Frozen):
    """Somebody signed a step.

    Attributes:
        step: from 0.
        places: the places of the step that this signature may fill, by what its giver was then.
        login: who signed.
        in_place_of: whose place they took as a delegate, empty in their own name.
    """

    step: int
    places: tuple[int, ...]
    login: str
    in_place_of: str = ""
    actor: str
    reason: str
    signed_at: datetime

    @property
    def hands(self) -> frozenset[str]:
        """Everybody who has had a hand in it: none of them signs the document again."""
        return frozenset({self.login, self.in_place_of} - {""})


class Place(Frozen):
    """A signature that a step takes: who may give it, and who did."""

    who: tuple[str, ...]
    signature: Signature | None


class StepState(Frozen):
    """A step as it stands.

    Attributes:
        number: from 0.
        since: from when it has waited; None before its turn.
        done_at: when its last signature came.
        deadline: when it is escalated, where the policy says so.
        escalated: whether that time is over, and who else may sign.
    """

    number: int
    kind: str
    places: tuple[Place, ...]
    since: datetime | None
    done_at: datetime | None
    deadline: datetime | None
    escalated: bool
    escalate_to: tuple[str, ...]
    step: Step

    @property
    def done(self) -> bool:
        return self.done_at is not None

    @property
    def open_places(self) -> tuple[int, ...]:
        """The places that nobody fills."""
        return tuple(index for index, place in enumerate(self.places) if place.signature is None)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Who may give a missing signature: one that fills a place, though others may have to move up for it."""
        given = [place.signature.places for place in self.places if place.signature]
        count = len(self.places)
        named = [who for index in range(count) if adds(count, given, (index,)) for who in self.places[index].who]
        return tuple(dict.fromkeys((*named, *(self.escalate_to if self.escalated and not self.done else ()))))


class ApprovalState(Frozen):
    """How far an approval is.

    Attributes:
        document_id: empty where it was not asked of a document.
        current: the step that it waits for, None once all are done.
        waiting_for: who may sign now: logins, `group:...`, `role:...` or `anyone`.
    """

    document_id: str
    rule: str
    reason: str
    steps: tuple[StepState, ...]
    signatures: tuple[Signature, ...]

    @property
    def done(self) -> bool:
        return all(step.done for step in self.steps)

    @property
    def current(self) -> StepState | None:
        return next((step for step in self.steps if not step.done), None)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        return self.current.waiting_for if self.current else ()


def state_of(
    plan: Plan, signatures: Sequence[Signature], made_at: datetime, now: datetime, document_id: str = ""
) -> ApprovalState:
    """How far the plan is that was made at a time, now."""
    steps: list[StepState] = []
    since: datetime | None = made_at
    for number, step in enumerate(plan.steps):
        state = _step(number, step, [each for each in signatures if each.step == number], since, now)
        steps.append(state)
        since = state.done_at if since is not None else None
    return ApprovalState(
        document_id=document_id, rule=plan.rule, reason=plan.reason, steps=tuple(steps), signatures=tuple(signatures)
    )


def _step(number: int, step: Step, signed: Sequence[Signature], since: datetime | None, now: datetime) -> StepState:
    filled = fill(len(step.slots), [each.places for each in signed]) if since is not None else {}
    places = tuple(
        Place(who=who, signature=signed[filled[index]] if index in filled else None)
        for index, who in enumerate(step.slots)
    )
    done_at = max(signed[index].signed_at for index in filled.values()) if len(filled) == len(step.slots) else None
    deadline = since + step.within if since is not None and step.within else None
    return StepState(
        number=number, kind=step.kind, places=places, since=since, done_at=done_at, deadline=deadline,
        escalated=deadline is not None and now >= deadline, escalate_to=step.escalate_to, step=step,
    )  # fmt: skip
