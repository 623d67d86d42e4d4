"""`botfarm erp record` as a person uses it: a real recorder on a screen, an invoice keyed into the fake ERP."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import require
from tests.erp_desk import Desk
from tests.fakes.legacy_erp.seed import BOT_PASSWORD, BOT_USER
from tests.fakes.legacy_erp.server import LegacyErpServer
from tests.running_farm import wait_until
from tests.virtual_screen import PATIENCE, Box, VirtualScreen, programs_are_there, virtual_screen

TOOLBAR: Box = (540, 100, 760, 126)
"""Where the recorder shows its buttons, in the middle of the page's upper edge."""
MENU: Box = (15, 230, 190, 330)
FORM: Box = (220, 100, 1000, 440)
"""Where the fake ERP shows its menu, below the login form; and the work page, without its buttons."""
RECORDED_AS = {"Return": "Enter", "Down": "ArrowDown", "Up": "ArrowUp"}


class Clerk:
    """Keys an invoice, and looks after each key whether the recorder has noticed it."""

    def __init__(self, screen: VirtualScreen, recording: Path) -> None:
        self.screen = screen
        self.recording = recording

    def _noticed(self, what: str, act: Callable[[], None]) -> None:
        before = self.recording.read_text().count(what)
        act()
        wait_until(lambda: self.recording.read_text().count(what) > before, PATIENCE, f"{what} in the recording")

    def key(self, *names: str) -> None:
        for name in names:
            self._noticed(f'.press("{RECORDED_AS.get(name, name)}")', partial(self.screen.key, name))

    def tab(self, times: int = 1) -> None:
        self.key(*["Tab"] * times)

    def fill(self, text: str) -> None:
        self._noticed(f'.fill("{text}")', lambda: self.screen.type(text))

    def choose(self, value: str, *keys: str) -> None:
        """In a select: with the arrow keys, or by what is typed."""
        self._noticed(f'.select_option("{value}")', lambda: self.key(*keys) if keys else self.screen.type(value))

    def enter(self, box: Box) -> None:
        """Press Enter and wait for the page that it brings: another one, not grey, and with the recorder in it."""
        before = self.screen.picture(box)
        self.key("Return")
        wait_until(
            lambda: self.screen.picture(box) != before and self.screen.shows_text(box), PATIENCE, "the next page"
        )
        wait_until(lambda: self.screen.shows_text(TOOLBAR), PATIENCE, "the recorder in the next page")

    def log_in(self) -> None:
        self.tab()
        self.fill(BOT_USER)
        self.tab()
        self.fill(BOT_PASSWORD)
        self.enter(MENU)

    def header(self) -> None:
        """From the menu's first link."""
        self.tab()
        self.enter(FORM)
        self.tab(5)
        self.fill("Acme Paper GmbH")
        self.tab()
        self.fill("RE-2026-0417")
        self.tab()
        self.fill("07/23/2026")
        self.tab()
        self.choose("USD", "Down")
        self.choose("EUR", "Up")
        self.tab(2)
        self.fill("botfarm:sample")

    def line(self, description: str, account: str, tax: str, cost_centre: str, quantity: str, price: str) -> None:
        self.tab()
        self.fill(description)
        for value in (account, tax, cost_centre):
            self.tab()
            self.choose(value)
        self.tab()
        self.fill(quantity)
        self.tab()
        self.fill(price)


