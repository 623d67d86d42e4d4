"""The rows of seeded documents, table by table."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from benchmarks.pages.documents import Seeded
from config.approval_rules import ANYONE
from orchestrator.approving.plan import ANY_APPROVER, Plan
from orchestrator.stages import Stage
from orchestrator.store import audit
from orchestrator.store.audit_hashing import entry_hash, parted
from orchestrator.store.cause_words import cause_of
from orchestrator.store.documents import FAILURES
from orchestrator.store.traces import canonical
from tests import factories

Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Columns, and rows in their order."""
READ = factories.extraction(factories.Bill(), {}).model_dump(mode="json")
PLAN = Plan(rule="", reason="The total is above the limit.", steps=(ANY_APPROVER,)).model_dump_json()
KEYED = (Stage.POSTED, Stage.CLAIMED, Stage.SUBMITTING, Stage.IN_DOUBT)


class Chain:
    """The history's chain, as `audit.append` makes it; what waits for approval is counted, too."""

    def __init__(self) -> None:
        self.seq, self.hash, self.plans = 0, audit.START, 0

    def entry(
        self, at: datetime, actor: str, action: str, document_id: str, data: dict[str, Any]
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The entry's row, and that of its part which lies apart."""
        parts = parted(data, {})
        when, previous = at.isoformat(timespec="microseconds"), self.hash
        self.seq += 1
        self.hash = entry_hash(self.seq, when, actor, action, document_id, parts.public, previous, parts.commitment)
        row = (self.seq, when, actor, action, document_id, parts.public, previous, self.hash, parts.commitment)
        yield "audit", row
        if parts.private:
            yield "audit_private", (self.seq, parts.salt, parts.private)


def rows_by_table(batch: Iterable[Seeded], chain: Chain) -> Mapping[str, Rows]:
    """The rows of some documents by table, in the order in which tables refer to each other."""
    found: dict[str, Rows] = {name: (columns, []) for name, columns in COLUMNS.items()}
    for document in batch:
        for table, row in _rows(document, chain):
            found[table][1].append(row)
    return found


COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": (
        "id", "sha256", "media_type", "size", "received_at", "stage", "stage_since", "reason", "fence", "kind",
        "language", "supplier_name", "supplier_code", "invoice_number", "normalised_number", "issue_date", "due_date",
        "currency", "gross_total", "erp_number", "deadline", "cause",
    ),
    "receipts": ("id", "document_id", "name", "raw_name", "received_at", "duplicate", "handed_in_by"),
    "extractions": ("document_id", "made_at", "data"),
    "verdicts": (
        "document_id", "judged_at", "round", "rule_id", "version", "passed", "severity", "sentence", "looked_at",
    ),
    "approvals": ("document_id", "decided_at", "actor", "decision", "reason"),
    "runs": (
        "document_id", "step", "host", "pid", "pid_started", "started_at", "finished_at", "outcome", "message",
    ),
    "posting_attempts": (
        "document_id", "fence", "host", "pid", "pid_started", "claimed_at", "lease_until", "finished_at", "outcome",
        "message", "lane",
    ),
    "lane_failures": ("lane", "document_id", "cause", "detail", "failed_at"),
    "outbox": ("document_id", "queue", "created_at", "not_before", "sent_at"),
    "audit": ("seq", "at", "actor", "action", "document_id", "data", "previous_hash", "hash", "commitment"),
    "audit_private": ("seq", "salt", "content"),
    "invoice_traces": (
        "document_id", "supplier", "name", "number", "issued", "received", "currency", "gross", "iban", "kind",
    ),
    "approval_plans": ("id", "document_id", "made_at", "policy", "rule", "plan"),
    "approval_waits": ("plan_id", "who", "document_id"),
}  # fmt: skip


