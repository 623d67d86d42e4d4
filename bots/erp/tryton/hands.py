"""Steps of `sao.js` done in the page: one round trip for as many as belong together."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.browser import translate
from bots.errors import (
    BotError,
    CodeNotFound,
    ErpUnreachable,
    FieldMismatch,
    LoginRefused,
    RefusedByErp,
    SessionLost,
    SupplierAmbiguous,
    SupplierNotFound,
    TechnicalError,
)
from bots.web.page import WebPage
from bots.web.waiting import POLL_MS

_RUN = "([steps, seconds]) => window.botfarm.run(steps, seconds)"
_LOADED = "() => window.jQuery && window.Sao && document.querySelector('#login') && true"
_NO_ANSWER = re.compile(r"\[\d+\].*try again later", re.IGNORECASE | re.DOTALL)
PATIENCE = 3.0
"""Steps wait several times, `step_seconds` at most each; a page silent for so many times that is given up."""

Step = tuple[Any, ...]


class Hands:
    """Does steps in Tryton's client, which `web` shows. All methods raise `bots.errors` only."""

    def __init__(self, web: WebPage, step_seconds: float) -> None:
        self._web = web
        self._seconds = step_seconds

    def begin(self) -> None:
        """Wait for the client's login form, and bring the steps into the page."""
        self._wait(_LOADED, None)
        self._wait(_script(), None)

    def do(self, *steps: Step) -> list[Any]:
        """What each of `steps` (its name in sao.js, its arguments) gave."""
        done = self._wait(_RUN, [list(steps), self._seconds])
        if "failed" in done:
            raise self._error(done["step"], done["failed"])
        given: list[Any] = done["given"]
        return given

    def _wait(self, script: str, argument: object) -> Any:
        page, most = self._web.page, PATIENCE * self._seconds * 1000
        try:
            return page.wait_for_function(script, arg=argument, polling=POLL_MS, timeout=most).json_value()
        except PlaywrightTimeout as error:
            raise ErpUnreachable(f"Tryton does not answer within {most / 1000:g} s") from error
        except PlaywrightError as error:
            raise translate(error, "working in Tryton") from error

    def _error(self, step: str, failed: dict[str, Any]) -> BotError:
        why, element = failed["why"], str(failed.get("element", ""))
        text = " ".join(str(failed.get("text", "")).split())[:500]
        if (why == "late" and not failed["busy"]) or why == "missing":
            return self._web.changed(f"Tryton does not show {element}", element)
        error = {
            "late": ErpUnreachable(f"Tryton does not come to rest within {self._seconds:g} s"),
            "login": LoginRefused(f"Tryton refuses the user or the password; correct the settings ({text})"),
            "refused": RefusedByErp(f"Tryton does not save the invoice: {text}"),
            "differs": FieldMismatch(
                f"{element}: Tryton shows {failed.get('shown')!r}, the order says {failed.get('wanted')!r}"
            ),
        }.get(why) or (chosen(failed) if why == "choice" else refusal(failed["kind"], text))
        error.element = element
        return error


@cache
def _script() -> str:
    return "() => {" + Path(__file__).with_name("sao.js").read_text(encoding="utf-8") + "\nreturn true; }"


def chosen(failed: dict[str, Any]) -> BotError:
    """The error for a field whose choices offer what is wanted never, or more than once."""
    element, wanted, several = failed["element"], failed["wanted"], failed["count"] > 0
    if element == "party":
        if several:
            return SupplierAmbiguous(f"several suppliers answer to {wanted}; a person must choose")
        return SupplierNotFound(f"no supplier {wanted} of the order's name in Tryton; check its code and name there")
    if several:
        return FieldMismatch(f"{element} {wanted!r} is ambiguous in Tryton: {failed['count']} entries answer to it")
    return CodeNotFound(f"{element} {wanted!r} is not in Tryton; correct the order or create it there")


def refusal(kind: str, text: str) -> BotError:
    """The error that a dialog of the client stands for; `kind` is the dialog's class."""
    if kind in ("ask-dialog", "login-dialog"):
        return SessionLost("Tryton asks for the password again: the session has ended")
    if kind == "message-dialog" and _NO_ANSWER.search(text):
        return ErpUnreachable(f"Tryton's server does not answer: {text}")
    if kind == "error-dialog":
        return TechnicalError(f"Tryton shows an application error: {text}")
    return RefusedByErp(f"Tryton says: {text}")
