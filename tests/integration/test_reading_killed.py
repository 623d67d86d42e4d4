"""A reading whose process is killed from outside is read again; only a document that always ends it is given up."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from extractors.models import Limits
from orchestrator.reading import CRASHES, read_document
from orchestrator.stages import Stage
from orchestrator.store import Store, documents
from tests.conftest import ROOT
from tests.farm_documents import new_store, receive

SAMPLE = next((ROOT / "samples" / "documents").glob("*BW-100245.pdf"))


@contextmanager
def killer(times: int) -> Iterator[list[int]]:
    """Kills as many new children of this process as soon as they are there; gives their numbers."""
    before = {child.pid for child in psutil.Process().children()}
    killed: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.001) and len(killed) < times:
            for child in psutil.Process().children():
                if child.pid not in before and child.pid not in killed and len(killed) < times:
                    with suppress(psutil.NoSuchProcess):
                        child.kill()
                        killed.append(child.pid)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield killed
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(("times", "stage"), [(1, Stage.EXTRACTED), (CRASHES, Stage.FAILED)])
def test_a_reading_is_killed(tmp_path: Path, times: int, stage: Stage) -> None:
    store: Store = new_store(tmp_path)
    document_id = receive(store, SAMPLE.read_bytes())
    with killer(times) as killed:
        read_document(store, document_id, Limits())
    with store.reading() as tx:
        document = documents.get(tx, document_id)
    assert len(killed) == times
    assert document.stage is stage
    store.close()
