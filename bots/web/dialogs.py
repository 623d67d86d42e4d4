"""What to answer when a page alerts, asks or warns: decided by the text, never by the order of things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """ACCEPT and DISMISS answer and go on; REFUSED and LOST turn down and end the work with an error."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    REFUSED = "refused"
    LOST = "lost"


@dataclass(frozen=True)
class Rule:
    """`answer` for each dialog in whose text the regular expression `text` is found, in upper or lower case."""

    text: str
    answer: Answer


@dataclass(frozen=True)
class Modal:
    """A kind of dialog that is drawn in the page.

    Attributes:
        css: the window when it is shown, e.g. ``.modal.in``.
        accept, dismiss: selectors of its buttons, looked for inside the window; empty where it has no such button.
    """

    css: str
    accept: str = ""
    dismiss: str = ""


@dataclass(frozen=True)
class DialogPolicy:
    """The first rule whose text is found answers; `otherwise` holds for what no rule knows.

    Native dialogs (alert, confirm, prompt) and the windows in `modals` are treated alike.
    """

    rules: tuple[Rule, ...] = ()
    modals: tuple[Modal, ...] = ()
    otherwise: Answer = Answer.REFUSED

    def answer(self, text: str) -> Answer:
        """What to do about a dialog that says `text`."""
        for rule in self.rules:
            if re.search(rule.text, text, re.IGNORECASE | re.DOTALL):
                return rule.answer
        return self.otherwise

    def knows(self, text: str) -> bool:
        """Whether a rule is about `text`."""
        return any(re.search(rule.text, text, re.IGNORECASE | re.DOTALL) for rule in self.rules)

    def also(self, rules: Iterable[Rule]) -> "DialogPolicy":
        """This policy with `rules` before its own."""
        return DialogPolicy((*rules, *self.rules), self.modals, self.otherwise)
