"""Making and trying an adapter as a user does: the commands, the fake ERP, a real Chromium, the ERP's own ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.authoring.sample_order import sample_order
from tests.conftest import ROOT
from tests.erp_desk import Desk
from tests.fakes.legacy_erp.server import LegacyErpServer

RECORDINGS = ROOT / "tests" / "recordings"
ADAPTER = ROOT / "tests" / "fakes" / "legacy_erp" / "adapter.py"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@pytest.fixture
def legacy(tmp_path: Path, chromium: Path) -> Iterator[tuple[Desk, LegacyErpServer]]:
    with LegacyErpServer(tmp_path / "erp") as server:
        made = Desk(tmp_path / "home", server.url)
        made.install(ADAPTER.read_text())
        yield made, server


def test_a_new_adapter_and_then_again(desk: Desk) -> None:
    assert desk.erp("new", "mine").returncode == 0
    folder = desk.home / "config" / "erp" / "mine"
    assert {path.name for path in folder.iterdir()} == {"adapter.py", "order.json", "README.md"}
    again = desk.erp("new", "mine")
    assert again.returncode == 1 and "is there already" in again.stderr


def test_an_unfinished_adapter_says_which_piece_is_missing(desk: Desk) -> None:
    desk.erp("new", "mine")
    for command in (("check", "mine"), ("try", "mine", "--order", str(desk.order))):
        done = desk.erp(*command)
        assert done.returncode == 1
        assert "The adapter mine is not finished: write `login`" in done.stderr


def test_a_recording_made_elsewhere(desk: Desk) -> None:
    recording = str(RECORDINGS / "frames_with_names.txt")
    done = desk.erp("record", "legacy", "--from", recording, "--order", str(desk.order))
    assert done.returncode == 0, done.stderr
    assert "10 fields from" in done.stdout and "1 not recognised" in done.stdout
    assert '[name="desc_{n}"]' in desk.adapter.read_text()


def test_a_recording_of_something_else_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.install("precious")
    other = tmp_path / "other.py"
    other.write_text('page.goto("http://127.0.0.1:9/")\n')
    done = desk.erp("record", "legacy", "--from", str(other), "--order", str(desk.order))
    assert done.returncode == 1 and "no value of the order" in done.stderr
    assert desk.adapter.read_text() == "precious"


def test_what_cannot_be_recorded_or_read_is_said(desk: Desk, tmp_path: Path) -> None:
    no_screen = desk.erp("record", "legacy", "--order", str(desk.order), "--url", "http://127.0.0.1:9/")
    assert no_screen.returncode == 1
    assert "needs a screen" in no_screen.stderr and "--from" in no_screen.stderr and "xvfb" in no_screen.stderr
    nothing = desk.erp("record", "legacy", "--from", str(tmp_path / "none"), "--order", str(desk.order))
    assert nothing.returncode == 2 and "cannot be read" in nothing.stderr
    desk.order.write_text('{"mark": 1}')
    no_order = desk.erp("try", "legacy", "--order", str(desk.order))
    assert no_order.returncode == 2 and "is no order" in no_order.stderr and "invoice_number" in no_order.stderr


def test_an_adapter_that_is_none(desk: Desk) -> None:
    done = desk.erp("check", "nosuch")
    assert done.returncode == 2
    assert "nosuch" in done.stderr


@pytest.mark.slow
@pytest.mark.browser
def test_check_then_a_draft_then_discarded_then_posted(legacy: tuple[Desk, LegacyErpServer], tmp_path: Path) -> None:
    desk, server = legacy
    checked = desk.erp("check", "legacy")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert server.control.ledger() == []

    pictures = tmp_path / "pictures"
    tried = desk.erp("try", "legacy", "--order", str(desk.order), "--evidence", str(pictures))
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "not posted: a draft marked botfarm:sample stays" in tried.stdout
    assert [entry.state for entry in server.control.ledger()] == ["draft"]
    names = sorted(path.name for path in pictures.glob("*.png"))
    assert names[0].startswith("01-login") and any("line-2" in name for name in names)

    discarded = desk.erp("try", "legacy", "--order", str(desk.order), "--discard")
    assert discarded.returncode == 0 and "1 draft deleted" in discarded.stdout, discarded.stdout + discarded.stderr
    assert server.control.ledger() == []

    posted = desk.erp("try", "legacy", "--order", str(desk.order), "--post")
    assert posted.returncode == 0 and "posted and read back: AP-000001" in posted.stdout, posted.stderr
    (entry,) = server.control.posted()
    assert (entry.invoice_number, entry.gross_total) == ("RE-2026-0417", sample_order().gross_total)


@pytest.mark.slow
@pytest.mark.browser
def test_a_field_that_is_not_there_is_named_with_its_step(legacy: tuple[Desk, LegacyErpServer]) -> None:
    desk, server = legacy
    desk.install(ADAPTER.read_text().replace("[name=qty_{n}]", "[name=quantity_{n}]"))
    done = desk.erp("try", "legacy", "--order", str(desk.order))
    assert done.returncode == 1
    assert "FAILED at step: line 1" in done.stderr
    assert "at field: quantity" in done.stderr
    assert "the page shows:" in done.stderr and "picture: " in done.stderr
    assert server.control.posted() == []
