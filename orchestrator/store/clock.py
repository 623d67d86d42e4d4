"""The farm's one clock. Hosts' own clocks may be hours apart, so leases and waits go by the database's."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from config.processes import uptime
from orchestrator.store.engine import MOMENT, Transaction


def now(tx: Transaction) -> datetime:
    """The time in UTC: PostgreSQL's own, asked once a transaction, by kept readers now and then; with SQLite this
    machine's, as no other is there."""
    if tx.dialect.name != "postgresql":
        return datetime.now(UTC)
    if MOMENT not in tx.info:
        asked: datetime = tx.execute(select(func.clock_timestamp())).scalar_one()
        tx.info[MOMENT] = (asked.astimezone(UTC), uptime())
    at, since = tx.info[MOMENT]
    return at + timedelta(seconds=uptime() - since)  # type: ignore[no-any-return]  # what info holds is ours
