"""Every error of the API as problem details: what was refused by the core, by the framework, or broke."""

import logging
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from orchestrator.errors import (
    AlertNotFound,
    BadPassword,
    DocumentNotFound,
    NotAllowed,
    NotReady,
    OrchestratorError,
    PersonNotFound,
    SupplierNotRemembered,
    WebhookNotFound,
)  # fmt: skip
from orchestrator.store.blobs import BlobMissing
from orchestrator.web.page_images import CannotShow
from orchestrator.web.problem_details import InvalidPart, problem

log = logging.getLogger(__name__)
BROKEN = "The request could not be answered; the log says why. Nothing was changed."
NOT_UNDERSTOOD = "The request has a part that cannot be taken; `errors` says which."
OWN_WORDS = {404: "There is nothing at this address.", 405: "This address takes no request of this method."}
AGAIN_AFTER = {"retry-after": "5"}


class NothingThere(OrchestratorError):
    """What the address names is not there; the message says what."""


STATUS: tuple[tuple[type[OrchestratorError], int], ...] = (
    (NothingThere, 404), (DocumentNotFound, 404), (PersonNotFound, 404), (SupplierNotRemembered, 404),
    (WebhookNotFound, 404), (AlertNotFound, 404), (BlobMissing, 404), (CannotShow, 404), (NotAllowed, 403),
    (BadPassword, 422), (NotReady, 503),
)  # fmt: skip
"""What a refusal of the core is called by; any other is 409: it does not fit things as they stand."""


def answer_errors(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(OrchestratorError)
    async def refused(_: Request, error: OrchestratorError) -> Response:
        status = next((number for kind, number in STATUS if isinstance(error, kind)), 409)
        return problem(status, str(error), AGAIN_AFTER if status == HTTPStatus.SERVICE_UNAVAILABLE else None)

    @app.exception_handler(HTTPException)
    async def not_here(_: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.BAD_REQUEST:  # a form that cannot be taken apart
            return problem(422, "What was sent cannot be taken apart; send it as its Content-Type says.")
        return problem(error.status_code, OWN_WORDS.get(error.status_code, error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def misspelt(_: Request, error: RequestValidationError) -> Response:
        parts = tuple(
            InvalidPart(where=tuple(str(step) for step in part["loc"]), why=str(part["msg"])) for part in error.errors()
        )
        return problem(422, NOT_UNDERSTOOD, errors=parts)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        log.error("the API failed: %s %s", request.method, request.url.path, exc_info=error)
        return problem(500, BROKEN)
