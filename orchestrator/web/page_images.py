"""Pictures of a document's pages, drawn by a short-lived process and remembered for a while."""

import json
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path
from typing import BinaryIO

import extractors
from extractors.models import Frozen
from extractors.render import REFUSED
from orchestrator.errors import OrchestratorError

DPI = 110
FINE_DPI = 220
"""Of pages as they are read, and as they are looked at closely."""
SECONDS = 30
AT_ONCE = 2
REMEMBERED = 48
MOST_PAGES = 60
ROOT = Path(extractors.__file__).resolve().parent.parent


class CannotShow(OrchestratorError):
    """The page cannot be drawn; the message says why."""


class PageSize(Frozen):
    """A page's number and its size in points as displayed."""

    number: int
    width: float
    height: float


class PageImages:
    """Draws pages. Keyed by content, so what is remembered never grows old; at most `AT_ONCE` processes run."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[str, ...], bytes | CannotShow] = OrderedDict()
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._drawing: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def close(self) -> None:
        """End what is being drawn; nothing is drawn afterwards."""
        with self._lock:
            self._closed = True
            for process in self._drawing:
                process.kill()

    def sizes(self, original: Path, media_type: str) -> tuple[PageSize, ...]:
        """The sizes of the first `MOST_PAGES` pages; none for XML and mail.

        Raises:
            CannotShow: the file cannot be opened.
        """
        if media_type in ("xml", "eml"):
            return ()
        found = json.loads(self._answer(original, "sizes", media_type, str(MOST_PAGES)))
        return tuple(PageSize(number=n, width=w, height=h) for n, (w, h) in enumerate(found, start=1))

    def png(self, original: Path, media_type: str, number: int, *, fine: bool = False) -> bytes:
        """A page as PNG; `fine` with twice as many pixels each way.

        Raises:
            CannotShow: there is no such page, or it cannot be drawn.
        """
        return self._answer(original, "page", media_type, str(number), str(FINE_DPI if fine else DPI))

    def _answer(self, original: Path, *question: str) -> bytes:
        key = (original.name, *question)
        with self._lock:
            known = self._answers.get(key)
        if known is None:
            with self._slots:
                known = self._ask(original, question)
            with self._lock:
                self._answers[key] = known
                while len(self._answers) > REMEMBERED:
                    self._answers.popitem(last=False)
        if isinstance(known, CannotShow):
            raise known
        return known

    def _ask(self, original: Path, question: tuple[str, ...]) -> bytes | CannotShow:
        with original.open("rb") as file:
            process = self._start(file, question)
        try:
            answer, said = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return CannotShow(f"Drawing it took longer than {SECONDS} s. Download the original to look at it.")
        finally:
            with self._lock:
                self._drawing.discard(process)
        if process.returncode == 0:
            return answer
        why = said.decode("utf-8", "replace").strip() if process.returncode == REFUSED else ""
        return CannotShow(why or "It cannot be drawn here. Download the original to look at it.")

    def _start(self, file: BinaryIO, question: tuple[str, ...]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "extractors.render", *question]
        with self._lock:
            if self._closed:
                raise CannotShow("The dashboard is being stopped.")
            process = subprocess.Popen(  # noqa: S603 - our own module, the file on standard input
                command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
            )
            self._drawing.add(process)
        return process
