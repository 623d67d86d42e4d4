"""Contracts that were read and filed, and whom they name."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, tuple_

from orchestrator.stages import Stage
from orchestrator.store.documents import COLUMNS, Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import contract_parties, documents
from orchestrator.supplier_name import normalise_name

CONTRACT = "contract"
LONGEST = 300
LOOKED_THROUGH = 400
Place = tuple[datetime, str]
"""When a document came in, and its id: where a list goes on."""


def put_parties(tx: Transaction, document_id: str, names: Iterable[str]) -> None:
    """Keep whom a contract names, in place of what was kept before; names are compared in their normal form."""
    tx.execute(delete(contract_parties).where(contract_parties.c.document_id == document_id))
    for name in {normalise_name(name)[:LONGEST] for name in names} - {""}:
        tx.execute(insert(contract_parties).values(document_id=document_id, name=name))


def naming(tx: Transaction, parties: Collection[str], most: int = 5) -> dict[str, tuple[Document, ...]]:
    """The filed contracts that name each of these parties, the newest first, at most so many each.

    Two statements for all parties; of one that more than `LOOKED_THROUGH` contracts name, not all are looked at.
    """
    by_name = {normalise_name(party)[:LONGEST]: party for party in parties}
    query = select(contract_parties).where(contract_parties.c.name.in_(by_name)).limit(LOOKED_THROUGH)
    pairs = [(row.document_id, by_name[row.name]) for row in tx.execute(query)]
    if not pairs:
        return {}
    ids = {document_id for document_id, _ in pairs}
    rows = tx.execute(select(*COLUMNS).where(documents.c.id.in_(ids), documents.c.stage == Stage.FILED))
    filed = {row.id: Document.model_validate(dict(row._mapping)) for row in rows}
    found: dict[str, list[Document]] = defaultdict(list)
    for document_id, party in pairs:
        if document_id in filed:
            found[party].append(filed[document_id])
    newest = {party: sorted(each, key=lambda one: one.received_at, reverse=True) for party, each in found.items()}
    return {party: tuple(each[:most]) for party, each in newest.items()}


def listing(tx: Transaction, before: Place | None, limit: int) -> tuple[Document, ...]:
    """Contracts, the newest first, from after a place on."""
    query = select(*COLUMNS).where(documents.c.kind == CONTRACT)
    if before is not None:
        query = query.where(tuple_(documents.c.received_at, documents.c.id) < before)
    query = query.order_by(documents.c.received_at.desc(), documents.c.id.desc()).limit(limit)
    return tuple(Document.model_validate(dict(row._mapping)) for row in tx.execute(query))
