"""Waiting until a page has come to rest, answering what it asks meanwhile."""

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from playwright.sync_api import Dialog, Frame, Page, Request
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.errors import BotError, ErpSlow, ErpUnreachable, RefusedByErp, ScreenChanged, SessionLost
from bots.web import scripts
from bots.web.dialogs import Answer, DialogPolicy
from bots.web.rest import Rest

POLL_MS = 10
MOST_MODALS = 20
"""So many windows may follow one another before it is taken for a circle."""


class Waiting:
    """Watches one page. All methods raise `bots.errors`, or Playwright's where the browser itself fails.

    Attributes:
        logging_in: while this is so, a login form is what is wanted, and no lost session.
    """

    def __init__(self, page: Page, rest: Rest, dialogs: DialogPolicy, seconds: float) -> None:
        self._rest = rest
        self._dialogs = dialogs
        self._seconds = seconds
        self._said: list[BotError] = []
        self._loading: set[Request] = set()
        self.logging_in = False
        self._rule = scripts.REST.replace("READY", rest.ready or "true")
        page.add_init_script(scripts.WATCH)
        page.on("dialog", self._answer)
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def settle(self, view: Frame, token: str) -> None:
        """Wait until the page is at rest; with a `token` of `scripts.MARK`, until what was marked is gone too.

        Raises:
            SessionLost: the page asks to log in, or is dead.
            RefusedByErp: it complains, or shows a dialog that the policy does not know.
            ErpUnreachable: it does not come to rest in time, or the server answers with an error.
        """
        for _ in range(MOST_MODALS):
            state = self._stirring(view, token)
            self._raise_said()
            if state["kind"] != "modal":
                self._judge_error_page(view, state)
                self._judge(state)
                return
            self._press_modal(view, state["css"], state["text"])
            if state["failed"] and not self._dialogs.knows(state["text"]):
                self._said.clear()
                raise ErpUnreachable(f"the ERP answers with an error: {_short(state['text'])}")
        raise ErpUnreachable(f"one window follows another: {_short(state['text'])}")

    def _stirring(self, view: Frame, token: str) -> dict[str, Any]:
        """The page's state; an old page is not stuck as long as the server owes the new one, which only we can see."""
        end = time.monotonic() + self._seconds
        state = self._state(view, token, self._seconds)
        while state["kind"] == "stuck" and self._loading:
            view.evaluate(scripts.STIR)
            state = self._state(view, token, max(0.01, end - time.monotonic()))
        return state

    def first_of(self, view: Frame, outcomes: Sequence[str]) -> str:
        """Wait for the first of `outcomes` (CSS) to be visible, and then for rest."""
        script = "all => {" + scripts.SEEN + "return all.find(css => first(css)) || null; }"
        found: str = view.wait_for_function(
            script, arg=list(outcomes), polling=POLL_MS, timeout=self._seconds * 1000
        ).json_value()
        self._raise_said()
        return found

    def changed(self, view: Frame, message: str, element: str) -> BotError:
        """The error for a page that lacks something: what it says tells a changed page from one under maintenance."""
        says = ""
        with suppress(PlaywrightError):
            says = view.evaluate(scripts.SHOWS)
        if self._rest.is_down(says):
            return ErpUnreachable(f"{message}; the page says: {says}")
        return ScreenChanged(f"{message}; the page says: {says}", element)

    def _state(self, view: Frame, token: str, seconds: float) -> dict[str, Any]:
        rest = self._rest
        argument = {
            "token": token,
            "content": rest.content,
            "busy": rest.busy,
            "lost": "" if self.logging_in else rest.lost,
            "complaint": rest.complaint,
            "modals": [modal.css for modal in self._dialogs.modals],
            "stuck": rest.stuck_seconds * 1000,
        }
        try:
            state: dict[str, Any] = view.wait_for_function(
                self._rule, arg=argument, polling=POLL_MS, timeout=seconds * 1000
            ).json_value()
        except PlaywrightTimeout as error:
            self._raise_said()
            raise ErpSlow(f"the ERP does not answer within {self._seconds:g} s") from error
        return state

    def _judge_error_page(self, view: Frame, state: dict[str, Any]) -> None:
        """Some ERPs say what they refuse with a status of 500: where a rule knows the page's text, it is heeded."""
        if state["kind"] != "status" or state["status"] < 500:
            return
        with suppress(PlaywrightError):
            says = view.evaluate(scripts.SHOWS)
            if self._dialogs.knows(says) and self._dialogs.answer(says) is Answer.REFUSED:
                self._note(Answer.REFUSED, says)
        self._raise_said()

    def _judge(self, state: dict[str, Any]) -> None:
        kind, text = state["kind"], _short(state.get("text", ""))
        if kind == "lost":
            raise SessionLost(f"the session has ended; the page says: {text}")
        if kind == "stuck":
            why = "shows what it showed before" if text == "old" else "stays busy"
            raise SessionLost(f"the page {why}, and asks the server for nothing: the session is taken for lost")
        if kind == "down":
            raise ErpUnreachable(f"the ERP cannot be reached: {text}")
        if kind == "status":
            if state["status"] == 401:
                raise SessionLost(f"the session has ended: {text} answers with 401")
            raise ErpUnreachable(f"the ERP answers with an error ({state['status'] or 'no answer'}): {text}")
        if kind == "complaint":
            raise RefusedByErp(f"the ERP says: {text}")

    def _press_modal(self, view: Frame, css: str, text: str) -> None:
        modal = next(modal for modal in self._dialogs.modals if modal.css == css)
        answer = self._dialogs.answer(text)
        button = modal.accept if answer is Answer.ACCEPT else modal.dismiss
        if button:
            window = next(f for f in (view, *view.page.frames) if f.locator(css).locator("visible=true").count())
            window.locator(css).locator("visible=true").first.locator(button).first.click()
        self._note(answer, text)
        if not button and answer in (Answer.ACCEPT, Answer.DISMISS):
            raise RefusedByErp(f"the ERP shows a window without a known button: {_short(text)}")

    def _begun(self, request: Request) -> None:
        if request.is_navigation_request():
            self._loading.add(request)

    def _ended(self, request: Request) -> None:
        self._loading.discard(request)

    def _answer(self, dialog: Dialog) -> None:
        """A dialog of the browser itself."""
        answer = self._dialogs.answer(dialog.message)
        self._note(answer, dialog.message)
        with suppress(PlaywrightError):
            if answer is Answer.ACCEPT:
                dialog.accept()
            else:
                dialog.dismiss()

    def _note(self, answer: Answer, text: str) -> None:
        if answer is Answer.REFUSED:
            self._said.append(RefusedByErp(f"the ERP says: {_short(text)}"))
        elif answer is Answer.LOST:
            self._said.append(SessionLost(f"the session has ended; the page says: {_short(text)}"))

    def _raise_said(self) -> None:
        if self._said:
            error = self._said[0]
            self._said.clear()
            raise error


def _short(text: str) -> str:
    return " ".join(text.split())[:300]
