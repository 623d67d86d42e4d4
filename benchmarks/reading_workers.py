"""The processes that read documents: pages a minute side by side, memory, and how long one takes to start."""

import time
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

from extractors.models import Limits
from extractors.pool import Reader, held_memory, read_many
from extractors.reader_process import Job

MEGABYTE = 1024 * 1024
LOOK_SECONDS = 0.02


def pages_a_minute(paths: list[Path], least: int) -> None:
    """Print scanned pages a minute by the clock, with one process and with two, each warm."""
    wanted = (paths * (least // len(paths) + 1))[:least]
    for processes in (1, 2):
        results = read_many([*paths[:1] * processes, *wanted], processes=processes, structured=False)
        for _ in range(processes):
            next(results)
        begun = time.monotonic()
        pages = sum(extraction.page_count for _, extraction in results)
        print(f"  {pages / (time.monotonic() - begun) * 60:.0f} pages a minute with {processes} process(es)")


def memory(what: str, paths: list[Path]) -> None:
    """Print the most memory that a process held while it read the documents, its children included."""
    reader = Reader()
    most = max((held for path in paths for held in _held_while_reading(reader, path)), default=0)
    reader.end()
    print(f"worker with {what}: at most {most / MEGABYTE:.0f} MB")


def _held_while_reading(reader: Reader, path: Path) -> Iterator[int]:
    reader.give(Job(path=path, limits=Limits(), structured=False))
    while reader.job is not None:
        wait(reader.ends(), timeout=LOOK_SECONDS)
        yield held(reader)
        reader.collect()


def held(reader: Reader) -> int:
    """Bytes that a reader's process and its children hold now; 0 where it has ended."""
    return held_memory(reader.process) if reader.process is not None else 0


def starts() -> None:
    """Print how long a process takes until it is ready: alone, with the readers to load, and after another."""
    print(f"start of a worker: {_start('spawn'):.2f} s alone, {_start('forkserver'):.2f} s where another has run")


def _start(how: str) -> float:
    reader = Reader("spawn" if how == "spawn" else "forkserver")
    begun = time.monotonic()
    reader.give(Job(path=Path("nothing"), limits=Limits()))
    while not reader.ready and reader.job is not None:
        wait(reader.ends())
        reader.collect()
    seconds = time.monotonic() - begun
    reader.end()
    return seconds
