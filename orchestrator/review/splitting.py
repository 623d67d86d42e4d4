"""Splitting a file that holds several documents: each becomes one of its own, the file rests and is kept."""

from collections.abc import Collection
from itertools import pairwise

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType
from extractors.mail import Attachment
from extractors.models import Limits
from orchestrator.errors import DecisionRefused
from orchestrator.intake import take_in_attachment
from orchestrator.people.actor import Actor
from orchestrator.people.holding import insist_on_no_other
from orchestrator.reading import cut_part
from orchestrator.review.pages import pages
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, audit, clock, documents, findings, postings, receipts, review
from orchestrator.store.documents import Document
from orchestrator.store.review import SplitPart

SPLITTABLE = (Stage.NEEDS_REVIEW, Stage.VALIDATED)
KIND = "several_documents"


def split(
    store: Store, limits: Limits, actor: Actor, document_id: str, first_pages: Collection[int]
) -> tuple[str, ...]:
    """Make a document of each run of pages; returns their ids in the order of the pages. The original rests as filed.

    Args:
        first_pages: on which pages (from 1) a document begins; the first page always does.

    Raises:
        DecisionRefused: it waits for no person, a bot has tried to key it, it is no PDF, or no such pages are there.
        BeingEdited
    """
    with store.reading() as tx:
        document = _splittable(tx, actor, documents.get(tx, document_id))
        shown = review.shown_content(tx, document)
        names = receipts.of_document(tx, document.id)
    name = names[0].name if names else ""
    runs = _runs(first_pages, len(pages(store, document, limits)))
    try:
        with store.blobs.local(shown) as path:
            parts = tuple(cut_part(path, name, first, last) for first, last in runs)
    except UnreadableFile as refusal:
        raise DecisionRefused(f"It cannot be split: {refusal}") from refusal
    kept = [store.blobs.put(part.data) for part in parts]  # before the transaction: it may take long
    with store.begin() as tx:
        document = _splittable(tx, actor, documents.get(tx, document.id, to_change=True))
        ids = tuple(
            _take_in(tx, actor, document, part, sha256, run)
            for part, sha256, run in zip(parts, kept, runs, strict=True)
        )
        what = ", ".join(part.name for part in parts)
        postings.release(tx, document.id)
        documents.describe(tx, document.id, kind=KIND)
        reason = f"Split into {len(parts)} documents: {what}."
        facts = {"parts": [{"document": one, "first": a, "last": b} for one, (a, b) in zip(ids, runs, strict=True)]}
        documents.move(tx, document.id, document.stage, Stage.FILED, str(actor), reason, facts=facts)
    return ids


def _runs(first_pages: Collection[int], page_count: int) -> tuple[tuple[int, int], ...]:
    """First and last page of each part."""
    starts = sorted({1, *first_pages})
    if page_count < 2:
        raise DecisionRefused("It has one page, or none that can be opened; there is nothing to split.")
    if len(starts) < 2 or starts[0] < 1 or starts[-1] > page_count:
        raise DecisionRefused(f"Say on which pages from 2 to {page_count} another document begins.")
    return tuple((first, after - 1) for first, after in pairwise((*starts, page_count + 1)))


def _splittable(tx: Transaction, actor: Actor, document: Document) -> Document:
    insist_on_no_other(tx, document.id, str(actor))
    if document.stage not in SPLITTABLE:
        raise DecisionRefused(f"Document {document.id} is {document.stage}; it cannot be split now.")
    if document.media_type != MediaType.PDF:
        raise DecisionRefused("Only a PDF can be split; send the documents of other files one by one.")
    if postings.attempts_of(tx, document.id):
        raise DecisionRefused("A bot has tried to key it, so that it may be in the ERP; it cannot be split any more.")
    return document


def _take_in(
    tx: Transaction, actor: Actor, original: Document, part: Attachment, sha256: str, run: tuple[int, int]
) -> str:
    """The part's document; one that was split out before and rejected comes back."""
    first, last = run
    take_in_attachment(tx, original.id, part, sha256, str(actor))
    document_id = documents.by_content(tx, sha256)
    assert document_id is not None, "it has just been taken in"
    made = SplitPart(
        document_id=document_id, parent_id=original.id, first=first, last=last, actor=str(actor), at=clock.now(tx)
    )
    review.add_part(tx, made)
    facts = {"from": original.id, "first": first, "last": last}
    audit.append(tx, str(actor), "split from another", document_id, facts)
    document = documents.get(tx, document_id)
    if document.stage is Stage.REJECTED and findings.latest_extraction(tx, document_id) is not None:
        documents.move(tx, document_id, Stage.REJECTED, Stage.EXTRACTED, str(actor), "It was split out again.")
    return document_id
