"""The migrations make exactly the tables that the code describes."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from orchestrator.store import Store
from orchestrator.store.tables import metadata

OWN_OF_A_DATABASE = ("search_index", "ix_search_entries_words")
"""What only SQLite or only PostgreSQL has, so that the tables' description leaves it out."""


def ours(name: str | None, kind: str, _: object) -> bool:
    return not (name or "").startswith(OWN_OF_A_DATABASE)


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False, "include_name": ours})
        assert compare_metadata(context, metadata) == []
