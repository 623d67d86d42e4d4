"""Post the draft on the screen: the one click that cannot be taken back."""

from collections.abc import Callable

from playwright.sync_api import Error as PlaywrightError

from bots.browser import translate
from bots.erp.port import EntryState
from bots.erp.tryton.client import Client, Message, refusal
from bots.erp.tryton.reading import read_form
from bots.errors import BotError, OutcomeUnknown, ScreenChanged
from bots.orders import InvoiceOrder

_POSTED = """() => {
  const state = document.querySelector('#tabcontent > .tab-pane.active select[name=state]');
  return state && (state.value === '"posted"' || state.value === '"paid"');
}"""


def submit(client: Client, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
    """Press "Post" and confirm it; the confirmation is the click that posts, `before_click` runs just before it.

    Raises:
        RefusedByErp, TechnicalError: before the click; nothing was posted.
        OutcomeUnknown: from the click on.
    """
    _ask_to_post(client, order)
    try:
        before_click()
    except BaseException:
        client.press_dialog("confirmation-dialog", "Cancel")
        raise
    try:
        _confirm(client)
    except PlaywrightError as error:
        reason = translate(error, "posting")
        raise OutcomeUnknown(f"{reason}; look in Tryton whether {order.invoice_number!r} was posted") from reason
    except BotError as error:
        raise OutcomeUnknown(f"{error}; look in Tryton whether {order.invoice_number!r} was posted") from error


def _ask_to_post(client: Client, order: InvoiceOrder) -> None:
    shown = read_form(client)
    if (shown.mark, shown.reference, shown.state) != (order.mark, order.invoice_number, EntryState.DRAFT):
        raise ScreenChanged("the draft to post is not on the screen; fill it again")
    client.press("post")
    message = client.wait_for_dialog()
    if message.kind != "confirmation-dialog":
        raise refusal(message)


def _confirm(client: Client) -> None:
    client.press_dialog("confirmation-dialog", "OK")
    message = client.wait()
    if message is not None:
        _turn_down(client, message)
        raise refusal(message)
    client.page.wait_for_function(_POSTED)


def _turn_down(client: Client, message: Message) -> None:
    """Close a dialog without agreeing: a warning such as "similar invoice" is never ignored, least of all always."""
    if message.kind == "user-warning-dialog":
        client.press_dialog(message.kind, "No")
    elif message.kind == "warning-dialog":
        client.press_dialog(message.kind, "OK")
