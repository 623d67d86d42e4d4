"""The review: one document after the other, the page at the left and what was read of it at the right."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from orchestrator.errors import DocumentNotFound, OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import MAY, Right, Role
from orchestrator.review.waiting import next_for
from orchestrator.store import documents, people, review
from orchestrator.store.people import Person
from orchestrator.web.desk import Desk
from orchestrator.web.files import CONFINED, FOR_EVER, PageNumber
from orchestrator.web.review_data import shaped
from orchestrator.web.review_texts import KEYS, TEXTS
from orchestrator.web.session import Reader

After = Annotated[str, Query(max_length=64)]


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/review")
    def begin(request: Request, actor: Reader) -> Response:
        """Leads to the document that waits longest."""
        found = _next(desk, actor, "")
        return RedirectResponse(f"/review/{found}", 303) if found else desk.page(request, "review_none.html")

    @routes.get("/review/next")
    def following(request: Request, actor: Reader, after: After = "") -> Response:
        """The document after this one, whole, so that the page has it before it is wanted."""
        found = _next(desk, actor, after)
        return JSONResponse({"document": shaped(desk, request, found) if found else None})

    @routes.get("/review/{document_id}")
    def page(request: Request, document_id: str, actor: Reader) -> Response:
        try:
            document = shaped(desk, request, document_id)
        except DocumentNotFound as error:
            return desk.problem(request, 404, "No such document", str(error))
        if document["id"] != document_id:
            return RedirectResponse(f"/review/{document['id']}")
        spoken = desk.language_of(request)
        texts = {key: spoken.gettext(text) for key, text in TEXTS.items()}
        colleagues = _colleagues(desk, actor)
        return desk.page(request, "review.html", document=document, texts=texts, keys=KEYS, colleagues=colleagues)

    @routes.get("/review/{document_id}/state")
    def state(request: Request, document_id: str, _: Reader) -> Response:
        """The document as it stands now."""
        try:
            return JSONResponse(shaped(desk, request, document_id))
        except DocumentNotFound as error:
            return JSONResponse({"error": str(error)}, 404)

    @routes.get("/review/{document_id}/pages/{number}.png")
    def picture(document_id: str, number: PageNumber, _: Reader, fine: bool = False) -> Response:
        """The page as it is shown: turned, where somebody turned it."""
        try:
            with desk.store.reading() as tx:
                document = documents.get(tx, document_id)
                content = review.shown_content(tx, document)
            with desk.store.blobs.local(content) as shown:
                png = desk.images.png(shown, document.media_type, number, fine=fine)
        except OrchestratorError as error:
            return PlainTextResponse(str(error), 404)
        return Response(png, media_type="image/png", headers={**CONFINED, **FOR_EVER})

    @routes.get("/review/{document_id}/words/{number}")
    def page_words(document_id: str, number: PageNumber, actor: Reader) -> Response:
        """The words of a page with their places in points."""
        try:
            found = desk.acts.words(actor, document_id, number)
        except OrchestratorError as error:
            return JSONResponse({"error": str(error)}, 404)
        shown = [{"text": word.text, "box": (word.x0, word.y0, word.x1, word.y1)} for word in found]
        return JSONResponse({"words": shown}, headers=FOR_EVER)

    return routes


def _next(desk: Desk, actor: Actor, after: str) -> str | None:
    with desk.store.reading() as tx:
        return next_for(tx, actor, after or None)


def _colleagues(desk: Desk, actor: Actor) -> list[Person]:
    """Who can be asked: everybody else who may see documents."""
    may = {role for role in Role if Right.SEE_DOCUMENTS in MAY[role]}
    with desk.store.reading() as tx:
        everyone = people.everyone(tx)
    return [one for one in everyone if one.active and one.login != actor.login and may & set(one.roles)]
