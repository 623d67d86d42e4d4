"""Chromium's life: started per session, ended with its process; waiting, screenshots, traces and Playwright's errors.

Nothing outside `bots` sees Playwright: its errors leave here as `bots.errors`.
"""

import logging
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
from playwright.sync_api import Dialog, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.errors import BotError, BrowserDied, ErpUnreachable, ScreenChanged, TechnicalError

log = logging.getLogger(__name__)

FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VIEWPORT = (1400, 1100)
_ENDED = re.compile(r"has been closed|crashed|Connection closed|Browser closed|already stopped", re.IGNORECASE)
_UNREACHABLE = re.compile(r"net::ERR_|NS_ERROR_|ECONNREFUSED", re.IGNORECASE)


class Browser:
    """One Chromium with one page, for one login.

    Started by `Browser.start`; the driver ends Chromium when this process ends, however that happens.

    Attributes:
        page: the only page; its default time limit is `step_seconds`.
        evidence: folder for failure screenshots and traces.
    """

    def __init__(self, playwright: Playwright, executable: Path, evidence: Path, step_seconds: float) -> None:
        self._closed = False
        self.evidence = evidence
        before = set(psutil.Process().children(recursive=True))
        self._browser = playwright.chromium.launch(
            executable_path=str(executable),
            args=list(flags(os.geteuid() == 0)),
            headless=True,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=step_seconds * 1000,
        )
        self._processes = [
            process
            for process in psutil.Process().children(recursive=True)
            if process not in before and _is_root_of(process)
        ]
        self._step_seconds = step_seconds
        self.page: Page
        self._open_page()

    @classmethod
    def start(cls, evidence: Path, executable: Path | None = None, step_seconds: float = 30.0) -> "Browser":
        """A new Chromium; `executable` defaults to the one on the path.

        Raises:
            TechnicalError: Chromium is missing or does not start.
        """
        found = executable or chromium_on_path()
        evidence.mkdir(parents=True, exist_ok=True)
        with translated("starting Chromium"):
            playwright = _acquire_driver()
            try:
                return cls(playwright, found, evidence, step_seconds)
            except BaseException:
                _release_driver()
                raise

    def _open_page(self) -> None:
        self._context = self._browser.new_context(
            viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]}, locale="en-US", timezone_id="UTC"
        )
        self._context.set_default_timeout(self._step_seconds * 1000)
        self.page = self._context.new_page()
        self.page.on("dialog", dismiss)
        self._tracing = False

    def renew_page(self) -> None:
        """A new page that knows of no login; it is not traced before `begin_trace`.

        Raises:
            TechnicalError: the browser ended.
        """
        with translated("opening a new page"):
            self._context.close()
            self._open_page()

    def memory_mb(self) -> int:
        """What this Chromium's processes hold resident, pages that they share counted for each; 0 once it has ended."""
        total = 0
        for process in self._processes:
            with suppress(psutil.Error):
                family = (process, *process.children(recursive=True))
                total += sum(member.memory_info().rss for member in family)
        return total // 2**20

    def begin_trace(self) -> None:
        """From now on each `task` is traced. Called after the login, so that no password gets into a trace."""
        self._context.tracing.start(screenshots=False, snapshots=False, sources=False)
        self._context.tracing.stop()
        self._tracing = True

    @contextmanager
    def task(self, name: str, traced: bool = True) -> Iterator[None]:
        """A named piece of work: what fails leaves a screenshot and a trace in the evidence folder.

        Without a trace where `traced` is false: for work in which a password is sent.

        Raises:
            TechnicalError: instead of any error of Playwright.
        """
        with self._watched(name, self._tracing and traced), translated(name):
            yield

    @contextmanager
    def _watched(self, name: str, traced: bool) -> Iterator[None]:
        if traced:
            with translated(name):
                self._context.tracing.start(screenshots=False, snapshots=False, sources=False)
        try:
            yield
        except BotError as error:
            self._keep_evidence(name, error, traced)
            raise
        except BaseException:
            self._stop_trace(None, traced)
            raise
        self._stop_trace(None, traced)

    def _keep_evidence(self, name: str, error: BotError, traced: bool) -> None:
        stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{name}-{type(error).__name__}"
        with suppress(TechnicalError):
            screenshot(self.page, self.evidence / f"{stem}.png")
            error.screenshot = self.evidence / f"{stem}.png"
        self._stop_trace(self.evidence / f"{stem}.zip", traced)

    def _stop_trace(self, path: Path | None, traced: bool) -> None:
        if traced:
            with suppress(PlaywrightError):
                if path is None:
                    self._context.tracing.stop()
                else:
                    self._context.tracing.stop(path=path)

    def close(self) -> None:
        """End Chromium; never raises. A second time does nothing."""
        if self._closed:
            return
        self._closed = True
        for end in (self._browser.close, _release_driver):
            try:
                end()
            except Exception as error:  # noqa: BLE001 - closing must go on; a dead driver raises errors of many types
                log.debug("closing the browser: %s", error)


