"""Opening the store: one engine, transactions that take the write lock at once, and reading that takes none."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.pool import NullPool, QueuePool

from config.processes import uptime
from orchestrator.errors import NotReady
from orchestrator.store.blobs import Blobs

Transaction = Connection
BUSY_TIMEOUT_MS = 30_000
AUDIT_KEY = "botfarm_audit_key"
MOMENT = "botfarm_moment"
WITHIN_SECONDS = 5
"""Within which a database on the network must let itself be connected to."""
SILENT_SECONDS = 20
"""After which a silent connection counts as cut, on both ends: the server then lets go what the lost one held."""
READERS = 10
"""So many connections for reading are kept open by a process that keeps them."""
KEPT = 20
"""So many connections to a database on the network stay open once they were needed: a new one costs it a process."""
RECYCLED_SECONDS = 300
CLOCK_SECONDS = 10
"""For which a connection kept for reading goes by the database's clock as it was asked."""
AT_ONCE = "botfarm_at_once"
"""Marks connections that cannot stream: answers come whole."""
IDLE_SECONDS = 1
"""After which a connection kept for reading is asked whether it still answers before it is used."""
USED = "botfarm_used"
STALLED = "25P03"
STALLED_SECONDS = 60
"""After which a process that stopped in the middle of a transaction loses it, so that no other waits for it."""

NO_ROOM = ("disk is full", "disk I/O error", "unable to open database file")
"""What SQLite says on a full disk: it cannot make the small files that it works with either."""


class Store:
    """The database and the originals. `begin` writes in one transaction; `reading` sees what was committed.

    Both raise NotReady when the database is locked for long or does not answer. A write that failed so may still have
    been done where only the answer was lost: every caller checks what stands there before it tries again.
    """

    def __init__(self, url: str, blobs: Blobs, audit_key: bytes) -> None:
        self.url = url
        self.audit_key = audit_key
        self.engine = _engine(url)
        self.readers = self.engine
        self.blobs = blobs

    def keep_readers(self) -> None:
        """Have reading cost little, for a process that answers many. Close them before it forks: a child shares none.

        SQLite's connections are kept open: to open one takes longer than most reads. On the network nothing is sent
        but the questions themselves: no BEGIN, no ROLLBACK, and no ping where the connection was used just now.
        """
        if self.readers is not self.engine:
            return
        if self.engine.dialect.name == "sqlite":
            self.readers = _sqlite_engine(
                self.url, poolclass=QueuePool, pool_size=READERS, max_overflow=-1, pool_recycle=RECYCLED_SECONDS
            )
        else:
            self.readers = _network_engine(self.url, isolation_level="AUTOCOMMIT", execution_options={AT_ONCE: True})
            _ping_after_idling(self.readers)

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A writing transaction, committed when the block ends and rolled back when it raises."""
        with self._answering(), self.engine.begin() as transaction:
            transaction.info[AUDIT_KEY] = self.audit_key
            transaction.info.pop(MOMENT, None)
            yield transaction

    @contextmanager
    def reading(self, *, one_state: bool = False) -> Iterator[Transaction]:
        """A reading transaction, never blocked by writers and never blocking them.

        Args:
            one_state: everything that is asked in it sees one state, and long answers can be streamed; else each
                statement may see what was committed since the one before.
        """
        network = self.engine.dialect.name != "sqlite"
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if one_state and network else {}
        engine = self.engine if options else self.readers
        with self._answering(), engine.connect().execution_options(botfarm_reading=True, **options) as transaction:
            if engine is self.engine or uptime() - transaction.info.get(MOMENT, (None, 0.0))[1] > CLOCK_SECONDS:
                transaction.info.pop(MOMENT, None)
            yield transaction

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """A database on the network may be away: what the transaction did is then undone, or as good as not known."""
        try:
            yield
        except DBAPIError as error:
            if not self._is_away(error):
                raise
            why = str(error.orig).strip().partition("\n")[0]
            raise NotReady(f"The database does not answer ({why}); trying again later.") from error

    def _is_away(self, error: DBAPIError) -> bool:
        if self.engine.dialect.name == "sqlite":
            return isinstance(error, OperationalError) and any(word in str(error.orig) for word in NO_ROOM)
        return isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", "") == STALLED

    def close(self) -> None:
        self.readers.dispose()
        self.engine.dispose()


def streaming(tx: Transaction, rows: int) -> dict[str, int]:
    """Execution options by which a long answer comes so many rows at a time; whole outside of `reading(one_state=True)`
    where a process keeps its readers."""
    return {} if tx.get_execution_options().get(AT_ONCE) else {"yield_per": rows}


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return _network_engine(url, pool_pre_ping=True)
    return _sqlite_engine(url, poolclass=NullPool)


def _network_engine(url: str, **options: Any) -> Engine:
    address = make_url(url.replace("postgresql://", "postgresql+psycopg://", 1))
    own = {name: value for name, value in _network_limits().items() if name not in address.query}
    return create_engine(address, pool_size=KEPT, connect_args=own, **options)


def _ping_after_idling(engine: Engine) -> None:
    """A connection that lay idle may have been cut; one that answered just now is taken as it is."""

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info[USED] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def look(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get(USED, -math.inf) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool then takes another


def _sqlite_engine(url: str, **pooling: Any) -> Engine:
    engine = create_engine(url, **pooling)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _network_limits() -> dict[str, str | int]:
    """Limits for psycopg: without them both ends of a cut line wait for hours, and the server keeps the locks."""
    idle, interval, count = SILENT_SECONDS // 4, SILENT_SECONDS // 4, 3
    server = {
        "tcp_keepalives_idle": idle,
        "tcp_keepalives_interval": interval,
        "tcp_keepalives_count": count,
        "tcp_user_timeout": SILENT_SECONDS * 1000,
        "idle_in_transaction_session_timeout": STALLED_SECONDS * 1000,
        "lock_timeout": BUSY_TIMEOUT_MS,
        "jit": "off",  # compiling takes longer than any question of ours
    }
    return {
        "connect_timeout": WITHIN_SECONDS,
        "keepalives_idle": idle,
        "keepalives_interval": interval,
        "keepalives_count": count,
        "tcp_user_timeout": SILENT_SECONDS * 1000,
        "options": " ".join(f"-c {name}={value}" for name, value in server.items()),
    }


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
        if "locked" not in str(error.orig):
            raise
        raise NotReady(
            f"The database is locked for more than {BUSY_TIMEOUT_MS // 1000} s; trying again later."
        ) from error
