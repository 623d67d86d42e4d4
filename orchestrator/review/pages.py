"""The pages of a document under review: their sizes, how people turned them, and the words on them."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import extractors
from extractors.models import Frozen, Limits
from orchestrator.correcting.words import read_layouts
from orchestrator.store import Store, documents, findings, page_layouts, review
from orchestrator.store.documents import Document

SECONDS = 30
ROOT = Path(extractors.__file__).resolve().parent.parent
WITHOUT_PAGES = ("xml", "eml", "unknown")


class PageInfo(Frozen):
    """A page as shown: its size in points, and by how many degrees clockwise people turned it."""

    number: int
    width: float
    height: float
    rotation: int = 0


class ShownWord(Frozen):
    """A word with its box in points from the top left corner of the page as shown."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def words(store: Store, document_id: str, page: int, limits: Limits) -> tuple[ShownWord, ...]:
    """The words of a page in reading order; none where it has no such page. The first call may take as long as
    reading the document, later ones some milliseconds.

    Raises:
        DocumentNotFound
    """
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        sha256 = review.shown_content(tx, document)
        layout = page_layouts.page(tx, sha256, page)
        extraction = findings.latest_extraction(tx, document.id) if layout is None else None
    if layout is None and document.media_type not in WITHOUT_PAGES:
        layouts = read_layouts(store, sha256, extraction, limits)
        layout = next((found for found in layouts if found.read.number == page), None)
    return tuple(_shown(word.text, *word.bbox) for word in layout.shown.words) if layout else ()


def _shown(text: str, x0: float, y0: float, x1: float, y1: float) -> ShownWord:
    return ShownWord(text=text, x0=x0, y0=y0, x1=x1, y1=y1)


def pages(store: Store, document: Document, limits: Limits) -> tuple[PageInfo, ...]:
    """The pages with their sizes; none for XML, mail, what was erased, and what cannot be opened."""
    with store.reading() as tx:
        sha256, degrees = review.turned(tx, document)
    return pages_of(store, document, sha256, degrees, limits)


def pages_of(
    store: Store, document: Document, sha256: str, degrees: Mapping[int, int], limits: Limits
) -> tuple[PageInfo, ...]:
    """As `pages`, of a content that is known already, with how its pages are turned; see `review.turned`."""
    if document.media_type in WITHOUT_PAGES or document.erased_at:
        return ()
    with store.reading() as tx:
        sizes = page_layouts.sizes(tx, sha256)
    sizes = sizes or _kept_sizes(store, sha256, document, limits)
    return tuple(
        PageInfo(number=number, width=width, height=height, rotation=degrees.get(number, 0))
        for number, (width, height) in enumerate(sizes, start=1)
    )


def _kept_sizes(store: Store, sha256: str, document: Document, limits: Limits) -> tuple[tuple[float, float], ...]:
    """Looked up once for each content."""
    found = _sizes(store, sha256, document, limits)
    with store.begin() as tx:
        page_layouts.put_sizes(tx, sha256, found)
    return found


def _sizes(store: Store, sha256: str, document: Document, limits: Limits) -> tuple[tuple[float, float], ...]:
    """Asked of a process of its own, which a hostile file ends alone."""
    command = [sys.executable, "-m", "extractors.render", "sizes", document.media_type, str(limits.max_pages)]
    with store.blobs.local(sha256) as path, path.open("rb") as data:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, the file on standard input
                command, stdin=data, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
            )
        except subprocess.TimeoutExpired:
            return ()
    return tuple((width, height) for width, height in json.loads(done.stdout)) if done.returncode == 0 else ()
