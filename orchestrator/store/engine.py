"""Opening the store: one engine, transactions that take the write lock at once, and reading that takes none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from orchestrator.errors import NotReady
from orchestrator.store.blobs import Blobs

Transaction = Connection
BUSY_TIMEOUT_MS = 30_000
AUDIT_KEY = "botfarm_audit_key"


class Store:
    """The database and the originals. `begin` writes in one transaction; `reading` sees one consistent state."""

    def __init__(self, url: str, blobs: Blobs, audit_key: bytes) -> None:
        self.url = url
        self.audit_key = audit_key
        self.engine = _engine(url)
        self.blobs = blobs

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A writing transaction, committed when the block ends and rolled back when it raises."""
        with self.engine.begin() as transaction:
            transaction.info[AUDIT_KEY] = self.audit_key
            yield transaction

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A reading transaction, never blocked by writers and never blocking them."""
        with self.engine.connect().execution_options(botfarm_reading=True) as transaction:
            yield transaction

    def close(self) -> None:
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
    engine = create_engine(url, poolclass=NullPool)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at BEGIN: a deferred one fails with "locked" as soon as two of them meet."""
    reading = connection.get_execution_options().get("botfarm_reading", False)
    try:
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    except OperationalError as error:
        raise NotReady(
            f"The database is locked for more than {BUSY_TIMEOUT_MS // 1000} s; trying again later."
        ) from error
