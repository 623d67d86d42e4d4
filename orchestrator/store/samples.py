"""Figures of the farm, one each a minute, for the plots of the last hours."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import samples

KEPT = timedelta(hours=48)
Series = tuple[tuple[datetime, float], ...]
"""A figure's values by the minute, oldest first."""


def this_minute(tx: Transaction) -> datetime:
    """The minute that has begun last."""
    return clock.now(tx).replace(second=0, microsecond=0)


def has(tx: Transaction, at: datetime) -> bool:
    """Whether this minute was sampled."""
    return tx.execute(select(samples.c.name).where(samples.c.at == at).limit(1)).first() is not None


def add(tx: Transaction, at: datetime, figures: Mapping[str, float]) -> bool:
    """Write the figures of a minute; False where another process has done so."""
    rows = [{"at": at, "name": name, "value": value} for name, value in figures.items()]
    try:
        with tx.begin_nested():
            tx.execute(insert(samples), rows)
    except IntegrityError:
        return False
    return True


def prune(tx: Transaction) -> None:
    """Forget what is older than `KEPT`."""
    tx.execute(delete(samples).where(samples.c.at < clock.now(tx) - KEPT))


def series(tx: Transaction, names: Collection[str], since: datetime) -> dict[str, Series]:
    """These figures since a time; a minute in which nobody sampled is missing."""
    query = select(samples.c.name, samples.c.at, samples.c.value)
    rows = tx.execute(query.where(samples.c.at >= since, samples.c.name.in_(names)).order_by(samples.c.at))
    found: dict[str, list[tuple[datetime, float]]] = {name: [] for name in names}
    for name, at, value in rows:
        found[name].append((at, value))
    return {name: tuple(values) for name, values in found.items()}
