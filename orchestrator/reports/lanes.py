"""Lanes as plain dicts, and their states in plain words."""

from collections.abc import Mapping
from typing import Any

from orchestrator.breaker import Lane, LaneState
from orchestrator.store import Transaction, keying, lanes

LANE_LABEL: dict[LaneState, str] = {
    LaneState.WORKING: "Works",
    LaneState.PAUSED: "Paused",
    LaneState.PROBING: "Being tried",
}


def lane_rows(tx: Transaction) -> list[dict[str, Any]]:
    """Every lane: times ISO 8601 in UTC; `waiting` counts the documents that it could key now, alone or with others."""
    waiting = keying.waiting(tx)
    return [lane_row(lane, waiting) for lane in lanes.listing(tx)]


def lane_row(lane: Lane, waiting: Mapping[keying.Books, int]) -> dict[str, Any]:
    """One lane; `reason` in plain words, empty while it works."""
    return {
        "name": lane.name,
        "erp": lane.erp,
        "company": lane.company,
        "state": str(lane.state),
        "label": LANE_LABEL[lane.state],
        "cause": lane.cause and str(lane.cause),
        "reason": lane.sentence(),
        "detail": lane.detail,
        "since": lane.since.isoformat(),
        "next_probe_at": lane.next_probe_at and lane.next_probe_at.isoformat(),
        "failures": lane.failures,
        "by": lane.by,
        "waiting": waiting.get((lane.erp, lane.company), 0),
        "screenshot": lane.screenshot,
    }
