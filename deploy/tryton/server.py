"""A running local Tryton: its own folder with configuration, database and log; ends with the process that started it.

``python -m deploy.tryton.server --folder FOLDER --port PORT`` runs in the foreground until SIGTERM or Ctrl-C. The
folder gets a copy of the template database when it has none, so that a second start goes on with the same data.
"""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.local_server import end, end_with, free_port, insist_on_free, run_in_foreground, wait_until_ready
from deploy.tryton.setup import DATABASE, DEFAULT_FOLDER, is_current

SESSION_SECONDS = 3600

CONFIGURATION = """\
[database]
uri = sqlite://
path = {folder}
[web]
listen = 127.0.0.1:{port}
root = {client}
[session]
timeout = {session_seconds}
[queue]
worker = False
"""
LOGGING = """\
[formatters]
keys=simple
[handlers]
keys=out
[loggers]
keys=root,werkzeug
[formatter_simple]
format=%(asctime)s %(levelname)s %(name)s %(message)s
[handler_out]
class=StreamHandler
args=(sys.stderr,)
formatter=simple
[logger_root]
level=WARNING
handlers=out
[logger_werkzeug]
level=WARNING
qualname=werkzeug
handlers=
"""


class TrytonServer:
    """Tryton on ``127.0.0.1:port`` with the data of `folder`.

    `set_up` is the folder that `deploy.tryton.setup` made. Usable as a context manager; `start` after `stop` goes on
    with the same data. The kernel ends it with the *thread* that called `start`: call it from one that stays.
    """

    def __init__(self, folder: Path, port: int | None = None, set_up: Path = DEFAULT_FOLDER) -> None:
        self.folder = folder.resolve()
        self.port = port or free_port()
        self.set_up = set_up.resolve()
        self.database = DATABASE
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Address of the web client."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def database_file(self) -> Path:
        """The SQLite file that holds this server's data."""
        return self.folder / f"{self.database}.sqlite"

    def start(self) -> None:
        """Start and wait until the web client and the database answer.

        Raises:
            LocalErpError: the port is taken, it ended or did not answer in time; the log tells why.
        """
        insist_on_free(self.port)
        self._prepare()
        program = [str(self.set_up / "venv" / "bin" / "trytond"), "-c", str(self.folder / "trytond.conf")]
        program += ["-d", self.database, "--logconf", str(self.folder / "logging.conf")]
        starter = os.getpid()
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                program,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
                preexec_fn=lambda: end_with(starter, signal.SIGTERM),
            )
        try:
            wait_until_ready(self.process, self._answers, "Tryton", self.folder / "server.log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server; does nothing where none runs."""
        process, self.process = self.process, None
        end(process)

    def wait(self) -> int:
        """Return when it ended: its code."""
        return self.process.wait() if self.process is not None else 1

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.database_file.exists():
            partial = self.database_file.with_suffix(".partial")
            shutil.copy(self.set_up / "template" / f"{self.database}.sqlite", partial)
            partial.rename(self.database_file)
        client = self.set_up / "client" / "node_modules" / "tryton-sao"
        text = CONFIGURATION.format(folder=self.folder, port=self.port, client=client, session_seconds=SESSION_SECONDS)
        (self.folder / "trytond.conf").write_text(text)
        (self.folder / "logging.conf").write_text(LOGGING)

    def _answers(self) -> bool:
        request = urllib.request.Request(
            f"{self.url}rpc/",
            b'{"id": 0, "method": "common.server.version", "params": []}',
            {"Content-Type": "application/json"},
        )
        with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=5) as reply:
            return bool(reply.status == 200)
        return False


def main() -> int:
    """Run a server in the foreground until SIGTERM, Ctrl-C, or its own end; non-zero for the last."""
    parser = argparse.ArgumentParser(description="Run the local Tryton in the foreground.")
    parser.add_argument("--folder", type=Path, required=True, help="where its data and log live")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument("--setup", type=Path, default=DEFAULT_FOLDER, help="the folder made by the set-up")
    arguments = parser.parse_args()
    if not is_current(arguments.setup):
        print("Tryton is not set up: run python -m deploy.tryton.setup", file=sys.stderr)
        return 1
    return run_in_foreground("Tryton", TrytonServer(arguments.folder, arguments.port, arguments.setup))


if __name__ == "__main__":
    raise SystemExit(main())
