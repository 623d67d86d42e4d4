"""A PostgreSQL of LedgerSMB's own: one folder, one port on 127.0.0.1, its own administrator with a password."""

import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from deploy.ledgersmb.running import Account, LedgerSmbError, named, open_folder
from deploy.local_server import end, wait_until_ready

ADMINISTRATOR = "lsmb_dbadmin"
DATABASE = "botfarm"
TEMPLATE = "botfarm_template"
PORT_FILE = "database-port"
"""Written by a running server into its folder, for those who read its books."""
LOCK_SECONDS = 30.0
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # survives the death of every process, and the machine's own death is not for an example company
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "40",
    "max_wal_size": "64MB",
    "log_min_messages": "fatal",
    "log_statement": "none",
}


def postgresql() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest that is installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda path: float(path.parent.name), default=None)


class Cluster:
    """The PostgreSQL in `folder` on 127.0.0.1:`port`; `password` is its administrator's."""

    def __init__(self, folder: Path, port: int, password: str) -> None:
        self.folder = folder
        self.port = port
        self.password = password
        self.account = Account("postgres")
        self.process: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        """Make an empty cluster in `folder`, which must not exist.

        Raises:
            LedgerSmbError: PostgreSQL's server is not installed, or its initdb failed.
        """
        self.folder.mkdir()
        self.account.own(self.folder)
        password = self.folder / "password"
        password.touch(0o600)
        self.account.own(password)
        password.write_text(self.password)
        descriptor = open_folder(self.folder)
        try:
            here = named(descriptor)
            options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--wal-segsize=1", "--no-sync"]
            command = [str(self._programs() / "initdb"), "-D", f"{here}/data", "-U", ADMINISTRATOR]
            with (self.folder / "log").open("ab") as log:
                made = self.account.popen([*command, f"--pwfile={here}/password", *options], [descriptor], log, {})
                if made.wait() != 0:
                    raise LedgerSmbError(f"initdb failed; see {self.folder / 'log'}")
        finally:
            os.close(descriptor)
            password.unlink()

    def copy_to(self, folder: Path) -> "Cluster":
        """A cluster in `folder` with the data of this one, which must not run. All of it is there, or nothing."""
        partial = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.folder), str(partial)], check=True)
        partial.rename(folder)
        return Cluster(folder, self.port, self.password)

    def start(self) -> None:
        """Start and wait until it accepts connections; it ends with the thread that called this.

        Raises:
            LocalErpError: it ended, did not answer in time, or another one runs in this folder.
        """
        descriptor, lock = open_folder(self.folder), self._lock()
        try:
            (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)  # nobody has it: the lock is ours
            options = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
            command = [str(self._programs() / "postgres"), "-D", f"{named(descriptor)}/data", "-p", str(self.port)]
            with (self.folder / "log").open("ab") as log:
                self.process = self.account.popen(
                    [*command, *options], [descriptor, lock], log, {}, end_with=signal.SIGINT
                )
        finally:
            os.close(descriptor)
            os.close(lock)
        try:
            wait_until_ready(self.process, self._answers, "PostgreSQL", self.folder / "log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it, connections and all; does nothing where none runs."""
        process, self.process = self.process, None
        end(process, signal.SIGINT)

    def sql(self, text: str, database: str = DATABASE) -> str:
        """Run SQL as the administrator, stopping at the first error; what it prints, unaligned.

        Raises:
            LedgerSmbError: an error in the SQL.
        """
        command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port)]
        result = subprocess.run(
            [*command, "-U", ADMINISTRATOR, "-d", database, "-f", "-"],
            input=text, capture_output=True, text=True, check=False, cwd="/",
            env={"PATH": "/usr/bin:/bin", "PGPASSWORD": self.password, "PGCLIENTENCODING": "UTF8"},
        )  # fmt: skip
        if result.returncode != 0:
            raise LedgerSmbError(f"PostgreSQL refused: {result.stderr.strip()[-2000:]}")
        return result.stdout

    def _lock(self) -> int:
        """A lock that the server's processes hold as long as one of them lives."""
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        limit = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > limit:
                    os.close(lock)
                    raise LedgerSmbError(f"another server runs in {self.folder}; stop it first") from None
                time.sleep(0.05)  # an earlier one is ending; a lock with a time limit can only be polled
            else:
                return lock

    def _answers(self) -> bool:
        ready = [str(self._programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ready, check=False, cwd="/").returncode == 0

    def _programs(self) -> Path:
        found = postgresql()
        if found is None:
            raise LedgerSmbError("PostgreSQL's server is missing: apt install postgresql-15")
        return found
