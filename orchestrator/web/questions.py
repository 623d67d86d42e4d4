"""Asking somebody about a document on its page, and answering there what one was asked."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, NotAllowed, OrchestratorError
from orchestrator.web.desk import Desk
from orchestrator.web.document import NO_DOCUMENT, document_page
from orchestrator.web.document_view import view
from orchestrator.web.session import Reader

Text = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/documents/{document_id}/questions")
    def ask(
        request: Request, document_id: str, actor: Reader, token: Text = "", to: Text = "", question: Text = ""
    ) -> Response:
        return _done(desk, request, document_id, token, lambda: desk.acts.ask(actor, document_id, to, question))

    @routes.post("/documents/{document_id}/questions/{question_id}")
    def answer(
        request: Request, document_id: str, question_id: int, actor: Reader, token: Text = "", text: Text = ""
    ) -> Response:
        return _done(desk, request, document_id, token, lambda: desk.acts.answer(actor, question_id, text))

    return routes


def _done(desk: Desk, request: Request, document_id: str, token: str, act: Callable[[], object]) -> Response:
    if not desk.tokens.fits(request, token):
        return desk.too_old(request)
    try:
        act()
    except NotAllowed:
        raise
    except DocumentNotFound as error:
        return desk.problem(request, 404, NO_DOCUMENT, str(error))
    except OrchestratorError as refusal:
        with desk.store.reading() as tx:
            return document_page(desk, request, view(tx, document_id), problem=str(refusal), status=409)
    return RedirectResponse(f"/documents/{document_id}#questions", 303)
