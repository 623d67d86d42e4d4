"""The dashboard: every page put together."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import anyio
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from config.settings import Settings
from orchestrator.acts import Acts
from orchestrator.errors import NotAllowed, NotReady
from orchestrator.phrases import phrase
from orchestrator.store import Store
from orchestrator.web import (
    alerts,
    approvals,
    audit,
    compliance,
    compliance_controls,
    compliance_personal_data,
    contracts,
    decisions,
    desk_page,
    document,
    documents_list,
    files,
    health,
    hooks,
    lanes,
    login,
    me,
    openid,
    operations,
    operations_failures,
    operations_live,
    orders,
    people,
    questions,
    reports,
    review,
    review_acts,
    rule_sets,
    rules,
    schedules,
    suppliers,
    upload,
)
from orchestrator.web.api.application import serving
from orchestrator.web.desk import NOT_HERE, NOTHING_HERE, Desk
from orchestrator.web.guard import API, Guard
from orchestrator.web.problem_details import problem
from orchestrator.web.queue_probe import QueueProbe
from orchestrator.web.session import API_V1, LoggedIn
from orchestrator.web.turns import Turns
from queues.health import Health

log = logging.getLogger(__name__)

UPLOAD, ROOM = f"{API_V1}/documents", 64 * 1024
"""Where programs hand files over, and the bytes of a form around one."""
STATIC = Path(__file__).parent / "static"
PAGES = (
    login,
    openid,
    me,
    people,
    hooks,
    desk_page,
    upload,
    documents_list,
    review,
    review_acts,
    document,
    approvals,
    alerts,
    questions,
    decisions,
    lanes,
    operations,
    operations_failures,
    operations_live,
    files,
    health,
    suppliers,
    orders,
    contracts,
    reports,
    rule_sets,
    rules,
    schedules,
    audit,
    compliance,
    compliance_controls,
    compliance_personal_data,
)


def create_app(store: Store, settings: Settings, queue_health: Callable[[], Health | None], acts: Acts) -> FastAPI:
    """The dashboard as an ASGI application.

    Args:
        queue_health: the state of the queues, None or a QueueError when their server does not answer.
        acts: what can be done.
    """
    desk = Desk(store, settings, QueueProbe(queue_health), acts)
    store.keep_readers()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.ending = anyio.Event()
        yield
        desk.images.close()

    app = FastAPI(title="Botfarm", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(LoggedIn, store=store)
    app.add_middleware(Turns)
    large = {UPLOAD: acts.limits.max_bytes + ROOM, **upload.room(acts.limits), **rule_sets.room()}
    app.add_middleware(Guard, host=urlsplit(settings.web_url).netloc, large=large)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.mount(API_V1, serving(desk), name="api")
    for page in PAGES:
        app.include_router(page.router(desk))
    _answer_errors(app, desk)
    return app


def _answer_errors(app: FastAPI, desk: Desk) -> None:
    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        if request.url.path.startswith(API):
            return problem(error.status_code, f"There is nothing at this address; the API is at {API_V1}.")
        return desk.problem(request, error.status_code, NOT_HERE, NOTHING_HERE)

    @app.exception_handler(RequestValidationError)
    async def misspelt(request: Request, error: RequestValidationError) -> Response:
        return desk.not_understood(request)

    @app.exception_handler(NotAllowed)
    async def barred(request: Request, error: NotAllowed) -> Response:
        return desk.problem(request, 403, phrase("Not for you"), str(error))

    @app.exception_handler(NotReady)
    async def busy(request: Request, error: NotReady) -> Response:
        return desk.problem(request, 503, phrase("Please try again"), str(error))

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        log.error("a page failed: %s %s", request.method, request.url.path, exc_info=error)
        sentence = phrase("The page could not be made; the log says why. Nothing was changed.")
        return desk.problem(request, 500, phrase("Something went wrong"), sentence)
