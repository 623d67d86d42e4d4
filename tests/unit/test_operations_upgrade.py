"""A farm in which documents failed before causes were kept gets them by the upgrade."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from config.settings import Settings
from orchestrator.store import causes, open_store
from orchestrator.store.migrate import MIGRATIONS

BEFORE = "0009"
HELD = """
INSERT INTO documents (id, sha256, media_type, size, received_at, stage, stage_since, reason, fence)
VALUES ('d1', 'aa', 'pdf', 1, '2026-11-01 10:00:00', 'failed', '2026-11-01 10:00:00', 'Took longer than 120 s.', 1),
 ('d2', 'bb', 'pdf', 1, '2026-11-01 10:00:00', 'failed', '2026-11-01 11:00:00', 'Took longer than 90 s.', 1),
 ('d3', 'cc', 'pdf', 1, '2026-11-01 10:00:00', 'posted', '2026-11-01 11:00:00', 'keyed', 1)
"""


def test_what_failed_before_is_grouped_too(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    engine = create_engine(settings.store_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, BEFORE)
        connection.execute(text(HELD))
    engine.dispose()
    store = open_store(settings)
    with store.reading() as tx:
        assert [(group.cause, group.count) for group in causes.groups(tx)] == [("Took longer than # s.", 2)]
    store.close()