_drivers = threading.local()


def _acquire_driver() -> Playwright:
    """Playwright's driver, one for all browsers of a thread: it refuses a second one beside it."""
    if not getattr(_drivers, "holders", 0):
        _drivers.playwright = sync_playwright().start()
        _drivers.holders = 0
    _drivers.holders += 1
    playwright: Playwright = _drivers.playwright
    return playwright


def _release_driver() -> None:
    _drivers.holders -= 1
    if not _drivers.holders:
        _drivers.playwright.stop()


def _is_root_of(process: psutil.Process) -> bool:
    """Whether this is a Chromium's first process, whose children are the others."""
    with suppress(psutil.Error):
        parent = process.parent()
        return "chrom" in process.name() and (parent is None or "chrom" not in parent.name())
    return False


def flags(as_root: bool) -> tuple[str, ...]:
    """Chromium's command-line flags; its sandbox does not work as root, and is on for everybody else."""
    return (*FLAGS, "--no-sandbox") if as_root else FLAGS


def chromium_on_path() -> Path:
    """Debian's Chromium.

    Raises:
        TechnicalError: there is none.
    """
    found = shutil.which("chromium")
    if found is None:
        raise TechnicalError("Chromium is missing: apt install chromium")
    return Path(found)


def screenshot(page: Page, path: Path) -> None:
    """Write what `page` shows as PNG, with everything typed into password fields covered."""
    with translated("taking a screenshot"):
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, mask=[page.locator("input[type=password]")], timeout=10_000)


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Turn Playwright's errors into ours: a dead browser, an unreachable ERP, or a page that is not as expected."""
    try:
        yield
    except PlaywrightError as error:
        raise translate(error, doing) from error


def translate(error: PlaywrightError, doing: str) -> TechnicalError:
    """Our error for one of Playwright's."""
    reason = error.message.splitlines()[0] if error.message else type(error).__name__
    if _ENDED.search(error.message):
        return BrowserDied(f"{doing}: the browser ended ({reason}); try again with a new one")
    if isinstance(error, PlaywrightTimeout):
        return ScreenChanged(f"{doing}: the page does not show what is needed in time ({_waited_for(error.message)})")
    if _UNREACHABLE.search(error.message):
        return ErpUnreachable(f"{doing}: the ERP cannot be reached ({reason}); is it running?")
    return ScreenChanged(f"{doing}: {reason}")


def _waited_for(message: str) -> str:
    lines = [line.strip(" -") for line in message.splitlines()]
    waiting = [line for line in lines if line.startswith("waiting for")]
    return (waiting or lines or ["no detail"])[0][:300]


def dismiss(dialog: Dialog) -> None:
    """Alerts and questions of the browser itself: noted, never agreed to."""
    log.warning("dismissed a browser dialog: %s", dialog.message)
    with suppress(PlaywrightError):
        dialog.dismiss()
