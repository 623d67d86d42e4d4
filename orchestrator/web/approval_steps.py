"""The steps of approvals as pages show them: who signed, for whom they wait, and whether this person could sign now."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from config import files
from config.approval_file import ApprovalPolicy
from config.errors import ConfigError
from orchestrator.approving import steps
from orchestrator.approving.inbox import places_of
from orchestrator.approving.signing import Signer, choose, limit_of
from orchestrator.approving.state import ApprovalState
from orchestrator.errors import NotAllowed
from orchestrator.people import duties
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.rule_sets.files import APPROVAL
from orchestrator.store import Transaction, approval_plans, rule_sets
from orchestrator.store.approval_plans import Reminder
from orchestrator.store.documents import Document
from orchestrator.web.desk import Desk

log = logging.getLogger(__name__)
REMEMBERED = 4
_POLICIES: dict[str, ApprovalPolicy] = {}
"""By the hash of the rules, which are in force for long and asked for at every page."""


@dataclass(frozen=True)
class Steps:
    """A document's approval for a page.

    Attributes:
        state: None where it never came to wait for one.
        reminders: who was reminded of it, and when it was escalated, oldest first.
        in_place_of: the login in whose place the reader would sign, empty for their own name.
        refusal: why the reader cannot sign now, empty where they can or where nothing waits.
    """

    state: ApprovalState | None
    reminders: tuple[Reminder, ...] = ()
    in_place_of: str = ""
    refusal: str = ""

    @property
    def waits(self) -> bool:
        """Whether signatures are missing."""
        return self.state is not None and not self.state.done

    @property
    def begun(self) -> bool:
        """Whether somebody has signed, and others have to."""
        return self.waits and self.state is not None and bool(self.state.signatures)


@dataclass(frozen=True)
class Reading:
    """Who reads, as the policy knows them: under "" by their own names, else by those in whose place they may sign."""

    policy: ApprovalPolicy | None
    login: str
    places: Mapping[str, frozenset[str]]

    @property
    def names(self) -> frozenset[str]:
        """Everything by which a document may wait for them."""
        return frozenset().union(*self.places.values())

    @property
    def instead_of(self) -> tuple[str, ...]:
        """In whose place they may sign."""
        return tuple(login for login in self.places if login)


def reading(desk: Desk, tx: Transaction, actor: Actor) -> Reading:
    """Who reads the page. A policy that cannot be read is told by `doctor`; what waits is shown all the same."""
    try:
        policy = policy_in_force(desk.settings.user_config, tx)
    except ConfigError as error:
        log.warning("%s", error)
        return Reading(None, actor.login, {"": frozenset({actor.login})})
    return Reading(policy, actor.login, places_of(tx, policy, actor.login))


def policy_in_force(folder: Path, tx: Transaction) -> ApprovalPolicy:
    """The policy of the rules in force, else the one that lies in the config folder.

    Raises:
        ConfigError: it says something wrong.
    """
    now = rule_sets.hash_in_force(tx)
    if known := _POLICIES.get(now):
        return known
    rules = rule_sets.named(tx, now) if now else None
    if rules is None or APPROVAL not in rules.files:
        return files.load_approval_policy(folder)
    if len(_POLICIES) >= REMEMBERED:
        _POLICIES.clear()
    read = _POLICIES[now] = files.read_approval_policy(rules.files[APPROVAL], APPROVAL)
    return read


def steps_of(tx: Transaction, reader: Reading, actor: Actor, documents: Sequence[Document]) -> dict[str, Steps]:
    """The approvals of some documents, each with whether the reader could sign it; without what bars them by duty."""
    plans = steps.plans_of(tx, [document.id for document in documents])
    states = steps.states_of(tx, plans)
    told = approval_plans.reminders_of(tx, [plan.id for plan in plans.values()])
    found = {}
    for document in documents:
        state = states.get(document.id)
        reminders = told[plans[document.id].id] if state else ()
        waits = state is not None and not state.done and document.stage in steps.WAITING
        in_place_of, refusal = "", ""
        if state is not None and waits and Right.APPROVE in actor.rights:
            in_place_of, refusal = _could_sign(tx, reader, state, document)
        found[document.id] = Steps(state, reminders, in_place_of, refusal)
    return found


def _could_sign(tx: Transaction, reader: Reading, state: ApprovalState, document: Document) -> tuple[str, str]:
    gross, currency = document.gross_total or Decimal(0), document.currency or ""
    own = _signer(reader, "", currency)
    instead = [_signer(reader, login, currency, _barred(tx, document.id, login)) for login in reader.instead_of]
    try:
        return choose(state, gross, currency, own, instead).in_place_of, ""
    except NotAllowed as why:
        return "", str(why)


def _signer(reader: Reading, login: str, currency: str, barred: str = "") -> Signer:
    names, who = reader.places[login], login or reader.login
    limit = limit_of(reader.policy, who, names, currency) if reader.policy else None
    return Signer(who, names, limit, barred)


def _barred(tx: Transaction, document_id: str, login: str) -> str:
    try:
        duties.insist_on_second_person(tx, document_id, login)
    except NotAllowed as why:
        return str(why)
    return ""