class Recording:
    """`botfarm erp record legacy` at work."""

    def __init__(self, desk: Desk, screen: VirtualScreen) -> None:
        self.file = desk.adapter.with_name("recording.py")
        environment = {**desk.environment, "DISPLAY": screen.display}
        self.process = subprocess.Popen(
            desk.command("record", "legacy"), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd="/", process_group=0,
        )  # fmt: skip
        screen.focus("Playwright Inspector")  # it takes the keyboard when it opens, mostly after the browser
        wait_until(lambda: "page.goto(" in self.file.read_text(), PATIENCE, "the recorder's first step")
        screen.focus("Login - Chromium")
        wait_until(lambda: screen.shows_text(TOOLBAR), PATIENCE, "the recorder in the page")

    def press_ctrl_c(self) -> None:
        """As in a terminal: the command and the recorder both get it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def output(self) -> str:
        """What the command said, once it has ended."""
        return "\n".join(self.process.communicate(timeout=PATIENCE))


@pytest.fixture
def legacy(tmp_path: Path, chromium: Path) -> Iterator[tuple[Desk, LegacyErpServer]]:
    with LegacyErpServer(tmp_path / "erp") as server:
        desk = Desk(tmp_path / "home", server.url)
        assert desk.erp("new", "legacy").returncode == 0
        yield desk, server


@pytest.fixture
def screen() -> Iterator[VirtualScreen]:
    require(programs_are_there(), "A virtual screen (Debian packages xvfb and xdotool)")
    with virtual_screen() as made:
        yield made


@pytest.fixture
def recording(legacy: tuple[Desk, LegacyErpServer], screen: VirtualScreen) -> Iterator[Recording]:
    made = Recording(legacy[0], screen)
    yield made
    if made.process.poll() is None:
        made.press_ctrl_c()
        made.output()


@pytest.mark.slow
@pytest.mark.browser
def test_an_invoice_that_is_keyed_by_hand_becomes_the_adapter(
    legacy: tuple[Desk, LegacyErpServer], screen: VirtualScreen, recording: Recording
) -> None:
    desk, server = legacy
    clerk = Clerk(screen, recording.file)
    clerk.log_in()
    clerk.header()
    clerk.line("Copier paper A4", "6100", "VAT 19%", "CC100", "12", "4.20")
    clerk.tab()
    clerk.enter(FORM)  # Update
    clerk.tab(12)
    clerk.line("Freight to the warehouse", "6200", "VAT 7%", "CC300", "3", "1,250.55")
    clerk.tab(3)
    clerk.enter(FORM)  # Save
    clerk.tab(29)
    clerk.key("Return")  # Post
    wait_until(lambda: len(server.control.posted()) == 1, PATIENCE, "the posted invoice")
    screen.key("ctrl+w")
    said = recording.output()
    assert recording.process.returncode == 0, said
    assert "line 2: unit_price" in said and "11 fields from" in said and "0 not recognised" in said

    assert BOT_PASSWORD not in recording.file.read_text()
    adapter = desk.adapter.read_text()
    for wanted in ADAPTER_HAS:
        assert wanted in adapter


ADAPTER_HAS = (
    'frame = "work"',
    """"", '[name="user"]', '[name="password"]', 'form:has([name="password"])""",
    'WebLocale.like("1,234.56", "12/31/2026")',
    """('role=link[name="Add Transaction"i]',)""",
    """Field("supplier_name", '[name="supplier"]')""",
    """Field("invoice_number", '[name="invnumber"]')""",
    """Field("issue_date", '[name="transdate"]', Day())""",
    """Field("currency", '[name="currency"]', Select())""",
    """Field("mark", '[name="notes"]')""",
    """Field("description", '[name="desc_{n}"]')""",
    """Field("account", '[name="acct_{n}"]', Select())""",
    """Field("tax_code", '[name="tax_{n}"]', Select())""",
    """Field("cost_centre", '[name="cc_{n}"]', Select())""",
    """Field("quantity", '[name="qty_{n}"]', Number())""",
    """Field("unit_price", '[name="price_{n}"]', Number())""",
    """add='role=button[name="Update"i]'""",
    """save_button = 'role=button[name="Save"i]'""",
    """post_button = 'role=button[name="Post"i]'""",
    'frame="menu"',
)


@pytest.mark.slow
@pytest.mark.browser
def test_stopped_with_ctrl_c_the_adapter_stays_as_it_was(
    legacy: tuple[Desk, LegacyErpServer], recording: Recording
) -> None:
    desk, _ = legacy
    before = desk.adapter.read_text()
    recording.press_ctrl_c()
    said = recording.output()
    assert recording.process.returncode == 1
    assert "Stopped; no adapter was written." in said and "Traceback" not in said
    assert desk.adapter.read_text() == before
