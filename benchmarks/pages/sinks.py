"""Writes rows into a database as fast as it takes them: executemany in SQLite, COPY in PostgreSQL."""

import zlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import text

from orchestrator.store import Store
from orchestrator.store.audit_hashing import seal as sealed

Entry = tuple[int, str, Sequence[str]]
"""Number, document and words of one entry of the search index."""


class Sink(Protocol):
    """Where rows go, in one database."""

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None: ...

    def index(self, entries: Sequence[Entry]) -> None: ...

    def commit(self) -> None: ...

    def finish(self, seq: int, digest: str) -> None:
        """Seal the history with its last entry, and let the database look at what it holds."""


class SqliteSink:
    """SQLite, whose adapters for days and times are written out here as SQLAlchemy writes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.engine.raw_connection()
        self.connection.cursor().execute("PRAGMA synchronous=OFF")
        self.connection.cursor().execute("BEGIN IMMEDIATE")

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        places = ", ".join("?" * len(columns))
        said = [[_sqlite(value) for value in row] for row in rows]
        self.connection.cursor().executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", said)

    def index(self, entries: Sequence[Entry]) -> None:
        joined = [(number, document, " ".join(words)) for number, document, words in entries]
        packed = [(number, document, zlib.compress(words.encode(), 1)) for number, document, words in joined]
        self.write("search_entries", ("id", "document_id", "words"), packed)
        self.write("search_index", ("rowid", "words"), [(number, words) for number, _, words in joined])

    def commit(self) -> None:
        cursor = self.connection.cursor()
        cursor.execute("COMMIT")
        cursor.execute("BEGIN IMMEDIATE")

    def finish(self, seq: int, digest: str) -> None:
        seal = sealed(self.store.audit_key, seq, digest)
        cursor = self.connection.cursor()
        cursor.execute("UPDATE audit_head SET seq = ?, hash = ?, seal = ?", (seq, digest, seal))
        cursor.execute("COMMIT")
        self.connection.close()


class PostgresqlSink:
    """PostgreSQL by COPY."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.engine.raw_connection()

    def write(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        cursor = self.connection.cursor()
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_postgresql(value) for value in row])

    def index(self, entries: Sequence[Entry]) -> None:
        rows = [(number, document, " ".join(f"'{word}'" for word in words)) for number, document, words in entries]
        self.write("search_entries", ("id", "document_id", "words"), rows)

    def commit(self) -> None:
        self.connection.commit()

    def finish(self, seq: int, digest: str) -> None:
        seal = sealed(self.store.audit_key, seq, digest)
        cursor = self.connection.cursor()
        cursor.execute("UPDATE audit_head SET seq = %s, hash = %s, seal = %s", (seq, digest, seal))
        cursor.execute("SELECT setval('search_entries_id_seq', (SELECT max(id) FROM search_entries))")
        self.connection.commit()
        self.connection.close()
        with self.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value


def _postgresql(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
