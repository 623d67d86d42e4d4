"""What else is done with a document under review: put off, asked about, turned, split."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from orchestrator.acts import Acts
from orchestrator.people.roles import Right
from orchestrator.store import Transaction, audit, questions, review
from orchestrator.store.questions import Question
from orchestrator.store.review import SplitPart
from orchestrator.web.api import document_answers as answers
from orchestrator.web.api.asking import decides, writes
from orchestrator.web.api.document_models import DocumentStands
from orchestrator.web.api.once import Decide, Write
from orchestrator.web.api.texts import Line, Moment, Number, Reason, Request

routes = APIRouter(tags=["review"])

Page = Annotated[int, Field(ge=1, le=10_000)]


class PutOff(Request):
    """Until when, nothing for until it is taken back; and why."""

    until: Moment | None = None
    reason: Reason = Field(min_length=1)


class NewQuestion(Request):
    """A question to somebody, by their login."""

    to: Line = Field(min_length=1)
    question: Reason = Field(min_length=1)


class Reply(Request):
    """The answer to a question."""

    text: Reason = Field(min_length=1)


class Turned(Request):
    """By page, by how many degrees clockwise it is turned from how it came; other pages stay as they are."""

    degrees: dict[Page, Literal[0, 90, 180, 270]] = Field(min_length=1, max_length=1000)


class Split(Request):
    """The pages on which a document begins; the first page always does."""

    first_pages: tuple[Page, ...] = Field(min_length=1, max_length=1000)


class SplitUp(DocumentStands):
    """The document, which rests as filed, and what was made of its pages."""

    parts: tuple[SplitPart, ...]


@routes.post("/documents/{document_id}/set-aside", response_model=DocumentStands, **decides(Right.CORRECT))
def set_aside(wanted: PutOff, write: Decide) -> Response:
    """Put a document off: it comes last in everybody's list until then, or until it moves on."""

    def act(acts: Acts) -> None:
        acts.set_aside(write.actor, write.document_id, wanted.until, wanted.reason)

    return write.once(wanted, act, lambda tx: answers.stands(tx, write.document_id))


@routes.post("/documents/{document_id}/take-back", response_model=DocumentStands, **decides(Right.CORRECT, form=""))
def take_back(write: Decide) -> Response:
    """Have a document that is set aside wait again."""
    return write.once(
        "",
        lambda acts: acts.take_back(write.actor, write.document_id),
        lambda tx: answers.stands(tx, write.document_id),
    )


@routes.post(
    "/documents/{document_id}/questions", status_code=201, response_model=Question,
    **decides((Right.CORRECT, Right.APPROVE)),
)  # fmt: skip
def ask_colleague(wanted: NewQuestion, write: Decide) -> Response:
    """Ask somebody about a document; it waits for them until they answer."""

    def act(acts: Acts) -> object:
        return acts.ask(write.actor, write.document_id, wanted.to, wanted.question)

    return write.once(wanted, act, lambda tx: _question(tx, int(audit.last(tx).data["question"])), 201)


@routes.post("/questions/{question_id}/answer", response_model=Question, **writes(Right.SEE_DOCUMENTS))
def answer_question(question_id: Number, wanted: Reply, write: Write) -> Response:
    """Answer what one was asked."""
    return write.once(
        wanted, lambda acts: acts.answer(write.actor, question_id, wanted.text), lambda tx: _question(tx, question_id)
    )


@routes.post("/documents/{document_id}/rotate", response_model=DocumentStands, **decides(Right.CORRECT))
def rotate_pages(wanted: Turned, write: Decide) -> Response:
    """Turn pages that lie wrong; the original stays, and the document is read anew."""

    def act(acts: Acts) -> None:
        acts.rotate(write.actor, write.document_id, dict(wanted.degrees))

    return write.once(wanted, act, lambda tx: answers.stands(tx, write.document_id))


@routes.post("/documents/{document_id}/split", response_model=SplitUp, **decides(Right.CORRECT))
def split_document(wanted: Split, write: Decide) -> Response:
    """Make several documents of one; the original rests and is kept."""

    def act(acts: Acts) -> object:
        return acts.split(write.actor, write.document_id, wanted.first_pages)

    return write.once(wanted, act, lambda tx: _split(tx, write.document_id))


def _question(tx: Transaction, question_id: int) -> Question:
    found = questions.get(tx, question_id)
    assert found is not None, "it has just been asked or answered"
    return found


def _split(tx: Transaction, document_id: str) -> SplitUp:
    return SplitUp(**vars(answers.stands(tx, document_id)), parts=review.parts_of(tx, document_id))
