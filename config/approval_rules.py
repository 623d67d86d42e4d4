"""The rules of `approval.toml`: conditions that lead to steps, each with who may sign it and by when."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

ROLES = ("clerk", "approver", "operator", "auditor", "administrator")
KINDS = ("invoice", "credit_note", "receipt")
ANYONE = "anyone"
REFERENCE = re.compile(r"(group:|role:)?[a-z0-9][a-z0-9._@ -]{0,60}")
UNITS = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
MOST_MINUTES = 366 * 24 * 60


def _reference(text: str) -> str:
    plain = text.strip().casefold()
    if not REFERENCE.fullmatch(plain):
        raise ValueError("write a login, group:NAME, role:NAME or anyone")
    if plain.startswith("role:") and plain[5:] not in ROLES:
        raise ValueError(f"there is no role {plain[5:]!r}; the roles are {', '.join(ROLES)}")
    return plain


def _kind(text: str) -> str:
    if text not in KINDS:
        raise ValueError(f"{text!r} is never keyed; write one of {', '.join(KINDS)}")
    return text


def _duration(value: Any) -> Any:
    """`30 minutes`, `8 hours`, `2 days`, `1 week`: from when the step begins, nights and weekends counted."""
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"\s*(\d{1,5})\s*(minute|hour|day|week)s?\s*", str(value))
    minutes = int(found[1]) * UNITS[found[2]] if found else 0
    if not 0 < minutes <= MOST_MINUTES:
        raise ValueError("write a time as '8 hours', '2 days' or '1 week', of a year at most")
    return timedelta(minutes=minutes)


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0)]
Reference = Annotated[str, AfterValidator(_reference)]
References = Annotated[tuple[Reference, ...], Field(max_length=50)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Texts = tuple[Annotated[str, StringConstraints(min_length=1, max_length=200)], ...]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditions(Frozen):
    """What must hold for a rule to apply: everything that is written. Of a list, one is enough.

    Attributes:
        amount_over, amount_up_to: gross amount by currency; a document in another currency does not fit.
        suppliers: codes in the ERP.
        cost_centres, accounts: of any line.
        failed_rules: ids of rules that did not pass; `any` for whichever.
        alerts: kinds of alerts that are open on the document; `any` for whichever.
        confidence_below: the needed field that was read with least confidence (0 to 1) has less than this.
        learned_coding: whether an account was only learned from earlier lines.
        corrected: whether a person corrected something of the document.
        languages: ISO 639-1.
    """

    amount_over: dict[Currency, Amount] = {}
    amount_up_to: dict[Currency, Amount] = {}
    currencies: tuple[Currency, ...] = ()
    suppliers: Texts = ()
    cost_centres: Texts = ()
    accounts: Texts = ()
    kinds: tuple[Annotated[str, AfterValidator(_kind)], ...] = ()
    languages: Texts = ()
    failed_rules: Texts = ()
    alerts: Texts = ()
    confidence_below: Annotated[float, Field(gt=0, le=1)] | None = None
    learned_coding: bool | None = None
    corrected: bool | None = None


class StepRule(Frozen):
    """One step: signed by one of some people, by all of some in any order, or countersigned.

    Attributes:
        one_of: anyone of these signs for all.
        all_of: one signature for each entry, in any order, each by another person.
        countersign: one of these signs, after another step was done.
        remind_after: whoever is waited for is reminded when this time is over, and each time that it is over again.
        within: from then on `escalate_to` may sign in the place of whoever is missing, and is told.
    """

    one_of: References = ()
    all_of: References = ()
    countersign: References = ()
    remind_after: Duration | None = None
    within: Duration | None = None
    escalate_to: References = ()

    @model_validator(mode="after")
    def _is_one_kind(self) -> "StepRule":
        if sum(map(bool, (self.one_of, self.all_of, self.countersign))) != 1:
            raise ValueError("a step has one of: one_of, all_of, countersign")
        if bool(self.within) != bool(self.escalate_to):
            raise ValueError("within and escalate_to go together: by when, and to whom then")
        logins = [name for name in self.all_of if ":" not in name and name != ANYONE]
        if len(set(logins)) != len(logins):
            raise ValueError("all_of names somebody twice; nobody signs a document twice")
        return self

    @property
    def slots(self) -> tuple[tuple[str, ...], ...]:
        """The signatures that the step takes, each with who may give it."""
        if self.all_of:
            return tuple((who,) for who in self.all_of)
        return (self.one_of or self.countersign,)


class ApprovalRule(Frozen):
    """Conditions and what they lead to: no person at all, or steps, one after the other."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    when: Conditions = Conditions()
    automatic: bool = False
    steps: Annotated[tuple[StepRule, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "ApprovalRule":
        if self.automatic == bool(self.steps):
            raise ValueError("a rule leads to steps, or says automatic = true")
        if self.automatic and not self.when.amount_up_to:
            raise ValueError("an automatic rule needs amount_up_to: what nobody looks at has a limit")
        if self.automatic and (self.when.failed_rules or self.when.alerts):
            raise ValueError("what failed a rule or has an alert is never automatic; write steps")
        if self.steps and self.steps[0].countersign:
            raise ValueError("the first step cannot be a countersignature; there is nothing to countersign yet")
        return self


def groups_named(rules: Iterable[ApprovalRule]) -> set[str]:
    """The groups that rules name anywhere."""
    return {name.removeprefix("group:") for name in references(rules) if name.startswith("group:")}


def references(rules: Iterable[ApprovalRule]) -> Iterator[str]:
    """Everybody whom rules name, as they name them."""
    for rule in rules:
        for step in rule.steps:
            yield from (*step.one_of, *step.all_of, *step.countersign, *step.escalate_to)


def missing_people(rule: ApprovalRule, groups: Mapping[str, Sequence[str]]) -> str:
    """Why a rule's steps can never be done by different people, as far as they name them by login; empty if they can.

    Roles are left out: who has them is not in the file.
    """
    slots = [_people(slot, groups) for step in rule.steps for slot in step.slots]
    bounded = [slot for slot in slots if slot is not None]
    if _matched(bounded) == len(bounded):
        return ""
    named = len(frozenset().union(*bounded))
    return f"its steps take {len(bounded)} different people, but the {named} named there cannot fill them all"


def _people(slot: Iterable[str], groups: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """The logins that a slot comes down to; None where a role makes them unknown."""
    found: set[str] = set()
    for who in slot:
        members = groups.get(who.removeprefix("group:"), ()) if who.startswith("group:") else (who,)
        if any(member == ANYONE or member.startswith("role:") for member in members):
            return None
        found.update(members)
    return frozenset(found)


def _matched(slots: Sequence[Collection[str]]) -> int:
    """How many of the slots can be filled, each by another person."""
    holder: dict[str, int] = {}

    def place(index: int, seen: set[str]) -> bool:
        for login in slots[index]:
            if login not in seen:
                seen.add(login)
                if login not in holder or place(holder[login], seen):
                    holder[login] = index
                    return True
        return False

    return sum(place(index, set()) for index in range(len(slots)))
