"""The same as JSON, for programs."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from orchestrator.errors import DocumentNotFound
from orchestrator.reports.rows import document_details, document_rows, status
from orchestrator.web.desk import Desk
from orchestrator.web.overview import Number, Stages, Text, chosen
from orchestrator.web.session import Operator, Reader

A_PAGE = 100


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/healthz")
    def health() -> dict[str, Any]:
        """200 as soon as the database answers; the queue server is told of, not required."""
        with desk.store.reading() as tx:
            document_rows(tx, limit=1)
        return {"ok": True, "queue_server": desk.queues() is not None, "at": datetime.now(UTC).isoformat()}

    @routes.get("/api/status")
    def farm(_: Operator) -> dict[str, Any]:
        answered = desk.queues()
        with desk.store.reading() as tx:
            return status(tx, answered)

    @routes.get("/api/documents")
    def listing(_: Reader, stage: Stages, q: Text = "", page: Number = 1) -> Response:
        try:
            stages = chosen(stage)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        with desk.store.reading() as tx:
            rows, total = document_rows(tx, stages, q, A_PAGE, (page - 1) * A_PAGE)
        return JSONResponse({"total": total, "page": page, "documents": rows})

    @routes.get("/api/documents/{document_id}")
    def details(document_id: str, _: Reader) -> Response:
        try:
            with desk.store.reading() as tx:
                return JSONResponse(document_details(tx, document_id))
        except DocumentNotFound as error:
            return JSONResponse({"error": str(error)}, 404)

    return routes
