"""What waits for somebody, oldest deadline first, and which document comes next."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from orchestrator.errors import DecisionRefused, DocumentNotFound
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store import Transaction, documents
from orchestrator.store import waiting as found
from orchestrator.store.documents import Document
from orchestrator.store.waiting import Position

STAGES: dict[Right, tuple[Stage, ...]] = {
    Right.CORRECT: (Stage.NEEDS_REVIEW,),
    Right.RETRY: (Stage.QUARANTINED, Stage.FAILED),
    Right.APPROVE: (Stage.VALIDATED,),
}
"""Where documents wait for somebody who may do this."""

MOST = 200


class Waiting(BaseModel):
    """A document that waits for somebody.

    Attributes:
        gross_total: in `currency` (ISO 4217).
        reason: why it waits, in plain words.
        deadline: its due date, else the day on which it came in.
        doubtful: how many fields should be looked at.
        asked_by, asked_of, question: logins and words of the newest open question about it; empty without one.
        editing_by: who edits it now, as the history names them; empty if nobody does.
        set_aside_until: None where it is not put off, or for as long as nobody takes it back (`set_aside` tells).
        after: what to give to `waiting` for the documents that follow this one.
    """

    model_config = ConfigDict(frozen=True)

    document_id: str
    stage: Stage
    kind: str
    supplier: str
    number: str
    gross_total: Decimal | None
    currency: str
    reason: str
    due_date: date | None
    deadline: date
    doubtful: int
    received_at: datetime
    asked_by: str = ""
    asked_of: str = ""
    question: str = ""
    editing_by: str = ""
    set_aside: bool = False
    set_aside_until: datetime | None = None
    set_aside_reason: str = ""
    after: str = ""


def waiting(
    tx: Transaction, actor: Actor, *, after: str | None = None, limit: int = 50, stages: tuple[Stage, ...] | None = None
) -> tuple[tuple[Waiting, ...], int]:
    """A page of what waits for somebody by their rights, and about what they were asked; put off ones come last.

    Args:
        after: the `after` of the last document of the page before.
        stages: of these alone, without what they were asked.

    Returns:
        the page, and how many wait in those stages, counted up to 10,000.

    Raises:
        DecisionRefused: `after` is none of ours.
    """
    limit = max(1, min(limit, MOST))
    wanted = stages if stages is not None else stages_of(actor)
    put_off, place = _parsed(after)
    page: list[tuple[Document, bool]] = []
    if not put_off:
        page = [(document, False) for document in _first(tx, actor, wanted, place, limit, asked=stages is None)]
        place = None
    if len(page) < limit:
        asides = found.put_off_in(tx, wanted, place, limit)
        known = {document.id for document, _ in page}
        page += [(document, True) for document in asides if document.id not in known][: limit - len(page)]
    return _described(tx, page), found.count(tx, wanted)


def next_for(tx: Transaction, actor: Actor, after: str | None = None) -> str | None:
    """The document to review next: the first after `after` in the order of the list, from the beginning again at its
    end; None where nothing is left that this person could edit now."""
    place = None
    if after is not None:
        try:
            place = found.position(documents.get(tx, after))
        except DocumentNotFound:
            place = None
    later = found.next_in_stage(tx, Stage.NEEDS_REVIEW, actor.login, place)
    if later is not None or place is None:
        return later
    first = found.next_in_stage(tx, Stage.NEEDS_REVIEW, actor.login, None)
    return first if first != place.document_id else None


def stages_of(actor: Actor) -> tuple[Stage, ...]:
    """The stages in which documents wait for somebody with these rights."""
    return tuple(stage for right, stages in STAGES.items() if right in actor.rights for stage in stages)


def _first(
    tx: Transaction, actor: Actor, stages: tuple[Stage, ...], place: Position | None, limit: int, *, asked: bool
) -> list[Document]:
    every = found.in_stages(tx, stages, place, limit)
    if asked:
        every += found.asked_of(tx, actor.login, place, limit)
    by_place = {found.position(document): document for document in every}
    return [by_place[place] for place in sorted(by_place)][:limit]


def _described(tx: Transaction, page: list[tuple[Document, bool]]) -> tuple[Waiting, ...]:
    ids = [document.id for document, _ in page]
    questions, editors, asides = found.open_questions(tx, ids), found.editors(tx, ids), found.put_offs(tx, ids)

    def one(document: Document, last: bool) -> Waiting:
        question, editor, aside = questions.get(document.id), editors.get(document.id), asides.get(document.id)
        place = found.position(document)
        return Waiting(
            document_id=document.id, stage=document.stage, kind=document.kind or "",
            supplier=document.supplier_name or "", number=document.invoice_number or "",
            gross_total=document.gross_total, currency=document.currency or "", reason=document.reason,
            due_date=document.due_date, deadline=place.deadline, doubtful=document.doubtful or 0,
            received_at=document.received_at,
            asked_by=question.asked_by if question else "", asked_of=question.asked_of if question else "",
            question=question.question if question else "", editing_by=editor.person if editor else "",
            set_aside=aside is not None, set_aside_until=aside.until if aside else None,
            set_aside_reason=aside.reason if aside else "", after=_written(place, last),
        )  # fmt: skip

    return tuple(one(document, last) for document, last in page)


def _written(place: Position, put_off: bool) -> str:
    return "~".join(("1" if put_off else "0", str(place.deadline), place.received_at.isoformat(), place.document_id))


def _parsed(after: str | None) -> tuple[bool, Position | None]:
    if not after:
        return False, None
    try:
        last, deadline, received, document_id = after.split("~")
        return last == "1", Position(date.fromisoformat(deadline), datetime.fromisoformat(received), document_id)
    except ValueError as error:
        raise DecisionRefused("The list does not go on from there; begin at its first page.") from error
