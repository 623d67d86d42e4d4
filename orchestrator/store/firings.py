"""How often rules found something, and at which documents."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import CompoundSelect, Integer, bindparam, func, literal_column, not_, select, tuple_, union_all

from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.findings import StoredVerdict
from orchestrator.store.tables import documents, verdicts

Place = tuple[datetime, int]
"""When a verdict was given, and its number: where a list goes on."""
AT_ONCE = 100
"""Rules in one statement; SQLite joins no more than 500."""


class Firing(BaseModel):
    """A verdict that a rule did not pass, and its document as it stands now."""

    model_config = ConfigDict(frozen=True)

    id: int
    judged_at: datetime
    verdict: StoredVerdict
    document: Document


def counted(tx: Transaction, rule_ids: Iterable[str], since: datetime, most: int) -> dict[str, int]:
    """How often each rule found something since a time, counted no further than `most`."""
    wanted = tuple(rule_ids)
    found: dict[str, int] = {}
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        rows = tx.execute(_counting(part), {"since": since, "most": most})
        found |= {part[place]: number for place, number in rows}
    return found


@lru_cache(maxsize=8)
def _counting(rule_ids: tuple[str, ...]) -> CompoundSelect[Any]:
    """Each rule's place in `rule_ids` and its number. Kept, as it takes longer to put together than to answer."""
    v = verdicts.c
    own = select(v.rule_id).where(v.judged_at >= bindparam("since", type_=v.judged_at.type), not_(v.passed))
    some = own.limit(bindparam("most"))
    return union_all(
        *(
            select(literal_column(str(place), Integer), func.count()).select_from(
                some.where(v.rule_id == rule_id).subquery()
            )
            for place, rule_id in enumerate(rule_ids)
        )
    )


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
