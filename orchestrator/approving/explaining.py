"""Which rule of the approval policy applies to a document, why not another, and who could sign it now."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from config.approval_file import ApprovalPolicy
from orchestrator.approving import steps
from orchestrator.approving.choosing import choose
from orchestrator.approving.facts import Facts
from orchestrator.approving.people import delegators, signer
from orchestrator.approving.plan import ANY_APPROVER, Plan
from orchestrator.approving.signing import choose as choose_place
from orchestrator.approving.state import ApprovalState, state_of
from orchestrator.errors import NotAllowed
from orchestrator.people import duties
from orchestrator.people.roles import Right, Role, rights
from orchestrator.store import Transaction, clock, people
from orchestrator.store.documents import Document


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class RuleTried(Frozen):
    """A rule of the policy; `unmet` says which of its conditions does not hold, empty where it applies."""

    name: str
    unmet: str


class Candidate(Frozen):
    """An approver; `refusal` says why they cannot sign now, else empty. `in_place_of`: as whose delegate they can."""

    login: str
    in_place_of: str
    refusal: str


class Explanation(Frozen):
    """Why a document is approved as it is.

    Attributes:
        tried: the rules in their order, up to the one that applies.
        rule: that one's name, empty where the policy's limits decide.
        automatic: whether no person is asked.
        state: how far its own steps are; as they would begin where it does not wait.
        candidates: every approver, with whether and why not they could sign now; none where it is automatic.
        pinned: whether the document waits by an earlier policy's steps, which stay until it is judged again.
    """

    document_id: str
    tried: tuple[RuleTried, ...]
    rule: str
    reason: str
    automatic: bool
    state: ApprovalState | None
    candidates: tuple[Candidate, ...]
    pinned: bool


def explain(tx: Transaction, policy: ApprovalPolicy, document: Document, facts: Facts) -> Explanation:
    """What the policy says of a document, by the facts about it as it was read last."""
    chosen = choose(policy, facts)
    own = steps.state(tx, document.id) if document.stage in steps.WAITING else None
    automatic = chosen.plan.automatic and own is None
    state = None if automatic else own or _as_it_would_begin(tx, chosen.plan, document.id)
    pinned = own is not None and [each.step for each in own.steps] != list(chosen.plan.steps or (ANY_APPROVER,))
    return Explanation(
        document_id=document.id, tried=tuple(RuleTried(name=one.name, unmet=one.unmet) for one in chosen.tried),
        rule=chosen.plan.rule, reason=chosen.plan.reason, automatic=automatic, state=state, pinned=pinned,
        candidates=candidates(tx, policy, state, facts.gross_total, facts.currency) if state else (),
    )  # fmt: skip


def _as_it_would_begin(tx: Transaction, plan: Plan, document_id: str) -> ApprovalState:
    now = clock.now(tx)
    return state_of(plan, (), now, now, document_id)


def candidates(
    tx: Transaction, policy: ApprovalPolicy, state: ApprovalState, gross: Decimal, currency: str
) -> tuple[Candidate, ...]:
    """Every approver, with whether they could sign now; none where all is signed."""
    if state.done:
        return ()
    may = (one for one in people.everyone(tx) if one.active and Right.APPROVE in rights(Role(r) for r in one.roles))
    return tuple(_candidate(tx, policy, state, gross, currency, one.login) for one in may)


def _candidate(
    tx: Transaction, policy: ApprovalPolicy, state: ApprovalState, gross: Decimal, currency: str, login: str
) -> Candidate:
    try:
        duties.insist_on_second_person(tx, state.document_id, login)
        instead = delegators(tx, policy, login, currency, state.document_id)
        chosen = choose_place(state, gross, currency, signer(tx, policy, login, currency), instead)
    except NotAllowed as why:
        return Candidate(login=login, in_place_of="", refusal=str(why))
    return Candidate(login=login, in_place_of=chosen.in_place_of, refusal="")
