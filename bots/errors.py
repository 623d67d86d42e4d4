"""The error root of `bots`. The type answers: try again?"""

from pathlib import Path


class BotError(Exception):
    """A bot could not do what it was asked; the message says what to do next.

    Attributes:
        step: what the bot was at, e.g. ``header``; empty where that is not known.
        element: the field or button in question, e.g. ``invoice_number``; empty where there is none.
        screenshot: what the page showed; None where no picture could be taken.
    """

    step: str = ""
    element: str = ""
    screenshot: Path | None = None

    def __str__(self) -> str:
        where = [f"{name} {value}" for name, value in (("step", self.step), ("field", self.element)) if value]
        if self.screenshot is not None:
            where.append(f"screenshot {self.screenshot}")
        return super().__str__() + (f" [{', '.join(where)}]" if where else "")


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
    """The ERP does not answer in time, or answers with a server error or a maintenance page. It may be well later."""


class ErpSlow(ErpUnreachable):
    """A request got no answer in time. Where the ERP answers others meanwhile, it may be the login that has ended."""


class SessionLost(TechnicalError):
    """The login ended or was refused for now; a new session is needed."""


class LoginRefused(BusinessError):
    """User or password were refused. Not retried: repeated wrong logins lock accounts."""


class ScreenChanged(TechnicalError):
    """A page has come to rest without what the adapter needs: the ERP's pages changed, or the adapter is wrong.

    `element` names what is missing.
    """

    def __init__(self, message: str, element: str = "") -> None:
        super().__init__(message)
        self.element = element


class BrowserDied(TechnicalError):
    """The browser process ended."""


class OutcomeUnknown(BotError):
    """Something failed at or after the submitting click: the ERP may or may not have posted. Never blindly retried."""


class AdapterUnfinished(BusinessError):
    """A piece of a user's adapter is still to be written; the message names it."""


class RecordingUnreadable(BotError):
    """A recording of the browser cannot be turned into an adapter's steps."""
