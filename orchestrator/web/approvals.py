"""The page of what waits for an approval."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from orchestrator.stages import Stage
from orchestrator.store import findings, queries
from orchestrator.web.actions import SAID, offered, reason_needed
from orchestrator.web.desk import Desk
from orchestrator.web.documents_list import Number
from orchestrator.web.session import Reader, actor_of

A_PAGE = 20


def router(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/approvals")
    def approvals(request: Request, _: Reader, said: str = "", page: Number = 1) -> HTMLResponse:
        with desk.store.reading() as tx:
            found = queries.search(tx, (Stage.VALIDATED,), limit=A_PAGE, offset=(page - 1) * A_PAGE)
            names = queries.file_names(tx, [document.id for document in found.documents])
            waiting = [
                (document, names.get(document.id, ()), findings.latest_verdicts(tx, document.id))
                for document in found.documents
            ]
        more = page + 1 if page * A_PAGE < found.total else None
        return desk.page(
            request,
            "approvals.html",
            waiting=waiting,
            total=found.total,
            said=SAID.get(said, ""),
            more=more,
            offered=[
                (name, reason_needed(name, Stage.VALIDATED))
                for name in offered(actor_of(request), Stage.VALIDATED, ())
                if name != "retry"
            ],
        )

    return routes
