"""Opening a store brings its database to the newest schema."""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect, text

from config.settings import Settings
from orchestrator.store import audit
from orchestrator.store.blob_places import open_blobs
from orchestrator.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 4_711_2026


def open_store(settings: Settings) -> Store:
    """The store that the settings name, its folders made and its schema up to date."""
    home = settings.folder
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    blobs = open_blobs(settings.blobs_url, home / "originals")
    store = Store(settings.store_url, blobs, _audit_key(settings))
    with _alone(home):
        if not _is_current(store):
            _upgrade(store)
        with store.reading() as tx:
            begun = audit.has_begun(tx)
        if not begun:
            _begin_history(store)
    return store


def _begin_history(store: Store) -> None:
    """Seal the empty history; where two hosts do so at once, the second finds it done."""
    with store.begin() as tx:
        if tx.dialect.name == "postgresql":
            tx.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        if not audit.has_begun(tx):
            audit.begin(tx)


def _is_current(store: Store) -> bool:
    """Whether the newest migration was run; migrations are numbered in the order in which they are run."""
    newest = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with store.reading() as tx:
        known = inspect(tx).has_table("alembic_version")
        found = tx.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() if known else None
    return bool(found == newest)


def _upgrade(store: Store) -> None:
    """Run the migrations. Alembic takes long to load, so only what has something to migrate does."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":  # of several hosts; let go by the commit
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Several parts start at once; one of them migrates."""
    with (home / ".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _audit_key(settings: Settings) -> bytes:
    """The key that seals the history: BOTFARM_AUDIT_KEY(_FILE), or one made at first use in the home folder."""
    given = settings.audit_key.get_secret_value()
    if given:
        return given.encode()
    path = settings.folder / "secrets" / "audit.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(settings.folder):
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_text().encode()
