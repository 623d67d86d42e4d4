"""The local LedgerSMB: starts on its own copy of the cluster, keeps its data, ends when told and with its starter."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deploy.ledgersmb import setup
from deploy.ledgersmb.books import read, running_cluster
from deploy.ledgersmb.running import LedgerSmbError
from deploy.ledgersmb.server import LedgerSmbServer
from deploy.ledgersmb.setup import BOT_USER, DEFAULT_FOLDER, is_current, set_up
from deploy.local_server import LocalErpError, free_port
from tests.conftest import ROOT, require

pytestmark = [pytest.mark.erp]
ADD = "INSERT INTO country (name, short_name) VALUES ('Kept', 'KP7')"
COUNT = "SELECT count(*) FROM country WHERE short_name = 'KP7'"


@pytest.fixture(autouse=True)
def ledgersmb() -> None:
    require(is_current(DEFAULT_FOLDER), "the local LedgerSMB (./botfarm setup ledgersmb)")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerSmbServer]:
    with LedgerSmbServer(tmp_path_factory.mktemp("ledgersmb")) as running:
        yield running


def status(server: LedgerSmbServer, page: str, user: str, password: str) -> int:
    login = b64encode(f"{user}:{password}".encode()).decode()
    request = urllib.request.Request(server.url + page, headers={"Authorization": f"Basic {login}"})
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.slow
def test_a_restart_goes_on_with_the_same_data_and_a_reset_begins_anew(tmp_path: Path) -> None:
    server = LedgerSmbServer(tmp_path)
    with server:
        server.cluster.sql(ADD)
    with server:
        assert server.cluster.sql(COUNT).strip() == "1"
        server.reset()
        assert server.cluster.sql(COUNT).strip() == "0"
    with LedgerSmbServer(tmp_path / "another") as fresh:
        assert fresh.cluster.sql(COUNT).strip() == "0"


def test_the_bot_logs_in_and_has_no_administration(server: LedgerSmbServer) -> None:
    password = (DEFAULT_FOLDER / "bot-password").read_text().strip()
    assert status(server, "login.pl?action=authenticate&company=botfarm", BOT_USER, password) == 200
    assert status(server, "login.pl?action=authenticate&company=botfarm", BOT_USER, "wrong") == 401
    rights = "rolsuper OR rolcreaterole OR rolcreatedb"
    assert server.cluster.sql(f"SELECT {rights} FROM pg_roles WHERE rolname = '{BOT_USER}'").strip() == "f"
    granted = "pg_has_role('apbot', 'lsmb_botfarm__users_manage', 'MEMBER')"
    assert server.cluster.sql(f"SELECT {granted}").strip() == "f"


def test_every_program_runs_without_rights(server: LedgerSmbServer) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root could give its rights away")
    programs = [one for one in psutil.Process().children(recursive=True) if one.name() in ("postgres", "starman")]
    assert len(programs) > 2
    assert {one.username() for one in programs} <= {"postgres", "nobody"}


def test_everything_listens_on_the_loopback_only(server: LedgerSmbServer) -> None:
    addresses = {
        connection.laddr.ip
        for one in psutil.Process().children(recursive=True)
        if one.name() in ("postgres", "starman")
        for connection in one.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert addresses == {"127.0.0.1"}


def test_its_books_are_read_from_the_folder(server: LedgerSmbServer) -> None:
    assert read(running_cluster(server.folder)) == []


def test_a_taken_port_is_told(server: LedgerSmbServer, tmp_path: Path) -> None:
    with pytest.raises(LocalErpError, match=f"port {server.port} .* is taken"):
        LedgerSmbServer(tmp_path, server.port).start()


def test_two_servers_on_one_folder_are_refused(server: LedgerSmbServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.ledgersmb.cluster.LOCK_SECONDS", 0.1)
    with pytest.raises(LedgerSmbError, match="another server runs in"):
        LedgerSmbServer(server.folder).start()
    assert server.cluster.sql("SELECT 1").strip() == "1"


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_program_in_the_foreground_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "deploy.ledgersmb.server", "--folder", str(tmp_path), "--port", str(free_port())]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert starter.stdout is not None
    assert starter.stdout.readline().startswith(b"LedgerSMB answers at http://127.0.0.1:")
    children = psutil.Process(starter.pid).children(recursive=True)
    assert {"postgres", "starman"} <= {child.name().split()[0] for child in children}
    os.kill(starter.pid, how)
    assert starter.wait(20) == (0 if how is not signal.SIGKILL else -signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    with LedgerSmbServer(tmp_path) as again:
        assert again.cluster.sql("SELECT 1").strip() == "1"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["postgres", "starman"])
def test_it_ends_when_one_of_its_programs_does(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "deploy.ledgersmb.server", "--folder", str(tmp_path), "--port", str(free_port())]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert starter.stdout is not None
    starter.stdout.readline()
    children = psutil.Process(starter.pid).children(recursive=True)
    next(child for child in children if child.name().startswith(name) and child.ppid() == starter.pid).kill()
    assert starter.wait(20) != 0
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []


def test_a_finished_set_up_is_left_alone_at_once() -> None:
    started = time.monotonic()
    assert not set_up(DEFAULT_FOLDER)
    assert time.monotonic() - started < 0.2


def test_an_unfinished_set_up_is_no_set_up(tmp_path: Path) -> None:
    (tmp_path / "template").mkdir()
    assert not is_current(tmp_path)
    (tmp_path / "data.stamp").write_text("of other files")
    assert not is_current(tmp_path)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    system = tmp_path / "system"
    system.write_text("perl No::Such libno-such-perl ledgersmb\nperl DBI libdbi-perl ledgersmb\n")
    monkeypatch.setattr(setup, "SYSTEM", system)
    with pytest.raises(LedgerSmbError, match=r"missing: libno-such-perl\n.*needs root"):
        set_up(tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_passwords_are_for_their_owner_only() -> None:
    for name in ("dbadmin-password", "bot-password"):
        assert (DEFAULT_FOLDER / name).stat().st_mode & 0o077 == 0
