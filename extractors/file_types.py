"""What kind of file this is, by its first bytes alone, and how its name may be said."""

import base64
import binascii
import re
from enum import StrEnum

from extractors.errors import UnreadableFile

PDF_MAGIC = b"%PDF-"
TIFF_MAGICS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC = b"\xff\xd8\xff"
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:")
MAIL_HEADERS = {
    b"from",
    b"date",
    b"subject",
    b"received",
    b"mime-version",
    b"return-path",
    b"message-id",
    b"to",
}
HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(r"\s*<(\?xml\b|!--|!DOCTYPE\b|[A-Za-z_][\w.:-]*[\s/>])")
ZIP_MAGIC = b"PK\x03\x04"
OFD_ROOT = b"OFD.xml"
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""How ASN.1 names CMS SignedData."""
PEM_SIGNED = re.compile(rb"(?:\xef\xbb\xbf)?\s*-----BEGIN (?:PKCS7|PKCS #7 SIGNED DATA|CMS)-----")
BASE64 = re.compile(rb"(?:\xef\xbb\xbf)?\s*(M[A-Za-z0-9+/\s]{60,})")
DECLARES_TYPE = re.compile(r"<!(DOCTYPE|ENTITY)\b", re.IGNORECASE)


class MediaType(StrEnum):
    """A type of file that can be read."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"
    XML = "xml"
    EML = "eml"
    OFD = "ofd"
    P7M = "p7m"


IMAGES = frozenset({MediaType.TIFF, MediaType.PNG, MediaType.JPEG})


def by_content(data: bytes) -> MediaType | None:
    """The media type by the first bytes, None for one that is not read here."""
    if data.startswith(PNG_MAGIC):
        return MediaType.PNG
    if data.startswith(JPEG_MAGIC):
        return MediaType.JPEG
    if data.startswith(TIFF_MAGICS):
        return MediaType.TIFF
    if data.startswith(ZIP_MAGIC):
        return MediaType.OFD if OFD_ROOT in data else None
    if _is_signed(data):
        return MediaType.P7M
    text = decoded(data[:4096])
    if HTML.match(text):
        return None
    if XML.match(text):
        return MediaType.XML
    if _is_mail(data):
        return MediaType.EML
    return MediaType.PDF if PDF_MAGIC in data[:1024] else None


def _is_signed(data: bytes) -> bool:
    """Whether it is CMS SignedData: binary, in PEM, or in base64 without PEM's first line."""
    if data[:1] == b"\x30":
        return SIGNED_DATA in data[:32]
    if PEM_SIGNED.match(data[:200]):
        return True
    found = BASE64.match(data[:400])
    if not found:
        return False
    letters = b"".join(found[1].split())[:44]
    try:
        return SIGNED_DATA in base64.b64decode(letters)
    except binascii.Error:
        return False


def _is_mail(data: bytes) -> bool:
    """Whether the first lines are mail headers: name, colon, and at least two names that mails have."""
    names = set()
    for line in data[:16384].lstrip(b"\r\n").splitlines()[:60]:
        if not line.strip():
            break
        if line[:1] in b" \t" or line.startswith(b"From "):
            continue
        if not HEADER.match(line):
            return False
        names.add(line.split(b":", 1)[0].lower())
    return len(names & MAIL_HEADERS) >= 2


def decoded(data: bytes) -> str:
    """Text of an XML file for looking at its mark-up, by its byte order mark or null pattern; never fails."""
    for start, codec in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(start):
            return data.decode(codec, "replace")
    if data[:1] == b"<" and data[1:2] == b"\0":
        return data.decode("utf-16-le", "replace")
    if data[:2] == b"\0<":
        return data.decode("utf-16-be", "replace")
    return data.decode("utf-8", "replace")


def shown(name: str) -> str:
    """A file's name as it may stand in a sentence: last part only, printable, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(c if c.isprintable() else "?" for c in last)[:120] or "The file"


def refuse_entities(data: bytes, name: str) -> None:
    """Raise `UnreadableFile` xml_entities if the XML declares a document type or entities."""
    if DECLARES_TYPE.search(decoded(data)):
        raise UnreadableFile(
            "xml_entities",
            f"{shown(name)} declares a document type or entities, which can hide an attack. Invoices need none.",
        )
