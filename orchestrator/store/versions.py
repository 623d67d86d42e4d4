"""By which version a document is told from what it was and will be."""

import hashlib

from sqlalchemy import func, select

from orchestrator.store.documents import Document
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import audit, extractions


def version(tx: Transaction, document: Document) -> str:
    """A short text that changes whenever anything about the document does: its row, its history, what was read."""
    said = select(func.max(audit.c.seq)).where(audit.c.document_id == document.id)
    read = select(func.max(extractions.c.id)).where(extractions.c.document_id == document.id)
    parts = (document.model_dump_json(), tx.execute(said).scalar_one(), tx.execute(read).scalar_one())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
