"""Keying one order by hand, step by step, with what each step showed."""

from collections.abc import Callable
from pathlib import Path

from bots.erp.port import ErpAccount
from bots.erp.session import WebErpAdapter, WebErpSession
from bots.errors import BotError
from bots.orders import InvoiceOrder
from config.errors import ConfigError
from orchestrator.wiring import Farm

Tell = Callable[[str], None]
LONGEST = 1500
"""Characters of a page that are shown with an error."""


class Trial:
    """One order on one adapter. `shown` says, after an error, where the picture is and what the page said."""

    def __init__(self, farm: Farm, name: str, evidence: Path, tell: Tell | None = None) -> None:
        self.farm = farm
        self.name = name
        self.evidence = evidence
        self.shown: tuple[str, ...] = ()
        self._tell = tell or (lambda line: None)
        self._session: WebErpSession | None = None
        self._count = 0

    def open(self) -> WebErpSession:
        """A logged-in session, which tells of its steps.

        Raises:
            ConfigError: there is no such adapter, it cannot be run by steps, or its account is not set up.
            BotError: the login fails.
        """
        from bots.erp.registry import load_adapter

        adapter = load_adapter(self.name, self.farm.settings.user_config)
        if not isinstance(adapter, WebErpAdapter):
            raise ConfigError(f"The adapter {self.name} is not made of pages (bots.erp.pages.WebErp).")
        self.evidence.mkdir(parents=True, exist_ok=True)
        self._session = adapter.open(self._account(), self.evidence, self._done)
        return self._session

    def run(self, order: InvoiceOrder, *, post: bool, discard: bool) -> None:
        """Look for the order, key it, and post it if told to; else its draft stays, or is deleted if told to.

        Raises:
            BotError: with the step and the field at which it failed; `shown` has more.
        """
        session = self.open()
        try:
            self._done("login")
            found = session.find(order.supplier_name, order.invoice_number)
            self._tell(f"the ERP has {len(found)} entries of {order.invoice_number} from {order.supplier_name}")
            session.fill(order)
            self._tell("keyed, saved, read back: every field is as ordered")
            if post:
                session.submit(order, lambda: None)
                entry = session.read_back(order)
                self._tell(f"posted and read back: {entry.number or 'without a number'}")
            elif discard:
                deleted = session.discard_draft(order)
                self._tell(f"{deleted} draft deleted" if deleted else "there was no draft to delete")
            else:
                self._tell(f"not posted: a draft marked {order.mark} stays in the ERP (--discard deletes it)")
        except BotError as error:
            self._look(error, session)
            raise
        finally:
            session.close()

    def _done(self, step: str) -> None:
        """A picture of what the step left on the screen."""
        if self._session is None:
            return
        self._count += 1
        path = self.evidence / f"{self._count:02}-{step.replace(' ', '-').replace('/', '-')}.png"
        try:
            self._session.screenshot(path)
        except BotError as error:
            self._tell(f"{self._count:2} {step}: no picture ({error})")
        else:
            self._tell(f"{self._count:2} {step}: {path}")

    def _look(self, error: BotError, session: WebErpSession) -> None:
        lines = [f"picture: {error.screenshot}"] if error.screenshot else []
        try:
            text = session.page_text()
            lines.append(f"the page shows: {text[:LONGEST]}")
        except BotError as blind:
            lines.append(f"the page cannot be read any more: {blind}")
        self.shown = tuple(lines)

    def _account(self) -> ErpAccount:
        """The account that keys with this adapter; else the farm's first one, as if it did."""
        accounts = self.farm.accounts
        lane = next((lane.name for lane in accounts.lanes if lane.erp == self.name), "")
        return accounts.login(lane).model_copy(update={"erp": self.name})