def _rows(of: Seeded, chain: Chain) -> Iterable[tuple[str, tuple[Any, ...]]]:
    read, later = bool(of.number), of.received + timedelta(seconds=20)
    yield "documents", _document(of, read)
    name = of.name.encode()
    by = None if int(of.id[:2], 16) % 4 else f"clerk{int(of.id[2:4], 16) % 20}"
    yield "receipts", (of.id[::-1], of.id, of.name, name, of.received, False, by)
    yield from chain.entry(of.received, "intake", "received", of.id, {"to": Stage.RECEIVED, "reason": "It waits."})
    if read:
        yield "extractions", (of.id, later, _extraction(of))
        yield "verdicts", _verdict(of, later, passed=True)
        yield "runs", _run(of, "read", later, "done", "")
        yield "runs", _run(of, "judge", later, "done", "")
        yield "invoice_traces", _trace(of)
    if of.stage is Stage.VALIDATED:
        chain.plans += 1
        yield "approval_plans", (chain.plans, of.id, later, "0" * 64, "", PLAN)
        yield "approval_waits", (chain.plans, ANYONE, of.id)
    if of.stage is Stage.NEEDS_REVIEW:
        yield "verdicts", _verdict(of, later, passed=False)
    if of.stage in KEYED:
        yield "approvals", (of.id, later, "policy", "approved", "A known supplier, and within the limit.")
        yield "posting_attempts", _attempt(of, "posted" if of.stage is Stage.POSTED else None)
    if of.failed:
        yield from _failure(of)
    if of.stage in (Stage.READY, Stage.RECEIVED, Stage.EXTRACTED):
        queue = {Stage.READY: "key", Stage.RECEIVED: "read"}.get(of.stage, "judge")
        yield "outbox", (of.id, queue, of.received, of.received, of.since)
    if of.stage is not Stage.RECEIVED:
        data = {"from": Stage.RECEIVED, "to": of.stage, "reason": of.reason}
        yield from chain.entry(of.since, "farm", "moved", of.id, data)


def _document(of: Seeded, read: bool) -> tuple[Any, ...]:
    kind = ("contract" if of.stage is Stage.FILED else "invoice") if read else None
    erp_number = of.number[-6:] if of.stage is Stage.POSTED else None
    digest = hashlib.sha256(of.id.encode()).hexdigest()
    cause = cause_of(of.reason) if of.stage in FAILURES else None
    if not read:
        return (
            of.id,
            digest,
            "pdf",
            80_000,
            of.received,
            of.stage,
            of.since,
            of.reason,
            0,
            *[None] * 11,
            of.received.date(),
            cause,
        )
    return (
        of.id, digest, "pdf", 80_000, of.received, of.stage, of.since, of.reason, 0, kind, "de", of.supplier, of.code,
        of.number, of.number.replace("-", ""), of.issued, of.issued + timedelta(days=30), of.currency, str(of.total),
        erp_number, of.issued + timedelta(days=30), cause,
    )  # fmt: skip


def _extraction(of: Seeded) -> str:
    values = {"supplier_name": of.supplier, "invoice_number": of.number, "gross_total": str(of.total)}
    invoice = dict(READ["invoice"])
    for name, value in values.items():
        invoice[name] = {**invoice[name], "value": value}
    return json.dumps({**READ, "invoice": invoice, "text": of.text}, ensure_ascii=False)


def _verdict(of: Seeded, at: datetime, passed: bool) -> tuple[Any, ...]:
    like = factories.PASSED if passed else factories.FAILED
    looked = json.dumps(like.looked_at)
    return of.id, at, 1, like.rule_id, like.version, passed, like.severity, like.sentence, looked


def _trace(of: Seeded) -> tuple[Any, ...]:
    gross = canonical(of.total)
    return of.id, of.code, of.supplier, of.number, of.issued, of.received, of.currency, gross, "", "invoice"


def _run(of: Seeded, step: str, at: datetime, outcome: str, message: str) -> tuple[Any, ...]:
    return of.id, step, "farm-1", 4711, 1.0, at, at + timedelta(seconds=2), outcome, message


def _attempt(of: Seeded, outcome: str | None) -> tuple[Any, ...]:
    ended = of.since if outcome else None
    return of.id, 1, "farm-1", 4711, 1.0, of.received, of.since, ended, outcome, "Keyed.", of.lane


def _failure(of: Seeded) -> Iterable[tuple[str, tuple[Any, ...]]]:
    """The failed job, and where it failed in keying the attempt and the lane's record."""
    keying = "ERP" in of.reason or "login" in of.reason
    yield "runs", _run(of, "key" if keying else "read", of.since, "failed", of.reason)
    if keying:
        yield "posting_attempts", _attempt(of, "failed")
        yield "lane_failures", (of.lane, of.id, "refused", of.reason, of.since)
