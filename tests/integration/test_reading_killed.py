"""A reading whose process is killed from outside is read again; only a document that always ends it is given up."""

import os
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


def reads(process: psutil.Process) -> bool:
    """Whether it leads a group of its own: what reads does so, to end with its children."""
    return os.getsid(process.pid) == process.pid


@contextmanager
def killer(times: int) -> Iterator[list[int]]:
    """Kills as many new processes that read, as soon as they are there; gives their numbers."""
    killed: list[int] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.001) and len(killed) < times:
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.NoSuchProcess, ProcessLookupError):
                    if len(killed) < times and child.pid not in killed and reads(child):
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
