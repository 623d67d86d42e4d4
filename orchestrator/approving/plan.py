"""What must be signed before a document is approved: its steps, each with signatures that some people may give."""

from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from config.approval_rules import ANYONE, StepRule

NO_RULE = ""
"""The name of the rule where none of the policy's own applies: its limits decided."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Step(Frozen):
    """One step.

    Attributes:
        kind: `one_of`, `all_of` or `countersign`.
        slots: the signatures that it takes, each with who may give it: logins, `group:...`, `role:...` or `anyone`.
        remind_after, within, escalate_to: see `config.approval_rules.StepRule`.
    """

    kind: str
    slots: tuple[tuple[str, ...], ...]
    remind_after: timedelta | None = None
    within: timedelta | None = None
    escalate_to: tuple[str, ...] = ()


class Plan(Frozen):
    """Everything that a document waits for. No steps: it is approved automatically.

    Attributes:
        rule: the name of the policy's rule, empty where its limits decided.
        reason: why, in a sentence for a clerk.
    """

    rule: str
    reason: str
    steps: tuple[Step, ...]

    @property
    def automatic(self) -> bool:
        return not self.steps


ANY_APPROVER = Step(kind="one_of", slots=((ANYONE,),))


def step_of(rule: StepRule) -> Step:
    """The step as the policy's file says it."""
    kind = "one_of" if rule.one_of else "all_of" if rule.all_of else "countersign"
    return Step(
        kind=kind, slots=rule.slots, remind_after=rule.remind_after, within=rule.within, escalate_to=rule.escalate_to
    )
