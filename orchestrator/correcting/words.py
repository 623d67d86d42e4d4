"""The words of a document's pages, for learning where values stand."""

from extractors.models import Extraction, Limits
from extractors.pool import read_one
from extractors.reader_process import Job
from orchestrator.store import Store, page_layouts, review
from orchestrator.store.documents import Document


def with_words(store: Store, document: Document, extraction: Extraction, limits: Limits) -> Extraction:
    """The extraction with its pages' words, known or read anew; without any nothing is learned, a correction holds."""
    with store.reading() as tx:
        sha256 = review.shown_content(tx, document)
        known = page_layouts.pages(tx, sha256)
    if not known:
        known = read_layouts(store, sha256, extraction, limits)
    return extraction.model_copy(update={"pages": tuple(layout.read for layout in known)})


def read_layouts(
    store: Store, sha256: str, extraction: Extraction | None, limits: Limits
) -> tuple[page_layouts.PageLayout, ...]:
    """Read the pages' words and keep them; none where the file has no pages or cannot be read."""
    with store.blobs.local(sha256) as path:
        anew = read_one(Job(path=path, limits=limits, kind=extraction.kind if extraction else None, words=True))
    read = anew.pages or tuple(page for part in anew.parts for page in part.extraction.pages)
    shown = {page.number: page for page in (*anew.shown, *(p for part in anew.parts for p in part.extraction.shown))}
    layouts = tuple(page_layouts.PageLayout(read=page, shown=shown.get(page.number, page)) for page in read)
    with store.begin() as tx:
        page_layouts.put(tx, sha256, layouts)
    return layouts
