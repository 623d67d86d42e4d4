"""The desk, a clerk's first page: what waits for them, what they were asked, what became of the files that came in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.review.waiting import STAGES, Waiting, waiting
from orchestrator.stages import Stage
from orchestrator.store import handed_in, queries
from orchestrator.store.waiting import MOST_COUNTED, asked_of, open_questions
from orchestrator.web.desk import Desk
from orchestrator.web.document import KEYED, REVIEWED
from orchestrator.web.documents_list import Text
from orchestrator.web.session import Reader

A_PAGE = 25
FILES = 15
QUESTIONS = 20
FIRST_PAGES = (
    (Right.APPROVE, "/approvals"),
    (Right.STEER_LANES, "/operations"),
)
"""Where somebody begins who has no work at the desk, by the first right that they have."""
ONLY = {
    "review": (phrase("To review"), (Right.CORRECT,)),
    "mend": (phrase("To mend or reject"), (Right.RETRY,)),
    "approve": (phrase("To approve"), (Right.APPROVE,)),
}
"""Parts of what waits, by their name in the address: whoever has the right sees the stages that wait for it."""
ANSWERED = phrase("Answered.")

Answer = Annotated[str, Form(max_length=2000)]
Token = Annotated[str, Form(max_length=200)]


def first_page(actor: Actor) -> str:
    """The address that `/` leads to; itself for whom the desk is."""
    if Right.CORRECT in actor.rights:
        return "/"
    return next((address for right, address in FIRST_PAGES if right in actor.rights), "/documents")


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    def first(request: Request, actor: Reader, only: Text = "", after: Text = "", said: Text = "") -> Response:
        if first_page(actor) != "/":
            with desk.store.reading() as tx:
                questioned = bool(asked_of(tx, actor.login, None, 1))
            if not questioned:
                return RedirectResponse(first_page(actor), 303)
        return _page(desk, request, actor, only=only, after=after, said=ANSWERED if said else "")

    @routes.post("/questions/{question_id}/answer")
    def answer(request: Request, question_id: int, actor: Reader, token: Token = "", text: Answer = "") -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        try:
            desk.acts.answer(actor, question_id, text)
        except OrchestratorError as refusal:
            return _page(desk, request, actor, problem=str(refusal), status=409)
        return RedirectResponse("/?said=answered", 303)

    return routes


def _page(
    desk: Desk, request: Request, actor: Actor, *, only: str = "", after: str = "", said: str = "", problem: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    parts = {name: (label, stages) for name, (label, stages) in _parts(actor).items() if stages}
    stages = parts[only][1] if only in parts else tuple(stage for _, own in parts.values() for stage in own)
    try:
        with desk.store.reading() as tx:
            items, count = waiting(tx, actor, after=after or None, limit=A_PAGE, stages=stages)
            asking = asked_of(tx, actor.login, None, QUESTIONS)
            questions = open_questions(tx, [document.id for document in asking])
            names = queries.file_names(tx, [item.document_id for item in items if not item.supplier])
            files = handed_in.lately(tx, actor.login, FILES)
    except OrchestratorError as error:
        return desk.problem(request, 400, phrase("Not understood"), str(error))
    return desk.page(
        request, "desk.html", status, items=items, count=count, most=MOST_COUNTED, names=names, parts=parts, only=only,
        older=items[-1].after if len(items) == A_PAGE else "", begun=not after,
        addresses={item.document_id: _address(actor, item) for item in items},
        asking=[(document, questions[document.id]) for document in asking if document.id in questions],
        files=files, login=actor.login, me=str(actor), largest=desk.acts.limits.max_bytes, said=said, problem=problem,
    )  # fmt: skip


def _parts(actor: Actor) -> dict[str, tuple[str, tuple[Stage, ...]]]:
    """The parts of what waits, each with the stages in which something may wait for this person."""
    return {
        name: (label, tuple(stage for right in rights if right in actor.rights for stage in STAGES[right]))
        for name, (label, rights) in ONLY.items()
    }


def _address(actor: Actor, item: Waiting) -> str:
    """The page to which something that waits leads: its review where it has one and the person may correct."""
    reviewed = Right.CORRECT in actor.rights and item.stage in REVIEWED and item.kind in KEYED
    return f"/{'review' if reviewed else 'documents'}/{item.document_id}"
