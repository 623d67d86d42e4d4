"""The words of pages with their places, kept for documents that people looked at: reading them takes long."""

import contextlib
import zlib
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from extractors.models import Page
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import page_layouts

Size = tuple[float, float]


class PageLayout(BaseModel):
    """A page's words, twice: as it was read, which is upright and level, and as it is displayed."""

    model_config = ConfigDict(frozen=True)

    read: Page
    shown: Page


def put_sizes(tx: Transaction, sha256: str, sizes: Iterable[Size]) -> None:
    """Keep width and height of a content's pages; what another kept just now is the same and stays."""
    with contextlib.suppress(IntegrityError), tx.begin_nested():
        for number, (width, height) in enumerate(sizes, start=1):
            tx.execute(insert(page_layouts).values(sha256=sha256, number=number, width=width, height=height))


def put(tx: Transaction, sha256: str, layouts: Sequence[PageLayout]) -> None:
    """Keep the pages of a content with their words; of one that could not be read nothing."""
    if not layouts:
        return
    known = set(tx.execute(select(page_layouts.c.number).where(page_layouts.c.sha256 == sha256)).scalars())
    if known != {layout.read.number for layout in layouts}:
        tx.execute(delete(page_layouts).where(page_layouts.c.sha256 == sha256))
        put_sizes(tx, sha256, [(layout.shown.width, layout.shown.height) for layout in layouts])
    for layout in layouts:
        this = (page_layouts.c.sha256 == sha256) & (page_layouts.c.number == layout.read.number)
        words = zlib.compress(layout.model_dump_json().encode())
        tx.execute(update(page_layouts).where(this).values(words=words))


def pages(tx: Transaction, sha256: str) -> tuple[PageLayout, ...]:
    """All pages of a content in their order; none where their words are not kept."""
    of_this = (page_layouts.c.sha256 == sha256) & page_layouts.c.words.is_not(None)
    query = select(page_layouts.c.words).where(of_this).order_by(page_layouts.c.number)
    return tuple(_layout(words) for words in tx.execute(query).scalars())


def sizes(tx: Transaction, sha256: str) -> tuple[Size, ...]:
    """Width and height in points of all pages as displayed; none where they are not kept."""
    query = select(page_layouts.c.width, page_layouts.c.height).where(page_layouts.c.sha256 == sha256)
    return tuple((row.width, row.height) for row in tx.execute(query.order_by(page_layouts.c.number)))


def page(tx: Transaction, sha256: str, number: int) -> PageLayout | None:
    """One page; None where its words are not kept."""
    query = select(page_layouts.c.words).where(page_layouts.c.sha256 == sha256, page_layouts.c.number == number)
    words = tx.execute(query).scalar()
    return None if words is None else _layout(words)


def _layout(words: bytes) -> PageLayout:
    return PageLayout.model_validate_json(zlib.decompress(words))
