"""What documents wait for to be approved: their plans, who signed, who may sign next, who was reminded."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from pydantic import BaseModel, ConfigDict
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Engine,
    RowMapping,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)

from orchestrator.stages import Stage
from orchestrator.store import clock
from orchestrator.store.approving import KEY, Place
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import (
    approval_plans,
    approval_reminders,
    approval_signatures,
    approval_waits,
    documents,
)

DONE, SUPERSEDED, REJECTED, LEFT = "done", "superseded", "rejected", "left"
"""How a plan ended: all signed; another was made; somebody rejected the document; it left for another reason."""

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
PLANS = select(approval_plans).where(approval_plans.c.document_id.in_(IDS)).order_by(approval_plans.c.id)
SIGNATURES = (
    select(approval_signatures).where(approval_signatures.c.plan_id.in_(IDS)).order_by(approval_signatures.c.id)
)
REMINDERS = select(approval_reminders).where(approval_reminders.c.plan_id.in_(IDS)).order_by(approval_reminders.c.id)

FIRST: WeakKeyDictionary[Engine, datetime] = WeakKeyDictionary()
"""When the first plan of each database was made, once there is one."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class KeptPlan(Frozen):
    """A document's plan.

    Attributes:
        policy: the beginning of the SHA-256 of the policy that made it.
        plan: as JSON of `orchestrator.approving.plan.Plan`.
        outcome: how it ended, None while it is open.
        next_at: when somebody is to be reminded next, or the step is escalated.
    """

    id: int
    document_id: str
    made_at: datetime
    policy: str
    rule: str
    plan: str
    closed_at: datetime | None
    outcome: str | None
    next_at: datetime | None


class KeptSignature(Frozen):
    """A signature as it is kept; see `orchestrator.approving.state.Signature`."""

    plan_id: int
    step: int
    places: tuple[int, ...]
    login: str
    in_place_of: str
    actor: str
    reason: str
    signed_at: datetime


class Reminder(Frozen):
    """Somebody was reminded of a step, for the `number`th time, or it was escalated to them."""

    plan_id: int
    step: int
    kind: str
    number: int
    at: datetime
    told: tuple[str, ...]


def put(tx: Transaction, document_id: str, policy: str, rule: str, plan: str) -> KeptPlan:
    """Keep a new plan of a document; an open one before it must have been closed."""
    values = {"document_id": document_id, "made_at": clock.now(tx), "policy": policy, "rule": rule, "plan": plan}
    key = tx.execute(insert(approval_plans).values(values)).inserted_primary_key
    assert key is not None
    row = tx.execute(select(approval_plans).where(approval_plans.c.id == key[0])).mappings().one()
    return KeptPlan.model_validate(dict(row))


def newest(tx: Transaction, document_id: str) -> KeptPlan | None:
    """The document's last plan, open or not."""
    return newest_of(tx, [document_id]).get(document_id)


def newest_of(tx: Transaction, document_ids: Collection[str]) -> dict[str, KeptPlan]:
    """The last plan of each of these documents."""
    rows = tx.execute(PLANS, {"ids": list(document_ids)}).mappings()
    return {row["document_id"]: KeptPlan.model_validate(dict(row)) for row in rows}


def every(tx: Transaction, document_id: str) -> tuple[KeptPlan, ...]:
    """All plans of a document, oldest first."""
    query = select(approval_plans).where(approval_plans.c.document_id == document_id).order_by(approval_plans.c.id)
    return tuple(KeptPlan.model_validate(dict(row)) for row in tx.execute(query).mappings())


def close(tx: Transaction, plan_id: int, outcome: str) -> None:
    """A plan is over: nobody is waited for any more."""
    values = {"closed_at": clock.now(tx), "outcome": outcome, "next_at": None}
    tx.execute(update(approval_plans).where(approval_plans.c.id == plan_id).values(values))
    tx.execute(delete(approval_waits).where(approval_waits.c.plan_id == plan_id))


def sign(tx: Transaction, plan_id: int, signature: KeptSignature) -> None:
    """Keep a signature; the database takes one of each person and plan."""
    values = signature.model_dump() | {"plan_id": plan_id, "places": json.dumps(list(signature.places))}
    tx.execute(insert(approval_signatures).values(values))


def signatures_of(tx: Transaction, plan_ids: Collection[int]) -> dict[int, tuple[KeptSignature, ...]]:
    """The signatures of some plans, in the order in which they came."""
    found: dict[int, list[KeptSignature]] = {plan_id: [] for plan_id in plan_ids}
    for row in tx.execute(SIGNATURES, {"ids": list(plan_ids)}).mappings():
        found[row["plan_id"]].append(_signature(row))
    return {plan_id: tuple(each) for plan_id, each in found.items()}


