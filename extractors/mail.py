"""The attachments of an e-mail file (.eml), mails inside mails included."""

import re
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType, shown
from extractors.media import quick_look
from extractors.models import Frozen, Limits

MAX_DEPTH = 5
"""Mails inside mails that are opened."""
MAX_ATTACHMENTS = 50
LOGO_BYTES = 50_000
"""Pictures inside the mail's text below this size are logos, not documents."""
CONTENT_ID = re.compile(rb"cid:([^\"'\s>]+)", re.IGNORECASE)
STANDARD = Limits()


class Attachment(Frozen):
    """A file out of a mail that can be read.

    Attributes:
        name: last part of the name that the sender gave it, printable; for showing, never a path.
        media_type: one of `MediaType`, by content.
    """

    name: str
    data: bytes
    media_type: str


def attachments(data: bytes, limits: Limits = STANDARD) -> tuple[Attachment, ...]:
    """The files in a mail that are of a type we read, in the order of the mail; others (signatures, text) are left out.

    Raises:
        UnreadableFile: no_attachment when nothing in it can be read, damaged when it is no mail, too_large when it
            has more attachments than `MAX_ATTACHMENTS` or they are larger than the limit together.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        found = _attachments(message, limits, MAX_DEPTH)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableFile("damaged", "The e-mail is damaged and cannot be taken apart.") from error
    if not found:
        raise UnreadableFile(
            "no_attachment",
            "The e-mail has no attachment that is a PDF, a scan (TIFF, PNG, JPEG), XML, OFD or a signed file (.p7m).",
        )
    if len(found) > MAX_ATTACHMENTS or sum(len(a.data) for a in found) > limits.max_bytes:
        raise UnreadableFile("too_large", "The e-mail's attachments are too many or too large together.")
    return tuple(found)


def _attachments(message: Message, limits: Limits, depth: int) -> list[Attachment]:
    """Walks into mails attached as such; the depth counts mails that come as plain files."""
    if depth < 1:
        return []
    found: list[Attachment] = []
    drawn = _drawn_in_text(message)
    for part in message.walk():
        content = None if part.is_multipart() or _is_body(part) else part.get_payload(decode=True)
        if not isinstance(content, bytes) or len(found) > MAX_ATTACHMENTS:
            continue
        if _content_id(part) in drawn and len(content) < LOGO_BYTES:
            continue
        found += _usable(shown(part.get_filename() or "attachment"), content, limits, depth)
    return found


def _usable(name: str, content: bytes, limits: Limits, depth: int) -> list[Attachment]:
    """The attachment, or those of the mail that it is, or none. Hostile XML stays in: its refusal shall be seen."""
    try:
        media_type = quick_look(content, name, limits)
    except UnreadableFile as error:
        if error.code == "xml_entities":
            return [Attachment(name=name, data=content, media_type=MediaType.XML)]
        if error.code == "too_large":
            raise
        return []
    if media_type == MediaType.EML:
        return _attachments(BytesParser(policy=policy.default).parsebytes(content), limits, depth - 1)
    return [Attachment(name=name, data=content, media_type=media_type)]


def _is_body(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not part.get_filename() and part.get_content_subtype() != "xml"


def _drawn_in_text(message: Message) -> set[str]:
    """Content ids of the pictures that the mail's own text shows: logos, mostly."""
    ids: set[str] = set()
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                ids.update(found.decode("ascii", "replace") for found in CONTENT_ID.findall(content))
    return ids


def _content_id(part: Message) -> str:
    return str(part.get("content-id", "")).strip(" <>")
