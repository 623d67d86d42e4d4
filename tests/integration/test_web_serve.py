"""The dashboard as a process: it listens to this machine only and ends when told to."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import psutil
import pytest
from fastapi import FastAPI

from orchestrator.web.serve import CannotListen, serve

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = """
import sys, threading
from pathlib import Path
from config.settings import load_settings
from orchestrator.store import open_store
from orchestrator.acts import Acts
from extractors.models import Limits
from orchestrator.web.app import create_app
from orchestrator.web.serve import serve
settings = load_settings(home=Path(sys.argv[1]))
never = threading.Event()
health = lambda: never.wait() and None
store = open_store(settings)
app = create_app(store, settings, health, Acts(store, never.wait, Limits()))
serve(app, "127.0.0.1", int(sys.argv[2]), never)
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def process(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), str(port)], env=environment)
    deadline = time.monotonic() + 30
    while ask(port) != 200:
        assert started.poll() is None, "the dashboard ended by itself"
        assert time.monotonic() < deadline, "the dashboard did not come up"
        started.poll()
    yield started
    started.kill()
    started.wait(5)


def ask(port: int, path: str = "/healthz") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except ConnectionRefusedError:
        return 0
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_soon(process: subprocess.Popen[bytes], port: int, sent: signal.Signals) -> None:
    idle = http.client.HTTPConnection("127.0.0.1", port)
    idle.connect()
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"GET / HTTP/1.1\r\nHost: 127")
        process.send_signal(sent)
        process.wait(10)  # two seconds, and what a machine under load adds
    idle.close()
    assert ask(port) == 0


def test_the_event_stops_it(port: int) -> None:
    stop, app = threading.Event(), FastAPI()
    app.state.ending = anyio.Event()
    server = threading.Thread(target=serve, args=(app, "127.0.0.1", port, stop))
    server.start()
    stop.set()
    server.join(10)
    assert not server.is_alive()
    assert app.state.ending.is_set(), "streams were not told"


def test_a_taken_port_is_said_to_be(port: int) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", port))
        holder.listen()
        with pytest.raises(CannotListen, match="BOTFARM_WEB_ADDRESS"):
            serve(FastAPI(), "127.0.0.1", port, threading.Event())


@pytest.mark.parametrize("host", ["farm.example", ""])
def test_it_listens_to_addresses_not_names(host: str, port: int) -> None:
    with pytest.raises(CannotListen, match="no address"):
        serve(FastAPI(), host, port, threading.Event())


SIDE_BY_SIDE = """
import os, signal, sys, threading
import anyio
from fastapi import FastAPI
from orchestrator.web.serve import serve
stop, app = threading.Event(), FastAPI()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
app.state.ending = anyio.Event()
@app.get("/pid")
def pid() -> int:
    return os.getpid()
@app.get("/end")
def end() -> None:
    os._exit(3)
serve(app, "127.0.0.1", int(sys.argv[1]), stop, 3)
"""


@pytest.fixture
def three(port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen([sys.executable, "-c", SIDE_BY_SIDE, str(port)], env=environment)
    until_so(lambda: len(answering(port)) == 3)
    yield started
    for one in {psutil.Process(pid) for pid in answering(port)} if started.poll() is None else ():
        one.kill()
    started.kill()
    started.wait(5)


def answering(port: int) -> set[int]:
    """The processes that answer some dozens of connections, all open at once."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=10) for _ in range(30)]
    found = set()
    try:
        for connection in connections:
            connection.connect()
        for connection in connections:
            connection.request("GET", "/pid")
        for connection in connections:
            found.add(int(connection.getresponse().read()))
    except (ConnectionError, http.client.HTTPException):
        return set()
    finally:
        for connection in connections:
            connection.close()
    return found


def until_so(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
def test_several_processes_answer_and_one_that_ends_is_replaced(three: subprocess.Popen[bytes], port: int) -> None:
    first = answering(port)
    assert three.pid not in first
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        ask(port, "/end")
    until_so(lambda: len(now := answering(port)) == 3 and now != first)
    assert len(first & answering(port)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_all_of_them_end_with_the_first(three: subprocess.Popen[bytes], port: int, sent: signal.Signals) -> None:
    pids = answering(port)
    three.send_signal(sent)
    three.wait(10)
    until_so(lambda: not any(psutil.pid_exists(pid) for pid in pids))
    assert ask(port) == 0
