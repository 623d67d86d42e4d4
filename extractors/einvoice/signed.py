"""The file inside a signed one (CMS SignedData, RFC 5652, .p7m), in DER, BER, PEM or base64."""

import base64
import binascii
import re

from extractors.einvoice.ber import Element, Elements
from extractors.errors import UnreadableFile
from extractors.file_types import MediaType, by_content, shown

ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 #]+-----")
MAX_ENVELOPES = 5
"""Signatures around signatures that are opened."""
SEQUENCE, CONTENT = 0x30, 0xA0


def signed_content(data: bytes, name: str) -> bytes:
    """What was signed, out of one or several envelopes. Whether the signatures hold is not judged.

    Raises:
        UnreadableFile: damaged, or unsupported when it is a signature alone, without what was signed.
    """
    for _ in range(MAX_ENVELOPES):
        data = _opened(data, name)
        if by_content(data) is not MediaType.P7M:
            return data
    raise UnreadableFile("unsupported", f"{shown(name)} is signed more than {MAX_ENVELOPES} times over.")


def _opened(data: bytes, name: str) -> bytes:
    try:
        content = _content(_binary(data))
    except ValueError as error:
        raise UnreadableFile("damaged", f"The signed file {shown(name)} is damaged: {error}.") from error
    if not content:
        raise UnreadableFile("unsupported", f"{shown(name)} is a signature alone; what was signed is not inside.")
    return content


def _content(data: bytes) -> bytes:
    """The content inside SignedData, empty where there is none.

    It is written as type, [0] { version, digests, { type, [0] content }, certificates, signatures }.
    """
    elements = Elements(data)
    signed = _child(elements, elements.at(0), CONTENT)
    wrapped = _child(elements, signed, SEQUENCE) if signed else None
    enveloped = _child(elements, wrapped, SEQUENCE) if wrapped else None
    if enveloped is None:
        raise ValueError("it holds no signed data")
    content = _child(elements, enveloped, CONTENT)
    return elements.octets(elements.at(content.start)) if content and content.start < content.end else b""


def _child(elements: Elements, parent: Element, tag: int) -> Element | None:
    """The first element inside that has the tag."""
    return next((element for element in elements.within(parent) if element.tag == tag), None)


def _binary(data: bytes) -> bytes:
    if data[:1] == b"\x30":
        return data
    letters = b"".join(ARMOUR.sub(b"", data.removeprefix(b"\xef\xbb\xbf")).split())
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("it is no base64") from error
