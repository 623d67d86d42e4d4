"""Originals, pictures of their pages, and evidence: other people's bytes, so nothing in them may run."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from starlette.responses import PlainTextResponse, Response

from orchestrator.errors import OrchestratorError
from orchestrator.store import documents, findings, lanes, receipts, review
from orchestrator.web.desk import Desk
from orchestrator.web.session import Reader

CONFINED = {
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
}
FOR_EVER = {"cache-control": "private, max-age=31536000, immutable"}
SHOWN = {"png": "image/png", "jpeg": "image/jpeg", "xml": "text/plain", "eml": "text/plain"}
SAVED = {"pdf": "application/pdf", "tiff": "image/tiff", "ofd": "application/ofd", "p7m": "application/pkcs7-mime"}
EVIDENCE = frozenset({"image/png", "image/jpeg", "text/plain"})

PageNumber = Annotated[int, Path(ge=1, le=10_000)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/documents/{document_id}/original")
    def original(document_id: str, _: Reader) -> Response:
        try:
            with desk.store.reading() as tx:
                document = documents.get(tx, document_id)
                files = receipts.of_document(tx, document.id)
            data = desk.store.blobs.get(document.sha256)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        name = files[0].name if files else document.id
        return _file(data, document.media_type, name)

    @routes.get("/documents/{document_id}/pages/{number}.png")
    def page_image(document_id: str, number: PageNumber, _: Reader, of: str = "") -> Response:
        """A page as it is read: turned where a person turned it. Kept by browsers where `of` names the content."""
        try:
            with desk.store.reading() as tx:
                document = documents.get(tx, document_id)
                shown = review.shown_content(tx, document)
            with desk.store.blobs.local(shown) as original:
                png = desk.images.png(original, document.media_type, number)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        kept = FOR_EVER if of and shown.startswith(of) else {"cache-control": "private, no-cache"}
        return Response(png, media_type="image/png", headers={**CONFINED, **kept})

    @routes.get("/documents/{document_id}/evidence/{evidence_id}")
    def evidence(document_id: str, evidence_id: int, _: Reader) -> Response:
        try:
            with desk.store.reading() as tx:
                document = documents.get(tx, document_id)
                kept = {piece.id: piece for piece in findings.evidence_of(tx, document.id)}
            piece = kept[evidence_id]
            data = desk.store.blobs.get(piece.sha256)
        except (OrchestratorError, KeyError) as error:
            return PlainTextResponse(str(error) if isinstance(error, OrchestratorError) else "No such evidence.", 404)
        if piece.media_type in EVIDENCE:
            return Response(data, media_type=piece.media_type, headers={**CONFINED, **FOR_EVER})
        return saved(data, "application/octet-stream", f"{piece.kind}-{piece.id}")

    @routes.get("/documents/{document_id}/failures/{failure_id}")
    def failure(document_id: str, failure_id: int, _: Reader) -> Response:
        """What the ERP showed when its lane failed with this document in hand."""
        try:
            with desk.store.reading() as tx:
                document = documents.get(tx, document_id)
                shown = {one.id: one.screenshot for one in lanes.failures_at(tx, document.id)}.get(failure_id)
            if not shown:
                return PlainTextResponse("There is no picture of it.", 404)
            png = desk.store.blobs.get(shown)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        return Response(png, media_type="image/png", headers={**CONFINED, **FOR_EVER})

    return routes


def _file(data: bytes, media_type: str, name: str) -> Response:
    """An original. XML and mail are shown as plain text; what browsers open with a viewer is saved instead."""
    shown = SHOWN.get(media_type)
    if shown is None:
        return saved(data, SAVED.get(media_type, "application/octet-stream"), name)
    return Response(data, media_type=shown, headers={**CONFINED, "content-disposition": _named("inline", name)})


def saved(data: bytes, media_type: str, name: str) -> Response:
    """A file to be saved under this name, never shown by the browser."""
    return Response(
        data, media_type=media_type, headers={**CONFINED, "content-disposition": _named("attachment", name)}
    )


def _named(how: str, name: str) -> str:
    """RFC 6266, with the name percent-encoded, as it came from outside."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)[:150]
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
