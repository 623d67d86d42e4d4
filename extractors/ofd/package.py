"""An OFD file's parts: a ZIP of XML, opened within bounds."""

import posixpath
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from extractors.einvoice.xml import parse_xml
from extractors.errors import UnreadableFile
from extractors.file_types import shown
from extractors.models import Limits

MAX_PARTS = 5000
UNPACKED = 4
"""So many times the limit on a file's size may all parts that are looked at have together."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class OfdPackage:
    """The parts of an OFD file, found by their paths whatever the case of letters; nothing is written to disk.

    Raises:
        UnreadableFile: damaged, encrypted or too_large, when opened or when a part is read.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._left = limits.max_bytes * UNPACKED
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except BROKEN as error:
            raise self._damaged() from error
        members = self._archive.infolist()
        if len(members) > MAX_PARTS:
            raise UnreadableFile("too_large", f"{shown(name)} has {len(members)} parts; the limit is {MAX_PARTS}.")
        self._members = {_key(member.filename): member for member in members if not member.is_dir()}

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all parts, in small letters."""
        return tuple(self._members)

    def read(self, path: str) -> bytes | None:
        """The content of a part, None where there is none."""
        member = self._members.get(_key(path))
        if member is None:
            return None
        if member.flag_bits & 1:
            raise UnreadableFile("encrypted", f"{shown(self.name)} is encrypted. Please send it without a password.")
        try:
            with self._archive.open(member) as part:
                content = part.read(self._left + 1)
        except BROKEN as error:
            raise self._damaged() from error
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableFile("too_large", f"{shown(self.name)} unpacks to more than the limit.")
        return content

    def xml(self, path: str) -> etree._Element | None:
        """The root of an XML part, None where there is none or it is no XML."""
        content = self.read(path)
        if not content:
            return None
        try:
            return parse_xml(content, path, self.limits)
        except UnreadableFile as error:
            if error.code == "damaged":
                return None
            raise

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile("damaged", f"{shown(self.name)} is damaged and cannot be opened.")


def at(base: str, location: str) -> str:
    """The path of a part that another part (`base`) names: from its own folder, or from the top with a slash."""
    if location.startswith("/"):
        return location.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))


def _key(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/").lower()
