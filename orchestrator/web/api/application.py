"""The API put together: an application of its own, that the dashboard's serves under /api/v1."""

import json
from typing import Any

from fastapi import Depends, FastAPI

from orchestrator.web.api import (
    alerts,
    approvals,
    compliance,
    documents,
    failures,
    farm,
    history,
    lanes,
    orders,
    people,
    pictures,
    review,
    review_pages,
    rules,
    suppliers,
    webhooks,
)  # fmt: skip
from orchestrator.web.api.asking import Service, bounded
from orchestrator.web.api.errors import answer_errors
from orchestrator.web.api.rates import Rates
from orchestrator.web.api.schema import describe
from orchestrator.web.desk import Desk

PARTS = (
    documents,
    alerts,
    approvals,
    pictures,
    review,
    review_pages,
    lanes,
    farm,
    failures,
    suppliers,
    orders,
    people,
    webhooks,
    history,
    compliance,
    rules,
)


def application() -> FastAPI:
    """The API without a farm: enough for its description."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/openapi.json", dependencies=[Depends(bounded)])
    for part in PARTS:
        app.include_router(part.routes, generate_unique_id_function=lambda route: route.name)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # how FastAPI says to describe it otherwise
    answer_errors(app)
    return app


def serving(desk: Desk) -> FastAPI:
    """The API of a farm."""
    app = application()
    app.state.service = Service(desk, Rates(desk.settings.api_requests_per_minute))
    return app


def description() -> str:
    """The OpenAPI document as JSON, always the same for the same code."""
    return json.dumps(application().openapi(), indent=1, ensure_ascii=False) + "\n"
