"""Breaks texts into lines that fit a width: between words, between Chinese characters, else within a long word."""

import re

from orchestrator.reports.compliance.pdf.typeface import FIRST_CHINESE, Typeface

EAST = f"{chr(FIRST_CHINESE)}-\U0010ffff"
PIECES = re.compile(rf"[{EAST}]|[^\s_{EAST}]*_|[^\s_{EAST}]+|\s+")
"""What stays together: a Chinese character, a word up to its next underscore, blanks."""
NOT_FIRST = frozenset("，。；：、！？）》」』】%")
"""Signs with which no line begins."""


def wrapped(text: str, width: float, size: float, face: Typeface) -> list[str]:
    """The lines of a text in a width in points; no line for an empty text."""
    if face.width(text, size) <= width and "\n" not in text:
        return [text] if text.strip() else []
    room, line, taken = width * 1000 / size, "", 0.0
    lines: list[str] = []
    for piece in PIECES.findall(text):
        if piece.isspace():
            piece = " " if line else ""
        wide = _width(piece, face)
        if taken + wide <= room or (line and piece in NOT_FIRST):
            line, taken = line + piece, taken + wide
            continue
        if line.strip():
            lines.append(line.rstrip())
        line, taken = piece.strip(), _width(piece.strip(), face)
        while taken > room:
            part = _fitting(line, room, face)
            lines.append(part)
            line = line[len(part) :]
            taken = _width(line, face)
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _width(text: str, face: Typeface) -> float:
    return sum(face.place(character).width for character in text)


def _fitting(word: str, room: float, face: Typeface) -> str:
    """As much of a word as fits, one character at least."""
    taken = 0.0
    for number, character in enumerate(word):
        taken += face.place(character).width
        if taken > room and number:
            return word[:number]
    return word
