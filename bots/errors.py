"""The error root of `bots`. The type answers: try again?"""


class BotError(Exception):
    """A bot could not do what it was asked; the message says what to do next."""


class BusinessError(BotError):
    """The ERP or the order says no. Trying again changes nothing: a person decides."""


class SupplierNotFound(BusinessError):
    """No supplier of that code and name in the ERP."""


class SupplierAmbiguous(BusinessError):
    """Several suppliers answer to that code or name; none is chosen."""


class CodeNotFound(BusinessError):
    """An account, tax code or cost centre of the order does not exist in the ERP."""


class FieldMismatch(BusinessError):
    """A field read back from the ERP differs from the order. Nothing was posted after it was seen."""


class RefusedByErp(BusinessError):
    """The ERP answered with an error of its own (closed period, missing right, a warning that we do not accept)."""


class TechnicalError(BotError):
    """The ERP, its page or the browser failed before anything was submitted. Safe to try again."""


class ErpUnreachable(TechnicalError):
    """The ERP does not answer, or answers with a server error."""


class SessionLost(TechnicalError):
    """The login ended or was refused for now; a new session is needed."""


class LoginRefused(BusinessError):
    """User or password were refused. Not retried: repeated wrong logins lock accounts."""


class PageChanged(TechnicalError):
    """A page does not show what the adapter needs within its time limit."""


class BrowserDied(TechnicalError):
    """The browser process ended."""


class OutcomeUnknown(BotError):
    """Something failed at or after the submitting click: the ERP may or may not have posted. Never blindly retried."""
