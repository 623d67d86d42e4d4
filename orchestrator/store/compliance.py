"""What the compliance report of a period asks of the store: in an order that never changes, and streamed.

A period is from `start` up to but without `end`, both aware UTC.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, select

from bots.erp.port import Entry
from orchestrator.stages import Stage
from orchestrator.store.approval_plans import DONE
from orchestrator.store.audit_check import whole
from orchestrator.store.engine import Transaction, streaming
from orchestrator.store.tables import (
    approval_plans,
    approvals,
    audit,
    documents,
    extractions,
    posting_attempts,
    receipts,
    schedule_runs,
    verdicts,
)

AT_ONCE = 400
"""Ids in one statement; SQLite allows about a thousand values."""
STREAMED = 500
"""Rows that are held of an answer."""
OWN_ACTIONS = ("compliance report made", "access reviewed")
"""Acts about the record itself: a report that counted them would change by being made."""
STAGES_TOLD = ("received", "moved")
"""Acts that say at which stage a document stands from then on."""


class Kept(NamedTuple):
    """A document as the lists know it. `gross_total` in `currency`."""

    id: str
    received_at: datetime
    stage: Stage
    stage_since: datetime
    kind: str
    supplier: str
    number: str
    currency: str
    gross_total: Decimal | None
    erp_number: str


class Act(NamedTuple):
    """An entry of the history, without its hashes; `at` ISO 8601 in UTC."""

    seq: int
    at: str
    actor: str
    action: str
    document_id: str | None
    data: dict[str, Any]


class Failed(NamedTuple):
    """A verdict that did not pass."""

    document_id: str
    judged_at: datetime
    rule_id: str
    version: str
    severity: str
    sentence: str


class RuleUse(NamedTuple):
    """A rule in one of its versions: how often it judged and how often it found something, first and last."""

    rule_id: str
    version: str
    severity: str
    judged: int
    failed: int
    first: datetime
    last: datetime


class Posted(NamedTuple):
    """An attempt that ended as posted, and the gross total that the ERP showed when it was read back; None where the
    document was erased since.
    """

    document_id: str
    currency: str
    gross_total: Decimal | None


class Steps(NamedTuple):
    """Documents that waited for approval by a plan, and those whose last plan was signed to its end."""

    planned: int
    done: int


class Files(NamedTuple):
    """Files that came in: those whose content was new, and those that were known already."""

    first: int
    duplicate: int


class Span(NamedTuple):
    """Where in the history a period lies: its first and last entry (last before first for none), the last's hash."""

    first: int
    last: int
    hash: str


class ScheduleUse(NamedTuple):
    """How often work by the clock was begun in a period, and how often it ended other than done."""

    schedule: str
    runs: int
    failed: int


_KEPT = (
    documents.c.id, documents.c.received_at, documents.c.stage, documents.c.stage_since, documents.c.kind,
    documents.c.supplier_name, documents.c.invoice_number, documents.c.currency, documents.c.gross_total,
    documents.c.erp_number,
)  # fmt: skip


def received(tx: Transaction, start: datetime, end: datetime) -> Iterator[Kept]:
    """The documents that came in, oldest first."""
    query = select(*_KEPT).where(documents.c.received_at >= start, documents.c.received_at < end)
    for row in _streamed(tx, query.order_by(documents.c.received_at, documents.c.id)):
        yield _kept(row)


def about(tx: Transaction, ids: Collection[str]) -> dict[str, Kept]:
    """Documents by their ids."""
    return {
        row.id: _kept(row) for part in _parts(ids) for row in tx.execute(select(*_KEPT).where(documents.c.id.in_(part)))
    }


def files(tx: Transaction, start: datetime, end: datetime) -> Files:
    """The files that came in. A new one counts by its document's time, so that both lie in the same period."""
    r, d = receipts.c, documents.c
    joined = receipts.join(documents, d.id == r.document_id)
    first = select(func.count()).select_from(joined).where(not_(r.duplicate), d.received_at >= start)
    again = select(func.count()).select_from(receipts).where(r.duplicate, r.received_at >= start, r.received_at < end)
    return Files(int(tx.execute(first.where(d.received_at < end)).scalar_one()), int(tx.execute(again).scalar_one()))


