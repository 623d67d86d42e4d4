"""Reviewing by the API: what waits, what a review shows, saving it, and taking that back."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.correcting import Changes
from orchestrator.errors import DecisionRefused
from orchestrator.people.roles import Right
from orchestrator.review import waiting as queue
from orchestrator.review.arithmetic import Check, Suggestion
from orchestrator.review.pages import ShownWord
from orchestrator.review.view import ReviewView
from orchestrator.review.waiting import Waiting
from orchestrator.store import Transaction
from orchestrator.store import editing as holds
from orchestrator.store.editing import Editing
from orchestrator.web.api import document_answers as answers
from orchestrator.web.api.asking import Ask, computes, decides, reads
from orchestrator.web.api.document_models import DocumentStands
from orchestrator.web.api.documents import Box, Corrected, corrected
from orchestrator.web.api.marks import refusal
from orchestrator.web.api.once import Decide
from orchestrator.web.api.texts import DocumentId, Limit, Line, PageNumber, Reason, Request, Told

routes = APIRouter(tags=["review"])

DAY = r"(19|2\d)\d\d-\d\d-\d\d"
Place = Annotated[
    str,
    Query(
        pattern=rf"^([01]~{DAY}~{DAY}T[0-9:.]{{8,15}}\+00:00~[0-9a-f]{{32}})?$",
        description="`after` of the last document of the page before; empty for the first.",
    ),
]
NextAfter = Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$", description="The document that was dealt with last.")]
Row = dict[Line, Line]


class WaitingPage(Told):
    """What waits, oldest deadline first. `count`: how many there are, counted up to 10,000."""

    waiting: tuple[Waiting, ...]
    count: int


class NextDocument(Told):
    """The document to review next; None where nothing is left."""

    document_id: str | None


class Words(Told):
    """The words of a page in reading order, in points of the page as shown."""

    words: tuple[ShownWord, ...]


class EditingNow(Told):
    """Who edits the document now, None for nobody."""

    editing: Editing | None


class Take(Request):
    """Begin to edit. `over`: take it from whoever edits it now; the history keeps that."""

    over: bool = False


class Review(Request):
    """What a person changed of a document, all at once.

    Attributes:
        version: of the review that was looked at.
        values, places: by field, as in a correction.
        lines: all lines anew, by column; nothing to leave them as they are.
        confirmed: fields whose value is right as it stands, `lines` for all of the lines.
    """

    version: Line = Field(min_length=1)
    values: dict[Line, Line] = Field(default_factory=dict, max_length=1000)
    places: dict[Line, Box] = Field(default_factory=dict, max_length=1000)
    lines: tuple[Row, ...] | None = Field(None, max_length=5000)
    confirmed: tuple[Line, ...] = Field((), max_length=1000)
    reason: Reason = ""


class Figures(Request):
    """Figures as typed: the totals and the currency by field; lines, allowances and charges by column."""

    values: Row = Field(max_length=100)
    lines: tuple[Row, ...] = Field((), max_length=5000)
    adjustments: tuple[Row, ...] = Field((), max_length=1000)


class Agreement(Told):
    """Which comparisons hold, and values that would make more of them hold."""

    checks: tuple[Check, ...]
    suggestions: tuple[Suggestion, ...]


@routes.get("/waiting", response_model=WaitingPage, **reads(Right.SEE_DOCUMENTS))
def list_waiting(ask: Ask, after: Place = "", limit: Limit = 50) -> WaitingPage:
    """What waits for whoever asks, by their rights, and about what they were asked."""
    try:
        with ask.desk.store.reading() as tx:
            found, count = queue.waiting(tx, ask.actor, after=after or None, limit=limit)
    except DecisionRefused as error:
        raise refusal(after) from error
    return WaitingPage(waiting=found, count=count)


@routes.get("/waiting/next", response_model=NextDocument, **reads(Right.SEE_DOCUMENTS))
def get_next(ask: Ask, after: NextAfter = "") -> NextDocument:
    """The document to review next: edited by nobody else, not set aside, no question to somebody else open."""
    with ask.desk.store.reading() as tx:
        return NextDocument(document_id=queue.next_for(tx, ask.actor, after or None))


@routes.get("/documents/{document_id}/review", response_model=ReviewView, **reads(Right.SEE_DOCUMENTS, 404))
def get_review(document_id: DocumentId, ask: Ask) -> ReviewView:
    """What a review shows: fields, the doubtful ones first, the grid of lines, pages, problems, questions."""
    return ask.desk.acts.review(ask.actor, document_id)


@routes.get("/documents/{document_id}/pages/{number}/words", response_model=Words, **reads(Right.SEE_DOCUMENTS, 404))
def list_words(document_id: DocumentId, number: PageNumber, ask: Ask) -> Words:
    """The words of a page with their places; the first time may take as long as reading the document."""
    return Words(words=ask.desk.acts.words(ask.actor, document_id, number))


@routes.post("/documents/{document_id}/edit", response_model=EditingNow, **decides(Right.CORRECT))
def edit_document(wanted: Take, write: Decide) -> Response:
    """Begin to edit, or go on, for two minutes; nobody else can change the document meanwhile."""

    def act(acts: Acts) -> object:
        return acts.edit(write.actor, write.document_id, over=wanted.over)

    return write.once(wanted, act, lambda tx: _editing(tx, write.document_id))


@routes.post("/documents/{document_id}/stop-editing", response_model=EditingNow, **decides(Right.CORRECT, form=""))
def stop_editing(write: Decide) -> Response:
    """Let go of a document; another's hold stays."""
    return write.once(
        "",
        lambda acts: acts.stop_editing(write.actor, write.document_id),
        lambda tx: _editing(tx, write.document_id),
    )


@routes.post("/documents/{document_id}/review", response_model=Corrected, **decides(Right.CORRECT))
def save_review(wanted: Review, write: Decide) -> Response:
    """Save what was changed and confirmed, all at once; it is judged once afterwards."""
    changes = Changes(
        values=wanted.values, boxes={name: box.place for name, box in wanted.places.items()}, lines=wanted.lines,
        confirmed=wanted.confirmed,
    )  # fmt: skip

    def act(acts: Acts) -> object:
        return acts.save_review(write.actor, write.document_id, wanted.version, changes, wanted.reason)

    return write.once(wanted, act, lambda tx: corrected(tx, write.document_id))


@routes.post("/documents/{document_id}/review/undo", response_model=DocumentStands, **decides(Right.CORRECT, form=""))
def undo_review(write: Decide) -> Response:
    """Take back one's own last save, as long as nothing was keyed or approved since."""
    return write.once(
        "",
        lambda acts: acts.undo_review(write.actor, write.document_id),
        lambda tx: answers.stands(tx, write.document_id),
    )


@routes.post("/arithmetic", response_model=Agreement, **computes(Right.SEE_DOCUMENTS))
def check_figures(figures: Figures, ask: Ask) -> Agreement:
    """Whether figures agree by the rules, and what would make them. Nothing is kept of it."""
    checks, suggestions = ask.desk.acts.arithmetic(ask.actor, figures.values, figures.lines, figures.adjustments)
    return Agreement(checks=checks, suggestions=suggestions)


def _editing(tx: Transaction, document_id: str) -> EditingNow:
    return EditingNow(editing=holds.of_document(tx, document_id))
