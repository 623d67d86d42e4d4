"""Reading in child processes: results for all, limits kept, crashes contained, nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing.connection import wait
from pathlib import Path

import psutil
import pytest

from extractors.models import Extraction, Kind, Limits
from extractors.pool import Reader, read_many
from extractors.reader_process import Job
from tests.einvoice_documents import cii
from tests.reading_documents import image_bytes, russian_scans, scan, text_pdf

ROOT = Path(__file__).resolve().parents[2]


def codes(extraction: Extraction) -> list[str]:
    return [problem.code for problem in extraction.problems]


def written(folder: Path, **files: bytes) -> list[Path]:
    paths = [folder / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def finish(reader: Reader) -> Extraction:
    """What the reader gives for its document."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        done = reader.collect()
        if done is not None:
            return done[1]
        wait(reader.ends(), timeout=0.05)
    raise AssertionError("the reader never finished")


def runs(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_every_file_gives_one_result_whatever_is_wrong_with_it(tmp_path: Path, start: str) -> None:
    paths = written(tmp_path, a=text_pdf(), b=cii(), c=b"", d=b"junk", e=text_pdf()[:150])
    paths.append(tmp_path / "missing")
    found = dict(read_many(paths, start=start))  # type: ignore[arg-type]  # a literal by parametrize
    assert set(found) == set(paths)
    assert found[paths[0]].kind is Kind.INVOICE and found[paths[1]].kind is Kind.INVOICE
    refused = [codes(found[path]) for path in paths[2:]]
    assert refused == [["empty"], ["unsupported"], ["damaged"], ["unreadable_file"]]
    assert all(found[path].kind is Kind.OTHER for path in paths[2:])


def test_no_files_give_no_results_and_start_nothing() -> None:
    assert list(read_many([])) == []


@pytest.mark.usefixtures("tesseract")
def test_a_document_over_its_time_is_ended_with_its_children_and_the_next_is_read(tmp_path: Path) -> None:
    slow, quick = written(tmp_path, slow=russian_scans(100), quick=cii())
    found = dict(read_many([slow, quick], Limits(seconds=8.0), processes=1))
    assert codes(found[slow]) == ["timeout"] and "8 s" in found[slow].problems[0].message
    assert found[quick].kind is Kind.INVOICE
    assert not [p for p in psutil.Process().children(recursive=True) if "tesseract" in p.name()]


def test_a_crash_costs_one_document(tmp_path: Path) -> None:
    many, next_one = written(tmp_path, many=image_bytes(scan(), "TIFF", more=[scan()] * 10), next_one=cii())
    reader = Reader()
    try:
        reader.give(Job(path=many, limits=Limits()))
        assert reader.process is not None and reader.process.pid is not None
        os.kill(reader.process.pid, signal.SIGSEGV)
        assert codes(finish(reader)) == ["crashed"]
        reader.give(Job(path=next_one, limits=Limits()))
        assert finish(reader).kind is Kind.INVOICE
    finally:
        reader.end()


def test_a_document_that_needs_too_much_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pool.MEMORY", 20 * 1024 * 1024)
    (path,) = written(tmp_path, big=image_bytes(scan(), "TIFF", more=[scan()] * 10))
    ((_, found),) = read_many([path])
    assert codes(found) == ["memory"]


@pytest.mark.usefixtures("tesseract")
def test_nobody_is_left_when_the_reading_process_is_killed(tmp_path: Path) -> None:
    (path,) = written(tmp_path, many=russian_scans(41))
    code = f"from extractors.pool import read_many; from pathlib import Path; list(read_many([Path({str(path)!r})]))"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        watched = psutil.Process(parent.pid)
        until = time.monotonic() + 60
        family: list[psutil.Process] = []
        programs: list[str] = []
        while time.monotonic() < until and not any("tesseract" in program for program in programs):
            family = watched.children(recursive=True)
            programs = [process.name() for process in family]
    finally:
        parent.kill()
        parent.wait()
    assert any("tesseract" in program for program in programs)
    until = time.monotonic() + 20
    while any(runs(process) for process in family):
        assert time.monotonic() < until, "a process outlived the one that wanted its results"
        psutil.wait_procs(family, timeout=0.1)


WITH_A_THREAD = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
WITH_MUCH_MEMORY = "held = mmap.mmap(-1, 2 << 30, flags=mmap.MAP_PRIVATE)"


@pytest.mark.parametrize("process", [WITH_A_THREAD, WITH_MUCH_MEMORY])
def test_a_process_that_may_not_be_copied_reads_too(tmp_path: Path, process: str) -> None:
    (path,) = written(tmp_path, invoice=cii())
    code = f"""
import mmap, threading
from pathlib import Path
from extractors.models import Limits
from extractors.pool import may_fork, read_one
from extractors.reader_process import Job
{process}
print(may_fork(), read_one(Job(path=Path({str(path)!r}), limits=Limits())).kind)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "invoice"], done.stderr


def test_stopping_early_ends_the_children(tmp_path: Path) -> None:
    paths = written(tmp_path, **{f"f{i}": cii() for i in range(4)})
    results = read_many(paths, start="spawn")
    next(results)
    children = [p for p in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]
    results.close()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert children and not alive
