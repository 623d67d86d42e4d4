"""Approve, reject, try again: the only requests that change anything."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, NotAllowed, OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.web.actions import ALLOWED, reason_needed
from orchestrator.web.desk import Desk
from orchestrator.web.document import document_page
from orchestrator.web.document_view import DocumentView, view
from orchestrator.web.session import actor_of

AS_JUDGED = "Approved as judged."
Text = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/documents/{document_id}/{name}")
    def decide(
        request: Request, document_id: str, name: str, token: Text = "", reason: Text = "", seen_at: Text = "",
        back: Text = "",
    ) -> Response:  # fmt: skip
        if name not in ALLOWED:
            return desk.problem(request, 404, "No such page", "There is nothing at this address.")
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            with desk.store.reading() as tx:
                seen = view(tx, document_id)
        except DocumentNotFound as error:
            return desk.problem(request, 404, "No such document", str(error))
        why = reason.strip()
        problem = _refusal(seen, name, why, seen_at)
        if not problem:
            try:
                _do(desk, actor_of(request), seen.document.id, name, why)
            except NotAllowed as refusal:
                return desk.problem(request, 403, "Not for you", str(refusal))
            except OrchestratorError as error:
                problem = str(error)
        if problem:
            with desk.store.reading() as tx:
                return document_page(desk, request, view(tx, document_id), problem=problem, status=409)
        to = "/approvals" if back == "approvals" else f"/documents/{seen.document.id}"
        return RedirectResponse(f"{to}?said={name}", 303)

    return routes


def _do(desk: Desk, actor: Actor, document_id: str, name: str, why: str) -> None:
    if name == "approve":
        desk.acts.approve(actor, document_id, why or AS_JUDGED)
    elif name == "reject":
        desk.acts.reject(actor, document_id, why)
    else:
        desk.acts.retry(actor, document_id, why)


def _refusal(seen: DocumentView, name: str, why: str, seen_at: str) -> str:
    """Why this cannot be done as asked; empty when it can."""
    stage = seen.document.stage
    if seen_at != seen.document.stage_since.isoformat() or stage not in ALLOWED[name]:
        return "Somebody or something moved it since you loaded the page. Nothing was done; this is how it stands now."
    if not why and reason_needed(name, stage):
        return "Nothing was done: please write the reason."
    return ""
