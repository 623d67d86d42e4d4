"""A document under review as the page's script gets it: the core's view, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from orchestrator.people.actor import login_of
from orchestrator.people.roles import Right
from orchestrator.phrases import phrase
from orchestrator.reports import wording
from orchestrator.review.pages import PageInfo
from orchestrator.review.view import ReviewView
from orchestrator.stages import Stage
from orchestrator.store import documents, findings, people, receipts
from orchestrator.store.documents import Document
from orchestrator.store.editing import Editing
from orchestrator.store.questions import Question
from orchestrator.store.review import SetAside
from orchestrator.web.desk import Desk
from orchestrator.web.languages import Language
from orchestrator.web.retelling import retell
from orchestrator.web.review_reasons import Reasons, reasons
from orchestrator.web.session import actor_of

TEXT_ONLY = ("xml", "eml")
ON_ITS_WAY = (Stage.RECEIVED, Stage.EXTRACTED)
NUMERIC = frozenset({"quantity", "unit_price", "tax_rate", "line_total"})
SURE = 0.8
"""Less is doubt in itself; a field that was read so surely is doubted for what stands beside it."""
DUE = phrase("due {day}")
LOOK_ONLY = phrase("You may look at this document; to correct it takes the role of a clerk.")
PUT_OFF = phrase("{name} set it aside: {reason}")
PUT_OFF_UNTIL = phrase("{name} set it aside until {until}: {reason}")
SPLIT = phrase("It was split; each part is a document of its own.")


def shaped(desk: Desk, request: Request, document_id: str) -> dict[str, Any]:
    """Everything that the page shows of a document.

    Raises:
        DocumentNotFound: no document, or more than one, answers to the id.
    """
    actor, spoken = actor_of(request), desk.language_of(request)
    seen = desk.acts.review(actor, document_id)
    with desk.store.reading() as tx:
        document = documents.get(tx, seen.document_id)
        named = seen.questions or seen.set_aside or seen.editing
        names = {person.login: person.name for person in people.everyone(tx)} if named else {}
        why = reasons(spoken, findings.latest_verdicts(tx, document.id))
        files = [file.name for file in receipts.of_document(tx, document.id)]
    why_not = _why_not(seen, actor.rights, spoken)
    return {
        **_head(document, files, spoken),
        "version": seen.version,
        "problems": [why.told(sentence) for sentence in seen.problems],
        "editable": not why_not,
        "why_not": why_not,
        "on_its_way": seen.stage in ON_ITS_WAY,
        "fields": _fields(seen, spoken, why),
        **_lines(seen, spoken, why),
        "pages": [_page(seen, page) for page in seen.pages],
        "as_text": f"/documents/{document.id}/original" if document.media_type in TEXT_ONLY else "",
        "questions": [_question(one, names, actor.login) for one in seen.questions],
        "set_aside": _set_aside(seen.set_aside, names, spoken),
        "editing": editing_by_another(seen.editing, names, actor.login),
    }


def editing_by_another(held: Editing | None, names: Mapping[str, str], login: str) -> dict[str, str] | None:
    """Who other than this person edits, for the page; None where nobody does."""
    if held is None or held.login == login:
        return None
    return {"name": names.get(held.login, held.login), "since": f"{held.since:%H:%M} UTC"}


def _head(document: Document, files: list[str], spoken: Language) -> dict[str, str]:
    named = " · ".join(filter(None, (document.supplier_name, document.invoice_number)))
    due = spoken.gettext(DUE).format(day=spoken.day(document.due_date)) if document.due_date else ""
    kind = spoken.gettext(wording.kind_label(document.kind))
    return {
        "id": document.id,
        "title": named or (files[0] if files else document.id[:12]),
        "total": spoken.amount(document.gross_total, document.currency),
        "facts": " · ".join(filter(None, (kind, due, *files[:2]))),
    }


def _fields(seen: ReviewView, spoken: Language, why: Reasons) -> list[dict[str, Any]]:
    """The doubtful ones first, of them those that were read with doubt before those that a rule doubts."""
    told = ("name", "text", "confidence", "doubtful", "page", "box", "required")
    unsure_first = sorted(seen.fields, key=lambda field: (not field.doubtful, field.confidence >= SURE))
    return [
        {name: getattr(field, name) for name in told}
        | {"label": spoken.gettext(field.label), "problem": why.told(field.problem)}
        for field in unsure_first
    ]


def _lines(seen: ReviewView, spoken: Language, why: Reasons) -> dict[str, Any]:
    """The grid: what stands in it, where that was read, and the codes that hold where nobody typed one."""
    named = zip(seen.columns, seen.column_labels, strict=True)
    return {
        "columns": [
            {"name": name, "label": spoken.gettext(label), "numeric": name in NUMERIC} for name, label in named
        ],
        "lines": seen.lines,
        "places": [
            [{"page": cell.page, "box": cell.box} if cell and cell.box else None for cell in row] for row in seen.cells
        ],
        "hints": [[""] * (len(seen.columns) - len(row)) + list(row) for row in seen.coded],
        "lines_problem": why.told(seen.lines_problem),
    }


def _why_not(seen: ReviewView, rights: frozenset[Right], spoken: Language) -> str:
    """Why the reader cannot correct the document now; empty when they can."""
    if seen.parts:
        return spoken.gettext(SPLIT)
    if not seen.editable:
        return spoken.gettext(wording.STAGE_MEANING[seen.stage])
    return "" if Right.CORRECT in rights else spoken.gettext(LOOK_ONLY)


def _page(seen: ReviewView, page: PageInfo) -> dict[str, Any]:
    """The address of its picture changes with the content, so that a browser may keep it."""
    place, which = f"/review/{seen.document_id}", seen.shown_sha256[:16]
    return page.model_dump() | {
        "address": f"{place}/pages/{page.number}.png?of={which}",
        "words": f"{place}/words/{page.number}?of={which}",
    }


def _set_aside(held: SetAside | None, names: Mapping[str, str], spoken: Language) -> str:
    """How it is put off, in a sentence; empty when it is not."""
    if held is None:
        return ""
    login = login_of(held.actor)
    sentence = spoken.gettext(PUT_OFF_UNTIL if held.until else PUT_OFF)
    until = spoken.moment(held.until) if held.until else ""
    return sentence.format(name=names.get(login, login), until=until, reason=retell(spoken, held.reason))


def _question(one: Question, names: Mapping[str, str], login: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "by": names.get(one.asked_by, one.asked_by),
        "of": names.get(one.asked_of, one.asked_of),
        "question": one.question,
        "answer": one.answer or "",
        "for_me": one.is_open and one.asked_of == login,
    }
