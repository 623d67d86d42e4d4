"""The error root of `orchestrator`."""


class OrchestratorError(Exception):
    """The farm cannot do what it was asked; the message says what to do next."""


class IllegalMove(OrchestratorError):
    """A document was asked to move between stages that no move joins."""


class LostRace(OrchestratorError):
    """The document was not in the expected stage (or fence) any more: someone else moved it first."""


class DocumentNotFound(OrchestratorError):
    """No document, or more than one, answers to the id given."""


class NotReady(OrchestratorError):
    """A step needs something that is not there yet; it is tried again."""


class OrderIncomplete(OrchestratorError):
    """An invoice lacks, or contradicts, something that keying needs; the message says what, for a clerk."""


class DecisionRefused(OrchestratorError):
    """A person's decision does not fit the document as it stands; the message says what would."""


class SupplierNotRemembered(OrchestratorError):
    """No remembered supplier, or more than one, answers to the name given."""


class NotAllowed(OrchestratorError):
    """Somebody lacks the right to do this, or an earlier act of theirs bars it; the message says which."""


class BadPassword(OrchestratorError):
    """A new password is too easy to guess; the message says how to take a better one."""


class LoginRefused(OrchestratorError):
    """Login and password do not fit, or there were too many attempts; the message says when to try again."""


class PersonNotFound(OrchestratorError):
    """Nobody has this login."""


class AlertNotFound(OrchestratorError):
    """There is no alert of this number."""


class WebhookNotFound(OrchestratorError):
    """There is no webhook, or no delivery, of this number."""
