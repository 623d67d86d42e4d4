"""LedgerSMB's web server: Starman with LedgerSMB's own code, on 127.0.0.1."""

import contextlib
import os
import signal
import subprocess
import urllib.request
from pathlib import Path

from deploy.ledgersmb.cluster import DATABASE
from deploy.ledgersmb.running import Account, named, open_folder
from deploy.local_server import end, insist_on_free, wait_until_ready

STARMAN = "/usr/bin/starman"
WORKERS = 3
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
            LocalErpError: the port is taken, it ended, or did not answer in time.
        """
        insist_on_free(self.port)
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
            wait_until_ready(self.process, self._answers, "LedgerSMB", self.folder / "log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it; does nothing where none runs."""
        process, self.process = self.process, None
        end(process)

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.account.own(self.folder)
        settings = self.folder / "ledgersmb.conf"
        settings.write_text(CONFIGURATION.format(port=self.database_port, database=DATABASE))
        self.account.own(settings)

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}login.pl", timeout=20) as reply:
            return bool(reply.status == 200)
        return False
