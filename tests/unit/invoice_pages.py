"""Synthetic pages for the tests of reading: words placed by column and row, as a text layer gives them."""

from extractors.models import Page, Source, Word

LETTER = 5.0
HEIGHT = 9.0


def page(*rows: str, source: Source = Source.TEXT, number: int = 1) -> Page:
    """A page from rows of text as typed: each character takes one place, so that columns line up."""
    words = []
    for index, row in enumerate(rows):
        top = 40.0 + 16.0 * index
        position = 0
        for word in row.split(" "):
            if word:
                left = 20.0 + position * LETTER
                box = (left, top, left + len(word) * LETTER, top + HEIGHT)
                words.append(Word(text=word, bbox=box, confidence=0.9 if source is Source.OCR else 1.0))
            position += len(word) + 1
    return Page(number=number, width=640.0, height=842.0, words=tuple(words), source=source)
