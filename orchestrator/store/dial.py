"""What the past says about confidence: of each document what was read, which rules failed, what people changed."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from orchestrator.stages import Stage
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import approvals, corrections, documents, extractions, review_saves, verdicts

AT_ONCE = 500
KINDS = ("invoice", "credit_note", "receipt")
PERSON = "person"


class Past(BaseModel):
    """One document.

    Attributes:
        confidences: by field, as the machine read it before any person touched it.
        failed: the rules that did not pass at the first judgement.
        looked_at: fields that a person confirmed or corrected, and did not take back.
        wrong: those of them that a person corrected.
        posted: whether it is in the ERP; `seen` whether a person reviewed or approved it on the way.
    """

    model_config = ConfigDict(frozen=True)

    document_id: str
    kind: str
    confidences: dict[str, float]
    failed: frozenset[str]
    looked_at: frozenset[str]
    wrong: frozenset[str]
    posted: bool
    seen: bool


def past(tx: Transaction, since: datetime, most: int, machine: str) -> Iterable[Past]:
    """Documents with an invoice that came in since a time, the newest first, at most so many.

    Args:
        machine: the actor of approvals without a person.
    """
    d = documents.c
    query = select(d.id, d.kind, d.stage).where(
        d.received_at >= since, d.kind.in_(("invoice", "credit_note", "receipt"))
    )
    rows = tx.execute(query.order_by(d.received_at.desc(), d.id).limit(most)).all()
    for start in range(0, len(rows), AT_ONCE):
        batch = {row.id: (row.kind, row.stage) for row in rows[start : start + AT_ONCE]}
        yield from _batch(tx, batch, machine)


def _batch(tx: Transaction, batch: dict[str, tuple[str, str]], machine: str) -> Iterable[Past]:
    ids = list(batch)
    saves, wrong = _saves(tx, ids), _wrong(tx, ids)
    read, failed = _first_read(tx, ids, saves), _first_failed(tx, ids)
    a = approvals.c
    by_people = select(a.document_id).where(a.document_id.in_(ids), a.decision != "rejected", a.actor != machine)
    approved = frozenset(tx.execute(by_people).scalars())
    for document_id, (kind, stage) in batch.items():
        if document_id not in read:
            continue
        looked_at = frozenset(field for _, fields in saves.get(document_id, ()) for field in fields)
        yield Past(
            document_id=document_id, kind=kind, confidences=read[document_id],
            failed=frozenset(failed.get(document_id, ())), looked_at=looked_at | wrong.get(document_id, frozenset()),
            wrong=wrong.get(document_id, frozenset()), posted=stage == Stage.POSTED,
            seen=document_id in approved or document_id in saves,
        )  # fmt: skip


def _saves(tx: Transaction, ids: Collection[str]) -> dict[str, list[tuple[int, list[str]]]]:
    """The saves that stand, each with the extraction before it and its fields."""
    r = review_saves.c
    query = select(r.document_id, r.before_id, r.fields).where(r.document_id.in_(ids), r.undone_at.is_(None))
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for document_id, before, fields in tx.execute(query.order_by(r.id)):
        found.setdefault(document_id, []).append((before, json.loads(fields)))
    return found


def _wrong(tx: Transaction, ids: Collection[str]) -> dict[str, frozenset[str]]:
    """The fields that people changed for good; one that came back to what was read was right."""
    c = corrections.c
    query = select(c.document_id, c.field, c.before, c.after).where(c.document_id.in_(ids), c.undone_at.is_(None))
    first: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    for document_id, field, before, after in tx.execute(query.order_by(c.id)):
        first.setdefault((document_id, field), before)
        last[document_id, field] = after
    found: dict[str, set[str]] = {}
    for (document_id, field), after in last.items():
        if first[document_id, field] != after:
            found.setdefault(document_id, set()).add(field)
    return {document_id: frozenset(fields) for document_id, fields in found.items()}


def _first_read(
    tx: Transaction, ids: Collection[str], saves: dict[str, list[tuple[int, list[str]]]]
) -> dict[str, dict[str, float]]:
    """What the machine had read when the first person saved something; else what it read last."""
    e = extractions.c
    newest = select(e.document_id, func.max(e.id)).where(e.document_id.in_(ids)).group_by(e.document_id)
    wanted = {row[0]: row[1] for row in tx.execute(newest)}
    wanted |= {document_id: before[0][0] for document_id, before in saves.items() if document_id in wanted}
    rows = tx.execute(select(e.document_id, e.data).where(e.id.in_(list(wanted.values()))))
    return {document_id: _confidences(json.loads(data)) for document_id, data in rows}


def _confidences(data: dict[str, Any]) -> dict[str, float]:
    invoice = data.get("invoice") or {}
    values = ((name, value) for name, value in invoice.items() if isinstance(value, dict))
    return {name: float(value["confidence"]) for name, value in values if value.get("source") != PERSON}


def _first_failed(tx: Transaction, ids: Collection[str]) -> dict[str, set[str]]:
    v = verdicts.c
    query = select(v.document_id, v.rule_id).where(v.document_id.in_(ids), v.round == 1, v.passed.is_(False))
    found: dict[str, set[str]] = {}
    for document_id, rule_id in tx.execute(query):
        found.setdefault(document_id, set()).add(rule_id)
    return found
