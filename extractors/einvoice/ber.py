"""The elements of a file in ASN.1's basic encoding (BER, and DER within it), walked once and within bounds.

Libraries for ASN.1 join a text in many pieces in time that grows with the square of its length: a small hostile file
would hold them for hours.
"""

from collections.abc import Iterator
from typing import NamedTuple

MAX_ELEMENTS = 1_000_000
"""Elements looked at in one file; signed invoices come in pieces of a thousand bytes or more."""
END = (0, 0)
CONSTRUCTED = 0x20
OCTETS = 0x04


class Element(NamedTuple):
    """An element: its tag (first byte), where its content starts, and where it ends; `after` is the next element."""

    tag: int
    start: int
    end: int
    after: int


class Elements:
    """The elements of a file.

    Raises:
        ValueError: the encoding is broken, cut off, or has more elements than `MAX_ELEMENTS`.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._looked_at = 0
        self._ends: dict[int, int] = {}

    def at(self, position: int) -> Element:
        """The element that starts at the position."""
        tag, start, length = self._head(position)
        if length is not None:
            return Element(tag, start, start + length, start + length)
        end = self._end_of_open(start)
        return Element(tag, start, end, end + len(END))

    def within(self, parent: Element) -> Iterator[Element]:
        """The elements inside a constructed one."""
        position = parent.start
        while position < parent.end:
            element = self.at(position)
            if element.end > parent.end:
                raise ValueError("an element ends after the one around it")
            yield element
            position = element.after

    def octets(self, element: Element) -> bytes:
        """The bytes of an OCTET STRING, whole or in pieces."""
        pieces: list[bytes] = []
        position = element.start
        if not element.tag & CONSTRUCTED:
            return self.data[element.start : element.end]
        while position < element.end:
            tag, start, length = self._head(position)
            position = start
            if length is None or tag & CONSTRUCTED or (tag, length) == END:
                continue  # Pieces of pieces, and the marks that end them: what is inside counts.
            if tag != OCTETS:
                raise ValueError("a piece of a text is no text")
            pieces.append(self.data[start : start + length])
            position = start + length
        return b"".join(pieces)

    def _head(self, position: int) -> tuple[int, int, int | None]:
        """Tag, start of the content, and its length; None for a length that is open."""
        self._looked_at += 1
        if self._looked_at > MAX_ELEMENTS:
            raise ValueError("it has too many elements")
        if position + 2 > len(self.data):
            raise ValueError("it is cut off")
        tag, size = self.data[position], self.data[position + 1]
        start = position + 2
        if tag & 0x1F == 0x1F:
            raise ValueError("it has a tag of several bytes")
        if size == 0x80:
            return tag, start, None
        if size > 0x80:
            count = size & 0x7F
            start, size = start + count, int.from_bytes(self.data[start : start + count], "big")
        if start + size > len(self.data):
            raise ValueError("it is cut off")
        return tag, start, size

    def _end_of_open(self, start: int) -> int:
        """Where the mark stands that ends an element of open length, by where its content starts."""
        open_ones = [] if start in self._ends else [start]
        position = start
        while open_ones:
            tag, content, length = self._head(position)
            if length is None:
                open_ones.append(content)
            elif (tag, length) == END:
                self._ends[open_ones.pop()] = position
            position = content + (length or 0)
        return self._ends[start]
