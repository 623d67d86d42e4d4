"""Read difficult and broken files, one process each, and tell what became of them: `python -m benchmarks.difficult`.

Folders or files are arguments (or BOTFARM_DIFFICULT, separated by colons). For each file: seconds, the most memory that
its process and the children of that held together, and how it ended. A file that crashes its reader, or is ended for
its time or memory, fails the run; so does one of which nothing is read and nothing told.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from benchmarks.reading_workers import MEGABYTE, held
from extractors.models import STOPPING, Extraction, Limits
from extractors.pool import Reader
from extractors.reader_process import Job

LOOK_SECONDS = 0.05
ENDED = frozenset({"crashed", "timeout", "memory", "reader_failed"})
"""Codes of problems that say that the reading itself went wrong."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    seconds: float
    megabytes: int
    extraction: Extraction

    @property
    def codes(self) -> str:
        return ", ".join(problem.code for problem in self.extraction.problems)

    @property
    def how(self) -> str:
        """ended (crash, time, memory), refused or failed with a reason, silent, or read."""
        problems = self.extraction.problems
        if any(problem.code in ENDED for problem in problems):
            return "ended"
        stopped = next((problem.effect for problem in problems if problem.effect in STOPPING), None)
        if stopped is not None:
            return stopped.value
        if not problems and not self.extraction.text.strip() and not self.extraction.invoice:
            return "silent"
        return "read"


def main(arguments: list[str] | None = None) -> int:
    """Read all files; exit code 1 where one was ended or silent. Where there are none, that is told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    named = os.environ.get("BOTFARM_DIFFICULT", "")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(part) for part in named.split(":") if part])
    parser.add_argument("--seconds", type=float, default=Limits().seconds, help="allowed for one file")
    parser.add_argument("--shown", type=int, default=10, help="how many of the slowest and largest are printed")
    options = parser.parse_args(arguments)
    files = [file for path in options.paths for file in _files(path)]
    if not files:
        print("Skipped: name files or folders, or set BOTFARM_DIFFICULT.", file=sys.stderr)
        return 0
    outcomes = []
    for outcome in read_all(files, Limits(seconds=options.seconds)):
        outcomes.append(outcome)
        print(f"{outcome.seconds:.1f} s {outcome.megabytes} MB {outcome.how} {outcome.path}", file=sys.stderr)
    report(outcomes, options.shown)
    return int(any(outcome.how in ("ended", "silent") for outcome in outcomes))


def read_all(files: list[Path], limits: Limits) -> Iterator[Outcome]:
    """Read each file in a process that has read nothing before."""
    for path in files:
        reader = Reader()
        try:
            yield _read(reader, path, limits)
        finally:
            reader.end()


def _read(reader: Reader, path: Path, limits: Limits) -> Outcome:
    begun, most = 0.0, 0
    reader.give(Job(path=path, limits=limits))
    while True:
        wait(reader.ends(), timeout=LOOK_SECONDS)
        begun = begun if begun and reader.ready else time.monotonic()  # the start of the process does not count
        most = max(most, held(reader))
        done = reader.collect()
        if done is not None:
            return Outcome(path, time.monotonic() - begun, most // MEGABYTE, done[1])


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    else:
        yield path


def report(outcomes: list[Outcome], shown: int) -> None:
    """Print counts by outcome and by code, what was ended or silent, and the slowest and largest."""
    counts = Counter(outcome.how for outcome in outcomes)
    print(f"{len(outcomes)} files: " + ", ".join(f"{count} {how}" for how, count in sorted(counts.items())))
    codes = Counter(problem.code for outcome in outcomes for problem in outcome.extraction.problems)
    print("problems: " + (", ".join(f"{code} {count}" for code, count in codes.most_common()) or "none"))
    for outcome in outcomes:
        if outcome.how in ("ended", "silent", "failed"):
            print(f"{outcome.how}: {outcome.path.name}: {outcome.codes or 'nothing read and nothing told'}")
    for title, key in (("slowest", lambda o: o.seconds), ("largest", lambda o: o.megabytes)):
        print(f"{title}:")
        for outcome in sorted(outcomes, key=key, reverse=True)[:shown]:
            print(f"  {outcome.seconds:6.1f} s {outcome.megabytes:5} MB  {outcome.how:8} {outcome.path.name}")


if __name__ == "__main__":
    sys.exit(main())
