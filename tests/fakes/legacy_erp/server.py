"""The legacy ERP as a process of its own, for tests and chaos runs; what it confirmed survives its being killed."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr

from bots.erp.port import ErpAccount
from deploy.local_server import end, wait_until_ready
from tests.fakes.legacy_erp.books import Books
from tests.fakes.legacy_erp.control import LegacyErpControl
from tests.fakes.legacy_erp.seed import BOT_PASSWORD, BOT_USER, COMPANY, Supplier

ROOT = Path(__file__).resolve().parents[3]
ERP = "legacy"


class LegacyErpServer:
    """The legacy ERP on ``host:port`` with the data of `folder`.

    `port` and `control_port` are chosen when 0, and kept for the next start. A context manager; `start` after `stop` or
    `kill` goes on with the same data and rules. It ends when the process that made it ends.
    """

    def __init__(self, folder: Path, port: int = 0, control_port: int = 0, host: str = "127.0.0.1") -> None:
        self.folder = folder.resolve()
        self.host = host
        self.port = port
        self.control_port = control_port
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the web pages."""
        return f"http://{self.host}:{self.port}/"

    @property
    def control(self) -> LegacyErpControl:
        return LegacyErpControl.of_folder(self.folder)

    def account(self, user: str = BOT_USER, step_seconds: float = 10.0) -> ErpAccount:
        """A bot's login; users are bot, bot2 ... bot8."""
        return ErpAccount(
            erp=ERP,
            url=self.url,
            database="",
            company=COMPANY,
            user=user,
            password=SecretStr(BOT_PASSWORD),
            step_seconds=step_seconds,
        )

    def seed(self, suppliers: Iterable[Supplier]) -> None:
        """More suppliers, whether it runs or not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        books = Books(self.folder / "books.sqlite")
        try:
            books.add_suppliers(suppliers)
        finally:
            books.close()

    def start(self) -> None:
        """Start and wait until it answers.

        Raises:
            LocalErpError: it ended, or did not answer in time.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "control.json").unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.fakes.legacy_erp", "--folder", str(self.folder), "--host", self.host]
        command += ["--port", str(self.port), "--control-port", str(self.control_port), "--parent", str(os.getpid())]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_ready(self.process, self._answers, "the legacy ERP", self.folder / "server.log")
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """End it; does nothing where none runs."""
        process, self.process = self.process, None
        end(process)

    def kill(self) -> None:
        """kill -9."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError, ValueError):
            self.control.pending_commits()
            self._take_ports()
            return True
        return False

    def _take_ports(self) -> None:
        told = json.loads((self.folder / "control.json").read_text())
        self.port, self.control_port = (urlsplit(told[name]).port or 0 for name in ("url", "control_url"))
