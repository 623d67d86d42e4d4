"""The session of every ERP whose adapter is a `WebErp`: the order of things, and what must never happen.

Never posted: what was not read back and found equal. Never clicked: when `before_click` raises. Never repeated:
anything from the click on. A login lost before the click is no failure: the work is begun again, once.
"""

import base64
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Error as PlaywrightError

from bots.browser import screenshot, translate
from bots.erp import checking, keying, looking
from bots.erp.comparing import compare
from bots.erp.pages import WebErp
from bots.erp.port import Entry, EntryState, ErpAccount, ErpCheck, ErpPurchaseOrder, ErpSupplier
from bots.erp.workplace import Workplace
from bots.errors import BotError, ErpSlow, FieldMismatch, OutcomeUnknown, SessionLost
from bots.orders import InvoiceOrder
from bots.web.once import sent_once

log = logging.getLogger(__name__)
T = TypeVar("T")
OnStep = Callable[[str], None]
"""Called with a step's name when it has been done, while its page is still shown."""


class WebErpAdapter:
    """What an adapter's module offers as ``ADAPTER``: opens sessions; see `bots.erp.port.ErpAdapter`."""

    def __init__(self, pages: type[WebErp]) -> None:
        self.pages = pages
        self.name = pages.name

    def open(self, account: ErpAccount, evidence: Path, on_step: OnStep | None = None) -> "WebErpSession":
        """A logged-in session; `on_step` is called after each step of its work."""
        place = Workplace(self.pages, account, evidence)
        place.open()
        return WebErpSession(place, account, on_step)


class WebErpSession:
    """See `bots.erp.port.ErpSession` for what its methods promise."""

    def __init__(self, place: Workplace, account: ErpAccount, on_step: OnStep | None = None) -> None:
        self._place = place
        self._account = account
        self._on_step = on_step or _nothing
        self._absent: tuple[str, str] | None = None
        self._in_doubt = False  # a press of unknown outcome has left the page in a state that nobody knows

    def check(self) -> tuple[ErpCheck, ...]:
        return self._work("check", lambda erp: checking.check(erp, self._account))

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        return self._work("suppliers", lambda erp: erp.suppliers())

    def purchase_orders(self) -> tuple[ErpPurchaseOrder, ...]:
        return self._work("purchase orders", lambda erp: erp.purchase_orders())

    def find(self, supplier_name: str, invoice_number: str) -> tuple[Entry, ...]:
        self._place.start_invoice()
        found = self._work("find", lambda erp: looking.entries(erp, supplier_name, invoice_number))
        self._absent = None if found else (supplier_name, invoice_number)
        return tuple(shown.to_entry(self._place.erp.currency, lines=False) for _, shown in found)

    def fill(self, order: InvoiceOrder) -> None:
        # what `find` has just not found need not be looked for again
        absent = [self._absent == (order.supplier_name, order.invoice_number)]
        self._absent = None

        def work(erp: WebErp) -> None:
            known_absent, absent[0] = absent[0], False
            keying.fill(erp, order, self._account, known_absent, self._on_step)

        self._work("fill", work)

    def submit(self, order: InvoiceOrder, before_click: Callable[[], None]) -> None:
        self._absent = None
        self._work("before posting", lambda erp: self._prepare(erp, order))
        with self._place.browser.task("submit", traced=not self._place.erp.basic_login):
            try:
                before_click()
            except BaseException:
                with suppress(BotError, PlaywrightError):
                    self._place.erp.back_off()
                raise
            self._post(order)
        self._on_step("post")

    def read_back(self, order: InvoiceOrder) -> Entry:
        self._absent = None
        return self._work("read back", lambda erp: self._read_back(erp, order))

    def screenshot(self, path: Path) -> None:
        screenshot(self._place.browser.page, path)

    def discard_draft(self, order: InvoiceOrder) -> int:
        """Delete the drafts that carry the order's mark; returns how many there were."""
        return self._work("discard", lambda erp: keying.discard_drafts(erp, order))

    def page_text(self) -> str:
        """What the page says at the moment, in one line."""
        with self._place.browser.task("look"):
            return self._place.erp.web.text("body")

    def close(self) -> None:
        self._place.browser.close()

    def _work(self, step: str, work: Callable[[WebErp], T]) -> T:
        """Do `work`; when the login is lost on the way, log in and do it once more."""
        try:
            return self._once(step, work)
        except (SessionLost, ErpSlow) as lost:
            if isinstance(lost, ErpSlow) and not self._place.answers():
                raise
            log.warning("%s: %s; logging in again", step, lost)
            self._place.log_in_again()
            return self._once(step, work)

    def _once(self, step: str, work: Callable[[WebErp], T]) -> T:
        if self._in_doubt:
            self._place.log_in_again()
            self._in_doubt = False
        erp = self._place.erp
        with self._place.browser.task(step.replace(" ", "-")), erp.web.doing(step):
            done = work(erp)
        self._on_step(step)
        return done

    def _prepare(self, erp: WebErp, order: InvoiceOrder) -> None:
        if not keying.is_on_screen(erp, order):
            keying.fill(erp, order, self._account, False, self._on_step)
        erp.before_post(order)
        if erp.post_button and not erp.web.shows(erp.post_button):  # now, as from the intent on nothing is certain
            raise erp.web.changed(f"the page has no button {erp.post_button}", erp.post_button)

    def _post(self, order: InvoiceOrder) -> None:
        asks = f"look in the ERP whether {order.invoice_number!r} was posted"
        try:
            with self._place.erp.web.doing("post"), self._sent_once():
                self._place.erp.post()
        except PlaywrightError as error:
            self._in_doubt = True
            raise OutcomeUnknown(f"{translate(error, 'posting')}; {asks}") from error
        except BotError as error:
            self._in_doubt = True
            raise OutcomeUnknown(f"{error}; {asks}") from error

    def _sent_once(self) -> AbstractContextManager[None]:
        """The press leaves the browser once; with the password where the browser would add it, which no trace sees."""
        headers = {}
        if self._place.erp.basic_login:
            pair = f"{self._account.user}:{self._account.password.get_secret_value()}"
            headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        return sent_once(self._place.browser.page, self._account.step_seconds, headers)

    def _read_back(self, erp: WebErp, order: InvoiceOrder) -> Entry:
        found = looking.entries(erp, order.supplier_name, order.invoice_number)
        live = [(row, shown) for row, shown in found if shown.state is not EntryState.CANCELLED]
        if len(live) != 1:
            raise FieldMismatch(f"the ERP has {len(live)} entries of {order.invoice_number!r} instead of one")
        ((row, shown),) = live
        compare(keying.expected(erp, order, self._account), shown, erp.lines.ordered)
        if shown.state is not EntryState.POSTED:
            raise FieldMismatch(f"{order.invoice_number!r} is not posted but {shown.state.value}")
        looking.show(erp, row)
        return shown.to_entry(order.currency)


def _nothing(step: str) -> None:
    """Nobody watches."""
