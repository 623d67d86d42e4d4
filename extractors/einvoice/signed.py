"""The file inside a signed one (CMS SignedData, .p7m), in DER, BER, PEM or base64."""

import base64
import binascii
import re

from asn1crypto import cms

from extractors.errors import UnreadableFile
from extractors.file_types import MediaType, by_content, shown

ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 #]+-----")
MAX_ENVELOPES = 5
"""Signatures around signatures that are opened."""


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
        content = cms.ContentInfo.load(_binary(data))["content"]["encap_content_info"]["content"].native
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError) as error:
        raise UnreadableFile("damaged", f"The signed file {shown(name)} is damaged.") from error
    if not isinstance(content, bytes) or not content:
        raise UnreadableFile("unsupported", f"{shown(name)} is a signature alone; what was signed is not inside.")
    return content


def _binary(data: bytes) -> bytes:
    if data[:1] == b"\x30":
        return data
    letters = b"".join(ARMOUR.sub(b"", data.removeprefix(b"\xef\xbb\xbf")).split())
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
