"""From a claimed file to a receipt and a document, in one transaction."""

import logging
import uuid
from dataclasses import dataclass

from bots.intake.folder import Claimed, WatchedFolder
from extractors.errors import UnreadableFile
from extractors.mail import Attachment
from extractors.media import quick_look
from extractors.models import Limits
from orchestrator.people.actor import login_of
from orchestrator.stages import Stage
from orchestrator.store import Store, Transaction, documents, receipts

log = logging.getLogger(__name__)
ACTOR = "intake"
UNKNOWN_TYPE = "unknown"


@dataclass(frozen=True)
class Uploaded:
    """What became of a file that was handed over; `duplicate`: the same content is known already."""

    document_id: str
    receipt_id: str
    duplicate: bool


def take_in_settled(store: Store, folder: WatchedFolder, limits: Limits) -> int:
    """Take in every file that has settled in the folder; returns how many."""
    count = 0
    for claimed in folder.poll():
        try:
            take_in(store, claimed, limits)
        except OSError as error:
            log.error("%s cannot be kept now (%s); it is tried again", claimed.id, error.strerror)
            continue
        folder.done(claimed)
        count += 1
    return count


def take_in(store: Store, claimed: Claimed, limits: Limits) -> None:
    """Keep a claimed file and give it a receipt. A second call with the same claim changes nothing."""
    with store.reading() as tx:
        if receipts.get(tx, claimed.id) is not None:
            return
    media_type, refusal = _look(claimed, limits)
    store.blobs.adopt(claimed.spooled, claimed.sha256)
    with store.begin() as tx:
        _record(tx, claimed.sha256, claimed.size, claimed.raw_name, media_type, refusal, receipt_id=claimed.id)
    log.info("took in %s", receipts.display_name(claimed.raw_name))


def take_in_upload(store: Store, name: str, data: bytes, limits: Limits, actor: str) -> Uploaded:
    """Keep a file that somebody handed over by a page or the API, and give it a receipt.

    Args:
        name: as the sender calls it; kept as a name, never used as a path.
    """
    try:
        if len(data) > limits.max_bytes:
            raise UnreadableFile("too_large", f"The file is larger than {limits.max_bytes // 2**20} MB; split it.")
        media_type, refusal = str(quick_look(data, name, limits)), None
    except UnreadableFile as error:
        media_type, refusal = UNKNOWN_TYPE, error
    sha256 = store.blobs.put(data)
    receipt_id = uuid.uuid4().hex
    with store.begin() as tx:
        raw_name = name.encode("utf-8", "surrogateescape")
        _record(tx, sha256, len(data), raw_name, media_type, refusal, receipt_id=receipt_id, actor=actor, uploaded=True)
        receipt = receipts.get(tx, receipt_id)
        assert receipt is not None
    log.info("took in %s", receipts.display_name(raw_name))
    return Uploaded(receipt.document_id, receipt.id, receipt.duplicate)


def take_in_attachment(
    tx: Transaction, mail_document: str, attachment: Attachment, sha256: str, actor: str = ACTOR
) -> None:
    """Record a file that came in an e-mail and is kept already, with a receipt below each of the mail's receipts."""
    raw_name = attachment.name.encode("utf-8", "surrogateescape")
    for mail in receipts.of_document(tx, mail_document):
        _record(tx, sha256, len(attachment.data), raw_name, attachment.media_type, None, parent_id=mail.id, actor=actor)


def _look(claimed: Claimed, limits: Limits) -> tuple[str, UnreadableFile | None]:
    """The media type by content, or why the file is refused. No native parser runs here."""
    try:
        if claimed.size > limits.max_bytes:
            limit_mb = limits.max_bytes // 2**20
            raise UnreadableFile("too_large", f"The file is larger than {limit_mb} MB; split it or raise the limit.")
        name = receipts.display_name(claimed.raw_name)
        return str(quick_look(claimed.spooled.read_bytes(), name, limits)), None
    except UnreadableFile as refusal:
        return UNKNOWN_TYPE, refusal


def _record(
    tx: Transaction, sha256: str, size: int, raw_name: bytes, media_type: str, refusal: UnreadableFile | None,
    *, receipt_id: str | None = None, parent_id: str | None = None, actor: str = ACTOR, uploaded: bool = False,
) -> None:  # fmt: skip
    document_id = documents.by_content(tx, sha256)
    duplicate = document_id is not None
    if document_id is None:
        stage = Stage.QUARANTINED if refusal else Stage.RECEIVED
        reason = str(refusal) if refusal else "It waits to be read."
        facts = {"code": refusal.code} if refusal else {}
        document_id = documents.create(tx, sha256, media_type, size, stage, actor, reason, **facts)
    receipt_id = receipt_id or uuid.uuid4().hex
    receipts.add(
        tx, document_id, raw_name, actor, duplicate=duplicate, receipt_id=receipt_id, parent_id=parent_id,
        handed_in_by=login_of(actor) if uploaded else None,
    )  # fmt: skip
