"""The history of everything, to be read; it is only ever added to."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AfterValidator
from starlette.responses import Response

from orchestrator.auditing.bundle import Wanted as Bundled
from orchestrator.people.roles import Right
from orchestrator.store import Transaction, audit
from orchestrator.store.audit import Wanted
from orchestrator.web.api import document_answers as answers
from orchestrator.web.api.asking import Ask, reads, writes
from orchestrator.web.api.document_models import EntryTold
from orchestrator.web.api.once import Write
from orchestrator.web.api.texts import LARGEST_NUMBER, NO_NUL, Limit, Told, sensible
from orchestrator.web.audit_files import handed_out

routes = APIRouter(tags=["audit"])

Document = Annotated[str, Query(pattern=r"^([0-9a-f]{32})?$", description="Only of this document.")]
Action = Annotated[str, Query(max_length=40, pattern=NO_NUL, description="Only this action, as `moved`.")]
Who = Annotated[str, Query(max_length=100, pattern=NO_NUL, description="Only of whom this begins, as a login.")]
Day = Annotated[
    Annotated[date, AfterValidator(sensible)] | None, Query(description="YYYY-MM-DD, in UTC, itself included.")
]
Before = Annotated[
    int | None, Query(ge=1, le=LARGEST_NUMBER, description="`next` of the page before; nothing for the first.")
]


class Verified(Told):
    """Whether the history is as it was written; where not, the first broken entry and what is wrong with it."""

    intact: bool
    entries: int
    broken_seq: int | None
    problem: str


class Anchored(Told):
    """An anchor: at this time the entry of this number was the last, and had this hash."""

    seq: int
    hash: str
    at: str


class Zip(Response):
    media_type = "application/zip"


class HistoryPage(Told):
    """Entries, newest first. `next`: what to give as `before` for the next page; None at the end."""

    entries: tuple[EntryTold, ...]
    next: int | None


@routes.get("/audit", response_model=HistoryPage, **reads(Right.SEE_AUDIT))
def list_history(
    ask: Ask, document_id: Document = "", action: Action = "", actor: Who = "", before: Before = None, limit: Limit = 50
) -> HistoryPage:
    """The history, newest first; what is given narrows it."""
    wanted = Wanted(document_id=document_id, action=action, actor=actor, before=before)
    with ask.desk.store.reading() as tx:
        found = audit.newest(tx, wanted, limit + 1)
    shown = tuple(answers.entry(item) for item in found[:limit])
    return HistoryPage(entries=shown, next=shown[-1].seq if len(found) > limit else None)


@routes.post("/audit/anchor", response_model=Anchored, **writes(Right.SEE_AUDIT, form=""))
def anchor_history(write: Write) -> Response:
    """Write the end of the history into the file of anchors now, as the schedule does daily."""

    def answer(tx: Transaction) -> Anchored:
        said = audit.last(tx)
        return Anchored(seq=said.data["seq"], hash=said.data["hash"], at=said.at)

    return write.once("", lambda acts: acts.anchor_history(write.actor), answer)


@routes.get("/audit/bundle", response_class=Zip, **reads(Right.SEE_AUDIT, 409))
def get_bundle(
    ask: Ask, since: Day = None, until: Day = None, private: bool = True, originals: bool = False
) -> Response:
    """A bundle of the history's entries, of these days or of all, with the program that checks it on any machine.

    That it was made is kept in the history.
    """
    wanted = Bundled(since=since, until=until, private=private, originals=originals)
    return handed_out(ask.desk.acts, ask.actor, wanted)


@routes.get("/audit/verification", response_model=Verified, **reads(Right.SEE_AUDIT))
def verify_history(ask: Ask) -> Verified:
    """Check the whole history, its chain and its seal. It takes some seconds for every million entries."""
    found = ask.desk.acts.verify_history(ask.actor)
    return Verified(intact=found.intact, entries=found.entries, broken_seq=found.broken_seq, problem=found.problem)
