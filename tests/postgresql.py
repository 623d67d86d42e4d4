"""A PostgreSQL of the tests' own: one cluster a session, one database a test, copied from one whose schema is made."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from orchestrator.store.engine import Store
from orchestrator.store.folder_blobs import FolderBlobs
from orchestrator.store.migrate import _upgrade

AS_SERVER = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
"""PostgreSQL refuses to run as root."""
QUICK = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=60 -c shared_buffers=16MB"
"""Its data need not outlive the session."""
TEMPLATE = "farm_template"


def binaries() -> Path | None:
    """The folder of Debian's newest PostgreSQL server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def run(*command: object) -> None:
    subprocess.run([*AS_SERVER, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")


class PostgresCluster:
    """A server on a unix socket, and databases in it that hold an empty farm each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql://farm@/{database}?host={self.folder}"

    def make_template(self) -> None:
        self.say(f"CREATE DATABASE {TEMPLATE}")
        store = Store(self.url(TEMPLATE), FolderBlobs(self.folder), b"")
        _upgrade(store)
        store.close()

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new database's address; it is dropped at the end."""
        name = f"farm_{next(self.numbers)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        try:
            yield self.url(name)
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def say(self, statement: str) -> None:
        address = self.url("postgres").replace("postgresql:", "postgresql+psycopg:", 1)
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running_cluster(programs: Path) -> Iterator[PostgresCluster]:
    """Make a cluster in a folder of its own, run it, and remove both."""
    folder = Path(tempfile.mkdtemp(prefix="botfarm-pg-"))
    data, control = folder / "data", programs / "pg_ctl"
    try:
        if AS_SERVER:
            shutil.chown(folder, "postgres")
        run(programs / "initdb", "-D", data, "-U", "farm", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run(control, "-D", data, "-w", "-l", folder / "log", "-o", f"{QUICK} -k {folder}", "start")
        try:
            cluster = PostgresCluster(folder)
            cluster.make_template()
            yield cluster
        finally:
            run(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
