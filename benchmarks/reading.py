"""How fast documents are read, as ratios measured in one run: `python -m benchmarks.reading [FOLDER]`.

CPU seconds, so that other work on the machine counts little; the bare readers and the whole extraction take turns, and
the median of the ratios of all rounds is printed. A born-digital page is held against pypdfium2 (its text alone, and
with the words' boxes), a scanned page against its OCR engine on the same image. The folder holds PDFs and images; the
project's own samples are read by default.
"""

import argparse
import resource
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from benchmarks.bare import read_text, read_words
from benchmarks.reading_workers import memory, pages_a_minute, starts
from extractors.errors import ExtractionError
from extractors.models import Limits
from extractors.pipeline import read
from extractors.text.engines import standard_engine
from extractors.text.ocr import OcrEngine
from extractors.text.ocr import Reading as OcrReading
from extractors.text.pages import read_image_pages, read_pdf_pages
from extractors.text.pdf import open_pdf

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "documents"
TYPES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})


@dataclass
class Documents:
    """The documents that can be read, by how: text layer alone, or OCR; and how many pages those have."""

    text: dict[Path, bytes] = field(default_factory=dict)
    scanned: dict[Path, bytes] = field(default_factory=dict)
    images: list[Image.Image] = field(default_factory=list)
    text_pages: int = 0


class Watched:
    """An OCR engine that keeps the images that it was given."""

    def __init__(self, engine: OcrEngine, images: list[Image.Image]) -> None:
        self.engine, self.images = engine, images

    def read(self, image: Image.Image) -> OcrReading:
        """See `OcrEngine.read`."""
        self.images.append(image)
        return self.engine.read(image)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit code 2 where the folder holds no document that can be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=24, help="scanned pages read for pages a minute")
    options = parser.parse_args(arguments)
    files = sorted(file for file in options.folder.rglob("*") if file.suffix.lower() in TYPES)
    found = sort_out(files)
    if not found.text and not found.scanned:
        print(f"{options.folder} holds no PDF, TIFF, PNG or JPEG that can be read.", file=sys.stderr)
        return 2
    if found.text:
        born_digital(found, options.rounds)
    if found.scanned:
        scanned(found, options.rounds)
        pages_a_minute(list(found.scanned), options.pages)
    memory("text", list(found.text))
    memory("text and OCR", [*found.text, *found.scanned])
    starts()
    return 0


def sort_out(files: Iterable[Path]) -> Documents:
    """Read every file once, which also loads what is loaded once, and see how it was read."""
    found = Documents()
    for path in files:
        data, images = path.read_bytes(), []
        try:
            pages = _pages(data, images)
            read(data, path.name, structured=False)
        except ExtractionError as refusal:
            print(f"left out: {path.name}: {refusal.code}", file=sys.stderr)
            continue
        found.images += images
        if images:
            found.scanned[path] = data
        else:
            found.text[path], found.text_pages = data, found.text_pages + pages
    return found


def _pages(data: bytes, images: list[Image.Image]) -> int:
    """How many pages a file has; the images of those that need OCR are kept."""
    engine = Watched(standard_engine(Limits().seconds), images)
    if not data.startswith(b"%PDF-"):
        return len(read_image_pages(data, engine, Limits()).pages)
    with open_pdf(data) as pdf:
        return len(read_pdf_pages(pdf, engine, Limits()).pages)


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process and its children for `work`."""
    before = _cpu()
    work()
    return _cpu() - before


def _cpu() -> float:
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def born_digital(found: Documents, rounds: int) -> None:
    """Whole extraction by the page, against the bare reader."""
    taken: list[tuple[float, float, float]] = []
    for _ in range(rounds):
        text = words = whole = 0.0
        for path, data in found.text.items():
            text += cpu_seconds(lambda data=data: read_text(data))
            words += cpu_seconds(lambda data=data: read_words(data))
            whole += cpu_seconds(lambda data=data, path=path: read(data, path.name, structured=False))
        taken.append((text, words, whole))
    pages = found.text_pages
    text, words, whole = (statistics.median(part) * 1000 / pages for part in zip(*taken, strict=True))
    print(f"born-digital: {len(found.text)} documents, {pages} pages, {rounds} rounds")
    print(f"  bare text {text:.2f} ms a page, with boxes {words:.2f} ms, whole extraction {whole:.2f} ms")
    against_words, against_text = _ratio(taken, 1), _ratio(taken, 0)
    print(f"  whole / with boxes {against_words}, whole / bare text {against_text}")
    print(f"  {1000 / whole:.1f} pages a second on one core")


def scanned(found: Documents, rounds: int) -> None:
    """Whole extraction of scans, against the engine alone on the same images."""
    engine = standard_engine(Limits().seconds)
    taken: list[tuple[float, float]] = []
    for _ in range(rounds):
        bare = whole = 0.0
        for image in found.images:
            bare += cpu_seconds(lambda image=image: engine.read(image))
        for path, data in found.scanned.items():
            whole += cpu_seconds(lambda data=data, path=path: read(data, path.name, structured=False))
        taken.append((bare, whole))
    pages = len(found.images)
    bare, whole = (statistics.median(part) * 1000 / pages for part in zip(*taken, strict=True))
    print(f"scanned: {len(found.scanned)} documents, {pages} pages, {rounds} rounds")
    print(f"  bare engine {bare:.0f} ms a page, whole extraction {whole:.0f} ms, whole / bare {_ratio(taken, 0)}")


def _ratio(taken: list[tuple[float, ...]], against: int) -> str:
    """The median of the rounds' ratios of the last figure to another, with least and most."""
    ratios = [row[-1] / row[against] for row in taken]
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    sys.exit(main())
