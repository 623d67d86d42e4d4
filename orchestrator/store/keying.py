"""Documents that wait to be keyed: which ERP and company each is for, and what it is told while it waits."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, select, update

from orchestrator.stages import Stage
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import documents, posting_keys

WAITS = "Keying waits. "
"""Begins the reason of a document whose lanes are all paused, so that it is told apart from any other reason."""
WAITING = (Stage.READY, Stage.IN_DOUBT)
AS_USUAL = {
    Stage.READY: "It waits for a bot.",
    Stage.IN_DOUBT: "Whether the ERP has it is not known; the ERP will be asked.",
}
Books = tuple[str, str]
"""An ERP and a company."""


def waiting(tx: Transaction) -> dict[Books, int]:
    """How many documents wait to be keyed or looked up, by ERP and company."""
    query = (
        select(posting_keys.c.erp, posting_keys.c.company, func.count())
        .join(documents, documents.c.id == posting_keys.c.document_id)
        .where(documents.c.stage.in_(WAITING))
        .group_by(posting_keys.c.erp, posting_keys.c.company)
    )
    return {(erp, company): count for erp, company, count in tx.execute(query)}


def books_of(tx: Transaction, document_ids: Collection[str]) -> dict[str, Books]:
    """The ERP and company of each of a few documents that have a key."""
    query = select(posting_keys.c.document_id, posting_keys.c.erp, posting_keys.c.company)
    rows = tx.execute(query.where(posting_keys.c.document_id.in_(list(document_ids)))) if document_ids else ()
    return {document_id: (erp, company) for document_id, erp, company in rows}


def tell_waiting(tx: Transaction, books: Books, sentence: str) -> None:
    """Tell every waiting document of these books why it waits; with an empty sentence, that it waits as usual."""
    for stage in WAITING:
        reason = WAITS + sentence if sentence else AS_USUAL[stage]
        where = (documents.c.stage == stage, documents.c.id.in_(_of(books)), _untold(sentence))
        tx.execute(update(documents).where(*where).values(reason=reason))


def is_untold(tx: Transaction, books: Books, sentence: str) -> bool:
    """Whether `tell_waiting` would change anything; asked without taking the write lock."""
    where = (documents.c.stage.in_(WAITING), documents.c.id.in_(_of(books)), _untold(sentence))
    return tx.execute(select(documents.c.id).where(*where).limit(1)).first() is not None


def _untold(sentence: str) -> ColumnElement[bool]:
    if sentence:
        return documents.c.reason != WAITS + sentence
    return documents.c.reason.startswith(WAITS, autoescape=True)


def _of(books: Books) -> Select[tuple[str]]:
    erp, company = books
    return select(posting_keys.c.document_id).where(posting_keys.c.erp == erp, posting_keys.c.company == company)