def wait_for(tx: Transaction, plan: KeptPlan, who: Iterable[str], next_at: datetime | None) -> None:
    """Write down for whom a plan waits now, and when somebody is to be told next."""
    tx.execute(delete(approval_waits).where(approval_waits.c.plan_id == plan.id))
    rows = [{"plan_id": plan.id, "who": name, "document_id": plan.document_id} for name in dict.fromkeys(who)]
    if rows:
        tx.execute(insert(approval_waits), rows)
    tx.execute(update(approval_plans).where(approval_plans.c.id == plan.id).values(next_at=next_at))


def waiting_for(
    tx: Transaction, names: Collection[str] | None, after: Place | None, limit: int, without: str = ""
) -> tuple[Document, ...]:
    """Documents that wait for one of these, the oldest deadline first.

    Args:
        names: logins, `group:...`, `role:...`, `anyone`; None for whomever they wait for.
        without: leave out what this person signed already, for themselves or as a delegate.
    """
    p, s = approval_plans.c, approval_signatures.c
    query = select(*COLUMNS).where(documents.c.stage == Stage.VALIDATED)
    if without:
        signed = exists().where(
            p.id == s.plan_id, p.outcome.is_(None), p.document_id == documents.c.id,
            or_(s.login == without, s.in_place_of == without),
        )  # fmt: skip
        query = query.where(~signed)
    if after is not None:
        place = [literal(value, column.type) for value, column in zip(after, KEY, strict=True)]
        query = query.where(tuple_(*KEY) > tuple_(*place))
    ways = [_named(names), _for_anybody(tx)] if names is not None else [true()]
    rows = [row for way in ways for row in tx.execute(query.where(way).order_by(*KEY).limit(limit))]
    found = [Document.model_validate(dict(row._mapping)) for row in rows]
    if len(ways) > 1:
        found.sort(key=Place.of)
    return tuple(found[:limit])


def counted_for(tx: Transaction, names: Collection[str], most: int) -> int:
    """How many documents wait for one of these, counted no further than `most`."""
    number = _counted_named(tx, names, most, 2 * most)
    if number >= most:
        return most
    unnamed = select(documents.c.id).where(documents.c.stage == Stage.VALIDATED, _for_anybody(tx)).limit(most - number)
    return number + int(tx.execute(select(func.count()).select_from(unnamed.subquery())).scalar_one())


def _counted_named(tx: Transaction, names: Collection[str], most: int, looked_at: int | None) -> int:
    """Looks at some first, which nearly always are enough; PostgreSQL would gather all before it counts the first."""
    w = approval_waits.c
    some = select(w.document_id).where(w.who.in_(list(names))).limit(looked_at).subquery()
    joined = some.join(documents, documents.c.id == some.c.document_id)
    fitting = func.count(some.c.document_id.distinct()).filter(documents.c.stage == Stage.VALIDATED)
    seen, number = tx.execute(select(func.count(), fitting).select_from(joined)).one()
    if number < most and seen == looked_at:
        return _counted_named(tx, names, most, None)
    return min(int(number), most)


def _named(names: Collection[str]) -> ColumnElement[bool]:
    """Documents that wait for one of these."""
    w = approval_waits.c
    return exists().where(w.document_id == documents.c.id, w.who.in_(list(names)))


def _for_anybody(tx: Transaction) -> ColumnElement[bool]:
    """Documents from before there were plans: they wait for anybody. None of them is named."""
    p = approval_plans.c
    without = ~exists().where(p.document_id == documents.c.id, p.outcome.is_(None))
    first = FIRST.get(tx.engine) or tx.execute(select(p.made_at).order_by(p.id).limit(1)).scalar_one_or_none()
    if first is None:
        return without
    FIRST[tx.engine] = first
    return and_(without, documents.c.received_at < first)


def due(tx: Transaction, limit: int) -> tuple[KeptPlan, ...]:
    """Open plans of which somebody is to be told by now, the longest due first."""
    query = select(approval_plans).where(approval_plans.c.next_at <= clock.now(tx), approval_plans.c.outcome.is_(None))
    rows = tx.execute(query.order_by(approval_plans.c.next_at, approval_plans.c.id).limit(limit)).mappings()
    return tuple(KeptPlan.model_validate(dict(row)) for row in rows)


def add_reminder(tx: Transaction, reminder: Reminder) -> None:
    values = reminder.model_dump() | {"told": json.dumps(list(reminder.told))}
    tx.execute(insert(approval_reminders).values(values))


def reminders_of(tx: Transaction, plan_ids: Collection[int]) -> dict[int, tuple[Reminder, ...]]:
    """Who was reminded of what, by plan, oldest first."""
    found: dict[int, list[Reminder]] = {plan_id: [] for plan_id in plan_ids}
    for row in tx.execute(REMINDERS, {"ids": list(plan_ids)}).mappings():
        found[row["plan_id"]].append(Reminder.model_validate(dict(row) | {"told": json.loads(row["told"])}))
    return {plan_id: tuple(each) for plan_id, each in found.items()}


def _signature(row: RowMapping) -> KeptSignature:
    values = dict(row)
    return KeptSignature.model_validate(values | {"places": json.loads(values["places"])})
