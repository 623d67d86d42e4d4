"""The history of the whole farm: who did what, when, and whether anybody has tampered with it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.auditing.anchors import last_anchor
from orchestrator.auditing.bundle import Wanted as Bundled
from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports.history import action_label, told
from orchestrator.store import audit, audit_search
from orchestrator.store.audit_search import Wanted
from orchestrator.web.audit_files import handed_out
from orchestrator.web.desk import Desk
from orchestrator.web.session import needs
from orchestrator.web.verification import Verification

Auditor = Annotated[Actor, Depends(needs(Right.SEE_AUDIT))]
Text = Annotated[str, Form(max_length=200)]
Asked = Annotated[str, Query(max_length=100)]
A_PAGE = 50
NOT_ANCHORED = phrase("Not anchored")
NOT_EXPORTED = phrase("Not exported")
FAR = 2**62


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/audit")
    verification = Verification(desk.acts)

    @routes.get("")
    def listing(
        request: Request, _: Auditor, who: Asked = "", action: Asked = "", document: Asked = "", since: Asked = "",
        until: Asked = "", before: Annotated[int, Query(ge=1, le=FAR)] = FAR, said: Asked = "",
    ) -> Response:  # fmt: skip
        try:
            wanted = Wanted(
                who=who.strip(), action=action, document_id=document.strip(), since=_day(since), until=_day(until)
            )
        except ValueError:
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            found = audit_search.entries(tx, wanted, before, A_PAGE + 1)
            actions = audit_search.actions(tx)
        return desk.page(
            request, "audit.html", anchor=last_anchor(desk.acts.audit_terms),
            anchored=said == "anchored", rows=found[:A_PAGE], more=found[A_PAGE - 1].seq if len(found) > A_PAGE else 0,
            wanted=wanted, actions=actions, told=told, action_label=action_label, verification=verification.now(),
        )  # fmt: skip

    @routes.get("/{seq}")
    def entry(request: Request, seq: int, _: Auditor) -> Response:
        with desk.store.reading() as tx:
            found = audit_search.get(tx, seq) if 0 < seq < FAR else None
            before = audit_search.get(tx, seq - 1) if found else None
            after = audit_search.get(tx, seq + 1) if found else None
            holds = found is not None and audit.holds(tx, seq)
        if found is None:
            return desk.not_here(request)
        what, why, values = told(found)
        return desk.page(
            request, "audit_entry.html", entry=found, before=before, after=after, what=what, why=why, values=values,
            holds=holds,
        )  # fmt: skip

    @routes.post("/verify")
    def verify(request: Request, actor: Auditor, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        verification.begin(actor)
        return RedirectResponse("/audit#verification", 303)

    _add_what_leaves(desk, routes)
    return routes


def _add_what_leaves(desk: Desk, routes: APIRouter) -> None:
    """The anchor and the bundle: what somebody elsewhere checks the history by."""

    @routes.post("/anchor")
    def anchor(request: Request, actor: Auditor, token: Text = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.anchor_history(actor)
        except OrchestratorError as refusal:
            return desk.problem(request, 409, NOT_ANCHORED, str(refusal))
        return RedirectResponse("/audit?said=anchored#anchors", 303)

    @routes.post("/export")
    def export(
        request: Request, actor: Auditor, token: Text = "", since: Text = "", until: Text = "",
        originals: Annotated[bool, Form()] = False, bare: Annotated[bool, Form()] = False,
    ) -> Response:  # fmt: skip
        """The bundle, written to a file of its own that is gone once it is sent."""
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            asked = Bundled(since=_day(since), until=_day(until), private=not bare, originals=originals)
        except ValueError:
            return desk.not_understood(request)
        try:
            return handed_out(desk.acts, actor, asked)
        except OrchestratorError as refusal:
            return desk.problem(request, 409, NOT_EXPORTED, str(refusal))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
