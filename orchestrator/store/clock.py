"""The farm's one clock. Hosts' own clocks may be hours apart, so leases and waits go by the database's."""

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from orchestrator.store.engine import MOMENT, Transaction


def now(tx: Transaction) -> datetime:
    """The time in UTC: PostgreSQL's own, asked once a transaction; with SQLite this machine's, as no other is there."""
    if tx.dialect.name != "postgresql":
        return datetime.now(UTC)
    if MOMENT not in tx.info:
        asked: datetime = tx.execute(select(func.clock_timestamp())).scalar_one()
        tx.info[MOMENT] = (asked.astimezone(UTC), time.monotonic())
    at, since = tx.info[MOMENT]
    return at + timedelta(seconds=time.monotonic() - since)  # type: ignore[no-any-return]  # what info holds is ours
