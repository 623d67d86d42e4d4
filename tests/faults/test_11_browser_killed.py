"""Fault 11, and 2 and 4 with a real browser: Chromium killed before and after the click, its bot killed after the click
and after reading back, and a bot that wakes after its lease: one entry, one click that counts."""

import signal
from pathlib import Path

import psutil
import pytest

from orchestrator.stages import Stage
from tests.faults.browser_farm import PATIENCE, BrowserFarm, browser_farm, browser_of
from tests.faults.test_04_paused_past_its_lease import ELSEWHERE, INTENDED

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(600)]
SUBMIT = "bots.erp.session:WebErpSession.submit:before"
READ_BACK = "bots.erp.session:WebErpSession.read_back:after"


def ends_right(farm: BrowserFarm, document_id: str, posts: int = 1) -> None:
    farm.until_posted(document_id)
    farm.assert_posted_once([document_id])
    assert farm.posts() == posts


def test_chromium_is_killed_before_the_click(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue", "dispatcher") as farm:
        (document_id,) = farm.make_ready(1)
        bot = farm.start("key", SUBMIT)
        farm.reached("submit", PATIENCE)
        browser_of(bot.pid).kill()
        farm.open_gate("submit")
        ends_right(farm, document_id)
        assert bot.poll() is None, "the bot went on with a new browser"


def test_chromium_is_killed_after_the_click(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue", "dispatcher") as farm:
        (document_id,) = farm.make_ready(1)
        clicked = farm.erp.add_rule("delay", on="post", seconds=5, nth=1, after_commit=True)
        bot = farm.start("key")
        farm.until_fired(clicked)
        browser_of(bot.pid).kill()
        farm.until(lambda: farm.stage(document_id) is not Stage.SUBMITTING, "the bot to notice", PATIENCE)
        ends_right(farm, document_id)


def test_the_bot_is_killed_after_the_click(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue", "dispatcher") as farm:
        (document_id,) = farm.make_ready(1)
        clicked = farm.erp.add_rule("delay", on="post", seconds=2, nth=1)
        bot = farm.start("key")
        farm.until_fired(clicked)
        below = psutil.Process(bot.pid).children(recursive=True)
        farm.kill(bot)
        farm.until(lambda: not any(alive(process) for process in below), "its browser to end with it", 30)
        farm.start("key")
        ends_right(farm, document_id)


def test_the_bot_is_killed_after_reading_back(tmp_path: Path, chromium: Path) -> None:
    with browser_farm(tmp_path, "queue", "dispatcher") as farm:
        (document_id,) = farm.make_ready(1)
        bot = farm.start("key", READ_BACK)
        farm.reached("read_back", PATIENCE)
        farm.kill(bot)
        assert farm.stage(document_id) is Stage.SUBMITTING
        farm.start("key")
        ends_right(farm, document_id)


def test_a_bot_stopped_before_its_click_wakes_after_its_lease(tmp_path: Path, chromium: Path) -> None:
    terms = {"erp_lease_seconds": 10.0, "erp_submit_budget_seconds": 1.0}
    with browser_farm(tmp_path, "queue", "dispatcher", **terms) as farm:
        (document_id,) = farm.make_ready(1)
        bot = farm.start("key", INTENDED, before=ELSEWHERE)
        farm.until(lambda: farm.state_of(bot) == psutil.STATUS_STOPPED, "the bot to be stopped", PATIENCE)
        farm.until_stage(document_id, Stage.IN_DOUBT, PATIENCE)
        bot.send_signal(signal.SIGCONT)
        ends_right(farm, document_id)


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
