"""The adapter for Tryton 8.0 with its web client sao."""

from pathlib import Path

from bots.browser import Browser
from bots.erp.port import ErpAccount, ErpSession
from bots.erp.tryton.login import log_in
from bots.erp.tryton.session import TrytonSession


class TrytonAdapter:
    """Opens sessions at a Tryton; see `bots.erp.port.ErpAdapter`."""

    name = "tryton"

    def open(self, account: ErpAccount, evidence: Path) -> ErpSession:
        browser = Browser.start(evidence, step_seconds=account.step_seconds)
        try:
            return TrytonSession(browser, log_in(browser, account), account)
        except BaseException:
            browser.close()
            raise
