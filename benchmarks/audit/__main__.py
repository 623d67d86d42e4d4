"""How fast a long history is checked, in the store and in a bundle: `python -m benchmarks.audit [--entries 100000]`.

The entries are what a farm writes of invoices on their way, with personal data apart. Each check runs in a process of
its own, so that its memory is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from config.settings import load_settings
from orchestrator.auditing.bundle import VERIFIER, Wanted, export
from orchestrator.auditing.terms import AuditTerms
from orchestrator.stages import Stage
from orchestrator.store import Store, audit, audit_hashing, open_store
from orchestrator.store.tables import audit as entries
from orchestrator.store.tables import audit_head, audit_private, documents
from tests.postgresql import binaries, running_cluster

WANTED_SECONDS = 10
WAY = (Stage.RECEIVED, None, Stage.EXTRACTED, Stage.VALIDATED, Stage.APPROVED, Stage.READY, Stage.CLAIMED, Stage.POSTED)
"""The entries of a document: where it moves; None for the file that came in."""
AT_ONCE = 5000


def grow(store: Store, count: int) -> None:
    """Write so many entries as `append` writes them, many in a statement."""
    with store.begin() as tx:
        previous, seq, rows, apart, files = audit.START, 0, [], [], []
        at = datetime(2025, 1, 1, tzinfo=UTC)
        for number in range(-(-count // len(WAY))):
            document = f"{number:032x}"
            for step, stage in enumerate(WAY):
                seq += 1
                if seq > count:
                    break
                at += timedelta(seconds=7)
                row, private = entry(seq, at, document, step, stage, previous)
                previous = row["hash"]
                rows.append(row)
                apart.append(private)
                last = stage or Stage.RECEIVED
            files.append(about(document, last, at))
            if len(rows) >= AT_ONCE:
                flush(tx, rows, apart, files)
        flush(tx, rows, apart, files)
        seal = audit_hashing.seal(store.audit_key, count, previous)
        tx.execute(update(audit_head).values(seq=count, hash=previous, seal=seal))


def entry(
    seq: int, at: datetime, document: str, step: int, stage: Stage | None, previous: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """An entry and its private part."""
    said = f"Supplier {seq % 997} GmbH, invoice RE-2025-{seq:06}: within the limit of 5,000.00 EUR."
    data: dict[str, Any] = {"from": WAY[step - 1], "to": stage, "reason": said, "values": {"gross_total": str(seq)}}
    if stage is None:
        data = {"receipt": document, "name": f"{said}.pdf", "parent": None}
    parts = audit_hashing.parted(data, {})
    moment, action = at.isoformat(timespec="microseconds"), "file" if stage is None else "moved"
    digest = audit_hashing.entry_hash(seq, moment, "judge", action, document, parts.public, previous, parts.commitment)
    row = {
        "seq": seq, "at": moment, "actor": "judge", "action": action, "document_id": document, "data": parts.public,
        "previous_hash": previous, "hash": digest, "commitment": parts.commitment,
    }  # fmt: skip
    return row, {"seq": seq, "salt": parts.salt, "content": parts.private}


def about(document: str, stage: Stage, at: datetime) -> dict[str, Any]:
    return {
        "id": document, "sha256": document * 2, "media_type": "pdf", "size": 1, "received_at": at, "stage": stage,
        "stage_since": at, "reason": "", "fence": 0,
    }  # fmt: skip


def flush(tx: Any, rows: list[Any], apart: list[Any], files: list[Any]) -> None:
    for table, values in ((entries, rows), (audit_private, apart), (documents, files)):
        if values:
            tx.execute(insert(table), values)
        values.clear()


def check(home: str, url: str) -> None:
    """The check alone, in its own process: seconds and megabytes as JSON."""
    store = open_store(load_settings(home=Path(home), BOTFARM_DATABASE_URL=url))
    began = time.perf_counter()
    with store.reading() as tx:
        result = audit.verify(tx, store.audit_key)
    seconds = time.perf_counter() - began
    assert result.intact, result.problem
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "entries": result.entries}))


def run(*command: object) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    return time.perf_counter() - began, done.stdout


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """SQLite, and PostgreSQL where its server is installed."""
    programs = binaries()
    if programs is None:
        yield {"SQLite": ""}
        return
    with running_cluster(programs) as cluster, cluster.database() as url:
        yield {"SQLite": "", "PostgreSQL": url}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    count = parser.parse_args().entries
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder, databases() as found:
        for name, url in found.items():
            home = Path(folder) / name
            store = open_store(load_settings(home=home, BOTFARM_DATABASE_URL=url))
            grow(store, count)
            _, said = run("-m", "benchmarks.audit.check", home, url)
            figures = json.loads(said)
            slowest = max(slowest, figures["seconds"])
            print(f"{name}: {count} entries checked in {figures['seconds']:.1f} s, {figures['megabytes']:.0f} MB")
            if not url:
                slowest = max(slowest, bundle(store, Path(folder) / "bundle.zip", count))
            store.close()
    print(f"{'well' if slowest < WANTED_SECONDS else 'NOT'} within {WANTED_SECONDS} s")
    return 0 if slowest < WANTED_SECONDS else 1


def bundle(store: Store, path: Path, count: int) -> float:
    """Seconds that the bundle's own program takes."""
    began = time.perf_counter()
    export(store, AuditTerms(), "benchmark", Wanted(), path)
    print(f"bundle written in {time.perf_counter() - began:.1f} s, {path.stat().st_size / 2**20:.1f} MB")
    seconds, said = run(VERIFIER, path)
    assert "EVERYTHING HOLDS" in said, said
    print(f"bundle: {count} entries checked in {seconds:.1f} s")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
