"""How the farm is as a plain dict: what `botfarm status --json` prints."""

from typing import Any

from orchestrator.operations.picture import Picture
from orchestrator.operations.queue_state import QueueState
from orchestrator.operations.wellness import Trouble, headline, troubles


def as_row(picture: Picture) -> dict[str, Any]:
    """Times ISO 8601 in UTC, how long in seconds; `troubles` the worst first, none while the farm is well."""
    return {
        "at": picture.at.isoformat(),
        "well": not troubles(picture),
        "headline": str(headline(picture).says),
        "troubles": [trouble_row(trouble) for trouble in troubles(picture)],
        "queues": [queue_row(queue, picture) for queue in picture.queues],
        "failures": [group.model_dump(mode="json") for group in picture.failures],
        "retries": [retry.model_dump(mode="json") for retry in picture.retries],
        "in_doubt": picture.in_doubt,
        "posted_last_hour": picture.posted,
        "memory_mb": picture.memory_mb,
    }


def trouble_row(trouble: Trouble) -> dict[str, Any]:
    """What is wrong, how bad, and what mends it."""
    return {
        "level": trouble.level.name.lower(), "says": str(trouble.says), "detail": str(trouble.detail or ""),
        "act": trouble.kind.name.lower(), "target": trouble.target,
    }  # fmt: skip


def queue_row(queue: QueueState, picture: Picture) -> dict[str, Any]:
    """One kind of work; `clears_in_s` is None while nothing is done."""
    clears_in = queue.clears_in
    return {
        "work": str(queue.queue), "waiting": queue.waiting, "working": queue.working,
        "oldest_s": round((picture.at - queue.oldest).total_seconds(), 1) if queue.oldest else None,
        "per_minute": queue.per_minute, "clears_in_s": None if clears_in is None else round(clears_in.total_seconds()),
    }  # fmt: skip
