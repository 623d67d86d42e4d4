"""Why a rule sent a document to a person, with the rule's own sentence after a few words in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from orchestrator.phrases import phrase
from orchestrator.rules.doubtful import BY_FIELD
from orchestrator.web.languages import LANGUAGES, Language
from orchestrator.web.retelling import retell

WRITTEN_IN = next(iter(LANGUAGES))
HEADLINES = {
    "arithmetic": phrase("The sums do not agree."),
    "coding": phrase("Codes are missing."),
    "currency": phrase("The currency is doubtful."),
    "dates": phrase("The dates are doubtful."),
    "duplicate_invoice": phrase("It may be there already."),
    "iban": phrase("The bank account is doubtful."),
    "kind": phrase("The kind of document is doubtful."),
    "order_matching": phrase("It differs from its order."),
    "reading": phrase("Reading it was difficult."),
    "supplier_known": phrase("The supplier is not known."),
    "tax_id": phrase("The tax number is doubtful."),
}


class Judged(Protocol):
    """A verdict, as the judge gives it or as the store keeps it."""

    @property
    def rule_id(self) -> str: ...
    @property
    def sentence(self) -> str: ...


@dataclass(frozen=True)
class Reasons:
    """Tells reasons to a reader. `rules`: by which rule each sentence was said."""

    spoken: Language
    rules: Mapping[str, str]

    def told(self, sentence: str) -> str:
        """The sentence in the reader's language; where it is not known in that, a headline goes before it."""
        rule = self.rules.get(sentence, "")
        if self.spoken.code == WRITTEN_IN or rule in BY_FIELD or rule not in HEADLINES:
            return retell(self.spoken, sentence)
        told = retell(self.spoken, sentence)
        if told != sentence:
            return told
        return f"{self.spoken.gettext(HEADLINES[rule])} {sentence}"


def reasons(spoken: Language, verdicts: Iterable[Judged]) -> Reasons:
    """The reasons in these verdicts."""
    return Reasons(spoken, {verdict.sentence: verdict.rule_id for verdict in verdicts})
