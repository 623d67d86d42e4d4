"""The text of an OFD: its text objects as words with boxes, page by page."""

import re
from collections.abc import Iterator

from lxml import etree

from extractors.einvoice.node import Node
from extractors.errors import UnreadableFile
from extractors.models import Limits, Page, Source, Word
from extractors.ofd.document import OfdPage, numbers, pages
from extractors.ofd.package import OfdPackage

POINTS = 72 / 25.4
"""A millimetre in points."""
WORD = re.compile(r"\S+")
MAX_REPEATS = 10_000
ASCENT, DESCENT = 0.85, 0.15
"""Of the height of a line, above and below its base line."""

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


def read_pages(package: OfdPackage, limits: Limits) -> tuple[Page, ...]:
    """The words of every page, templates included, in the order of lines.

    Raises:
        UnreadableFile: damaged, too_large, or too_many_pages.
    """
    found = []
    for number, page in enumerate(pages(package), start=1):
        if number > limits.max_pages:
            raise UnreadableFile("too_many_pages", f"The OFD has more than {limits.max_pages} pages.")
        words = in_lines([word for part in (*page.templates, page.path) for word in _words(package, part)])
        width, height = page.width * POINTS, page.height * POINTS
        found.append(Page(number=number, width=width, height=height, words=tuple(words), source=Source.TEXT))
    return tuple(found)


def texts_by_id(package: OfdPackage, page_list: tuple[OfdPage, ...]) -> dict[str, str]:
    """What each text object says, by its number in the file."""
    parts = dict.fromkeys(part for page in page_list for part in (*page.templates, page.path))
    return {
        node.element.get("ID", ""): "".join(node.said("TextCode"))
        for part in parts
        for node in _text_objects(package, part)
    }


def in_lines(words: list[Word]) -> list[Word]:
    """Words sorted into lines from top to bottom, and from left to right within a line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        if lines and abs(_middle(word) - _middle(lines[-1][0])) < (word.bbox[3] - word.bbox[1]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: word.bbox[0])]


def _middle(word: Word) -> float:
    return (word.bbox[1] + word.bbox[3]) / 2


def _text_objects(package: OfdPackage, part: str) -> Iterator[Node]:
    root = package.xml(part)
    if root is not None:
        for element in root.iter("{*}TextObject"):
            yield Node(element)


def _words(package: OfdPackage, part: str) -> Iterator[Word]:
    for node in _text_objects(package, part):
        box = numbers(node.element.get("Boundary", ""))
        size = (numbers(node.element.get("Size", "")) or [3.0])[0]
        if len(box) == 4 and size > 0:
            for code in node.element.iter("{*}TextCode"):
                yield from _words_of(code, (box[0], box[1]), size, _matrix(node.element.get("CTM", "")))


def _matrix(text: str) -> Matrix:
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else SAME


def _words_of(code: etree._Element, corner: tuple[float, float], size: float, matrix: Matrix) -> Iterator[Word]:
    """The words of a run of text; each character stands a given way from the one before it."""
    text = code.text or ""
    across, down = (_offsets(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
    x, y = ((numbers(code.get(name, "")) or [0.0])[0] for name in ("X", "Y"))
    places = [(x, y)]
    for right, below in zip(across, down, strict=True):
        x, y = x + right, y + below
        places.append((x, y))
    for match in WORD.finditer(text):
        for start, end in _on_one_line(places, *match.span()):
            yield _word(text[start:end], places[start:end], corner, size, matrix)


def _on_one_line(places: list[tuple[float, float]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for index in range(start + 1, end):
        if places[index][1] != places[index - 1][1]:
            yield start, index
            start = index
    yield start, end


def _word(
    text: str, places: list[tuple[float, float]], corner: tuple[float, float], size: float, matrix: Matrix
) -> Word:
    (left, base), (last, _) = places[0], places[-1]
    width = size if ord(text[-1]) > 0x2E7F else size / 2
    a, b, c, d, e, f = matrix
    ends = [(x, y) for x in (left, last + width) for y in (base - size * ASCENT, base + size * DESCENT)]
    xs = [(a * x + c * y + e + corner[0]) * POINTS for x, y in ends]
    ys = [(b * x + d * y + f + corner[1]) * POINTS for x, y in ends]
    return Word(text=text, bbox=(min(xs), min(ys), max(xs), max(ys)))


def _offsets(text: str, length: int) -> list[float]:
    """One offset for each character but the first; `g 3 1.5` stands for three of 1.5, what is missing is 0."""
    parts, found = text.split(), list[float]()
    while parts and len(found) < length:
        if parts[0] == "g" and len(parts) >= 3:
            count, step = numbers(f"{parts[1]} {parts[2]}") or (0.0, 0.0)
            found += [step] * max(0, min(int(count), MAX_REPEATS))
            parts = parts[3:]
        else:
            found += numbers(parts[0])
            parts = parts[1:]
    return (found + [0.0] * length)[: max(length - 1, 0)]