def standing_at(tx: Transaction, at: datetime) -> dict[Stage, int]:
    """How many documents stood at each stage at a time.

    Those that have not moved since are counted as they stand; of the others the history tells.
    """
    d = documents.c
    still = select(d.stage, func.count()).where(d.received_at < at, d.stage_since < at).group_by(d.stage)
    found = {Stage(stage): count for stage, count in tx.execute(still)}
    moved = tx.execute(select(d.id).where(d.received_at < at, d.stage_since >= at).order_by(d.id)).scalars().all()
    for stage in stages_at(tx, moved, at).values():
        found[stage] = found.get(stage, 0) + 1
    return found


def stages_at(tx: Transaction, ids: Collection[str], at: datetime) -> dict[str, Stage]:
    """The stages of some documents at a time, by the history; one that was not there yet is left out."""
    found: dict[str, Stage] = {}
    a = audit.c
    for part in _parts(ids):
        told = select(a.document_id, a.data).where(a.document_id.in_(part), a.action.in_(STAGES_TOLD))
        for row in tx.execute(told.where(a.at < at.isoformat()).order_by(a.seq)):
            found[row.document_id] = Stage(json.loads(row.data)["to"])
    return found


def span(tx: Transaction, start: datetime, end: datetime) -> Span:
    """Where a period's entries lie; what the record says of itself at their end is not among them."""
    highest = int(tx.execute(select(func.max(audit.c.seq))).scalar_one() or 0)
    first, after = _first_from(tx, start, highest), _first_from(tx, end, highest)
    mine = and_(audit.c.seq >= first, audit.c.seq < after, audit.c.action.not_in(OWN_ACTIONS))
    last = tx.execute(select(audit.c.seq, audit.c.hash).where(mine).order_by(audit.c.seq.desc()).limit(1)).first()
    return Span(first, last.seq, last.hash) if last else Span(first, first - 1, "")


def acts(tx: Transaction, within: Span) -> Iterator[Act]:
    """A period's entries in their order, without what the record says of itself."""
    mine = audit.c.seq.between(within.first, within.last)
    yield from _acts(tx, and_(mine, audit.c.action.not_in(OWN_ACTIONS)))


def acts_of(tx: Transaction, ids: Collection[str], actions: Collection[str], up_to: int) -> Iterator[Act]:
    """Entries of some documents up to a number, some documents after the others, each in their order."""
    a = audit.c
    for part in _parts(ids):
        yield from _acts(tx, and_(a.document_id.in_(part), a.action.in_(actions), a.seq <= up_to))


def acts_named(tx: Transaction, actions: Collection[str], up_to: int) -> Iterator[Act]:
    """Every entry of some kinds from the very first on, up to a number."""
    yield from _acts(tx, and_(audit.c.action.in_(actions), audit.c.seq <= up_to))


def failed_verdicts(tx: Transaction, start: datetime, end: datetime) -> Iterator[Failed]:
    """What the rules found, in the order in which they judged."""
    v = verdicts.c
    query = select(v.document_id, v.judged_at, v.rule_id, v.version, v.severity, v.sentence)
    query = query.where(not_(v.passed), v.judged_at >= start, v.judged_at < end).order_by(v.judged_at, v.id)
    for row in _streamed(tx, query):
        yield Failed(*row)


def rules_used(tx: Transaction, start: datetime, end: datetime) -> tuple[RuleUse, ...]:
    """Every rule by version and severity with which it judged in the period."""
    v = verdicts.c
    query = select(
        v.rule_id, v.version, v.severity, func.count(), func.count().filter(not_(v.passed)),
        func.min(v.judged_at), func.max(v.judged_at),
    ).where(v.judged_at >= start, v.judged_at < end)  # fmt: skip
    rows = tx.execute(query.group_by(v.rule_id, v.version, v.severity).order_by(v.rule_id, v.version, v.severity))
    return tuple(RuleUse(*row) for row in rows)


