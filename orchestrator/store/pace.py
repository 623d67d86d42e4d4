"""How much stands where and how fast it goes on, counted by the database."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from orchestrator.stages import Stage
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, posting_attempts, runs

Standing = tuple[int, datetime]
"""How many documents stand in a stage, and since when the first of them does."""


def standing(tx: Transaction, stages: Collection[Stage]) -> dict[Stage, Standing]:
    """Number and oldest of the documents in each of these stages that has any."""
    query = (
        select(documents.c.stage, func.count(), func.min(documents.c.stage_since))
        .where(documents.c.stage.in_(list(stages)))
        .group_by(documents.c.stage)
    )
    return {Stage(stage): (count, oldest) for stage, count, oldest in tx.execute(query)}


def runs_ended(tx: Transaction, since: datetime, until: datetime) -> dict[tuple[str, str], int]:
    """How many runs of each step ended within a time, by how they ended."""
    query = (
        select(runs.c.step, runs.c.outcome, func.count())
        .where(runs.c.finished_at >= since, runs.c.finished_at < until)
        .group_by(runs.c.step, runs.c.outcome)
    )
    return {(step, outcome or ""): count for step, outcome, count in tx.execute(query)}


def posted_by_lane(tx: Transaction, since: datetime) -> dict[str, int]:
    """How many documents each lane has keyed since a time."""
    query = (
        select(posting_attempts.c.lane, func.count())
        .where(posting_attempts.c.finished_at >= since, posting_attempts.c.outcome == "posted")
        .group_by(posting_attempts.c.lane)
    )
    return {lane or "": count for lane, count in tx.execute(query)}
