"""The embedded Valkey: private, durable, one a folder."""

import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from queues.connection import connect
from queues.errors import QueueError, QueueUnavailable
from queues.server import SOCKET_PATH_BYTES, EmbeddedServer

Servers = list[subprocess.Popen[bytes]]


@pytest.fixture
def running() -> Iterator[Servers]:
    found: Servers = []
    yield found
    for server in found:
        server.kill()
        server.wait()


def start(server: EmbeddedServer, running: Servers) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(server.command())
    running.append(process)
    server.ready(10)
    return process


def test_only_this_user_may_open_it(tmp_path: Path, running: Servers) -> None:
    server = EmbeddedServer(tmp_path / "queue")
    start(server, running)
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.folder / "valkey.conf").stat().st_mode) == 0o600
    assert connect(server.url).config_get("port") == {"port": "0"}


def test_it_keeps_everything_and_evicts_nothing(tmp_path: Path, running: Servers) -> None:
    server = EmbeddedServer(tmp_path / "queue")
    start(server, running)
    settings = connect(server.url).config_get("appendonly", "appendfsync", "maxmemory-policy")
    assert settings == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction"}


@pytest.mark.parametrize("name", ["a b", "quote'\"s", "größe", "100%", "back\\slash", "new\nline"])
def test_any_folder_name_will_do(tmp_path: Path, running: Servers, name: str) -> None:
    server = EmbeddedServer(tmp_path / name)
    start(server, running)
    assert connect(server.url).ping()


@pytest.mark.parametrize("temporary", ["", "f" * 80], ids=["short", "TMPDIR too deep as well"])
def test_a_folder_too_deep_for_a_socket(
    tmp_path: Path, running: Servers, monkeypatch: pytest.MonkeyPatch, temporary: str
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / temporary) if temporary else None)
    deep = tmp_path / ("d" * 80) / ("e" * 80)
    server = EmbeddedServer(deep)
    start(server, running)
    assert len(str(server.socket)) <= SOCKET_PATH_BYTES
    assert connect(server.url).config_get("dir") == {"dir": str(deep)}
    assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
    assert EmbeddedServer(deep).url == server.url, "every process finds the same address"
    assert EmbeddedServer(deep / "other").url != server.url
    shutil.rmtree(server.socket.parent)


def test_a_link_in_place_of_the_private_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "queue").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(QueueError, match="belongs to somebody else"):
        EmbeddedServer(tmp_path / "queue").command()


def test_a_second_server_on_the_folder_is_refused(tmp_path: Path, running: Servers) -> None:
    server = EmbeddedServer(tmp_path / "queue")
    start(server, running)
    with pytest.raises(QueueError, match="already runs"):
        server.command()
    assert connect(server.url).ping()


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, running: Servers) -> None:
    server = EmbeddedServer(tmp_path / "queue")
    process = start(server, running)
    redis = connect(server.url)
    for number in range(150):
        redis.rpush("list", number)
    process.kill()
    process.wait()
    start(server, running)
    assert redis.llen("list") == 150, "the same client goes on"


def test_a_server_that_never_came(tmp_path: Path) -> None:
    with pytest.raises(QueueUnavailable, match=r"valkey\.log"):
        EmbeddedServer(tmp_path).ready(0.1)


def test_a_refused_login_is_no_outage_and_shows_no_password(tmp_path: Path, running: Servers) -> None:
    server = EmbeddedServer(tmp_path / "queue")
    start(server, running)
    connect(server.url).config_set("requirepass", "right")
    with pytest.raises(QueueError, match="refused the login") as caught:
        connect(f"unix://:wrong-secret@{server.socket}")
    assert not isinstance(caught.value, QueueUnavailable)
    assert "wrong-secret" not in str(caught.value)
