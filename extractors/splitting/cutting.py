"""The PDF of some pages of a PDF.

Run as a program (``python -m extractors.splitting.cutting FIRST LAST``, the file on standard input, the part on
standard output) it bounds its own memory and time, so that a hostile file ends that process and nothing else.
"""

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

import extractors
from extractors.errors import ExtractionError, UnreadableFile
from extractors.text.pdf import open_pdf
from extractors.text.saving import saved

MEMORY = 3 * 2**30
CPU_SECONDS = 60
SECONDS = 120
REFUSED = 3
"""Exit code for a file that cannot be cut; the sentence is on standard error."""
ROOT = Path(extractors.__file__).resolve().parent.parent


def cut(data: bytes, first: int, last: int) -> bytes:
    """A PDF of the pages `first` to `last` (1-based, both included), as they are.

    Raises:
        UnreadableFile: no_such_page, or damaged where pdfium cannot copy them all.
    """
    with open_pdf(data) as pdf:
        if not 1 <= first <= last <= len(pdf):
            raise UnreadableFile("no_such_page", f"The PDF has no pages {first} to {last}.")
        part = pypdfium2.PdfDocument.new()
        try:
            part.import_pages(pdf, list(range(first - 1, last)))
            data_of_part = saved(part)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile("damaged", f"Pages {first} to {last} cannot be copied.") from error
        finally:
            part.close()
    with open_pdf(data_of_part) as check:
        if len(check) != last - first + 1:
            raise UnreadableFile("damaged", f"Pages {first} to {last} cannot be copied.")
    return data_of_part


def cut_apart(original: Path, first: int, last: int) -> bytes:
    """What `cut` gives, made by a process of its own.

    Raises:
        UnreadableFile: the file cannot be cut, or not within the bounds.
    """
    command = [sys.executable, "-m", "extractors.splitting.cutting", str(first), str(last)]
    with original.open("rb") as data:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, the file on standard input
                command, stdin=data, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile("timeout", f"Cutting out pages {first} to {last} took too long.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() if done.returncode == REFUSED else ""
        raise UnreadableFile("damaged", said or f"Pages {first} to {last} cannot be cut out.")
    return done.stdout


def main(arguments: Sequence[str]) -> int:
    """Cut the file on standard input within bounds; returns the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        part = cut(sys.stdin.buffer.read(), int(arguments[0]), int(arguments[1]))
    except ExtractionError as error:
        sys.stderr.write(str(error))
        return REFUSED
    sys.stdout.buffer.write(part)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
