"""Suppliers: what the ERP knows of them, their documents, and what was learned, which can be forgotten."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from extractors.invoice.memory.supplier_memory import SupplierMemory
from orchestrator.errors import OrchestratorError
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.store import Transaction, contracts, memories, supplier_lists
from orchestrator.store.documents import Document
from orchestrator.store.memories import Correction
from orchestrator.store.supplier_lists import Coding, KnownSupplier, Learned, Place
from orchestrator.web.desk import Desk
from orchestrator.web.places import After, place, place_of
from orchestrator.web.session import actor_of, needs

Onlooker = Annotated[Actor, Depends(needs(Right.SEE_SUPPLIERS))]
Forgetter = Annotated[Actor, Depends(needs(Right.FORGET_SUPPLIER))]
Text = Annotated[str, Form(max_length=2000)]
Asked = Annotated[str, Query(max_length=200)]
A_PAGE = 50
OTHERS = 25
SEPARATOR = "\x1f"
"""Between the parts of a place in the list; in no name."""
NO_REASON = phrase("Nothing was forgotten: please write the reason.")
NO_SUPPLIER = phrase("No such supplier")
UNKNOWN = phrase("Neither the ERP nor the farm's memory knows it.")
FORGOTTEN = phrase("Forgotten. What is learned from now on counts again.")


@dataclass(frozen=True)
class Story:
    """Everything about one supplier; `key` is what forgetting goes by, empty where nothing was learned."""

    code: str
    name: str
    known: tuple[KnownSupplier, ...]
    memory: SupplierMemory | None
    codings: tuple[Coding, ...]
    lessons: tuple[Correction, ...]
    contracts: tuple[Document, ...]

    @property
    def key(self) -> str:
        return self.memory.id if self.memory else self.code if self.codings else ""


def router(desk: Desk) -> APIRouter:
    routes = APIRouter(prefix="/suppliers")

    @routes.get("")
    def listing(request: Request, _: Onlooker, q: Asked = "", after: After = "") -> Response:
        parts = after.split(SEPARATOR)
        if after and len(parts) != 4:
            return desk.not_understood(request)
        with desk.store.reading() as tx:
            found = supplier_lists.known(tx, q.strip(), _place(parts), A_PAGE + 1)
            rows = found[:A_PAGE]
            learned = {one.supplier_code for one in supplier_lists.learned(tx, tuple(row.code for row in rows))}
            others: tuple[Learned, ...] = () if after or q else supplier_lists.learned_of_others(tx, OTHERS)
        last = rows[-1] if len(found) > A_PAGE else None
        more = SEPARATOR.join((last.code, last.name, last.erp, last.company)) if last else ""
        return desk.page(request, "suppliers.html", rows=rows, learned=learned, others=others, q=q, more=more)

    @routes.get("/one")
    def one(
        request: Request, _: Onlooker, code: Asked = "", memory: Asked = "", after: After = "", said: str = ""
    ) -> Response:
        return _page(desk, request, code, memory, after, said=FORGOTTEN if said == "forgotten" else "")

    @routes.post("/forget")
    def forget(
        request: Request, actor: Forgetter, token: Text = "", code: Text = "", memory: Text = "", reason: Text = ""
    ) -> Response:
        if not desk.tokens.fits(request, token):
            return desk.too_old(request)
        if not reason.strip():
            return _page(desk, request, code, memory, problem=NO_REASON, status=409)
        try:
            desk.acts.forget_supplier(actor, memory or code, reason.strip())
        except OrchestratorError as refusal:
            return _page(desk, request, code, memory, problem=str(refusal), status=409)
        return RedirectResponse(_address(code), 303)

    return routes


def _place(parts: list[str]) -> Place | None:
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 else None


def _address(code: str) -> str:
    return f"/suppliers/one?code={quote(code, safe='')}&said=forgotten" if code else "/suppliers"


def _page(
    desk: Desk, request: Request, code: str, memory: str, after: str = "", *, said: str = "", problem: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    try:
        before = place(after)
    except ValueError:
        return desk.not_understood(request)
    with desk.store.reading() as tx:
        story = _story(tx, code, memory)
        found = supplier_lists.documents_of(tx, story.code, before, A_PAGE + 1) if story.code else ()
    if not (story.known or story.memory or story.codings or found):
        return desk.problem(request, 404, NO_SUPPLIER, UNKNOWN)
    rows = found[:A_PAGE]
    more = place_of(rows[-1].received_at, rows[-1].id) if len(found) > A_PAGE else ""
    return desk.page(
        request, "supplier.html", status, story=story, rows=rows, more=more, said=said, problem=problem,
        may_forget=Right.FORGET_SUPPLIER in actor_of(request).rights,
    )  # fmt: skip


def _story(tx: Transaction, code: str, memory_id: str) -> Story:
    known = supplier_lists.of_code(tx, code) if code else ()
    memory = memories.get(tx, memory_id) if memory_id else memories.of_supplier(tx, code)
    name = known[0].name if known else memory.name if memory else ""
    return Story(
        code=code,
        name=name,
        known=known,
        memory=memory,
        codings=supplier_lists.codings(tx, code) if code else (),
        lessons=supplier_lists.lessons(tx, memory.id) if memory else (),
        contracts=contracts.naming(tx, [name]).get(name, ()) if name else (),
    )
