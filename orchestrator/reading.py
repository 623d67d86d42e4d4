"""The first step: read a document and keep what was read."""

import logging
from pathlib import Path

from extractors import mail
from extractors.einvoice.reading import SEVERAL
from extractors.einvoice.several import invoices_apart
from extractors.errors import UnreadableFile
from extractors.file_types import MediaType
from extractors.invoice.memory.book import MemoryBook
from extractors.models import (
    STOPPING,
    Effect,
    Extraction,
    Invoice,
    InvoiceLine,
    Kind,
    Limits,
    Part,
    Problem,
    Source,
    Value,
)
from extractors.pool import CRASHED, read_one
from extractors.reader_process import Job
from extractors.splitting.cutting import cut_apart
from orchestrator.credit_note import positive
from orchestrator.intake import take_in_attachment
from orchestrator.stages import Stage
from orchestrator.store import Store, contracts, documents, findings, memories, receipts, review

log = logging.getLogger(__name__)
ACTOR = "reader"
CRASHES = 3
"""So often the reading's process may end before the document is to blame: it may have been killed from outside."""


def read_document(store: Store, document_id: str, limits: Limits) -> None:
    """Read a received document: e-mails give their attachments, the rest an extraction; what cannot be read rests."""
    with store.reading() as tx:
        document = documents.get(tx, document_id)
        names = receipts.of_document(tx, document_id)
        book = MemoryBook.of(kept.memory for kept in memories.everything(tx))
        shown = review.shown_content(tx, document)
        earlier = findings.latest_extraction(tx, document_id) if shown != document.sha256 else None
    if document.stage is not Stage.RECEIVED:
        return
    if document.media_type == MediaType.EML:
        _open_mail(store, document_id, store.blobs.get(document.sha256))
        return
    name = names[0].name if names else ""
    kind = earlier.kind if earlier and earlier.invoice and given_by_persons(earlier.invoice) else None
    with store.blobs.local(shown) as path:
        extraction = _read(Job(path=path, name=name, limits=limits, kind=kind), book)
    problem = next((problem for problem in extraction.problems if problem.effect in STOPPING), None)
    if problem is None and extraction.parts:
        _take_apart(store, document_id, name, extraction.parts)
    elif problem is None and _holds_several(document.media_type, extraction):
        _take_invoices_apart(store, document_id, name, limits)
    elif problem is None:
        _keep(store, document_id, by_persons(extraction, earlier))
    else:
        _set_aside(store, document_id, problem)


def _read(job: Job, book: MemoryBook) -> Extraction:
    for _ in range(CRASHES - 1):
        extraction = read_one(job, book=book)
        if all(problem.code != CRASHED for problem in extraction.problems):
            return extraction
        log.warning("the process that read %s ended; reading it again", job.path.name)
    return read_one(job, book=book)


def _set_aside(store: Store, document_id: str, problem: Problem) -> None:
    """A refused file is quarantined; where the reading failed, a person decides whether to try again."""
    to = Stage.QUARANTINED if problem.effect is Effect.REFUSED else Stage.FAILED
    with store.begin() as tx:
        documents.move(tx, document_id, Stage.RECEIVED, to, ACTOR, problem.message, facts={"code": problem.code})


def _open_mail(store: Store, document_id: str, data: bytes) -> None:
    try:
        _unpack(store, document_id, mail.attachments(data))
    except UnreadableFile as refusal:
        problem = Problem(code=refusal.code, message=str(refusal), effect=Effect.REFUSED)
        _set_aside(store, document_id, problem)


def _unpack(
    store: Store,
    document_id: str,
    attachments: tuple[mail.Attachment, ...],
    kind: str = "mail",
    what: str = "An e-mail",
) -> None:
    kept = [store.blobs.put(attachment.data) for attachment in attachments]  # before the transaction: it may take long
    with store.begin() as tx:
        for attachment, sha256 in zip(attachments, kept, strict=True):
            take_in_attachment(tx, document_id, attachment, sha256)
        names = ", ".join(attachment.name for attachment in attachments)
        documents.describe(tx, document_id, kind=kind)
        documents.move(tx, document_id, Stage.RECEIVED, Stage.FILED, ACTOR, f"{what}; taken in from it: {names}.")


def _take_apart(store: Store, document_id: str, name: str, parts: tuple[Part, ...]) -> None:
    """Every part of a PDF that holds several documents becomes a document below it; each page is in one of them."""
    with store.reading() as tx:
        sha256 = review.shown_content(tx, documents.get(tx, document_id))
    try:
        with store.blobs.local(sha256) as path:
            cut = tuple(cut_part(path, name, part.first, part.last) for part in parts)
    except UnreadableFile as refusal:
        message = f"It holds several documents, but cannot be taken apart: {refusal}"
        _set_aside(store, document_id, Problem(code="several_documents", message=message, effect=Effect.REFUSED))
        return
    _unpack(store, document_id, cut, kind="several_documents", what="Several documents in one PDF")


