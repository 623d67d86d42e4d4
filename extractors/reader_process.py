"""What runs in the child process that reads documents: its limits, and errors turned into problems."""

import os
import resource
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from signal import SIGKILL

from extractors.errors import ExtractionError, UnreadableFile
from extractors.invoice.memory.book import EMPTY, MemoryBook
from extractors.models import Effect, Extraction, Frozen, Kind, Limits, Problem
from extractors.pipeline import read

HEADROOM = 512 * 1024 * 1024
"""Bytes of address space over the memory limit: libraries reserve more than they use."""
RESERVABLE = 2 * 1024 * 1024 * 1024
"""Bytes over that which OCR may add to the limit: the code of its networks reserves them, and fills few."""


READY = "ready"


class Job(Frozen):
    """A file to read, and how.

    `name` is what people call it, where that is not the path's last part; `words`: whether the pages' words are wanted.
    """

    path: Path
    name: str = ""
    limits: Limits
    structured: bool = True
    kind: Kind | None = None
    words: bool = False


def serve(pipe: Connection, memory: int, book: MemoryBook = EMPTY) -> None:
    """Read every `Job` that comes through the pipe and send back its `Extraction` as JSON, until the pipe closes.

    `book` is what is remembered of suppliers; a forked process has it without a copy.

    The process leads a group of its own, so that it is ended with its children, and ends when its parent does.
    """
    os.setsid()
    resource.setrlimit(resource.RLIMIT_DATA, (memory + HEADROOM, memory + HEADROOM + RESERVABLE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send(READY)
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        pipe.send(read_file(job, book).model_dump_json())


def read_file(job: Job, book: MemoryBook = EMPTY) -> Extraction:
    """Read one file in this process; whatever is wrong with it becomes a problem of the result."""
    name = job.name or job.path.name
    try:
        if job.path.stat().st_size > job.limits.max_bytes:
            return failed("too_large", f"{name} is larger than the limit.", Effect.REFUSED)
        data = job.path.read_bytes()
        found = read(data, name, job.limits, job.structured, job.kind, book)
        return found if job.words else found.model_copy(update={"pages": (), "shown": ()})
    except UnreadableFile as error:
        return failed(error.code, str(error), Effect.REFUSED)
    except ExtractionError as error:
        return failed(error.code, str(error))
    except OSError as error:
        return failed("unreadable_file", f"The file cannot be opened: {error.strerror}.")
    except MemoryError:
        return failed("memory", "Reading needs more memory than allowed.")
    except Exception as error:  # noqa: BLE001 - a library fails on bad input in its own way: the document records it
        return failed("reader_failed", f"Reading failed: {type(error).__name__}: {error}"[:300])


def failed(code: str, message: str, effect: Effect = Effect.FAILED) -> Extraction:
    """What a document gives that could not be read."""
    problem = Problem(code=code, message=message, effect=effect)
    return Extraction(kind=Kind.OTHER, kind_confidence=0.0, problems=(problem,))


def _end_with_parent() -> None:
    """Wait until the process that wants the results has ended, then end this one and its children."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.killpg(0, SIGKILL)
