"""Chromium lives as long as its session and never longer than the process that started it."""

import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from bots.browser import Browser, screenshot
from bots.errors import BrowserDied, ErpUnreachable, ScreenChanged, TechnicalError
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STARTER = """
import sys
from pathlib import Path
from bots.browser import Browser
browser = Browser.start(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def browser(chromium: Path, tmp_path: Path) -> Iterator[Browser]:
    started = Browser.start(tmp_path, step_seconds=3.0)
    yield started
    started.close()


def test_chromium_ends_with_a_process_that_is_killed(chromium: Path, tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert starter.stdout is not None
    assert starter.stdout.readline() == b"ready\n"
    children = psutil.Process(starter.pid).children(recursive=True)
    assert any("chromium" in child.name() for child in children)
    starter.kill()
    starter.communicate(timeout=10)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []


def test_a_killed_browser_is_told_as_such(browser: Browser) -> None:
    for child in psutil.Process().children(recursive=True):
        if "chromium" in child.name():
            child.kill()
    with pytest.raises(BrowserDied), browser.task("work"):
        browser.page.goto("about:blank")
    browser.close()
    browser.close()


def test_an_erp_that_is_not_there_is_unreachable(browser: Browser) -> None:
    with pytest.raises(ErpUnreachable), browser.task("work"):
        browser.page.goto("http://127.0.0.1:9/")


def test_what_fails_leaves_a_screenshot_and_a_trace_without_passwords(browser: Browser, tmp_path: Path) -> None:
    browser.page.set_content("<input type=password value=hunter2> <p>Hello</p>")
    browser.begin_trace()
    with pytest.raises(ScreenChanged), browser.task("work"):
        browser.page.locator("#missing").click()
    names = sorted(file.name.split("-", 1)[1] for file in tmp_path.iterdir())
    assert names == ["work-ScreenChanged.png", "work-ScreenChanged.zip"]
    with zipfile.ZipFile(next(tmp_path.glob("*.zip"))) as trace:
        parts = [trace.read(name) for name in trace.namelist()]
    assert any(b"#missing" in part for part in parts)
    assert not any(b"hunter2" in part for part in parts)


def test_passwords_are_covered_in_a_screenshot(browser: Browser, tmp_path: Path) -> None:
    page = "<style>input {{font-size: 40px}}</style><input type={} value='{}'>"
    pictures = []
    for kind, value in (("password", "short"), ("password", "quite a long password"), ("text", "short")):
        browser.page.set_content(page.format(kind, value))
        file = tmp_path / f"{kind}-{len(value)}.png"
        screenshot(browser.page, file)
        pictures.append(file.read_bytes())
    assert pictures[0] == pictures[1]
    assert pictures[0] != pictures[2]


def test_a_question_of_the_browser_is_never_agreed_to(browser: Browser) -> None:
    browser.page.set_content("<p>Hello</p>")
    assert browser.page.evaluate("confirm('Really?')") is False


def test_two_browsers_live_side_by_side_in_one_thread(browser: Browser, tmp_path: Path) -> None:
    second = Browser.start(tmp_path / "second")
    second.close()
    browser.page.set_content("<p>still here</p>")
    assert browser.page.locator("p").inner_text() == "still here"


def test_another_thread_has_browsers_of_its_own(browser: Browser, tmp_path: Path) -> None:
    failures: list[TechnicalError] = []

    def work() -> None:
        try:
            other = Browser.start(tmp_path / "other")
            other.page.set_content("<p>other</p>")
            other.close()
        except TechnicalError as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert failures == []


def test_a_chromium_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TechnicalError):
        Browser.start(tmp_path, executable=tmp_path / "no-chromium", step_seconds=5.0)
