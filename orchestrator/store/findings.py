"""What was read and decided of a document: extractions, verdicts, approvals, orders, evidence."""

import json
from collections.abc import Collection
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, func, insert, select

from bots.orders import InvoiceOrder
from extractors.models import Extraction
from orchestrator.store import clock, search
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import approvals, evidence, extractions, orders, verdicts


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class StoredVerdict(Frozen):
    """A rule's verdict with the version that gave it and the values that it looked at.

    Attributes:
        rule_set: the beginning of the hash of the rules in force that it was given by; empty for one from before they
            were kept.
    """

    rule_id: str
    version: str
    passed: bool
    severity: str
    sentence: str
    looked_at: dict[str, str]
    rule_set: str = ""


class Approval(Frozen):
    """A decision on a document: `approved` or `rejected`, by whom and why."""

    decided_at: datetime
    actor: str
    decision: str
    reason: str


class Evidence(Frozen):
    """A picture or trace kept as proof; its content is the blob of `sha256`."""

    id: int
    kind: str
    sha256: str
    media_type: str
    made_at: datetime
    note: str


def add_extraction(tx: Transaction, document_id: str, extraction: Extraction) -> int:
    """Keep what was read or corrected, and let the document be found by its text; returns its number, which grows."""
    data = extraction.model_dump_json()
    values = {"document_id": document_id, "made_at": clock.now(tx), "data": data}
    key = tx.execute(insert(extractions).values(values)).inserted_primary_key
    assert key is not None
    search.refresh(tx, document_id)
    return int(key[0])


def latest_extraction(tx: Transaction, document_id: str) -> Extraction | None:
    """What holds now; None before the document was read."""
    return numbered_extraction(tx, document_id)[1]


def latest_extractions(tx: Transaction, document_ids: Collection[str]) -> dict[str, Extraction]:
    """What holds now of each of these documents; those that were not read are left out."""
    newest = select(func.max(extractions.c.id)).where(extractions.c.document_id.in_(list(document_ids)))
    query = select(extractions.c.document_id, extractions.c.data)
    rows = tx.execute(query.where(extractions.c.id.in_(newest.group_by(extractions.c.document_id))))
    return {row.document_id: Extraction.model_validate_json(row.data) for row in rows}


def numbered_extraction(tx: Transaction, document_id: str) -> tuple[int, Extraction | None]:
    """What holds now, with its number: another number means that somebody corrected or read it anew. 0 for none."""
    query = select(extractions.c.id, extractions.c.data).where(extractions.c.document_id == document_id)
    row = tx.execute(query.order_by(extractions.c.id.desc()).limit(1)).one_or_none()
    return (row.id, Extraction.model_validate_json(row.data)) if row else (0, None)


def of_document(tx: Transaction, document_id: str, number: int) -> Extraction | None:
    """What held of a document under an earlier number; None where it has no such number."""
    mine = (extractions.c.document_id == document_id) & (extractions.c.id == number)
    data = tx.execute(select(extractions.c.data).where(mine)).scalar_one_or_none()
    return Extraction.model_validate_json(data) if data else None


def add_verdicts(tx: Transaction, document_id: str, given: tuple[StoredVerdict, ...]) -> None:
    """Keep one round of verdicts; earlier rounds stay."""
    now, round_ = clock.now(tx), _last_round(tx, document_id) + 1
    rows = [
        {**verdict.model_dump(), "looked_at": json.dumps(verdict.looked_at, ensure_ascii=False)} for verdict in given
    ]
    if rows:
        tx.execute(insert(verdicts).values(document_id=document_id, judged_at=now, round=round_), rows)


def latest_verdicts(tx: Transaction, document_id: str) -> tuple[StoredVerdict, ...]:
    """The verdicts of the last round, failed ones first."""
    last = select(func.max(verdicts.c.round)).where(verdicts.c.document_id == document_id).scalar_subquery()
    query = select(verdicts).where(verdicts.c.document_id == document_id, verdicts.c.round == last)
    rows = tx.execute(query.order_by(verdicts.c.passed, verdicts.c.id))
    return tuple(StoredVerdict(**{**row._mapping, "looked_at": json.loads(row.looked_at)}) for row in rows)


def _last_round(tx: Transaction, document_id: str) -> int:
    query = select(func.max(verdicts.c.round)).where(verdicts.c.document_id == document_id)
    return int(tx.execute(query).scalar_one() or 0)


def add_approval(tx: Transaction, document_id: str, actor: str, decision: str, reason: str) -> None:
    values = {"actor": actor, "decision": decision, "reason": reason, "decided_at": clock.now(tx)}
    tx.execute(insert(approvals).values(document_id=document_id, **values))


def approvals_of(tx: Transaction, document_id: str) -> tuple[Approval, ...]:
    query = select(approvals).where(approvals.c.document_id == document_id).order_by(approvals.c.id)
    return tuple(Approval.model_validate(dict(row._mapping)) for row in tx.execute(query))


def put_order(tx: Transaction, order: InvoiceOrder) -> None:
    """Keep the order that a bot will key, in place of an earlier one."""
    tx.execute(delete(orders).where(orders.c.document_id == order.document_id))
    values = {"document_id": order.document_id, "made_at": clock.now(tx), "data": order.model_dump_json()}
    tx.execute(insert(orders).values(values))


def order_of(tx: Transaction, document_id: str) -> InvoiceOrder | None:
    data = tx.execute(select(orders.c.data).where(orders.c.document_id == document_id)).scalar_one_or_none()
    return InvoiceOrder.model_validate_json(data) if data else None


def add_evidence(tx: Transaction, document_id: str, kind: str, sha256: str, media_type: str, note: str) -> None:
    values = {
        "kind": kind,
        "sha256": sha256,
        "media_type": media_type,
        "note": note,
        "made_at": clock.now(tx),
    }
    tx.execute(insert(evidence).values(document_id=document_id, **values))


def evidence_of(tx: Transaction, document_id: str) -> tuple[Evidence, ...]:
    query = select(evidence).where(evidence.c.document_id == document_id).order_by(evidence.c.id)
    return tuple(Evidence.model_validate(dict(row._mapping)) for row in tx.execute(query))
