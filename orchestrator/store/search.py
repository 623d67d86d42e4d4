"""The index by which documents are found: FTS5 in SQLite, a tsvector in PostgreSQL, the same words in both.

It is written in the transaction that changes what it is made from, so it is never behind.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    String,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from orchestrator.store.engine import Store, Transaction
from orchestrator.store.search_words import Alternatives, Term, words_of
from orchestrator.store.tables import documents, extractions, receipts, search_entries

FOUND_BY = frozenset({"supplier_name", "invoice_number", "gross_total", "erp_number"})
"""Columns of a document by which it is found."""
INDEX = table("search_index", column("rowid"))
"""SQLite's; it holds no text, so to take a document out it must be told the words that it put in."""
FORGET = text("INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', :id, :words)")
LEARN = text("INSERT INTO search_index (rowid, words) VALUES (:id, :words)")
AT_ONCE = 200


def refresh(tx: Transaction, document_id: str) -> None:
    """Index a document by what is known of it now."""
    words = _words(tx, document_id)
    entry = tx.execute(
        select(search_entries.c.id, search_entries.c.words).where(search_entries.c.document_id == document_id)
    ).first()
    if tx.dialect.name == "sqlite":
        _refresh_sqlite(tx, document_id, entry and entry.id, entry and entry.words, " ".join(words))
    else:
        values = {"words": func.array_to_tsvector(bindparam("found", list(words)))}
        changed = update(search_entries).where(search_entries.c.document_id == document_id).values(values)
        tx.execute(changed if entry else insert(search_entries).values(document_id=document_id, **values))


def _refresh_sqlite(tx: Transaction, document_id: str, entry_id: int | None, before: bytes | None, words: str) -> None:
    packed = zlib.compress(words.encode(), 1)
    if packed == before:
        return
    if entry_id is None:
        made = tx.execute(insert(search_entries).values(document_id=document_id, words=packed))
        key = made.inserted_primary_key
        assert key is not None
        entry_id = int(key[0])
    else:
        if before:
            tx.execute(FORGET, {"id": entry_id, "words": zlib.decompress(before).decode()})
        tx.execute(update(search_entries).where(search_entries.c.id == entry_id).values(words=packed))
    tx.execute(LEARN, {"id": entry_id, "words": words})


def _words(tx: Transaction, document_id: str) -> tuple[str, ...]:
    found = tx.execute(select(documents).where(documents.c.id == document_id)).one()
    names = tx.execute(select(receipts.c.name).where(receipts.c.document_id == document_id)).scalars().all()
    query = select(extractions.c.data).where(extractions.c.document_id == document_id)
    data = tx.execute(query.order_by(extractions.c.id.desc()).limit(1)).scalar_one_or_none()
    return words_of(
        document_id,
        found.supplier_name or "",
        (found.invoice_number or "", found.erp_number or ""),
        Decimal(found.gross_total) if found.gross_total else None,
        names,
        json.loads(data).get("text", "") if data else "",
    )


def refresh_all(store: Store) -> Iterator[int]:
    """Index every document anew, oldest first, some in a transaction; yields how many are done."""
    done, last = 0, 0
    while True:
        with store.begin() as tx:
            query = select(search_entries.c.id, search_entries.c.document_id).where(search_entries.c.id > last)
            rows = tx.execute(query.order_by(search_entries.c.id).limit(AT_ONCE)).all()
            for row in rows:
                refresh(tx, row.document_id)
        if not rows:
            return
        done, last = done + len(rows), rows[-1].id
        yield done


def matching(tx: Transaction, wanted: Iterable[Alternatives]) -> ColumnElement[bool]:
    """The condition that an entry fits all that is asked for; in SQLite `INDEX` must be joined by its rowid."""
    if tx.dialect.name == "sqlite":
        said = " AND ".join(f"({_either(ways, ' OR ', ' AND ', _sqlite_term)})" for ways in wanted)
        return literal_column("search_index").op("MATCH", is_comparison=True)(said)
    said = " & ".join(f"({_either(ways, ' | ', ' & ', _postgresql_term)})" for ways in wanted)
    # Written into the statement: a plan for any words walks through all entries for a few, or gathers most of them.
    words = bindparam(None, said, String, literal_execute=True)
    return search_entries.c.words.op("@@", is_comparison=True)(cast(words, TSQUERY))


def _either(ways: Alternatives, or_: str, and_: str, written: Callable[[Term], str]) -> str:
    return or_.join("(" + and_.join(written(term) for term in way) + ")" for way in ways)


def _sqlite_term(term: Term) -> str:
    word, begins = term
    return f'"{word}"*' if begins else f'"{word}"'


def _postgresql_term(term: Term) -> str:
    word, begins = term
    return f"'{word}':*" if begins else f"'{word}'"
