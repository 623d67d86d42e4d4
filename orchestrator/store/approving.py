"""What waits for an approval, and what an approver wants to see beside it."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from sqlalchemy import BindParameter, bindparam, func, literal, not_, select, tuple_

from orchestrator.stages import Stage
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.findings import Approval, StoredVerdict
from orchestrator.store.memories import Correction
from orchestrator.store.tables import approvals, corrections, documents, extractions, verdicts

BLOCK = "block"
LOOKED_THROUGH = 400
"""Documents in review that one page looks through for those that may be approved as they are."""
BATCH = 100
KEY = (documents.c.deadline, documents.c.received_at, documents.c.id)

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
CORRECTIONS = select(corrections).where(corrections.c.document_id.in_(IDS)).order_by(corrections.c.id)
DECISIONS = select(approvals).where(approvals.c.document_id.in_(IDS)).order_by(approvals.c.id)
FAILED = select(verdicts).where(verdicts.c.document_id.in_(IDS), not_(verdicts.c.passed)).order_by(verdicts.c.id)
ROUNDS = (
    select(verdicts.c.document_id, verdicts.c.round, verdicts.c.passed, func.count())
    .where(verdicts.c.document_id.in_(IDS))
    .group_by(verdicts.c.document_id, verdicts.c.round, verdicts.c.passed)
    .order_by(verdicts.c.round)
)
NEWEST = select(extractions.c.document_id, extractions.c.data).where(
    extractions.c.id.in_(
        select(func.max(extractions.c.id)).where(extractions.c.document_id.in_(IDS)).group_by(extractions.c.document_id)
    )
)


class Place(NamedTuple):
    """Where a list of waiting documents goes on: after this one."""

    deadline: date
    received_at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.deadline}~{self.received_at.isoformat()}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Place":
        """What `str` made of one.

        Raises:
            ValueError: it is none.
        """
        deadline, received, document_id = text.split("~")
        return cls(date.fromisoformat(deadline), datetime.fromisoformat(received), document_id)

    @classmethod
    def of(cls, document: Document) -> "Place":
        return cls(document.deadline or document.received_at.date(), document.received_at, document.id)


class Beside(BaseModel):
    """What stands beside a waiting document: the last round's failed rules, how many passed, and who did what."""

    model_config = ConfigDict(frozen=True)

    failed: tuple[StoredVerdict, ...] = ()
    passed: int = 0
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Approval, ...] = ()
    po_number: str = ""
    iban: str = ""

    @property
    def blocked(self) -> bool:
        """Whether a rule says that it cannot be keyed as it is."""
        return any(verdict.severity == BLOCK for verdict in self.failed)


def waiting(tx: Transaction, after: Place | None, limit: int, stage: Stage = Stage.VALIDATED) -> tuple[Document, ...]:
    """Documents of a stage, the oldest deadline first, from after a place on."""
    query = select(*COLUMNS).where(documents.c.stage == stage)
    if after is not None:
        place = [literal(value, column.type) for value, column in zip(after, KEY, strict=True)]
        query = query.where(tuple_(*KEY) > tuple_(*place))
    rows = tx.execute(query.order_by(*KEY).limit(limit))
    return tuple(Document.model_validate(dict(row._mapping)) for row in rows)


def exceptions(tx: Transaction, after: Place | None, limit: int) -> tuple[tuple[Document, ...], Place | None]:
    """Documents in review that no rule bars from being approved as they are, and where to go on."""
    found: list[Document] = []
    for _ in range(LOOKED_THROUGH // BATCH):
        batch = waiting(tx, after, BATCH, Stage.NEEDS_REVIEW)
        barred = _barred(tx, [document.id for document in batch])
        for document in batch:
            after = Place.of(document)
            if document.id not in barred:
                found.append(document)
            if len(found) == limit:
                return tuple(found), after
        if len(batch) < BATCH:
            return tuple(found), None
    return tuple(found), after


def counted(tx: Transaction, most: int, stage: Stage = Stage.VALIDATED) -> int:
    """How many documents are in a stage, counted no further than `most`."""
    some = select(documents.c.id).where(documents.c.stage == stage).limit(most).subquery()
    return int(tx.execute(select(func.count()).select_from(some)).scalar_one())


def beside(tx: Transaction, ids: Collection[str]) -> dict[str, Beside]:
    """What stands beside each of these documents; a handful of statements for all of them."""
    passed, failed = _last_round(tx, ids)
    corrected: dict[str, list[Correction]] = defaultdict(list)
    these = {"ids": list(ids)}
    for row in tx.execute(CORRECTIONS, these):
        corrected[row.document_id].append(Correction.model_validate(dict(row._mapping)))
    decided: dict[str, list[Approval]] = defaultdict(list)
    for row in tx.execute(DECISIONS, these):
        decided[row.document_id].append(Approval.model_validate(dict(row._mapping)))
    named = _named(tx, ids)
    return {
        each: Beside(
            failed=tuple(failed[each]), passed=passed.get(each, 0), corrections=tuple(corrected[each]),
            decisions=tuple(decided[each]),
            po_number=named[each]["po_number"], iban=named[each]["iban"],
        )
        for each in ids
    }  # fmt: skip


def entered(tx: Transaction, field: str, values: Collection[str]) -> frozenset[tuple[str, str]]:
    """Who ever entered one of these values into a field, of whichever document: value and actor."""
    c = corrections.c
    query = select(c.after, c.actor).where(c.field == field, c.after.in_(values)).distinct()
    return frozenset((row.after, row.actor) for row in tx.execute(query))


def _last_round(tx: Transaction, ids: Collection[str]) -> tuple[dict[str, int], dict[str, list[StoredVerdict]]]:
    """How many rules passed, and the verdicts that failed, in the last round of each document."""
    these = {"ids": list(ids)}
    last: dict[str, int] = {}
    passed: dict[str, int] = {}
    for document_id, number, did_pass, count in tx.execute(ROUNDS, these):
        if last.get(document_id) != number:
            last[document_id], passed[document_id] = number, 0
        passed[document_id] += count if did_pass else 0
    failed: dict[str, list[StoredVerdict]] = defaultdict(list)
    for row in tx.execute(FAILED, these):
        if row.round == last[row.document_id]:
            told = {**row._mapping, "looked_at": json.loads(row.looked_at)}
            failed[row.document_id].append(StoredVerdict.model_validate(told))
    return passed, failed


def _barred(tx: Transaction, ids: Sequence[str]) -> frozenset[str]:
    """Those of the documents that a rule of their last round bars."""
    v = verdicts.c
    last = select(v.document_id, func.max(v.round).label("round")).where(v.document_id.in_(ids))
    newest = last.group_by(v.document_id).subquery()
    query = select(v.document_id).join(newest, (newest.c.document_id == v.document_id) & (newest.c.round == v.round))
    return frozenset(tx.execute(query.where(not_(v.passed), v.severity == BLOCK)).scalars())


def _named(tx: Transaction, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The customer's order and the bank account that each document names; empty where it names none."""
    found = {each: {"po_number": "", "iban": ""} for each in ids}
    for document_id, data in tx.execute(NEWEST, {"ids": list(ids)}):
        invoice = json.loads(data).get("invoice") or {}
        found[document_id] = {name: str((invoice.get(name) or {}).get("value") or "") for name in found[document_id]}
    return found
