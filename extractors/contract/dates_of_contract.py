"""The effective date and the expiration date: said outright, or computed from the term."""

import re
from datetime import date

from extractors.contract.text import ContractText
from extractors.models import Value
from extractors.values.dates import FoundDate, find_dates

QUOTE = "[\"“”„«']"
EFFECTIVE_AFTER = re.compile(rf"^\W{{0,4}}\(?[^()]{{0,60}}?{QUOTE}?\s*(?:the )?Effective Date", re.IGNORECASE)
EFFECTIVE_BEFORE = re.compile(
    r"(?:effective\s*(?:date)?\s*(?:is|as of|on|from|upon|of|shall be|means|:|this)*(?:\s+the)?|"
    r"takes? effect (?:on|from)|commenc\w+ (?:on|as of|from)|in Kraft (?:ab|am)|生效日期\s*[:：]?|"
    r"effective date\W+(?:\w+\s+){0,4})\W{0,4}$",
    re.IGNORECASE,
)
AGREED_BEFORE = re.compile(
    r"(?:dated|made|entered into|executed|as of|this|date)\W{0,3}(?:as of|on|effective|this|the|"
    r"and entered into|\s|:|,)*$|(?:签订日期|签署日期|datum|date)\s*[:：]?\s*$",
    re.IGNORECASE,
)
EXPIRES_BEFORE = re.compile(
    r"(?:expir\w+|terminat\w+|end(?:s|ing)?|until|through|thru|up to and including|to and including|"
    r"continue\w*|bis(?: zum)?|jusqu.au|终止日期|届满日|止|expiration date\W+(?:\w+\s+){0,3})"
    r"(?:\s+(?:on|at|as of|midnight|the|close of business|of|and including|including|automatically|"
    r"upon|is|shall be|date)|\W)*$",
    re.IGNORECASE,
)
TERM = re.compile(
    r"(?:term|period|continue|effect)[^.;]{0,140}?\b(?:(?P<word>one|two|three|four|five|six|seven|"
    r"eight|nine|ten|twelve|fifteen|eighteen|twenty|twenty-four|thirty-six|sixty)\b\s*)?"
    r"(?:\(?\s*(?P<number>\d{1,3})\s*\)?)?[\s-]*(?P<unit>years?|months?)\b(?P<rest>[^.;]{0,160})",
    re.IGNORECASE,
)
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "twelve": 12,
         "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty-six": 36, "sixty": 60}  # fmt: skip
FROM_START = re.compile(
    r"effective date|date (?:hereof|of this|first)|commenc|beginning|from (?:the )?date|execution|"
    r"initial term|starting",
    re.IGNORECASE,
)
OPENING = 5000


def choose_dates(contract: ContractText) -> tuple[Value[date] | None, Value[date] | None]:
    """(effective date, expiration date)."""
    flat = re.sub(r"\s", " ", contract.text)
    found = find_dates(flat, month_first=True)
    effective = _effective(flat, found)
    expires = _expires(flat, found, effective[0].value if effective else None)
    start = (
        contract.claimed(effective[0].value, effective[0].start, effective[0].end, effective[1]) if effective else None
    )
    if expires is not None:
        return start, contract.claimed(expires.value, expires.start, expires.end, 0.85)
    return start, _by_term(contract, flat, effective)


def _effective(text: str, found: tuple[FoundDate, ...]) -> tuple[FoundDate, float] | None:
    """The date called effective; else the one that the opening gives as the date of the agreement."""
    ranked: list[tuple[float, FoundDate]] = []
    for place, item in enumerate(found):
        before, after = text[max(0, item.start - 90) : item.start], text[item.end : item.end + 90]
        opening = item.start < OPENING
        if EFFECTIVE_AFTER.match(after) and opening:
            ranked.append((0.95, item))
        elif EFFECTIVE_BEFORE.search(before):
            ranked.append((0.9 if opening else 0.7, item))
        elif opening and AGREED_BEFORE.search(before):
            ranked.append((0.75 - 0.02 * place, item))
    if not ranked:
        return None
    score, best = max(ranked, key=lambda pair: (pair[0], -pair[1].start))
    return best, score if best.other is None else min(score, 0.7)


def _expires(text: str, found: tuple[FoundDate, ...], effective: date | None) -> FoundDate | None:
    for item in found:
        before = text[max(0, item.start - 60) : item.start]
        wide = text[max(0, item.start - 300) : item.start]
        if not EXPIRES_BEFORE.search(before) or (effective and item.value <= effective):
            continue
        if re.search(r"expir|term\b|terminat|in effect|remain|continue|laufzeit|durée|有效", wide, re.IGNORECASE):
            return item
    return None


def _by_term(contract: ContractText, text: str, effective: tuple[FoundDate, float] | None) -> Value[date] | None:
    """The effective date plus the first term that runs from the start of the contract."""
    if effective is None:
        return None
    for match in TERM.finditer(text):
        count = int(match["number"]) if match["number"] else WORDS.get((match["word"] or "").casefold(), 0)
        around = match.group()
        if (
            not count
            or not FROM_START.search(around)
            or re.search(r"notice|prior to|after (?:the )?terminat|follow\w+ (?:the )?(?:terminat|expir)", around, re.I)
        ):
            continue
        months = count * (12 if match["unit"].casefold().startswith("year") else 1)
        if 0 < months <= 600:
            return contract.claimed(
                _later(effective[0].value, months), match.start(), match.end(), min(0.6, effective[1]), derived=True
            )
    return None


def _later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return day
