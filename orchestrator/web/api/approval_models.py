"""Approvals as programs see them."""

from datetime import datetime

from orchestrator.web.api.document_models import DocumentStands
from orchestrator.web.api.texts import Told


class SignatureTold(Told):
    """A signature. `in_place_of`: the login in whose place it was given, empty in the signer's own name."""

    login: str
    in_place_of: str
    signed_at: datetime
    reason: str


class StepTold(Told):
    """A step of an approval.

    Attributes:
        kind: `one_of`, `all_of` or `countersign`.
        takes: a list for each signature of who may give it: logins, `group:...`, `role:...`, `anyone`.
        since: since when it has waited; None before its turn.
        escalated: whether its deadline is over and others may sign.
    """

    kind: str
    takes: tuple[tuple[str, ...], ...]
    signed: tuple[SignatureTold, ...]
    since: datetime | None
    done_at: datetime | None
    deadline: datetime | None
    escalated: bool


class ApprovalSteps(Told):
    """How far an approval is.

    Attributes:
        rule: the policy's rule, empty where its limits decided.
        step: the step that it waits for (from 1), None once it is done.
        waiting_for: who may sign now.
    """

    rule: str
    reason: str
    done: bool
    step: int | None
    waiting_for: tuple[str, ...]
    steps: tuple[StepTold, ...]


class Approved(DocumentStands):
    """The document after somebody signed it. It is `ready` once every step is; until then `approval` says for whom it
    waits."""

    approval: ApprovalSteps | None


class WaitingApproval(Told):
    """A document that waits. `approval` is None for one that came to wait before there were steps."""

    document: DocumentStands
    approval: ApprovalSteps | None


class WaitingApprovals(Told):
    """Documents that wait. `next`: what to give as `after` for the next page; None at the end."""

    approvals: tuple[WaitingApproval, ...]
    next: str | None


class RuleTriedTold(Told):
    """A rule of the policy. `unmet`: which of its conditions does not hold, empty where it applies."""

    name: str
    unmet: str


class CandidateTold(Told):
    """An approver. `refusal`: why they cannot sign now, else empty; `in_place_of`: as whose delegate they can."""

    login: str
    in_place_of: str
    refusal: str


class Explained(Told):
    """Why a document is approved as it is.

    Attributes:
        automatic: no person is asked.
        earlier_policy: it waits by the steps of an earlier policy, until it is judged again.
    """

    document_id: str
    rule: str
    reason: str
    automatic: bool
    earlier_policy: bool
    tried: tuple[RuleTriedTold, ...]
    approval: ApprovalSteps | None
    candidates: tuple[CandidateTold, ...]


class DelegationTold(Told):
    """`to` signs in the place of `of`, from `since` until before `until`."""

    id: int
    of: str
    to: str
    since: datetime
    until: datetime
    reason: str
