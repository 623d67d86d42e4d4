"""Documents and the farm's state as plain dicts: what `--json` prints and the API answers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from pydantic import BaseModel

from orchestrator.reports.lanes import lane_rows
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store import (
    Transaction,
    audit,
    documents,
    findings,
    heartbeats,
    postings,
    queries,
    receipts,
    runs,
)
from orchestrator.store.documents import Document
from orchestrator.store.heartbeats import Heartbeat
from queues.health import Health

SILENT_AFTER = timedelta(seconds=30)
"""A part that gave no sign of life for so long is named as silent."""


def document_row(document: Document, files: Sequence[str], now: datetime | None = None) -> dict[str, Any]:
    """One document for lists: amounts as text with a dot, times ISO 8601 in UTC, `age_s` seconds in its stage."""
    now = now or datetime.now(UTC)
    return {
        "id": document.id,
        "files": list(files),
        "kind": document.kind,
        "language": document.language,
        "supplier": document.supplier_name,
        "supplier_code": document.supplier_code,
        "number": document.invoice_number,
        "issue_date": _iso(document.issue_date),
        "due_date": _iso(document.due_date),
        "currency": document.currency,
        "gross_total": None if document.gross_total is None else f"{document.gross_total:f}",
        "stage": str(document.stage),
        "needs_person": document.stage in NEEDS_PERSON,
        "reason": document.reason,
        "erp_number": document.erp_number,
        "received_at": _iso(document.received_at),
        "stage_since": _iso(document.stage_since),
        "age_s": round(max(0.0, (now - document.stage_since).total_seconds()), 1),
    }


def document_rows(
    tx: Transaction, stages: Sequence[Stage] = (), text: str = "", limit: int = 50, offset: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """One page of a search as rows, newest first, and how many documents there are in all."""
    found = queries.search(tx, stages, text, limit, offset)
    names = queries.file_names(tx, [document.id for document in found.documents])
    now = datetime.now(UTC)
    return [document_row(document, names.get(document.id, ()), now) for document in found.documents], found.total


def document_details(tx: Transaction, document_id: str) -> dict[str, Any]:
    """One document's row with all that was read, judged, decided and done.

    Raises:
        DocumentNotFound: no document, or more than one, answers to the id.
    """
    document = documents.get(tx, document_id)
    files = receipts.of_document(tx, document.id)
    extraction = findings.latest_extraction(tx, document.id)
    order = findings.order_of(tx, document.id)
    read = extraction.model_dump(mode="json", exclude={"text"}, exclude_none=True) if extraction else None
    return {
        **document_row(document, [receipt.name for receipt in files]),
        "sha256": document.sha256,
        "media_type": document.media_type,
        "size": document.size,
        "extraction": read,
        "verdicts": _dumped(findings.latest_verdicts(tx, document.id)),
        "approvals": _dumped(findings.approvals_of(tx, document.id)),
        "order": order.model_dump(mode="json") if order else None,
        "attempts": _dumped(postings.attempts_of(tx, document.id)),
        "evidence": _dumped(findings.evidence_of(tx, document.id)),
        "history": _dumped(audit.history(tx, document.id)),
    }


def _dumped(models: Sequence[BaseModel]) -> list[dict[str, Any]]:
    return [model.model_dump(mode="json") for model in models]


def status(tx: Transaction, health: Health | None) -> dict[str, Any]:
    """How the farm is: documents by stage, what needs a person, parts, queues, lanes, workers, seconds by step.

    `queues` and `workers` are None where the queue server did not answer; the seconds are those of the last day.
    """
    now = datetime.now(UTC)
    counts = documents.stage_counts(tx)
    oldest = queries.oldest_in(tx, NEEDS_PERSON)
    lately = runs.seconds_by_step(tx, timedelta(days=1))
    return {
        "at": now.isoformat(),
        "documents": {str(stage): counts.get(stage, 0) for stage in Stage},
        "total": sum(counts.values()),
        "needs_person": sum(counts.get(stage, 0) for stage in NEEDS_PERSON),
        "oldest_waiting_s": (now - oldest).total_seconds() if oldest else None,
        "parts": [part_row(beat, now) for beat in heartbeats.listing(tx)],
        "queues": None if health is None else [queue.model_dump(mode="json") for queue in health.queues],
        "lanes": lane_rows(tx),
        "workers": None if health is None else [worker.model_dump(mode="json") for worker in health.workers],
        "seconds_by_step": {step: _spread(times) for step, times in sorted(lately.items())},
    }


def part_row(beat: Heartbeat, now: datetime) -> dict[str, Any]:
    """One part of the farm; `silent` when its last sign of life is older than `SILENT_AFTER`."""
    quiet = max(timedelta(0), now - beat.seen_at)
    return {
        "name": beat.name,
        "part": beat.part,
        "host": beat.host,
        "pid": beat.pid,
        "doing": beat.doing,
        "memory_mb": beat.memory_mb,
        "seen_at": _iso(beat.seen_at),
        "quiet_s": round(quiet.total_seconds(), 1),
        "silent": quiet > SILENT_AFTER,
    }


def _spread(times: list[float]) -> dict[str, float]:
    return {"runs": len(times), "median": round(median(times), 2), "longest": round(max(times), 2)}


def _iso(value: Any) -> str | None:
    return None if value is None else value.isoformat()
