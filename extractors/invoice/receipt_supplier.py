"""Who issued a till's receipt: the name at its top, where nothing labels it."""

import re
from dataclasses import dataclass
from statistics import median

from extractors.invoice.labels import normal, table
from extractors.invoice.layout import Phrase, Row
from extractors.invoice.legal_forms import LATIN, UPPER, has_legal_form
from extractors.invoice.names import ADDRESS, CONTACT, LABELLED_NUMBER, POSTCODE, TITLE, name_in
from extractors.invoice.reading import Candidate, Reading
from extractors.models import Value

TOP_ROWS = 9
REGISTERED = re.compile(
    r"\s*[\[(]\s*(?:(?:co|reg|no|roc)\b[.: no]*)?[A-Z]{0,3}[\d -]{5,}[\d-]*\s?-?\s?[A-Z]{0,2}\s*[\])]?.*$", re.I
)
"""A company's registration number in brackets, as it follows names in much of Asia."""
TRAILING_NUMBER = re.compile(r"\s+[A-Z]{0,2}\d{5,}(?:-\w)?$")
MISREAD_FORMS = (
    (re.compile(r"\bS[DOI0]N\.?(?=\s?(?:BH|DH))", re.I), "SDN"),
    (re.compile(r"(?<=SDN )[BD]H[DELO0]\b|(?<=SDN )BHÒ", re.I), "BHD"),
    (re.compile(r"(?<=\s)[S5]/[BD]$"), "S/B"),
)
"""Legal forms that OCR often gets wrong by a letter."""
FORM_ONLY = re.compile(r"\(\w{1,3}\)|\bCO\b\.?", re.I)
LARGE = 1.15
"""Print so much higher than usual is a heading."""
GREETING = re.compile(
    r"\b(?:thank|welcome|bienvenue|willkommen|bienvenid|benvenut|tq for|visit|copy|duplicate|reprint)\b", re.I
)


@dataclass(frozen=True)
class Head:
    """A row at the top: the name that it says, whether as a company's, or whether it is part of an address."""

    index: int
    phrase: Phrase
    name: str | None
    formed: bool
    address: bool

    @property
    def height(self) -> float:
        return self.phrase.height


def receipt_supplier(reading: Reading) -> Value[str] | None:
    """The name with a legal form at the top, else the first name; rows that go on are joined.

    A company named only below the address runs the shop whose name is printed first and large: the shop is taken.
    """
    if not reading.noisy or not reading.sheet.rows:
        return None
    rows = [row for row in reading.sheet.rows if row.page == reading.sheet.rows[0].page]
    heads = _heads(rows[:TOP_ROWS])
    names = [place for place, head in enumerate(heads) if head.name]
    formed = next((place for place in names if heads[place].formed), None)
    address = next((place for place, head in enumerate(heads) if head.address), len(heads))
    usual = median(row.box[3] - row.box[1] for row in rows)
    first = next((p for p in names if _legible(heads[p]) and (p == 0 or heads[p].height > LARGE * usual)), None)
    if formed is not None and (formed < address or first is None or first > address):
        return _claimed(heads[formed], " ".join(_whole(heads, formed)), 0.9)
    place = first if first is not None else next((p for p in names if _legible(heads[p])), None)
    return _claimed(heads[place], " ".join(_continued(heads, place)), 0.8) if place is not None else None


def _claimed(head: Head, name: str, confidence: float) -> Value[str]:
    return Candidate(name, head.phrase, 0, len(head.phrase.text)).claimed(confidence, name)


def _heads(rows: list[Row]) -> list[Head]:
    """The rows at the top up to the first heading of something else; names stand alone in their row."""
    found = []
    for row in rows:
        phrase = row.phrases[0] if len(row.phrases) == 1 else None
        text = row.text
        name = _name(text) if phrase else None
        registered = bool(name and REGISTERED.search(text) and len(name) >= 6 and not ADDRESS.search(name))
        address = bool(ADDRESS.search(text) or POSTCODE.search(text + " "))
        formed = bool(name and (has_legal_form(name) or registered))
        found.append(Head(row.index, row.phrases[0], name, formed, address and not formed))
    return found


def _name(text: str) -> str | None:
    text = text.partition(":")[2].strip() if re.match(r"^[^\W\d]{4,14}\s?:\s*[^\W\d]", text) else text
    plain = TRAILING_NUMBER.sub("", REGISTERED.sub("", text)).strip(" ,;:*-_.")
    for wrong, right in MISREAD_FORMS:
        plain = wrong.sub(right, plain)
    if plain.count("(") > plain.count(")") or sum(c.isalpha() for c in plain) < 4 or GREETING.search(plain):
        whole = plain.count("(") > plain.count(")") and sum(c.isalpha() for c in plain) >= 8
        return plain if whole and not CONTACT.search(plain) else None
    if LABELLED_NUMBER.match(text) or TITLE.match(plain) or normal(plain)[0].strip() in table():
        return None
    if not has_legal_form(plain) and (ADDRESS.search(plain) or POSTCODE.search(plain + " ")):
        return None
    if sum(c.isdigit() for c in plain) > sum(c.isalpha() for c in plain) / 2 or CONTACT.search(plain):
        return None
    return plain


def _legible(head: Head) -> bool:
    sure = sum(word.confidence for word in head.phrase.words) / len(head.phrase.words)
    return sure >= 0.5 and name_in(head.phrase.text) is not None


def _whole(heads: list[Head], place: int) -> list[str]:
    """The name with a legal form in this row, with the rows above and below that belong to it."""
    parts = [heads[place].name or ""]
    for below in range(place + 1, len(heads)):
        if parts[-1].count("(") <= parts[-1].count(")") or not heads[below].name:
            break
        parts.append(heads[below].name or "")
    for above in range(place - 1, -1, -1):
        first = heads[above].name or ""
        own = UPPER.sub("", LATIN.sub("", FORM_ONLY.sub("", parts[0]))).partition("(")[0].strip(" .,&)")
        unfinished = first.endswith(("&", "-")) or first.count("(") > first.count(")")
        if not first or not (unfinished or len(own) < 3 or parts[0].count(")") > parts[0].count("(")):
            break
        parts.insert(0, first)
    return parts


def _continued(heads: list[Head], place: int) -> list[str]:
    """The name in this row, with the next row where that is as large, close below and no address."""
    head, name = heads[place], heads[place].name or ""
    if place + 1 < len(heads):
        under = heads[place + 1]
        close = under.index == head.index + 1 and under.phrase.box[1] - head.phrase.box[3] < 0.9 * head.height
        plain = under.name and not under.address and not re.search(r"[\d,]", under.phrase.text)
        if plain and close and 0.72 < under.height / max(head.height, 1.0) < 1.4:
            return [name, under.name or ""]
    return [name]
