"""Where a web ERP is worked in: a browser, logged in; again when the login ends, anew when the browser is worn."""

import logging
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

from bots.browser import Browser, dismiss
from bots.erp.pages import WebErp
from bots.erp.port import ErpAccount
from bots.web.locale import WebLocale
from bots.web.page import WebPage

PROBE_SECONDS = 3.0
log = logging.getLogger(__name__)


class Workplace:
    """One login of one account. `open` first.

    Attributes:
        erp: the adapter's pages; a new object after each login.
    """

    def __init__(self, pages: type[WebErp], account: ErpAccount, evidence: Path) -> None:
        self._pages = pages
        self._account = account
        self._evidence = evidence
        self._invoices = 0
        self.browser: Browser
        self.erp: WebErp

    def open(self) -> None:
        """Start a browser and log in.

        Raises:
            BotError: the login is refused, or something does not answer; no browser is left behind.
        """
        self.browser = Browser.start(self._evidence, step_seconds=self._account.step_seconds)
        self._invoices = 0
        try:
            self._log_in()
        except BaseException:
            self.browser.close()
            raise

    def log_in_again(self) -> None:
        """A new page without the old login's traces, logged in."""
        self.browser.renew_page()
        self._log_in()

    def start_invoice(self) -> None:
        """Counts an invoice, and replaces a browser that has keyed enough or takes too much memory."""
        self._invoices += 1
        worn = self._invoices > self._account.recycle_invoices
        if worn or self.browser.memory_mb() > self._account.recycle_mb:
            log.info("a new browser after %d invoices, %d MB", self._invoices - 1, self.browser.memory_mb())
            self.browser.close()
            self.open()
            self._invoices = 1

    def answers(self) -> bool:
        """Whether the ERP shows its login page to somebody else at once, so that it is our login that is stuck."""
        url = urljoin(self._account.url.rstrip("/") + "/", self._pages.login.address)
        try:
            with urlopen(url, timeout=PROBE_SECONDS) as answer:  # noqa: S310 - the address is the settings' own
                return bool(answer.status < 500)
        except OSError:
            return False

    def _log_in(self) -> None:
        page, account, pages = self.browser.page, self._account, self._pages
        page.remove_listener("dialog", dismiss)
        web = WebPage(
            page, account.url.rstrip("/") + "/", locale_of(pages, account), pages.rest, pages.dialogs,
            account.step_seconds, pages.frame,
        )  # fmt: skip
        self.erp = pages(web, account)
        with self.browser.task("login"), web.doing("login"):
            web.waiting.logging_in = True
            self.erp.log_in()
            web.waiting.logging_in = False
        self.browser.begin_trace()


def locale_of(pages: type[WebErp], account: ErpAccount) -> WebLocale:
    """How this account's user sees numbers and dates: its own examples, else what the adapter takes for granted."""
    given = pages.locale
    number = account.number_example or given.example
    return WebLocale.like(number, account.date_example or given.example_day)
