"""A document's page: its whole story, and what this person may decide about it."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.history import told
from orchestrator.stages import Stage
from orchestrator.store.documents import Document
from orchestrator.web.actions import SAID, offered, reason_needed
from orchestrator.web.approval_steps import reading, steps_of
from orchestrator.web.barred import barred
from orchestrator.web.colleagues import colleagues
from orchestrator.web.desk import Desk
from orchestrator.web.document_view import DocumentView, view
from orchestrator.web.page_images import PageSize
from orchestrator.web.session import Reader, actor_of

NO_DOCUMENT = phrase("No such document")
REFUSED = phrase("A refused file is not opened here.")
ERASED = phrase("It was erased.")
REVIEWED = frozenset({Stage.NEEDS_REVIEW, Stage.VALIDATED})
KEYED = frozenset({"invoice", "credit_note", "receipt"})
"""Kinds of documents that have a review page."""


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/documents/{document_id}")
    def document(request: Request, document_id: str, _: Reader, said: str = "") -> Response:
        try:
            with desk.store.reading() as tx:
                seen = view(tx, document_id)
        except DocumentNotFound as error:
            return desk.problem(request, 404, NO_DOCUMENT, str(error))
        if seen.document.id != document_id:
            return RedirectResponse(f"/documents/{seen.document.id}")
        return document_page(desk, request, seen, said=SAID.get(said, ""))

    return routes


def document_page(
    desk: Desk, request: Request, seen: DocumentView, *, said: str = "", problem: str = "", status: int = 200
) -> HTMLResponse:
    """The page of one document, with what was just done or what went wrong."""
    pages, cannot_show = _pages(desk, seen)
    actor, stage = actor_of(request), seen.document.stage
    with desk.store.reading() as tx:
        others = colleagues(tx, actor, seen.document)
        signing = steps_of(tx, reading(desk, tx, actor), actor, [seen.document])[seen.document.id]
        why_not = barred(tx, {seen.document.id: _iban(seen)}, actor).get(seen.document.id, "")
    barring = why_not or signing.refusal
    deciding = () if seen.document.erased_at else offered(actor, stage, seen.verdicts)
    choices = [name for name in deciding if not (barring and name == "approve")]
    return desk.page(
        request, "document.html", status, view=seen, document=seen.document, pages=pages, cannot_show=cannot_show,
        told=told, steps=signing, said=said, colleagues=others, login=actor.login,
        problem=problem, review=_may_review(actor, seen.document),
        barred=why_not if stage in REVIEWED and Right.APPROVE in actor.rights else "",
        offered=[(name, reason_needed(name, stage)) for name in choices],
    )  # fmt: skip


def _iban(seen: DocumentView) -> str:
    """The bank account that the document names, empty without one."""
    invoice = seen.extraction.invoice if seen.extraction else None
    return invoice.iban.value if invoice and invoice.iban else ""


def _may_review(actor: Actor, document: Document) -> bool:
    """Whether the page leads to the review of this document."""
    return document.stage in REVIEWED and document.kind in KEYED and Right.CORRECT in actor.rights


def _pages(desk: Desk, seen: DocumentView) -> tuple[tuple[PageSize, ...], str]:
    """The pages that can be drawn, and why there are none. A refused file is not opened again."""
    document = seen.document
    if document.erased_at:
        return (), ERASED
    if document.stage is Stage.QUARANTINED:
        return (), REFUSED
    try:
        with desk.store.blobs.local(seen.shown) as original:
            return desk.images.sizes(original, document.media_type), ""
    except OrchestratorError as error:
        return (), str(error)