def posted(tx: Transaction, ids: Collection[str]) -> Iterator[Posted]:
    """The attempts of these documents that ended as posted, as the ERP showed them."""
    p = posting_attempts.c
    for part in _parts(ids):
        query = select(p.document_id, p.entry).where(p.document_id.in_(part), p.outcome == "posted")
        for row in tx.execute(query.order_by(p.document_id, p.id)):
            entry = Entry.model_validate_json(row.entry) if row.entry else None
            yield Posted(row.document_id, entry.currency if entry else "", entry.gross_total if entry else None)


def approved(tx: Transaction, ids: Collection[str]) -> frozenset[str]:
    """Those of the documents that somebody or the policy approved."""
    a = approvals.c
    queries = (select(a.document_id).where(a.document_id.in_(part), a.decision == "approved") for part in _parts(ids))
    return frozenset(one for query in queries for one in tx.execute(query).scalars())


def steps_of(tx: Transaction, ids: Collection[str]) -> Steps:
    """How many of the documents had a plan for their approval, and how many of the last plans were done."""
    p, planned, done = approval_plans.c, 0, 0
    for part in _parts(ids):
        last = select(func.max(p.id)).where(p.document_id.in_(part)).group_by(p.document_id)
        for outcome in tx.execute(select(p.outcome).where(p.id.in_(last))).scalars():
            planned, done = planned + 1, done + (outcome == DONE)
    return Steps(planned, done)


def came_in(tx: Transaction, start: datetime, end: datetime) -> int:
    """How many documents the table of documents has from the period."""
    query = select(func.count()).select_from(documents)
    return int(tx.execute(query.where(documents.c.received_at >= start, documents.c.received_at < end)).scalar_one())


def last_accounts(tx: Transaction, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    """The bank account that each of the documents asks to be paid to, as what was read or typed last has it."""
    e = extractions.c
    for part in _parts(ids):
        last = select(func.max(e.id)).where(e.document_id.in_(part)).group_by(e.document_id)
        for row in tx.execute(select(e.document_id, e.data).where(e.id.in_(last)).order_by(e.document_id)):
            invoice = json.loads(row.data).get("invoice") or {}
            if invoice.get("iban"):
                yield row.document_id, str(invoice["iban"]["value"])


def schedules(tx: Transaction, start: datetime, end: datetime) -> tuple[ScheduleUse, ...]:
    """Work by the clock that was begun in the period."""
    s = schedule_runs.c
    bad = and_(s.outcome.is_not(None), s.outcome != "done")
    query = select(s.schedule, func.count(), func.count().filter(bad)).where(s.started_at >= start, s.started_at < end)
    return tuple(ScheduleUse(*row) for row in tx.execute(query.group_by(s.schedule).order_by(s.schedule)))


def _acts(tx: Transaction, fits: ColumnElement[bool]) -> Iterator[Act]:
    for row in _streamed(tx, whole().where(fits).order_by(audit.c.seq)):
        private = json.loads(row.content) if row.content is not None else {}
        yield Act(row.seq, row.at, row.actor, row.action, row.document_id, {**json.loads(row.data), **private})


def _first_from(tx: Transaction, at: datetime, highest: int) -> int:
    """The number of the first entry of a time or later, found by halving: entries are numbered as they come."""
    moment, low, high = at.replace(tzinfo=None).isoformat(), 1, highest + 1
    while low < high:
        middle = (low + high) // 2
        when = tx.execute(select(audit.c.at).where(audit.c.seq == middle)).scalar_one_or_none()
        if when is not None and when < moment:
            low = middle + 1
        else:
            high = middle
    return low


def _streamed(tx: Transaction, query: Select[Any]) -> Iterable[Any]:
    return tx.execute(query, execution_options=streaming(tx, STREAMED))


def _kept(row: Any) -> Kept:
    total = Decimal(row.gross_total) if row.gross_total else None
    return Kept(
        row.id, row.received_at, Stage(row.stage), row.stage_since, row.kind or "", row.supplier_name or "",
        row.invoice_number or "", row.currency or "", total, row.erp_number or "",
    )  # fmt: skip


def _parts(ids: Collection[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
