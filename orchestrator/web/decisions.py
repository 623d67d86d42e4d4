"""Approve, reject, try again: the only requests that change anything."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, OrchestratorError
from orchestrator.web import forms
from orchestrator.web.actions import ALLOWED, reason_needed
from orchestrator.web.desk import Desk
from orchestrator.web.document import document_page
from orchestrator.web.document_view import DocumentView, view

Text = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.post("/documents/{document_id}/{name}")
    def decide(
        request: Request, document_id: str, name: str, token: Text = "", person: Text = "", reason: Text = "",
        seen_at: Text = "", back: Text = "",
    ) -> Response:  # fmt: skip
        action = desk.actions.named(name)
        if action is None:
            return desk.problem(request, 404, "No such page", "There is nothing at this address.")
        if not desk.tokens.fits(request, token):
            return desk.problem(request, 403, "Please load the page again", "This form is too old. Nothing was done.")
        try:
            with desk.store.reading() as tx:
                seen = view(tx, document_id)
        except DocumentNotFound as error:
            return desk.problem(request, 404, "No such document", str(error))
        who, why = " ".join(person.split())[:60], reason.strip()
        problem = _refusal(seen, name, who, why, seen_at)
        if not problem:
            try:
                action(seen.document.id, f"{who} (dashboard)", why)
            except OrchestratorError as error:
                problem = str(error)
        if problem:
            with desk.store.reading() as tx:
                return document_page(desk, request, view(tx, document_id), problem=problem, status=409)
        to = "/approvals" if back == "approvals" else f"/documents/{seen.document.id}"
        response = RedirectResponse(f"{to}?said={name}", 303)
        forms.keep(response, forms.NAME_COOKIE, quote(who))
        return response

    return routes


def _refusal(seen: DocumentView, name: str, who: str, why: str, seen_at: str) -> str:
    """Why this cannot be done as asked; empty when it can."""
    stage = seen.document.stage
    if seen_at != seen.document.stage_since.isoformat() or stage not in ALLOWED[name]:
        return "Somebody or something moved it since you loaded the page. Nothing was done; this is how it stands now."
    if not who:
        return "Nothing was done: please write your name, so that the history can say who decided."
    if not why and reason_needed(name, stage):
        return "Nothing was done: please write the reason."
    return ""
