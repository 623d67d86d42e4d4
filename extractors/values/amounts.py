"""Numbers as documents of many countries print them: ``1.234,56``, ``1,234.56``, ``1 234,56``, ``1'234.56``."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from extractors.values.currencies import currency_code

DIGITS_AND_MARKS = str.maketrans(
    {"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "–": "-", "，": ",", "．": "."}
)

NUMBER = re.compile(
    r"""
    (?<![\w.,/])
    (?P<open>\()?
    (?P<sign>[-+]\s?)?
    (?:(?P<before>[$€£¥₽₹]|[A-Z]{1,3}\$|[A-Z]{2,3}|S?Fr\.?|zł|Kč|kr\.?|руб\.?|R\$|Rs\.?|元|人民币)\s?)?
    (?P<sign2>[-+]\s?)?
    (?P<whole>\d{1,3}(?:(?P<sep>[.,'\ ])\d{3})(?:(?P=sep)\d{3})*(?!\d)|\d{1,3}(?:,\d{2})+,\d{3}(?!\d)|\d+)
    (?:(?P<point>[.,])\0{0,2}(?P<decimals>\d{1,6}))?
    (?P<trail>-(?!\d))?
    (?P<close>\))?
    (?=$|[^\w.,/]|[.,](?:\s|$)|,-|€|[A-Z]{3}\b|元|%|руб|zł|Kč|kg|г|шт)
    """,
    re.VERBOSE,
)
FIGURE = re.compile(r"\d")
CURRENCY_MARK = re.compile(r"\s?([$€£¥₽₹元]|руб\.?|zł|Kč|[A-Z]{3}\b)")
TIMES = re.compile(r"(?<=\d)[xX](?=\d+[.,]\d\d(?!\d))")
"""``3x12,50``: a count and a price."""
CONFUSED = str.maketrans("OoIl", "0011")
LONE_STROKE = re.compile(r"(?<!\S)[lIı|](?!\S)")
SPLIT = re.compile(r"(?<=\d)(?: ([.,]) ?| ?([.,]) )(?=\d{2}(?![\d.,]))")
NOISY = re.compile(r"(?<![A-Za-z])(?=[OoIl\d.,]*\d)[\dOoIl]+[.,][\dOoIl]{2}(?![A-Za-z])")


@dataclass(frozen=True)
class Amount:
    """A number in a text.

    Attributes:
        value: signed; a trailing minus and brackets make it negative.
        start, end: where it stands in the text, currency marks included.
        decimals: digits after the decimal mark, 0 for a whole number.
        currency: the currency mark or code beside it, as printed.
        percent: a percent sign follows.
        unsure: one group of three digits after one mark, which may be thousands or decimals.
        noisy: letters were read as digits.
    """

    value: Decimal
    start: int
    end: int
    decimals: int
    currency: str | None = None
    percent: bool = False
    unsure: bool = False
    noisy: bool = False


def find_amounts(text: str, decimal_mark: str | None = None, noisy: bool = False) -> tuple[Amount, ...]:
    """All numbers in `text`, left to right.

    Args:
        text: one phrase of a document; full-width digits and marks are understood.
        decimal_mark: "." or "," where the document's habit is known; settles ``1.234``.
        noisy: the text comes from OCR: O and l between digits count as 0 and 1.
    """
    if not noisy and not FIGURE.search(text):
        return ()
    plain = TIMES.sub(" ", plain_width(text))
    mended = _mended(plain) if noisy else plain
    found = (_amount(match, mended, plain, decimal_mark) for match in NUMBER.finditer(mended))
    return tuple(amount for amount in found if amount is not None)


def _mended(text: str) -> str:
    """Letters between digits read as digits, a lone stroke as 1, a space beside the mark closed; length kept."""
    text = LONE_STROKE.sub("1", NOISY.sub(lambda m: m.group().translate(CONFUSED), text))
    return SPLIT.sub(lambda m: (m.group(1) or m.group(2)) + "\0" * (len(m.group()) - 1), text)


def plain_width(text: str) -> str:
    """The text with full-width characters and unusual spaces, quotes and minus signs made plain, length kept."""
    if not text.isascii():
        text = "".join(_plain(char) for char in text)
    return text.translate(DIGITS_AND_MARKS)


def _plain(char: str) -> str:
    if char < "\u0100":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _amount(match: re.Match[str], text: str, original: str, decimal_mark: str | None) -> Amount | None:
    whole, sep, point, decimals = (match.group(name) for name in ("whole", "sep", "point", "decimals"))
    digits = re.sub(r"\D", "", whole)
    unsure = False
    if sep in (".", ",") and point is None and whole.count(sep) == 1:
        unsure = decimal_mark is None
        if decimal_mark == sep or whole.startswith("0"):
            integer, decimals = whole.split(sep)
            digits, unsure = integer, False
    before = match.group("before")
    if (point is not None and point == sep) or (before and currency_code(before) is None):
        return None
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    end = match.end()
    if decimals is None and text[end : end + 2] == ",-":
        end += 2
    after = CURRENCY_MARK.match(text, end)
    if after and currency_code(after.group(1)) is None:
        after = None
    percent = text[end : end + 2].strip().startswith("%")
    if (
        "-" in (match.group("sign") or "") + (match.group("sign2") or "")
        or match.group("trail")
        or (match.group("open") and match.group("close") and decimals)
    ):
        value = -value
    return Amount(
        value=value,
        start=match.start(),
        end=after.end() if after and not percent else end,
        decimals=len(decimals or ""),
        currency=before or (after.group(1) if after and not percent else None),
        percent=percent,
        unsure=unsure,
        noisy=original[match.start() : match.end()] != match.group(),
    )


def decimal_habit(texts: list[str]) -> str | None:
    """The decimal mark that a document uses, by the numbers whose form leaves no doubt; None where they disagree."""
    votes = {".": 0, ",": 0}
    for text in texts:
        plain = plain_width(text)
        for mark in re.findall(r"(?<![\d.,])(?:\d+|\d{1,3}(?:[.,' ]\d{3})+)([.,])\d{2}(?![\d.,])", plain):
            votes[mark] += 1
    if votes["."] > 2 * votes[","]:
        return "."
    if votes[","] > 2 * votes["."]:
        return ","
    return None
