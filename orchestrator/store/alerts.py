"""Alerts about bad money: raised by verdicts and by scans, decided by people, remembered as lessons."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Row, func, insert, select, tuple_, update

from orchestrator.errors import AlertNotFound
from orchestrator.store import clock
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import alerts
from orchestrator.suspicion.facts import Lesson

OPEN, DISMISSED, CONFIRMED, PASSED = "open", "dismissed", "confirmed", "passed"
STATES = (OPEN, DISMISSED, CONFIRMED, PASSED)
LESSONS = 200
a = alerts.c


class Alert(BaseModel):
    """An alert on a document (`document_id`) or on a person (`person`).

    Attributes:
        key: the pattern that its dismissal makes known.
        figures: what it rests on, by name, as text.
        others: the documents (or imported invoices, `history:` and a number) that it rests on.
        state: `open`, `dismissed`, `confirmed`; `passed` where the document was corrected and no rule raises it now.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    kind: str
    subject: str
    document_id: str | None
    person: str
    supplier: str
    key: str
    sentence: str
    figures: dict[str, str]
    others: tuple[str, ...]
    raised_at: datetime
    state: str
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None


class Raised(BaseModel):
    """An alert to be kept; see `Alert`."""

    model_config = ConfigDict(frozen=True)

    kind: str
    subject: str
    document_id: str | None = None
    person: str = ""
    supplier: str = ""
    key: str
    sentence: str
    figures: Mapping[str, str]
    others: tuple[str, ...] = ()


def keep(tx: Transaction, found: Raised) -> bool:
    """Keep an alert; whether it is new, or open again because its pattern is another than the one decided about."""
    known = tx.execute(select(a.id, a.state, a.key).filter_by(kind=found.kind, subject=found.subject)).one_or_none()
    values = {
        **found.model_dump(exclude={"figures", "others"}), "key": found.key[:500], "subject": found.subject[:240],
        "figures": json.dumps(dict(found.figures), ensure_ascii=False), "others": json.dumps(list(found.others)),
    }  # fmt: skip
    if known is None:
        tx.execute(insert(alerts).values(raised_at=clock.now(tx), state=OPEN, **values))
        return True
    decided = known.state in (DISMISSED, CONFIRMED) and known.key == values["key"]
    if decided:
        return False
    again = bool(known.state != OPEN)
    fresh = {"decided_at": None, "decided_by": None, "reason": None, "raised_at": clock.now(tx)} if again else {}
    tx.execute(update(alerts).where(a.id == known.id).values(**values, state=OPEN, **fresh))
    return again


def pass_others(tx: Transaction, document_id: str, kinds: Collection[str]) -> None:
    """The document's open alerts of other kinds than these are over: it is not as it was when they were raised."""
    mine = a.document_id == document_id, a.state == OPEN, a.kind.not_in(list(kinds))
    tx.execute(update(alerts).where(*mine).values(state=PASSED, decided_at=clock.now(tx)))


def get(tx: Transaction, alert_id: int, *, to_change: bool = False) -> Alert:
    """The alert of this number.

    Raises:
        AlertNotFound
    """
    query = select(alerts).where(a.id == alert_id)
    row = tx.execute(query.with_for_update() if to_change else query).one_or_none()
    if row is None:
        raise AlertNotFound(f"There is no alert {alert_id}. `botfarm alerts list` shows them.")
    return _alert(row)


def decide(tx: Transaction, alert_id: int, state: str, actor: str, reason: str) -> None:
    """Write what became of an alert; `open` takes a decision back."""
    tx.execute(
        update(alerts).where(a.id == alert_id).values(
            state=state, decided_at=clock.now(tx), decided_by=actor, reason=reason,
        )
    )  # fmt: skip


def listing(
    tx: Transaction, state: str = OPEN, kinds: Collection[str] = (), before: tuple[datetime, int] | None = None,
    limit: int = 50, people: bool = True,
) -> tuple[Alert, ...]:  # fmt: skip
    """Alerts in a state (any, where it is empty), the newest first, from after a place on; `people`: those too."""
    query = select(alerts).order_by(a.raised_at.desc(), a.id.desc()).limit(limit)
    if state:
        query = query.where(a.state == state)
    if kinds:
        query = query.where(a.kind.in_(list(kinds)))
    if not people:
        query = query.where(a.person == "")
    if before is not None:
        query = query.where(tuple_(a.raised_at, a.id) < before)
    return tuple(_alert(row) for row in tx.execute(query))


def open_alerts(tx: Transaction, limit: int = 500) -> tuple[Alert, ...]:
    """What waits for somebody to dismiss or confirm it, the newest first."""
    return listing(tx, OPEN, limit=limit)


def of_document(tx: Transaction, document_id: str) -> tuple[Alert, ...]:
    """Every alert there was on a document, the oldest first."""
    return tuple(_alert(row) for row in tx.execute(select(alerts).where(a.document_id == document_id).order_by(a.id)))


def between(tx: Transaction, since: datetime, until: datetime) -> tuple[Alert, ...]:
    """What was raised from `since` on and before `until`, the oldest first."""
    query = select(alerts).where(a.raised_at >= since, a.raised_at < until).order_by(a.raised_at, a.id)
    return tuple(_alert(row) for row in tx.execute(query))


def counted(tx: Transaction, people: bool = True, most: int = 1000) -> int:
    """How many are open; counted no further than `most`."""
    query = select(a.id).where(a.state == OPEN).limit(most)
    rows = query if people else query.where(a.person == "")
    return int(tx.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def lessons(tx: Transaction, supplier: str) -> tuple[Lesson, ...]:
    """What was dismissed for a supplier, the newest first."""
    return _lessons(tx, a.supplier == supplier)


def lessons_of_people(tx: Transaction, people: Collection[str]) -> dict[str, tuple[Lesson, ...]]:
    """What was dismissed for each of these people."""
    return {person: _lessons(tx, a.person == person) for person in people}


def _lessons(tx: Transaction, whose: ColumnElement[bool]) -> tuple[Lesson, ...]:
    query = select(a.kind, a.key, a.figures).where(whose, a.state == DISMISSED).order_by(a.id.desc()).limit(LESSONS)
    return tuple(Lesson(row.kind, row.key, json.loads(row.figures)) for row in tx.execute(query))


def _alert(row: Row[tuple[object, ...]]) -> Alert:
    values = dict(row._mapping)
    return Alert.model_validate({**values, "figures": json.loads(row.figures), "others": json.loads(row.others)})
