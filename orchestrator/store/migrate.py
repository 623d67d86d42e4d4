"""Opening a store brings its database to the newest schema."""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect, text

from config.errors import ConfigError
from config.settings import Settings
from orchestrator.store import audit
from orchestrator.store.blob_places import open_blobs
from orchestrator.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"
KEY_FILE = Path("secrets/audit.key")
ADVISORY_LOCK = 4_711_2026


def open_store(settings: Settings) -> Store:
    """The store that the settings name, its folders made and its schema up to date."""
    home = settings.folder
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    blobs = open_blobs(settings.blobs_url, home / "originals")
    key, key_is_new = _audit_key(settings)
    store = Store(settings.store_url, blobs, key)
    with _alone(home):
        if not _is_current(store):
            _upgrade(store)
        with store.reading() as tx:
            begun = audit.has_begun(tx)
        if not begun:
            _begin_history(store)
        elif key_is_new:
            _refuse_new_key(store, home)
    return store


def _refuse_new_key(store: Store, home: Path) -> None:
    """A host that joins a farm with a key of its own would seal the history so that no other could check it."""
    (home / KEY_FILE).unlink()
    store.close()
    raise ConfigError(
        "This host has no audit key, and the database already holds a farm's history. Copy that farm's "
        f"{KEY_FILE} into {home}, or name it by BOTFARM_AUDIT_KEY_FILE."
    )


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


def _audit_key(settings: Settings) -> tuple[bytes, bool]:
    """The key that seals the history, and whether it was made just now.

    It is BOTFARM_AUDIT_KEY(_FILE), or one that is made at first use in the home folder.
    """
    given = settings.audit_key.get_secret_value()
    if given:
        return given.encode(), False
    path = settings.folder / KEY_FILE
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(settings.folder):
        is_new = not path.exists()
        if is_new:
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_text().encode(), is_new
