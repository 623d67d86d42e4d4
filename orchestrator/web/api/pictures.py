"""Other people's bytes: originals, pictures of their pages, evidence. Nothing in them may run."""

from fastapi import APIRouter
from starlette.responses import Response

from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import documents, findings, receipts, review
from orchestrator.web.api.asking import Ask, reads
from orchestrator.web.api.document_answers import BASE
from orchestrator.web.api.document_models import Pages, PageTold
from orchestrator.web.api.errors import NothingThere
from orchestrator.web.api.texts import DocumentId, Number, PageNumber
from orchestrator.web.files import CONFINED, saved

routes = APIRouter(tags=["documents"])
BYTES = "application/octet-stream"
PNG = "image/png"
SHOWN_NOW = {"cache-control": "private, no-cache"}
"""People may turn the page."""


class Saved(Response):
    media_type = BYTES


class Picture(Response):
    media_type = PNG


@routes.get("/documents/{document_id}/original", response_class=Saved, **reads(Right.SEE_DOCUMENTS, 404))
def get_original(document_id: DocumentId, ask: Ask) -> Response:
    """The file as it came in."""
    with ask.desk.store.reading() as tx:
        document = documents.get(tx, document_id)
        files = receipts.of_document(tx, document.id)
    return saved(ask.desk.store.blobs.get(document.sha256), BYTES, files[0].name if files else document.id)


@routes.get("/documents/{document_id}/pages", response_model=Pages, **reads(Right.SEE_DOCUMENTS, 404))
def list_pages(document_id: DocumentId, ask: Ask) -> Pages:
    """The pages of the original. A refused file is not opened again and has none."""
    with ask.desk.store.reading() as tx:
        document = documents.get(tx, document_id)
        shown = review.shown_content(tx, document)
    if document.stage is Stage.QUARANTINED:
        return Pages(pages=())
    with ask.desk.store.blobs.local(shown) as original:
        sizes = ask.desk.images.sizes(original, document.media_type)
    base = f"{BASE}/documents/{document.id}/pages"
    return Pages(pages=tuple(PageTold(**vars(size), href=f"{base}/{size.number}.png") for size in sizes))


@routes.get("/documents/{document_id}/pages/{number}.png", response_class=Picture, **reads(Right.SEE_DOCUMENTS, 404))
def get_page(document_id: DocumentId, number: PageNumber, ask: Ask) -> Response:
    """The picture of a page."""
    with ask.desk.store.reading() as tx:
        document = documents.get(tx, document_id)
        shown = review.shown_content(tx, document)
    if document.stage is Stage.QUARANTINED:
        raise NothingThere("A refused file is not opened here.")
    with ask.desk.store.blobs.local(shown) as original:
        png = ask.desk.images.png(original, document.media_type, number)
    return Response(png, media_type=PNG, headers={**CONFINED, **SHOWN_NOW})


@routes.get("/documents/{document_id}/evidence/{evidence_id}", response_class=Saved, **reads(Right.SEE_DOCUMENTS, 404))
def get_evidence(document_id: DocumentId, evidence_id: Number, ask: Ask) -> Response:
    """A picture or trace kept as proof of keying."""
    with ask.desk.store.reading() as tx:
        kept = findings.evidence_of(tx, documents.get(tx, document_id).id)
    piece = next((piece for piece in kept if piece.id == evidence_id), None)
    if piece is None:
        raise NothingThere("There is no such evidence of this document.")
    return saved(ask.desk.store.blobs.get(piece.sha256), BYTES, f"{piece.kind}-{piece.id}")
