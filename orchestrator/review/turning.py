"""Turning pages that lie wrong: the original stays, a turned copy is shown and read anew."""

from collections.abc import Mapping

from extractors.errors import UnreadableFile
from extractors.turned import turned_apart
from orchestrator.errors import DecisionRefused
from orchestrator.people.actor import Actor
from orchestrator.people.holding import insist_on_no_other
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, documents, postings, review
from orchestrator.store.documents import Document

TURNABLE = (Stage.NEEDS_REVIEW, Stage.VALIDATED, Stage.FAILED)
QUARTERS = (0, 90, 180, 270)


def rotate(store: Store, actor: Actor, document_id: str, degrees: Mapping[int, int]) -> None:
    """Turn pages of a document that waits for a person, and have it read anew; what people corrected stays.

    Args:
        degrees: by page (from 1) how far it is turned clockwise from how it came: 0, 90, 180 or 270. Other pages stay
            as they are now.

    Raises:
        DecisionRefused: it waits for no person, its pages cannot be turned, or nothing would change.
        BeingEdited
    """
    if not degrees or any(by not in QUARTERS for by in degrees.values()):
        raise DecisionRefused("Say for at least one page by how many degrees it is turned: 0, 90, 180 or 270.")
    with store.reading() as tx:
        document, before = _turnable(tx, actor, documents.get(tx, document_id))
    wanted = {page: by for page, by in sorted({**before, **degrees}.items()) if by}
    if wanted == before:
        raise DecisionRefused("The pages are turned so already.")
    copy = document.sha256
    if wanted:
        try:
            with store.blobs.local(document.sha256) as path:
                copy = store.blobs.put(turned_apart(path, document.media_type, wanted))
        except UnreadableFile as refusal:
            raise DecisionRefused(str(refusal)) from refusal
    with store.begin() as tx:
        document, now = _turnable(tx, actor, documents.get(tx, document.id, to_change=True))
        if now != before:
            raise DecisionRefused("Somebody turned its pages meanwhile; look at it again.")
        review.put_turned(tx, document.id, copy, wanted, str(actor))
        audit.append(tx, str(actor), "pages turned", document.id, {"before": before, "after": wanted, "copy": copy})
        pages = ", ".join(str(page) for page in sorted(degrees))
        documents.move(
            tx, document.id, document.stage, Stage.RECEIVED, str(actor), f"Turned page {pages}; it is read anew."
        )


def _turnable(tx: Transaction, actor: Actor, document: Document) -> tuple[Document, dict[int, int]]:
    insist_on_no_other(tx, document.id, str(actor))
    begun = document.stage is Stage.FAILED and postings.attempts_of(tx, document.id)
    if document.stage not in TURNABLE or begun:
        raise DecisionRefused(f"Document {document.id} is {document.stage}; its pages cannot be turned now.")
    return document, review.turned(tx, document)[1]
