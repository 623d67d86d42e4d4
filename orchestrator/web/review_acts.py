"""What a person does in the review: each is asked by the page's script as JSON and answered as JSON."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from extractors.models import Box
from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused, DocumentNotFound, NotAllowed, OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.review.editing import BeingEdited
from orchestrator.store import findings, people
from orchestrator.web.desk import TOO_OLD, Desk
from orchestrator.web.retelling import retell
from orchestrator.web.review_again import is_already_saved
from orchestrator.web.review_data import editing_by_another
from orchestrator.web.review_sums import judged
from orchestrator.web.session import Reader, needs

Corrector = Annotated[Actor, Depends(needs(Right.CORRECT))]
Rejecter = Annotated[Actor, Depends(needs(Right.REJECT))]
Text = Annotated[str, Field(max_length=2000)]
SAID = {
    "reject": phrase("Rejected."),
    "set-aside": phrase("Set aside."),
    "ask": phrase("Asked. It comes back to you with the answer."),
    "answer": phrase("Answered."),
    "split": phrase("Split; the {count} documents are being read."),
}


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Spot(Asked):
    """Where on the original a value was taken from: a page from 1, and a box in points."""

    page: int = Field(ge=1)
    box: Box


class Save(Asked):
    version: Annotated[str, Field(max_length=100)]
    values: dict[str, Text] = {}
    places: dict[str, Spot] = {}
    lines: Annotated[list[dict[str, Text]], Field(max_length=5000)] | None = None
    confirmed: list[str] = []
    reason: Text = ""

    @property
    def changes(self) -> Changes:
        """As the core takes them."""
        return Changes(
            values=self.values,
            boxes={field: (spot.page, spot.box) for field, spot in self.places.items()},
            lines=None if self.lines is None else tuple(self.lines),
            confirmed=tuple(self.confirmed),
        )


class Edit(Asked):
    act: Literal["take", "take_over", "keep", "release"]


class SetAside(Asked):
    until: AwareDatetime | None = None
    reason: Text


class Reject(Asked):
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class Ask(Asked):
    to: Text
    question: Text


class Answer(Asked):
    question_id: int
    text: Text


class Rotate(Asked):
    page: int = Field(ge=1)
    rotation: int


class Split(Asked):
    first_pages: list[int]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()
    _editing(routes, desk)
    _leaving(routes, desk)
    _asking(routes, desk)
    _pages(routes, desk)
    return routes


def _editing(routes: APIRouter, desk: Desk) -> None:
    """Editing, judging while one types, saving and undoing."""

    @routes.post("/review/{document_id}/editing")
    def edit(request: Request, document_id: str, asked: Edit, actor: Corrector) -> Response:
        """`take`, `take_over`, `keep` or `release`."""

        def done() -> dict[str, Any]:
            if asked.act == "release":
                desk.acts.stop_editing(actor, document_id)
            elif asked.act == "keep":
                desk.acts.keep_editing(actor, document_id)
            else:
                desk.acts.edit(actor, document_id, over=asked.act == "take_over")
            with desk.store.reading() as tx:
                number, _ = findings.numbered_extraction(tx, document_id)
            return {"version": str(number)}

        return _answered(desk, request, done)

    @routes.post("/review/{document_id}/sums")
    def sums(request: Request, document_id: str, asked: Save, actor: Reader) -> Response:
        """What the rules say of what is typed; nothing is kept of it."""
        spoken = desk.language_of(request)
        return _answered(desk, request, lambda: judged(desk, actor, document_id, asked.changes, spoken))

    @routes.post("/review/{document_id}/save")
    def save(request: Request, document_id: str, asked: Save, actor: Corrector) -> Response:
        """The same once more, after its answer was lost, is answered as the first time."""

        def done() -> dict[str, Any]:
            changes = asked.changes
            try:
                desk.acts.save_review(actor, document_id, asked.version, changes, asked.reason)
            except DecisionRefused:
                with desk.store.reading() as tx:
                    if not is_already_saved(tx, document_id, str(actor), asked.version, changes):
                        raise
            return {}

        return _answered(desk, request, done)

    @routes.post("/review/{document_id}/undo")
    def undo(request: Request, document_id: str, _body: Asked, actor: Corrector) -> Response:
        return _answered(desk, request, lambda: _none(desk.acts.undo_review(actor, document_id)))


def _leaving(routes: APIRouter, desk: Desk) -> None:
    """Setting aside and rejecting."""

    @routes.post("/review/{document_id}/set-aside")
    def set_aside(request: Request, document_id: str, asked: SetAside, actor: Corrector) -> Response:
        def done() -> None:
            desk.acts.set_aside(actor, document_id, asked.until, asked.reason)

        return _answered(desk, request, done, "set-aside")

    @routes.post("/review/{document_id}/take-back")
    def take_back(request: Request, document_id: str, _body: Asked, actor: Corrector) -> Response:
        return _answered(desk, request, lambda: desk.acts.take_back(actor, document_id))

    @routes.post("/review/{document_id}/reject")
    def reject(request: Request, document_id: str, asked: Reject, actor: Rejecter) -> Response:
        return _answered(desk, request, lambda: desk.acts.reject(actor, document_id, asked.reason.strip()), "reject")


def _asking(routes: APIRouter, desk: Desk) -> None:
    """Asking a colleague, and answering."""

    @routes.post("/review/{document_id}/ask")
    def ask(request: Request, document_id: str, asked: Ask, actor: Corrector) -> Response:
        return _answered(
            desk, request, lambda: _none(desk.acts.ask(actor, document_id, asked.to, asked.question)), "ask"
        )

    @routes.post("/review/{document_id}/answer")
    def answer(request: Request, document_id: str, asked: Answer, actor: Reader) -> Response:
        return _answered(desk, request, lambda: desk.acts.answer(actor, asked.question_id, asked.text), "answer")


def _pages(routes: APIRouter, desk: Desk) -> None:
    """Turning pages, and taking a file apart."""

    @routes.post("/review/{document_id}/rotate")
    def rotate(request: Request, document_id: str, asked: Rotate, actor: Corrector) -> Response:
        return _answered(desk, request, lambda: desk.acts.rotate(actor, document_id, {asked.page: asked.rotation}))

    @routes.post("/review/{document_id}/split")
    def split(request: Request, document_id: str, asked: Split, actor: Corrector) -> Response:
        def done() -> dict[str, Any]:
            made = desk.acts.split(actor, document_id, asked.first_pages)
            return {"count": len(made), "documents": made}

        return _answered(desk, request, done, "split")


def _answered(desk: Desk, request: Request, done: Callable[[], Mapping[str, Any] | None], act: str = "") -> Response:
    """Do it where the page's token fits, and say that it is done; what is refused is told in its own words."""
    spoken = desk.language_of(request)
    if not desk.tokens.fits(request, request.headers.get("x-form-token", "")):
        return JSONResponse({"error": spoken.gettext(TOO_OLD)}, 403)
    try:
        answer = dict(done() or {})
    except NotAllowed as error:
        return JSONResponse({"error": retell(spoken, str(error))}, 403)
    except DocumentNotFound as error:
        return JSONResponse({"error": retell(spoken, str(error))}, 404)
    except BeingEdited as error:
        with desk.store.reading() as tx:
            names = {person.login: person.name for person in people.everyone(tx)}
        held = editing_by_another(error.editing, names, "")
        return JSONResponse({"error": retell(spoken, str(error)), "editing": held}, 409)
    except OrchestratorError as error:
        return JSONResponse({"error": retell(spoken, str(error))}, 409)
    if act:
        answer["said"] = spoken.gettext(SAID[act]).format(**answer)
    return JSONResponse(answer)


def _none(_: object) -> None:
    """What was done has an answer that the page does not need."""
