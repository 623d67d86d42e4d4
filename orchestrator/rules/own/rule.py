"""A user's rule: what it decides about a case, and in which words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from config.own_rules_file import Own
from orchestrator.phrases import phrase
from orchestrator.rules.base import Case, Finding, Severity, Verdict, make_verdict
from orchestrator.rules.own.facts import of_case, shown
from orchestrator.rules.own.types import CannotTell, Facts, Run

Decide = Callable[[Facts], tuple[bool, str]]
NAME = re.compile(r"\{(\w*)\}")
ASKS_NOTHING = phrase("It asks nothing of this document.")
HOLDS = phrase("It holds.")


@dataclass(frozen=True)
class OwnCheck:
    """A rule of a user, checked and ready.

    Attributes:
        when: to which documents it applies; None for all.
        decide: whether a document passes, and a sentence of its own where a table's row has one.
        names: the values that it looks at.
        text: the expressions as the user wrote them, for people.
    """

    own: Own
    when: Run | None
    decide: Decide
    names: tuple[str, ...]
    text: str

    @property
    def id(self) -> str:
        return self.own.id

    @property
    def severity(self) -> Severity:
        return Severity(self.own.severity)

    def judge(self, case: Case) -> Verdict:
        """One verdict. What cannot be worked out blocks the document, whatever the rule's severity; it never passes."""
        values = of_case(case)
        looked_at = {name: shown(values[name]) for name in self.names if values[name] is not None}
        try:
            passed, sentence = self.outcome(Facts(values))
        except Exception as error:  # noqa: BLE001 - it is recorded: whatever a rule raises blocks the document
            why = str(error) if isinstance(error, CannotTell) else f"{type(error).__name__}: {error}"
            told = f"Rule {self.id} could not be worked out: {why}."
            return make_verdict(self.id, self.own.version, Severity.BLOCK, Finding((told,), "", looked_at))
        if self.severity is Severity.NOTE and not passed:
            passed = True
        problems = () if passed else (sentence,)
        return make_verdict(self.id, self.own.version, self.severity, Finding(problems, sentence, looked_at))

    def outcome(self, facts: Facts) -> tuple[bool, str]:
        """Whether a document passes, and the sentence.

        Raises:
            CannotTell: something is missing that decides.
        """
        if self.when is not None and not self.when(facts):
            return True, ASKS_NOTHING
        passed, own = self.decide(facts)
        return passed, HOLDS if passed else filled(own or self.own.sentence, facts)


def filled(sentence: str, facts: Facts) -> str:
    """A sentence with the document's values in place of their names."""
    return NAME.sub(lambda found: shown(facts.values.get(found[1])), sentence)
