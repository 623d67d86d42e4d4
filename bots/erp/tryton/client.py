"""Tryton's web client (sao 8.0) as a keyboard and a pair of eyes: wait, type, choose, press, and read dialogs.

The client is one page whose ids are generated; fields are found by their `name`. It is ready when no request is in
flight and none follows; dialogs are told apart by their class.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from playwright.sync_api import Locator, Page

from bots.errors import CodeNotFound, FieldMismatch, RefusedByErp, ScreenChanged, SessionLost, TechnicalError

QUIET_LOOKS = 2
"""How many looks in a row must find no request in flight and no timer due (the client chains its steps by timers, which
`login` makes countable): the second one is for what the browser itself does between two looks."""
POLL_MS = 15
"""How often a condition is looked at; the default, each frame, makes Chromium draw frames for nothing."""
ATTEMPTS = 6

_DIALOG = """() => {
  const kinds = ['ask-dialog', 'login-dialog', 'error-dialog', 'user-warning-dialog', 'warning-dialog',
                 'message-dialog', 'confirmation-dialog'];
  for (const modal of document.querySelectorAll('.modal.in')) {
    const kind = kinds.find(name => modal.classList.contains(name));
    if (kind) return {kind, text: (modal.querySelector('.modal-body') || modal).innerText.trim()};
  }
  return null;
}"""
_READY = """quiet => {
  const dialog = (DIALOG)();
  if (dialog) return dialog;
  const busy = !window.jQuery || window.jQuery.active || !window.timersSoon || window.timersSoon.size;
  if (busy) { window.quietLooks = 0; return null; }
  window.quietLooks = (window.quietLooks || 0) + 1;
  if (window.quietLooks < quiet) return null;
  window.quietLooks = 0;
  return {kind: 'ready', text: ''};
}""".replace("DIALOG", _DIALOG)

_COMPLETION = """([input, text]) => {
  if (input.value !== text) return {lost: true};
  const dropdown = input.closest('.dropdown');
  if (!dropdown || !dropdown.classList.contains('open')) return null;
  return {options: [...dropdown.querySelectorAll('li.completion')].map(item => item.innerText.trim())};
}"""

_DROPDOWN = 'xpath=ancestor::*[contains(concat(" ", @class, " "), " dropdown ")][1]'


@dataclass(frozen=True)
class Message:
    """A dialog that the client shows over the page: its kind (the class of the dialog) and its text."""

    kind: str
    text: str


class Client:
    """The client in one page. All methods raise `bots.errors` or Playwright's errors, which the caller translates."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tab = page.locator("#tabcontent > .tab-pane.active")

    def wait(self) -> Message | None:
        """Wait until the page is ready, or shows a dialog, which is returned."""
        state: dict[str, str] = self.page.wait_for_function(_READY, arg=QUIET_LOOKS, polling=POLL_MS).json_value()
        return None if state["kind"] == "ready" else Message(state["kind"], state["text"])

    def settle(self) -> None:
        """Wait until the page is ready.

        Raises:
            SessionLost: the client asks for the password.
            RefusedByErp: it shows a warning or an error instead.
        """
        message = self.wait()
        if message is not None:
            raise refusal(message)

    def wait_for_dialog(self) -> Message:
        """Wait until the client asks or tells something in a dialog."""
        state: dict[str, str] = self.page.wait_for_function(_DIALOG, polling=POLL_MS).json_value()
        return Message(state["kind"], state["text"])

    def press_dialog(self, kind: str, button: str) -> None:
        """Press a button of the dialog that is shown."""
        dialog = self.page.locator(f".modal.{kind}.in")
        dialog.locator(".modal-footer").get_by_role("button", name=button, exact=True).click()

    def type_text(self, scope: Locator, name: str, text: str) -> None:
        """Put `text` into a field and leave it."""
        field = scope.locator(f"input[name={name}]:not([readonly]), textarea[name={name}]:not([readonly])")
        field.fill(text)
        field.press("Tab")
        self.settle()

    def type_number(self, scope: Locator, name: str, value: Decimal) -> None:
        """Put a number into a field: the client swaps its localised text for a plain number input on focus."""
        scope.locator(f"input[type=text][name={name}]:not([readonly])").focus()
        field = scope.locator(f"input[type=number][name={name}]")
        field.fill(format(value, "f"))
        field.press("Tab")
        self.settle()

    def type_date(self, scope: Locator, name: str, value: date) -> None:
        """Choose a day in a field's calendar, which takes ISO dates whatever the language of the user."""
        box = scope.locator(".form-date").filter(has=self.page.locator(f"input[name={name}]"))
        box.locator("input[type=date]").fill(value.isoformat())
        self.settle()

    def clear(self, field: Locator) -> None:
        """Take the entry out of a field with completion: while it holds one, it searches for nothing."""
        if field.input_value():
            field.press("Backspace")
            self.settle()

    def complete(self, field: Locator, text: str, matches: Callable[[str], bool], what: str) -> str:
        """Type `text` into a field with completion, choose the one option that `matches`, and return its label.

        The client waits a moment before it searches, and throws the search away when an answer redraws the form:
        typed again until the list stays.

        Raises:
            CodeNotFound: none matches.
            FieldMismatch: several do.
        """
        options = self._options(field, text, what)
        chosen = [index for index, option in enumerate(options) if matches(option)]
        if not chosen:
            field.fill("")
            raise CodeNotFound(f"{what} {text!r} is not in the ERP; correct the order or create it there")
        if len(chosen) > 1:
            field.fill("")
            raise FieldMismatch(f"{what} {text!r} is ambiguous in the ERP: {len(chosen)} entries answer to it")
        field.locator(_DROPDOWN).locator("li.completion").nth(chosen[0]).click()
        self.settle()
        return options[chosen[0]]

    def _options(self, field: Locator, text: str, what: str) -> list[str]:
        for _ in range(ATTEMPTS):
            field.fill(text)
            handle = field.element_handle()
            found: dict[str, Any] = self.page.wait_for_function(
                _COMPLETION, arg=[handle, text], polling=POLL_MS
            ).json_value()
            if "options" in found:
                return list(found["options"])
            self.settle()
        raise ScreenChanged(f"{what}: the list of choices does not stay open")

    def press(self, name: str) -> None:
        """Press a button of the form, e.g. ``post``, without waiting for what follows."""
        self.tab.locator(f"button[name={name}]:visible").click()

    def toolbar(self, name: str) -> None:
        """Press a button of the tab's toolbar, e.g. ``save``, and wait until the page is ready."""
        self.tab.locator(f"button#{name}").first.click()
        self.settle()

    def save(self) -> None:
        """Save the form.

        Raises:
            RefusedByErp: the client finds a field that is wrong, or the ERP says no.
        """
        self.toolbar("save")
        complaint = self.tab.locator(".alert-danger:visible").or_(
            self.page.locator(".notification.alert-danger:visible")
        )
        if complaint.count():
            raise RefusedByErp(f"Tryton does not save the invoice: {complaint.first.inner_text()}")

    def leave_dialog(self, dialog: Locator) -> None:
        """Close the dialog of a record without changing it."""
        footer = dialog.locator(".modal-footer")
        buttons = footer.get_by_role("button", name="Discard changes").or_(footer.get_by_role("button", name="Close"))
        buttons.first.click()
        dialog.wait_for(state="hidden")
        self.settle()

    def close_dialogs(self) -> None:
        """Close the dialogs of records that a failed attempt left open, dropping what was typed into them."""
        dialogs = self.page.locator(".modal.window-form.in")
        for index in reversed(range(dialogs.count())):
            footer = dialogs.nth(index).locator(".modal-footer")
            footer.locator("button#delete_").or_(footer.get_by_role("button", name="Close")).first.click()
            dialogs.nth(index).wait_for(state="hidden")
            self.settle()

    def open_by_menu(self, words: str, entry: str) -> None:
        """Open a list in a new tab by searching the menu for `words` and choosing the entry that ends with `entry`."""
        self.page.locator("#global-search-entry").fill(words)
        ends = re.compile(re.escape(entry) + "$")
        self.page.locator("#global-search .completion").filter(has_text=ends).first.click()
        self.tab.locator("button#new_").wait_for()
        self.settle()

    def close_tab(self) -> None:
        """Close the tab in front."""
        self.page.locator("#tablist > .active button.close, #tabs .active button.close").first.click()
        self.settle()


def refusal(message: Message) -> RefusedByErp | TechnicalError:
    """The error that stands for a dialog."""
    text = " ".join(message.text.split())[:500]
    if message.kind in ("ask-dialog", "login-dialog"):
        return SessionLost("Tryton asks for the password again: the session has ended; log in anew")
    if message.kind == "error-dialog":
        return TechnicalError(f"Tryton shows an application error: {text}")
    return RefusedByErp(f"Tryton says: {text}")
