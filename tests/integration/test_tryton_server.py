"""The local Tryton: starts on its own copy of the template, keeps its data, ends when told and with its starter."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from deploy.local_server import LocalErpError, free_port
from deploy.tryton.server import TrytonServer
from deploy.tryton.setup import BOT_USER, DEFAULT_FOLDER, is_current, set_up
from tests.conftest import ROOT, require
from tests.tryton_api import TrytonReader

pytestmark = [pytest.mark.erp]


@pytest.fixture(autouse=True)
def tryton() -> None:
    require(is_current(DEFAULT_FOLDER), "the local Tryton (python -m deploy.tryton.setup)")


def reader(server: TrytonServer) -> TrytonReader:
    password = (DEFAULT_FOLDER / "bot-password").read_text().strip()
    return TrytonReader(server.url, server.database, BOT_USER, password)


def test_a_restart_goes_on_with_the_same_data(tmp_path: Path) -> None:
    server = TrytonServer(tmp_path)
    with server:
        reader(server).add_party("Kept GmbH", "S7777")
    with server:
        assert reader(server).party_codes("Kept GmbH") == ["S7777"]
    with TrytonServer(tmp_path / "another") as fresh:
        assert reader(fresh).party_codes("Kept GmbH") == []


def test_the_bot_has_no_administration(tmp_path: Path) -> None:
    with TrytonServer(tmp_path) as server, pytest.raises(RuntimeError, match="access"):
        reader(server).add_user("intruder")


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with TrytonServer(tmp_path / "first") as first, pytest.raises(LocalErpError):
        TrytonServer(tmp_path / "second", first.port).start()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_program_in_the_foreground_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "deploy.tryton.server", "--folder", str(tmp_path), "--port", str(free_port())]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    assert starter.stdout.readline().startswith(b"Tryton answers at http://127.0.0.1:")
    children = psutil.Process(starter.pid).children(recursive=True)
    assert children
    os.kill(starter.pid, how)
    assert starter.wait(20) == (0 if how is not signal.SIGKILL else -signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []


def test_a_finished_set_up_is_left_alone_at_once() -> None:
    started = time.monotonic()
    assert not set_up(DEFAULT_FOLDER)
    assert time.monotonic() - started < 0.2


def test_passwords_are_for_their_owner_only() -> None:
    for name in ("admin-password", "bot-password"):
        assert (DEFAULT_FOLDER / name).stat().st_mode & 0o077 == 0
