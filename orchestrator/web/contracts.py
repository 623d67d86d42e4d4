"""The contracts that came in, with the terms that were read of them."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from extractors.models import Contract
from orchestrator.store import contracts, findings
from orchestrator.store.documents import Document
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import Reader

A_PAGE = 25


@dataclass(frozen=True)
class Told:
    """A contract's document and the terms that were read of it."""

    document: Document
    terms: Contract


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/contracts")
    def listing(request: Request, _: Reader, after: After = "") -> Response:
        try:
            before = place(after)
        except ValueError:
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            found = contracts.listing(tx, before, A_PAGE + 1)
            read = findings.latest_extractions(tx, [document.id for document in found[:A_PAGE]])
        terms = {each: extraction.contract for each, extraction in read.items()}
        rows = [Told(document, terms.get(document.id) or Contract()) for document in found[:A_PAGE]]
        last = rows[-1].document if len(found) > A_PAGE else None
        more = place_of(last.received_at, last.id) if last else ""
        return desk.page(request, "contracts.html", rows=rows, more=more)

    return routes
