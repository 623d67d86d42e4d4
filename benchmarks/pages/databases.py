"""The two databases of the benchmark: kept in a folder between runs, with a PostgreSQL server of their own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.pages.sinks import PostgresqlSink, Sink, SqliteSink
from config.settings import Settings
from orchestrator.store import Store, open_store
from tests.postgresql import AS_SERVER, binaries, run

HOME = Path(os.environ.get("BOTFARM_BENCH_PAGES", Path(tempfile.gettempdir()) / "botfarm-bench-pages"))
DATABASE = "farm"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of the benchmark's own PostgreSQL, which is made at the first time; it ends with the block."""
    programs = binaries()
    if programs is None:
        raise SystemExit("PostgreSQL's server is missing (Debian package postgresql-15).")
    folder = HOME / "postgresql"
    data, is_new = folder / "data", not (folder / "data").exists()
    folder.mkdir(parents=True, exist_ok=True)
    if AS_SERVER:
        shutil.chown(folder, "postgres")
    if is_new:
        run(programs / "initdb", "-D", data, "-U", "farm", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses= -c max_connections=60 -c shared_buffers=512MB -k {folder}"
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        if is_new:
            engine = create_engine(f"postgresql+psycopg://farm@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {DATABASE}"))
            engine.dispose()
        yield f"postgresql://farm@/{DATABASE}?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "fast", "stop")


def settings_of(name: str, url: str) -> Settings:
    """The settings of a farm on one of the databases."""
    home = HOME / f"home-{name}"
    home.mkdir(parents=True, exist_ok=True)
    return Settings(home=home, BOTFARM_DATABASE_URL=url) if url else Settings(home=home)


def sink_of(store: Store) -> Sink:
    """Where a store's rows are written to."""
    return SqliteSink(store) if store.engine.dialect.name == "sqlite" else PostgresqlSink(store)


def is_seeded(settings: Settings, documents: int) -> bool:
    """Whether the farm holds at least so many documents already."""
    store = open_store(settings)
    with store.reading() as tx:
        held = tx.execute(text("SELECT count(*) FROM documents")).scalar_one()
    store.close()
    return bool(held >= documents)
