"""The model of `approval.toml`: what is approved without a person, and by whom everything else is."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from config.approval_rules import ApprovalRule, Reference, groups_named, missing_people

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Limit = Annotated[Decimal, Field(ge=0)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SupplierApproval(Frozen):
    """What differs for one supplier.

    Attributes:
        automatic: false sends everything of this supplier to a person.
        limits: gross amount by currency; each replaces the general limit of that currency.
    """

    automatic: bool = True
    limits: dict[Currency, Limit] = {}


class ApprovalPolicy(Frozen):
    """Everything in `approval.toml`.

    Attributes:
        kinds: kinds of documents that may be approved automatically.
        limits: gross amount by currency (ISO 4217) up to which, itself included, no person is asked.
        learned_coding: whether lines whose account was learned from earlier ones may be keyed without a person.
        suppliers: exceptions by the supplier's code in the ERP.
        groups: people (logins, `role:...`) under a name, which steps use as `group:...`.
        person_limits: by login, `group:...` or `role:...` the gross amount by currency up to which, itself included,
            somebody may approve. A person's own entry counts before those of their groups and roles, of which the
            highest counts; who has no entry at all has no limit, who has one may approve no other currency.
        rules: tried in their order; the first whose conditions all hold decides. Where none does, `limits` decide
            whether a person is asked, and any approver will do.
    """

    kinds: frozenset[str]
    limits: dict[Currency, Limit]
    learned_coding: bool = False
    suppliers: dict[str, SupplierApproval] = {}
    groups: dict[str, tuple[Reference, ...]] = {}
    person_limits: dict[Reference, dict[Currency, Limit]] = {}
    rules: tuple[ApprovalRule, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> "ApprovalPolicy":
        for group, members in self.groups.items():
            if any(member.startswith("group:") or member == "anyone" for member in members) or not members:
                raise ValueError(f"group {group!r} names people and roles only, at least one; no group is in a group")
        named = groups_named(self.rules) | {name[6:] for name in self.person_limits if name.startswith("group:")}
        for group in sorted(named - self.groups.keys()):
            raise ValueError(f"there is no group {group!r}; write it under [groups]")
        names = [rule.name for rule in self.rules]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two rules have the name {name!r}; each needs its own")
        for rule in self.rules:
            lacking = missing_people(rule, self.groups)
            if lacking:
                raise ValueError(f"rule {rule.name!r}: {lacking}")
        return self

    def limit(self, supplier_code: str, currency: str) -> Decimal | None:
        """The limit that applies to a supplier in a currency; None where the file states none."""
        own = self.suppliers.get(supplier_code, SupplierApproval()).limits
        return own.get(currency, self.limits.get(currency))
