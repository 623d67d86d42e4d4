"""The kinds of documents and how each is read from pages. A new kind is one reader and one line here."""

from collections.abc import Callable
from typing import Any

from extractors.invoice.memory.book import EMPTY, MemoryBook
from extractors.invoice.memory.weighing import weigh
from extractors.invoice.reading import read
from extractors.invoice.whole_invoice import read_invoice
from extractors.models import Frozen, Kind, Page
from extractors.text.tables import Table


class Content(Frozen):
    """What was found on a document's pages, how to get its ruled tables (slow, so only on demand), and what is
    remembered of suppliers."""

    pages: tuple[Page, ...]
    text: str
    language: str | None
    tables: Callable[[], tuple[Table, ...]] = tuple
    book: MemoryBook = EMPTY


def read_pages_as_invoice(content: Content, kind: Kind) -> dict[str, Any]:
    """The part of an `Extraction` that an invoice, credit note or receipt fills."""
    invoice = read_invoice(content.pages, kind, content.language, tables=content.tables)
    if not content.book.memories:
        return {"invoice": invoice}
    weighed, remembered = weigh(read(content.pages, kind, content.language), invoice, content.book)
    return {"invoice": weighed} if remembered is None else {"invoice": weighed, "remembered": remembered}


def read_pages_as_contract(content: Content, kind: Kind) -> dict[str, Any]:
    """The part of an `Extraction` that a contract fills."""
    from extractors.contract import read_contract  # brings spaCy, for which most documents need not wait

    return {"contract": read_contract(content.pages, content.text)}


def read_nothing(content: Content, kind: Kind) -> dict[str, Any]:
    """Documents of no kind that we know have no fields."""
    return {}


KINDS: dict[Kind, Callable[[Content, Kind], dict[str, Any]]] = {
    Kind.INVOICE: read_pages_as_invoice,
    Kind.CREDIT_NOTE: read_pages_as_invoice,
    Kind.RECEIPT: read_pages_as_invoice,
    Kind.CONTRACT: read_pages_as_contract,
    Kind.OTHER: read_nothing,
}

WITH_TABLES = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE})
"""Kinds of which lines are wanted, so that ruled tables are looked for."""
