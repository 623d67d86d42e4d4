"""A farm whose database has the first schema is brought up to date with what it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from config.settings import Settings
from orchestrator.breaker import LaneState
from orchestrator.lane import pause
from orchestrator.stages import Stage
from orchestrator.store import lanes, open_store, postings
from orchestrator.store.lanes import LaneAccount
from orchestrator.store.migrate import MIGRATIONS
from tests.farm_documents import DATABASES, settings_on

HELD = """
INSERT INTO documents (id, sha256, media_type, size, received_at, stage, stage_since, reason, fence)
VALUES ('d1', 'aa', 'pdf', 1, '2026-11-01 10:00:00', 'posted', '2026-11-01 10:00:00', 'keyed', 1);
INSERT INTO posting_attempts (document_id, fence, host, pid, pid_started, claimed_at, lease_until, outcome)
VALUES ('d1', 1, 'here', 1, 1.0, '2026-11-01 10:00:00', '2026-11-01 10:04:00', 'posted')
"""


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    with settings_on(request, tmp_path) as found:
        yield found


def make_first_schema(url: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in HELD.split(";"):
            connection.execute(text(statement))
    engine.dispose()


def test_what_it_holds_is_kept_and_lanes_work(settings: Settings) -> None:
    make_first_schema(settings.store_url)
    store = open_store(settings)
    account = LaneAccount(name="books-1", erp="tryton", company="Example")
    pause(store, account, "Ada", "month end")
    with store.reading() as tx:
        (attempt,) = postings.attempts_of(tx, "d1")
        assert (attempt.outcome, attempt.lane) == (Stage.POSTED, None)
        assert [lane.state for lane in lanes.listing(tx)] == [LaneState.PAUSED]
    store.close()
