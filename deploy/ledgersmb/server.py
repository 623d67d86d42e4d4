"""A running local LedgerSMB: its own folder with database cluster, settings and logs; ends with its starter.

``python -m deploy.ledgersmb.server --folder FOLDER --port PORT`` runs in the foreground until SIGTERM or Ctrl-C. The
folder gets a copy of the set-up's cluster when it has none, so that a second start goes on with the same data.
"""

import argparse
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.ledgersmb.cluster import DATABASE, PORT_FILE, TEMPLATE, Cluster
from deploy.ledgersmb.setup import DEFAULT_FOLDER, is_current, template
from deploy.ledgersmb.web import WebServer
from deploy.local_server import free_port, run_in_foreground


class LedgerSmbServer:
    """LedgerSMB on ``127.0.0.1:port`` with the data of `folder`.

    `set_up` is the folder that `deploy.ledgersmb.setup` made. Usable as a context manager; `start` after `stop` goes on
    with the same data. The kernel ends it with the *thread* that called `start`: call it from one that stays.
    """

    def __init__(self, folder: Path, port: int | None = None, set_up: Path = DEFAULT_FOLDER) -> None:
        self.folder = folder.resolve()
        self.port = port or free_port()
        self.set_up = set_up.resolve()
        self.database = DATABASE
        original = template(self.set_up, free_port())
        self.cluster = Cluster(self.folder / "cluster", original.port, original.password)
        self._original = original
        self._web = WebServer(self.set_up / "app", self.folder / "web", self.port, self.cluster.port)

    @property
    def url(self) -> str:
        """Address of the web client."""
        return self._web.url

    def start(self) -> None:
        """Start and wait until the web pages and the database answer.

        Raises:
            LocalErpError: one of them ended or did not answer in time; its log tells why.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.cluster.folder.exists():
            self._original.copy_to(self.cluster.folder)
        self.cluster.start()
        try:
            (self.folder / PORT_FILE).write_text(str(self.cluster.port))
            self._web.start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server; does nothing where none runs."""
        self._web.stop()
        self.cluster.stop()

    def reset(self) -> None:
        """Begin anew with the example company as it was set up; running sessions end."""
        self.cluster.sql(f"DROP DATABASE {DATABASE} WITH (FORCE)", "postgres")
        self.cluster.sql(f"CREATE DATABASE {DATABASE} TEMPLATE {TEMPLATE}", "postgres")

    def wait(self) -> int:
        """Return when one of its programs ended: the code of that one."""
        programs = [process for process in (self._web.process, self.cluster.process) if process is not None]
        while all(process.poll() is None for process in programs):
            time.sleep(0.2)  # two programs at once can only be polled
        return next((process.returncode for process in programs if process.returncode is not None), 1)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def main() -> int:
    """Entry point; 0 after SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(description="Run the local LedgerSMB in the foreground.")
    parser.add_argument("--folder", type=Path, required=True, help="where its data and logs live")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument("--setup", type=Path, default=DEFAULT_FOLDER, help="the folder made by the set-up")
    arguments = parser.parse_args()
    if not is_current(arguments.setup):
        print("LedgerSMB is not set up: run ./botfarm setup ledgersmb", file=sys.stderr)
        return 1
    return run_in_foreground("LedgerSMB", LedgerSmbServer(arguments.folder, arguments.port, arguments.setup))


if __name__ == "__main__":
    raise SystemExit(main())
