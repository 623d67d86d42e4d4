"""Every command of docs/api.md works as it stands there, against a farm that is served."""

import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from config.settings import load_settings
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import open_store
from orchestrator.web.app import create_app
from tests import factories
from tests.api_client import acts_of, approvable, token
from tests.conftest import require
from tests.web_client import healthy

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
COMMANDS = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What the guide's variables stand for."""
    home = tmp_path_factory.mktemp("farm")
    settings = load_settings(home=home)
    store = open_store(settings)
    file = home / "bill.pdf"
    file.write_bytes(factories.draw(factories.Bill(number="GUIDE-1"))[0])
    known = {
        "TOKEN": token(store, Right),
        "FILE": str(file),
        "DOCUMENT": factories.invoice(store, factories.Bill(number="GUIDE-2"), "a.pdf", Stage.NEEDS_REVIEW),
        "APPROVABLE": approvable(store, "GUIDE-3"),
    }
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(store, settings, healthy, acts_of(store, settings))
    server = Server(uvicorn.Config(app, log_config=None, lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert server.ready.wait(20)
    yield {**known, "FARM": f"http://127.0.0.1:{listener.getsockname()[1]}"}
    server.should_exit = True
    thread.join(20)
    store.close()


def test_the_guide_has_commands() -> None:
    assert len(COMMANDS) == 7


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_works(command: str, surroundings: dict[str, str]) -> None:
    require(shutil.which("curl") is not None, "curl (Debian package curl)")
    done = subprocess.run(
        ["bash", "-euc", command], env={"PATH": os.environ["PATH"], **surroundings}, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert b'"' in done.stdout
