"""Who may sign a document that waits, in whose place, and why not: from what is known of people, and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from config.approval_file import ApprovalPolicy
from config.approval_rules import ANYONE
from orchestrator.approving.matching import adds
from orchestrator.approving.state import ApprovalState, StepState
from orchestrator.errors import NotAllowed
from orchestrator.money import plain


@dataclass(frozen=True)
class Signer:
    """Somebody who might sign, as the policy and the core see them.

    Attributes:
        names: what the policy may call them: their login, `anyone`, their roles and groups.
        limit: gross amount in the document's currency up to which they may approve; None without a limit.
        barred: why the core bars them from this document, empty where it does not: they had a hand in it, or lack the
            right.
    """

    login: str
    names: frozenset[str]
    limit: Decimal | None = None
    barred: str = ""


@dataclass(frozen=True)
class Chosen:
    """The places of the current step that a signature may fill, and in whose place it is given ("": one's own)."""

    places: tuple[int, ...]
    in_place_of: str


def names_of(policy: ApprovalPolicy, login: str, roles: Iterable[str]) -> frozenset[str]:
    """Everything that the policy may call somebody with these roles."""
    own = {login, ANYONE, *(f"role:{role}" for role in roles)}
    return frozenset(own | {f"group:{name}" for name, members in policy.groups.items() if own & set(members)})


def limit_of(policy: ApprovalPolicy, login: str, names: Iterable[str], currency: str) -> Decimal | None:
    """Up to which gross amount somebody may approve in a currency; None without a limit.

    A person's own entry counts; else the highest of their groups and roles, and whoever has an entry that does not
    name the currency may approve nothing in it.
    """
    limits = policy.person_limits
    if login in limits:
        return limits[login].get(currency, Decimal(0))
    entries = [limits[name].get(currency, Decimal(0)) for name in names if name in limits]
    return max(entries) if entries else None


def choose(
    state: ApprovalState, gross: Decimal, currency: str, signer: Signer, delegators: Sequence[Signer] = ()
) -> Chosen:
    """How somebody may sign what waits now: in their own name if that helps, else in the place of a delegator.

    A delegate approves up to the lower of both limits, and only what neither of the two is barred from.

    Raises:
        NotAllowed: they may not; the message says why.
    """
    step = state.current
    if step is None:
        raise NotAllowed("Everything is signed already.")
    _insist_on_new_hand(state, signer.login)
    _insist(signer, gross, currency)
    if places := _places(step, signer):
        return Chosen(places, "")
    refusals = []
    for one in delegators:
        if places := _places(step, one):
            try:
                _insist_on_new_hand(state, one.login)
                _insist(one, gross, currency)
            except NotAllowed as why:
                refusals.append(str(why))
            else:
                return Chosen(places, one.login)
    raise NotAllowed(" ".join(refusals) or _not_waited_for(step, signer.login))


def _insist_on_new_hand(state: ApprovalState, login: str) -> None:
    for signature in state.signatures:
        if login in signature.hands:
            raise NotAllowed(f"{login} has signed this document already; another person signs the next step.")


def _insist(signer: Signer, gross: Decimal, currency: str) -> None:
    if signer.barred:
        raise NotAllowed(signer.barred)
    if signer.limit is not None and gross > signer.limit:
        raise NotAllowed(
            f"{plain(gross)} {currency} is over what {signer.login} may approve ({plain(signer.limit)} {currency})."
        )


def _places(step: StepState, signer: Signer) -> tuple[int, ...]:
    """The places that the signer may fill, if one more is filled then."""
    escalated = step.escalated and bool(signer.names & set(step.escalate_to))
    may = tuple(i for i, place in enumerate(step.places) if escalated or signer.names & set(place.who))
    given = [place.signature.places for place in step.places if place.signature]
    return may if adds(len(step.places), given, may) else ()


def _not_waited_for(step: StepState, login: str) -> str:
    return f"It waits for {', '.join(step.waiting_for)}; {login} is none of them."
