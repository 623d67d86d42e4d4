"""Fault 14: 10,000 files are dropped while intake is killed twelve times, with bad names, a slow writer, duplicates:
nothing is lost, nothing is taken half."""

import hashlib
import os
import random
import threading
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from orchestrator.stages import Stage
from orchestrator.store import documents, receipts
from orchestrator.store.tables import receipts as receipts_table
from tests.faults.fault_farm import FaultFarm, fault_farm

pytestmark = [pytest.mark.slow, pytest.mark.faults_slow, pytest.mark.timeout(600)]
FILES, DUPLICATES, KILLS = 10_000, 99, 12
SLOW_NAME, SLOW_PIECES = b"slow.pdf", 8


def content(number: int) -> bytes:
    return b"%%PDF-1.4\n%% %d\n" % number


def name(number: int) -> bytes:
    """Every tenth is a name that some program stumbles over."""
    kinds = [b"invoice %d.pdf", b"r\xe9sum\xe9 %d.pdf", b"two\nlines %d.pdf", b"-rf %d.pdf", b"%d \xf0\x9f\x92\xb6.pdf"]
    kind = kinds[number // 10 % len(kinds)] if number % 10 == 0 else kinds[0]
    return kind % number


def drop(inbox: Path) -> Counter[str]:
    """Everything but the slow one; returns how often each content was dropped."""
    dropped: Counter[str] = Counter()
    for number in range(FILES):
        of = number if number < FILES - DUPLICATES else number - FILES + DUPLICATES
        (inbox / os.fsdecode(name(number))).write_bytes(content(of))
        dropped[hashlib.sha256(content(of)).hexdigest()] += 1
    return dropped


class SlowWriter(threading.Thread):
    """Writes one file in pieces, and goes on only after intake has looked at the folder in between."""

    def __init__(self, path: Path, looked: "threading.Semaphore") -> None:
        super().__init__(daemon=True)
        self.path, self.looked = path, looked

    def run(self) -> None:
        with self.path.open("wb") as file:
            for piece in range(SLOW_PIECES):
                file.write(content(piece) * 1000)
                file.flush()
                self.looked.acquire(timeout=20)


def test_a_drop_of_ten_thousand_files_with_kills(tmp_path: Path) -> None:
    with fault_farm(tmp_path, inbox_settle_seconds=0.5) as farm:
        inbox = farm.home / "inbox"
        inbox.mkdir()
        looked = threading.Semaphore(0)
        slow = SlowWriter(inbox / os.fsdecode(SLOW_NAME), looked)
        slow.start()
        farm.keep("intake")
        dropped = drop(inbox)
        whole = hashlib.sha256(b"".join(content(piece) * 1000 for piece in range(SLOW_PIECES))).hexdigest()
        dropped[whole] += 1
        kill_now_and_then(farm, looked)
        slow.join()
        farm.until(lambda: count(farm) >= FILES + 1, "every file to have its receipt", 240)
        farm.until(lambda: not leftovers(farm), "the folder to be empty")
        assert_nothing_lost(farm, dropped)


def kill_now_and_then(farm: FaultFarm, looked: "threading.Semaphore") -> None:
    """Kills at chosen counts of receipts, in whatever moment of its work intake then is."""
    chance = random.Random(1400)
    for enough in sorted(chance.sample(range(50, FILES - 500), KILLS)):
        farm.until(lambda enough=enough: count(farm) >= enough, f"{enough} files to be taken in", 240)
        farm.kill(farm.kept["intake"])
        looked.release()
    for _ in range(SLOW_PIECES):
        looked.release()


def count(farm: FaultFarm) -> int:
    with farm.store.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(receipts_table)).scalar_one())


def leftovers(farm: FaultFarm) -> list[str]:
    inbox = farm.home / "inbox"
    found = [*inbox.iterdir(), *(inbox / ".claimed").iterdir(), *(farm.home / "spool").iterdir()]
    return [path.name for path in found if path.name not in (".claimed", ".lock")]


def assert_nothing_lost(farm: FaultFarm, dropped: Counter[str]) -> None:
    with farm.store.reading() as tx:
        every = receipts.everything(tx)
        contents = {d.id: d.sha256 for d in documents.listing(tx, limit=FILES * 2)}
    assert Counter(contents[receipt.document_id] for receipt in every) == dropped, "one receipt for each file"
    assert {r.raw_name for r in every} == {name(number) for number in range(FILES)} | {SLOW_NAME}
    assert sum(receipt.duplicate for receipt in every) == DUPLICATES
    assert farm.stages() == {Stage.RECEIVED: FILES + 1 - DUPLICATES}
    for sha256 in contents.values():
        farm.store.blobs.get(sha256)  # raises where it is not whole
    farm.assert_history()