def cut_part(original: Path, name: str, first: int, last: int) -> mail.Attachment:
    """The pages `first` to `last` of a PDF as a file of its own, named after the whole.

    Raises:
        UnreadableFile: it cannot be cut.
    """
    pages = f"page {first}" if first == last else f"pages {first}-{last}"
    data = cut_apart(original, first, last)
    return mail.Attachment(name=f"{Path(name).stem or 'document'} ({pages}).pdf", data=data, media_type=MediaType.PDF)


def _holds_several(media_type: str, extraction: Extraction) -> bool:
    """Whether it is XML of several invoices, of which only the first is in the extraction."""
    several = any(problem.code == SEVERAL for problem in extraction.problems)
    return several and media_type in (MediaType.XML, MediaType.P7M)


def _take_invoices_apart(store: Store, document_id: str, name: str, limits: Limits) -> None:
    """Every invoice of an XML file that holds several becomes a document below it, with the head that they share.

    The file was read by a process of its own before, so that what could end a process has done so there.
    """
    with store.reading() as tx:
        sha256 = documents.get(tx, document_id).sha256
    files = invoices_apart(store.blobs.get(sha256), name, limits)
    stem = Path(name.removesuffix(".p7m")).stem or "document"
    apart = tuple(
        mail.Attachment(name=f"{stem} ({number} of {len(files)}).xml", data=file, media_type=MediaType.XML)
        for number, file in enumerate(files, start=1)
    )
    _unpack(store, document_id, apart, kind="several_documents", what="Several invoices in one file")


def by_persons(read: Extraction, earlier: Extraction | None) -> Extraction:
    """What was read anew, with what people gave or confirmed before; where it stands may be another place now."""
    given = given_by_persons(earlier.invoice) if earlier and earlier.invoice else {}
    if read.invoice is None or not given:
        return read
    return read.model_copy(update={"invoice": read.invoice.model_copy(update=given)})


def given_by_persons(invoice: Invoice) -> dict[str, object]:
    """The fields that people gave or confirmed, without their places; all lines where one of them is theirs."""
    given: dict[str, object] = {}
    for name in type(invoice).model_fields:
        value = getattr(invoice, name)
        if isinstance(value, Value) and value.source is Source.PERSON:
            given[name] = value.model_copy(update={"page": None, "bbox": None})
    if any(_is_by_person(line) for line in invoice.lines):
        given["lines"] = invoice.lines
    return given


def _is_by_person(line: InvoiceLine) -> bool:
    values = (getattr(line, name) for name in type(line).model_fields)
    return any(value is not None and value.source is Source.PERSON for value in values)


def _keep(store: Store, document_id: str, extraction: Extraction) -> None:
    with store.begin() as tx:
        findings.add_extraction(tx, document_id, extraction)
        documents.describe(tx, document_id, **described(extraction))
        contract = extraction.contract
        contracts.put_parties(tx, document_id, contract.parties.value if contract and contract.parties else ())
        reason = f"It was read as {extraction.kind.replace('_', ' ')}."
        documents.move(tx, document_id, Stage.RECEIVED, Stage.EXTRACTED, ACTOR, reason, facts=_facts(extraction))


def described(extraction: Extraction) -> dict[str, object]:
    """What lists and searches show."""
    columns: dict[str, object] = {"kind": str(extraction.kind), "language": extraction.language}
    if extraction.kind is Kind.CONTRACT and extraction.contract and extraction.contract.parties:
        columns["supplier_name"] = ", ".join(extraction.contract.parties.value)
    if extraction.invoice:
        invoice = positive(extraction.invoice, extraction.kind)
        for name in ("supplier_name", "invoice_number", "issue_date", "due_date", "currency"):
            value = getattr(invoice, name)
            columns[name] = value.value if value else None
        columns["gross_total"] = format(invoice.gross_total.value, "f") if invoice.gross_total else None
    return columns


def _facts(extraction: Extraction) -> dict[str, object]:
    """Each value as read, for the history; the texts and boxes stay with the extraction."""
    read = extraction.invoice or extraction.contract
    values = {}
    for name in type(read).model_fields if read else ():
        value = getattr(read, name)
        if value is not None and hasattr(value, "confidence"):
            values[name] = {"value": value.value, "confidence": value.confidence, "source": str(value.source)}
    facts: dict[str, object] = {"kind": str(extraction.kind), "values": values}
    if extraction.remembered and extraction.remembered.decided:
        facts["decided_by_memory"] = list(extraction.remembered.decided)
    return {**facts, "problems": [p.code for p in extraction.problems]}
