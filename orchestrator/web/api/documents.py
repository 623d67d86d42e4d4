"""Documents: lists, one with everything, and what is decided about it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Header, Query, UploadFile
from pydantic import AfterValidator, Field
from starlette.responses import Response

from extractors.models import Kind
from orchestrator.acts import Acts
from orchestrator.correcting import Place
from orchestrator.people.roles import Right
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store import Transaction, audit
from orchestrator.store.lists import Filters
from orchestrator.web.api import document_answers as answers
from orchestrator.web.api.asking import Ask, decides, reads, writes
from orchestrator.web.api.document_models import (
    CorrectionTold,
    DocumentPage,
    DocumentStands,
    DocumentTold,
    Uploaded,
)  # fmt: skip
from orchestrator.web.api.once import Decide, Write, Writing, etag
from orchestrator.web.api.texts import (
    NO_NUL,
    Decision,
    DocumentId,
    Limit,
    Line,
    Reason,
    Request,
    sensible,
)  # fmt: skip

routes = APIRouter(tags=["documents"])
FORM = "multipart/form-data"

Stages = Annotated[tuple[Stage, ...], Query(alias="stage", description="Only these stages; may be repeated.")]
Words = Annotated[
    str,
    Query(max_length=200, pattern=NO_NUL, description="Words in supplier, number, file name or text, or the total."),
]
Supplier = Annotated[str, Query(max_length=200, pattern=NO_NUL, description="Words in the supplier's name.")]
Lane = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="The lane in which keying was tried.")]
Issued = Annotated[date | None, AfterValidator(sensible), Query(description="A day of the document's own date.")]
Currency = Annotated[str, Query(pattern=r"^([A-Z]{3})?$", description="ISO 4217, as EUR.")]
Day = Annotated[date | None, AfterValidator(sensible), Query(description="A day in UTC on which they came in.")]
AfterId = Annotated[
    str, Query(pattern=r"^([0-9a-f]{32})?$", description="`next` of the page before; empty for the first.")
]
Known = Annotated[
    str, Header(alias="If-None-Match", max_length=200, description="The ETag that you have; 304 where it still holds.")
]


class Box(Request):
    """Where the value stands: page (1-based), and corners in points from the page's top left."""

    page: int = Field(ge=1, le=10_000)
    x0: float = Field(ge=0, le=100_000)
    y0: float = Field(ge=0, le=100_000)
    x1: float = Field(ge=0, le=100_000)
    y1: float = Field(ge=0, le=100_000)

    @property
    def place(self) -> Place:
        return self.page, (self.x0, self.y0, self.x1, self.y1)


class Corrections(Request):
    """Values by field: `gross_total`, `lines.2.unit_price`, `lines.2.account`; an empty text takes a value away."""

    values: dict[Line, Line] = Field(min_length=1, max_length=1000)
    places: dict[Line, Box] = Field(default_factory=dict, max_length=1000)
    reason: Reason = ""


class Corrected(DocumentStands):
    """The document, which is judged anew, and every correction of it so far."""

    corrections: tuple[CorrectionTold, ...]


@routes.get("/documents", response_model=DocumentPage, **reads(Right.SEE_DOCUMENTS))
def list_documents(
    ask: Ask, stage: Stages = (), needs_person: bool = False, q: Words = "", supplier: Supplier = "",
    kind: Kind | None = None, currency: Currency = "", lane: Lane = "", since: Day = None, until: Day = None,
    issued_since: Issued = None, issued_until: Issued = None, after: AfterId = "", limit: Limit = 50,
) -> DocumentPage:  # fmt: skip
    """Documents, newest first; what is given narrows the list."""
    stages = tuple(dict.fromkeys((*stage, *(sorted(NEEDS_PERSON) if needs_person else ()))))
    filters = Filters(
        stages=stages, text=q, supplier=supplier, kind=kind or "", currency=currency, lane=lane, since=since,
        until=until, issued_since=issued_since, issued_until=issued_until,
    )  # fmt: skip
    with ask.desk.store.reading() as tx:
        return answers.page(tx, filters, after, limit)


@routes.post("/documents", status_code=201, response_model=Uploaded, **writes(Right.UPLOAD, form=FORM))
def upload_document(file: Annotated[UploadFile, File()], write: Write) -> Response:
    """Hand a file over. Content that is known already is a duplicate: it gets a receipt and shares the document."""
    name, data = file.filename or "", file.file.read()

    def answer(tx: Transaction) -> Uploaded:
        return answers.uploaded(tx, str(audit.last(tx).data["receipt"]))

    sent = (name, hashlib.sha256(data).hexdigest())
    response = write.once(sent, lambda acts: acts.upload(write.actor, name, data), answer, status=201)
    response.headers["location"] = f"{answers.BASE}/documents/{json.loads(bytes(response.body))['id']}"
    return response


@routes.get("/documents/{document_id}", response_model=DocumentTold, **reads(Right.SEE_DOCUMENTS, 404, etag=True))
def get_document(document_id: DocumentId, ask: Ask, known: Known = "") -> Response:
    """Everything about a document: values with where they came from, verdicts, attempts at keying, history."""
    with ask.desk.store.reading() as tx:
        found = answers.whole(tx, document_id)
    headers = {"etag": etag(found.version)}
    if headers["etag"] in {tag.strip().removeprefix("W/") for tag in known.split(",")}:
        return Response(None, 304, headers)
    return Response(found.model_dump_json(), 200, headers, "application/json")


@routes.post("/documents/{document_id}/reject", response_model=DocumentStands, **decides(Right.REJECT))
def reject_document(decision: Decision, write: Decide) -> Response:
    """Reject a document; nothing is keyed from it. Refused once a bot has it."""
    return _decided(write, decision, lambda acts: acts.reject(write.actor, write.document_id, decision.reason))


@routes.post("/documents/{document_id}/retry", response_model=DocumentStands, **decides(Right.RETRY))
def retry_document(decision: Decision, write: Decide) -> Response:
    """Send a document that rests on its way again: to be read, judged or keyed."""
    return _decided(write, decision, lambda acts: acts.retry(write.actor, write.document_id, decision.reason))


@routes.post("/documents/{document_id}/correct", response_model=Corrected, **decides(Right.CORRECT))
def correct_document(wanted: Corrections, write: Decide) -> Response:
    """Correct what was read of a document that waits for a person; the supplier's next documents are read by it."""
    places = {name: box.place for name, box in wanted.places.items()}

    def act(acts: Acts) -> object:
        return acts.correct(write.actor, write.document_id, wanted.values, wanted.reason, places)

    return write.once(wanted, act, lambda tx: corrected(tx, write.document_id))


def corrected(tx: Transaction, document_id: str) -> Corrected:
    """A document as it stands after a correction."""
    made: Mapping[str, object] = vars(answers.stands(tx, document_id))
    return Corrected.model_validate({**made, "corrections": answers.corrections(tx, document_id)})


def _decided(write: Writing, decision: Decision, act: Callable[[Acts], object]) -> Response:
    return write.once(decision, act, lambda tx: answers.stands(tx, write.document_id))
