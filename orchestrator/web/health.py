"""Whether the farm is up, for whatever watches it."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter

from orchestrator.store import documents
from orchestrator.web.desk import Desk


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/healthz")
    def health() -> dict[str, Any]:
        """200 as soon as the database answers; the queue server is told of, not required."""
        with desk.store.reading() as tx:
            documents.listing(tx, limit=1)
        return {"ok": True, "queue_server": desk.queues() is not None, "at": datetime.now(UTC).isoformat()}

    return routes
