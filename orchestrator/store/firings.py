"""How often rules found something, and at which documents."""

import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, not_, select, tuple_

from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.findings import StoredVerdict
from orchestrator.store.tables import documents, verdicts

Place = tuple[datetime, int]
"""When a verdict was given, and its number: where a list goes on."""


class Firing(BaseModel):
    """A verdict that a rule did not pass, and its document as it stands now."""

    model_config = ConfigDict(frozen=True)

    id: int
    judged_at: datetime
    verdict: StoredVerdict
    document: Document


def counted(tx: Transaction, rule_id: str, since: datetime, most: int) -> int:
    """How often a rule found something since a time, counted no further than `most`."""
    v = verdicts.c
    some = select(v.rule_id).where(v.rule_id == rule_id, v.judged_at >= since, not_(v.passed)).limit(most)
    return int(tx.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def newest(tx: Transaction, rule_id: str, before: Place | None, limit: int) -> tuple[Firing, ...]:
    """What a rule found, the newest first, from after a place on."""
    v = verdicts.c
    query = select(verdicts, *(column.label(f"of_{column.name}") for column in COLUMNS))
    query = query.join(documents, documents.c.id == v.document_id).where(v.rule_id == rule_id, not_(v.passed))
    if before is not None:
        query = query.where(tuple_(v.judged_at, v.id) < before)
    rows = tx.execute(query.order_by(v.judged_at.desc(), v.id.desc()).limit(limit))
    return tuple(_firing(dict(row._mapping)) for row in rows)


def _firing(row: dict[str, object]) -> Firing:
    told = {name: row[name] for name in StoredVerdict.model_fields if name != "looked_at"}
    about = {column.name: row[f"of_{column.name}"] for column in COLUMNS}
    return Firing.model_validate(
        {
            "id": row["id"], "judged_at": row["judged_at"],
            "verdict": {**told, "looked_at": json.loads(str(row["looked_at"]))},
            "document": about,
        }
    )  # fmt: skip
