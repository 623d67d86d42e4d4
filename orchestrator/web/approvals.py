"""What waits for an approval: the oldest deadline first, decided one by one or many at once."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from orchestrator.approving import steps
from orchestrator.errors import DocumentNotFound
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.stages import Stage
from orchestrator.store import Transaction, approval_plans, approving, contracts, documents
from orchestrator.store.approving import Beside, Place
from orchestrator.store.documents import Document
from orchestrator.web.actions import ALLOWED, RIGHT
from orchestrator.web.approval_steps import Reading, Steps, reading, steps_of
from orchestrator.web.barred import barred
from orchestrator.web.deciding import decide
from orchestrator.web.desk import Desk
from orchestrator.web.places import After
from orchestrator.web.session import Reader, actor_of

A_PAGE = 20
MOST = 50
"""Decided at once."""
COUNTED = 200
"""Counted no further: more is told as "more than"."""
EXCEPTIONS, MINE = "exceptions", "mine"
TABS = (EXCEPTIONS, MINE)
DECISIONS = ("approve", "reject")
NONE_CHOSEN = phrase("Nothing was done: choose at least one document.")

Text = Annotated[str, Form(max_length=2000)]
Chosen = Annotated[list[str], Form(max_length=MOST, default_factory=list)]
Ids = Annotated[list[str], Query(max_length=MOST, default_factory=list)]


@dataclass(frozen=True)
class Outcome:
    """What became of one document that somebody decided about: `problem` says why nothing was done, else empty."""

    document: Document
    problem: str = ""
    signed: bool = False
    """It was signed, and waits for others still."""


@dataclass(frozen=True)
class Item:
    """A document that waits, with what stands beside it and why this person may not approve it, if so."""

    document: Document
    beside: Beside
    contracts: tuple[Document, ...]
    barred: str
    steps: Steps

    @property
    def refusal(self) -> str:
        """Why this person cannot sign it now; empty where they can."""
        return self.barred or self.steps.refusal

    @property
    def mark(self) -> str:
        """What the form sends back: which document, as it was when the page was made."""
        return f"{self.document.id}~{self.document.stage_since.isoformat()}"


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/approvals")

    @routes.get("")
    def approvals(request: Request, _: Reader, done: Ids, of: str = "", after: After = "", said: str = "") -> Response:
        try:
            place = Place.parse(after) if after else None
        except ValueError:
            return desk.not_understood(request)
        outcomes = _told(desk, [Outcome(document) for document in _found(desk, done)])
        return _page(desk, request, of, place, outcomes=outcomes, said=said if said in DECISIONS else "")

    @routes.post("")
    def decide_all(
        request: Request, document: Chosen, token: Text = "", reason: Text = "", decision: Text = "approve",
        one: Text = "", of: Text = "",
    ) -> Response:  # fmt: skip
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        name, marks = ("approve", [one]) if one else (decision, document)
        if name not in DECISIONS:
            return desk.not_understood(request)
        actor_of(request).insist_on(RIGHT[name])
        outcomes = _decided(desk, request, name, list(dict.fromkeys(marks)), reason.strip())
        if not outcomes:
            return _page(desk, request, of, None, problem=NONE_CHOSEN, reason=reason, status=409)
        if any(outcome.problem for outcome in outcomes):
            told = _told(desk, outcomes)
            return _page(desk, request, of, None, outcomes=told, said=name, reason=reason, status=409)
        ids = "".join(f"&done={outcome.document.id}" for outcome in outcomes)
        return RedirectResponse(f"/approvals?of={of if of in TABS else ''}&said={name}{ids}", 303)

    return routes


def _decided(desk: Desk, request: Request, name: str, marks: list[str], why: str) -> list[Outcome]:
    """Decide each by itself: what is refused keeps no other from being decided."""
    outcomes = []
    for mark in marks:
        document_id, _, seen_at = mark.partition("~")
        for document in _found(desk, [document_id]):
            outcomes.append(Outcome(document, decide(desk, actor_of(request), document, name, why, seen_at)))
    return outcomes


def _told(desk: Desk, outcomes: list[Outcome]) -> list[Outcome]:
    """The same, with whether others have to sign still."""
    if not outcomes:
        return []
    with desk.store.reading() as tx:
        states = steps.states(tx, [outcome.document.id for outcome in outcomes])
    begun = {each for each, state in states.items() if state.signatures and not state.done}
    return [replace(outcome, signed=outcome.document.id in begun) for outcome in outcomes]


def _found(desk: Desk, ids: list[str]) -> list[Document]:
    """The documents of these ids that there are."""
    found = []
    with desk.store.reading() as tx:
        for document_id in ids:
            try:
                found.append(documents.get(tx, document_id))
            except DocumentNotFound:
                continue
    return found


def _page(
    desk: Desk, request: Request, of: str, place: Place | None, *, outcomes: list[Outcome] | None = None,
    said: str = "", problem: str = "", reason: str = "", status: int = 200,
) -> HTMLResponse:  # fmt: skip
    actor = actor_of(request)
    exceptional = of == EXCEPTIONS
    with desk.store.reading() as tx:
        reader = reading(desk, tx, actor)
        waiting, more = _waiting(tx, exceptional, place, reader if of == MINE else None)
        items = _items(tx, waiting, actor, reader)
        total = approving.counted(tx, COUNTED + 1)
        mine = approval_plans.counted_for(tx, reader.names, COUNTED + 1)
    stage = Stage.NEEDS_REVIEW if exceptional else Stage.VALIDATED
    may = [name for name in DECISIONS if RIGHT[name] in actor.rights and stage in ALLOWED[name]]
    return desk.page(
        request, "approvals.html", status, items=items, total=total, counted=COUNTED, more=more, may=may,
        approves=Right.APPROVE in actor.rights, exceptional=exceptional, outcomes=outcomes or [], said=said,
        problem=problem, reason=reason, of=of if of in TABS else "", mine=mine, instead_of=reader.instead_of,
    )  # fmt: skip


def _waiting(
    tx: Transaction, exceptional: bool, place: Place | None, reader: Reading | None
) -> tuple[tuple[Document, ...], Place | None]:
    """One page of what waits, for the reader where one is given, and where the next begins."""
    if exceptional:
        return approving.exceptions(tx, place, A_PAGE)
    if reader is not None:
        found = approval_plans.waiting_for(tx, reader.names, place, A_PAGE + 1, without=reader.login)
    else:
        found = approving.waiting(tx, place, A_PAGE + 1)
    shown = found[:A_PAGE]
    return shown, Place.of(shown[-1]) if len(found) > A_PAGE else None


def _items(tx: Transaction, waiting: tuple[Document, ...], actor: Actor, reader: Reading) -> list[Item]:
    signing = steps_of(tx, reader, actor, waiting)
    beside = approving.beside(tx, [document.id for document in waiting])
    why_not = barred(tx, {document_id: one.iban for document_id, one in beside.items()}, actor)
    named = contracts.naming(tx, [document.supplier_name for document in waiting if document.supplier_name], most=2)
    return [
        Item(
            document, beside[document.id], named.get(document.supplier_name or "", ()), why_not.get(document.id, ""),
            signing[document.id],
        )
        for document in waiting
    ]  # fmt: skip
