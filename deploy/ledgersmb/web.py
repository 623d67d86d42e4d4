"""LedgerSMB's web server: Starman with LedgerSMB's own code, on 127.0.0.1."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from deploy.ledgersmb.cluster import DATABASE
from deploy.ledgersmb.running import Account, LedgerSmbError, end, named, open_folder

STARMAN = "/usr/bin/starman"
WORKERS = 3
READY_SECONDS = 60.0
CONFIGURATION = """\
[main]
auth = DB
cssdir = css/
cache_templates = 1
date_format = yyyy-mm-dd
log_level = ERROR
max_post_size = 4194304
cookie_name = LedgerSMB-botfarm
[paths]
templates = templates
images = UI/images
localepath = locale/po
[database]
host = 127.0.0.1
port = {port}
default_db = {database}
db_namespace = public
sslmode = disable
[debug]
dojo_built = 0
"""


def free_port() -> int:
    """A loopback port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    """Whether somebody listens on that loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class WebServer:
    """Starman on 127.0.0.1:`port`, for the database server on `database_port`; `folder` holds its settings and log.

    `program` is LedgerSMB's own tree.
    """

    def __init__(self, program: Path, folder: Path, port: int, database_port: int, workers: int = WORKERS) -> None:
        self.program = program
        self.folder = folder
        self.port = port
        self.database_port = database_port
        self.workers = workers
        self.account = Account("nobody")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start and wait until it answers; it ends with the thread that called this.

        Raises:
            LedgerSmbError: the port is taken, it ended, or did not answer in time.
        """
        if is_taken(self.port):
            raise LedgerSmbError(f"port {self.port} on 127.0.0.1 is taken; choose another one")
        self._prepare()
        program, own = open_folder(self.program), open_folder(self.folder)
        try:
            command = [STARMAN, "-MTemplate", "--preload-app", "--workers", str(self.workers)]
            command += ["--listen", f"127.0.0.1:{self.port}", f"{named(program)}/bin/ledgersmb-server.psgi"]
            environment = {"TMPDIR": named(own), "LSMB_CONFIG_FILE": f"{named(own)}/ledgersmb.conf"}
            with (self.folder / "log").open("ab") as log:
                self.process = self.account.popen(
                    command, [program, own], log, environment, cwd=str(self.program), end_with=signal.SIGTERM
                )
        finally:
            os.close(program)
            os.close(own)
        try:
            self._wait_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it; does nothing where none runs."""
        process, self.process = self.process, None
        end(process, signal.SIGTERM)

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.account.own(self.folder)
        settings = self.folder / "ledgersmb.conf"
        settings.write_text(CONFIGURATION.format(port=self.database_port, database=DATABASE))
        self.account.own(settings)

    def _wait_ready(self) -> None:
        limit = time.monotonic() + READY_SECONDS
        while time.monotonic() < limit:
            if self.process is not None and self.process.poll() is not None:
                raise LedgerSmbError(f"Starman ended with {self.process.returncode}; see {self.folder / 'log'}")
            if self._answers():
                return
            time.sleep(0.05)  # polls a starting process; there is no event to wait for
        raise LedgerSmbError(f"LedgerSMB did not answer within {READY_SECONDS:.0f} s; see {self.folder / 'log'}")

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}login.pl", timeout=20) as reply:
            return bool(reply.status == 200)
        return False
