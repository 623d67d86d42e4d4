"""Fills farms with documents in every stage and with as many whose work failed, fast, the same each time.

The rows are those that the farm would have written (the history is chained and sealed), but for the originals: no file
lies behind them.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any

from benchmarks.pages.documents import LANES, Seeded, World, documents_of
from benchmarks.pages.rows import Chain, rows_by_table
from benchmarks.pages.sinks import Sink
from orchestrator.breaker import LaneState
from orchestrator.store.search_words import words_of

BATCH = 4000


def seed(sinks: list[Sink], normal: int, failed: int) -> None:
    """Write the documents into every sink, in pieces, and say how far it is."""
    world, chain = World(), Chain()
    batch: list[Seeded] = []
    done = 0
    for sink in sinks:
        sink.write("lanes", LANE_COLUMNS, [_lane(name) for name in LANES])
        sink.write("suppliers", SUPPLIER_COLUMNS, [_supplier(at, name) for at, name in enumerate(world.suppliers)])
    for document in documents_of(world, normal, failed):
        batch.append(document)
        if len(batch) == BATCH:
            done += _write(sinks, batch, chain, done)
            batch = []
            print(f"\r{done:,} documents", end="", flush=True)
    _write(sinks, batch, chain, done)
    for sink in sinks:
        sink.finish(chain.seq, chain.hash)
    print(f"\r{normal + failed:,} documents seeded")


def _write(sinks: list[Sink], batch: list[Seeded], chain: Chain, done: int) -> int:
    tables = rows_by_table(batch, chain)
    words = [words_of(d.id, d.supplier, (d.number,), d.total if d.number else None, (d.name,), d.text) for d in batch]
    for sink in sinks:
        for name, (columns, rows) in tables.items():
            sink.write(name, columns, rows)
        sink.index(
            [(done + at + 1, document.id, found) for at, (document, found) in enumerate(zip(batch, words, strict=True))]
        )
        sink.commit()
    return len(batch)


LANE_COLUMNS = ("name", "erp", "company", "state", "detail", "since", "failures", "probes", "by")
SUPPLIER_COLUMNS = ("erp", "company", "code", "name", "tax_id", "iban", "synced_at")


def _lane(name: str) -> tuple[Any, ...]:
    return name, "tryton", "Example", LaneState.WORKING, "", datetime.now(UTC), 0, 0, "farm"


def _supplier(at: int, name: str) -> tuple[Any, ...]:
    tax = hashlib.sha256(name.encode()).hexdigest()[:9]
    return "tryton", "Example", f"S{at:05}", name, f"DE{tax}", "", datetime.now(UTC)
