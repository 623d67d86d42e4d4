"""Approve, reject, try again: decisions on one document."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, NotAllowed, OrchestratorError
from orchestrator.phrases import phrase
from orchestrator.web.actions import ALLOWED
from orchestrator.web.deciding import do, refusal
from orchestrator.web.desk import Desk
from orchestrator.web.document import NO_DOCUMENT, document_page
from orchestrator.web.document_view import view
from orchestrator.web.session import actor_of

NOT_FOR_YOU = phrase("Not for you")
Text = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/documents/{document_id}/{name}")
    def decide(
        request: Request, document_id: str, name: str, token: Text = "", reason: Text = "", seen_at: Text = "",
    ) -> Response:  # fmt: skip
        if name not in ALLOWED:
            return desk.not_here(request)
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            with desk.store.reading() as tx:
                seen = view(tx, document_id)
        except DocumentNotFound as error:
            return desk.problem(request, 404, NO_DOCUMENT, str(error))
        why = reason.strip()
        problem = refusal(seen.document, name, why, seen_at)
        if not problem:
            try:
                name = do(desk, actor_of(request), seen.document.id, name, why)
            except NotAllowed as bar:
                return desk.problem(request, 403, NOT_FOR_YOU, str(bar))
            except OrchestratorError as error:
                problem = str(error)
        if problem:
            with desk.store.reading() as tx:
                return document_page(desk, request, view(tx, document_id), problem=problem, status=409)
        return RedirectResponse(f"/documents/{seen.document.id}?said={name}", 303)

    return routes
