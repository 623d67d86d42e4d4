"""The words of pages with their places, kept for documents that people looked at: reading them takes long."""

import contextlib
import zlib
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from extractors.models import Page
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import page_layouts


class PageLayout(BaseModel):
    """A page's words, twice: as it was read, which is upright and level, and as it is displayed."""

    model_config = ConfigDict(frozen=True)

    read: Page
    shown: Page


def put(tx: Transaction, sha256: str, layouts: Iterable[PageLayout]) -> None:
    """Keep the pages of a content; what another kept just now is the same and stays."""
    with contextlib.suppress(IntegrityError), tx.begin_nested():
        for layout in layouts:
            words = zlib.compress(layout.model_dump_json().encode())
            size = {"width": layout.shown.width, "height": layout.shown.height}
            tx.execute(insert(page_layouts).values(sha256=sha256, number=layout.read.number, words=words, **size))


def pages(tx: Transaction, sha256: str) -> tuple[PageLayout, ...]:
    """All pages of a content in their order; none where they are not kept."""
    query = select(page_layouts.c.words).where(page_layouts.c.sha256 == sha256).order_by(page_layouts.c.number)
    return tuple(_layout(words) for words in tx.execute(query).scalars())


def sizes(tx: Transaction, sha256: str) -> tuple[tuple[float, float], ...]:
    """Width and height in points of all pages as displayed; none where they are not kept."""
    query = select(page_layouts.c.width, page_layouts.c.height).where(page_layouts.c.sha256 == sha256)
    return tuple((row.width, row.height) for row in tx.execute(query.order_by(page_layouts.c.number)))


def page(tx: Transaction, sha256: str, number: int) -> PageLayout | None:
    """One page."""
    query = select(page_layouts.c.words).where(page_layouts.c.sha256 == sha256, page_layouts.c.number == number)
    words = tx.execute(query).scalar()
    return None if words is None else _layout(words)


def _layout(words: bytes) -> PageLayout:
    return PageLayout.model_validate_json(zlib.decompress(words))
