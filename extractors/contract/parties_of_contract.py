"""The parties of a contract: the names in its opening, each mostly followed by its short name in brackets."""

import re
from collections.abc import Iterator

from extractors.contract.text import ContractText
from extractors.invoice.legal_forms import has_legal_form
from extractors.models import Value

BETWEEN = re.compile(
    r"\b(?:by and between|by and among|between|among|amongst|zwischen|entre|между|by)\b[:,]?", re.IGNORECASE
)
END = re.compile(
    r"\b(?:WITNESSETH|WHEREAS|RECITALS|BACKGROUND|NOW,? THEREFORE|W I T N E S S E T H|Präambel|"
    r"Préambule|1\.\s+[A-Z]|Preamble|in consideration|the parties (?:hereby )?agree)\b"
)
ALIAS = re.compile(
    r"""\(\s*[^()]{0,80}?["“”„«‘']\s*[^"“”»’']{1,80}?["“”»’'][^()]{0,80}\)|[,(]?\s*(?:hereinafter|"""
    r"""herein|nachfolgend|ci-après|далее)[^.;]{0,60}?["“„«][^"”“»]{1,60}["”“»]\)?|["“][A-Z][\w. ]{1,"""
    r"""30}["”]"""
)
DESCRIPTION = re.compile(
    r"""\s*(?:,|\()?\s*\b(?:an?\s+(?:[\w.\-]+\s+){0,6}?(?:corporation|company|partnership|limited|"""
    r"""limited liability|individual|trust|association|corp|organization|business|firm|entity|society|"""
    r"""bank|"""
    r"""institution|agency|[Jj]oint|wholly|subsidiary|resident|citizen|GmbH|division|duly|Delaware|"""
    r"""public|private|close|national|state|federal)\b|with (?:its|a|an|offices|principal)|having|"""
    r"""whose|located|organized|"""
    r"""incorporated (?:in|under)|registered|established|doing business|d/b/a|dba|acting|duly|the """
    r"""(?:principal|registered)|of \d|on behalf|residing|represented|a\s+\w+\s+corporation|together """
    r"""with|at \d|through its|which has|including|"""
    r"""eine? |mit Sitz|vertreten|société|dont le|в лице|just)""",
)
JOINT = re.compile(r"\s*(?:;|,)?\s*\b(?:and|und|et|y|и|&)\b:?\s+(?=[\"“„«\[(]?[A-ZА-ЯÀ-Þ\[_])")
CHINESE_PARTY = re.compile(r"(?:甲\s*方|乙\s*方|丙\s*方)\s*(?:[（(][^）)]*[）)])?\s*[:：]\s*([^\s,，;；:：]{2,40})")
OPENING = 6000


def choose_parties(contract: ContractText) -> Value[tuple[str, ...]] | None:
    """The parties' names in the order of the opening, without short names and descriptions."""
    chinese = [(m.group(1), m.start(1), m.end(1)) for m in CHINESE_PARTY.finditer(contract.text[:OPENING])]
    if len(chinese) >= 2:
        return _claimed(contract, chinese, 0.93)
    best: list[tuple[str, int, int]] = []
    for start, end, strong in _openings(contract.text[:OPENING]):
        found = _distinct(_names(contract.text, start, end))
        if len(found) >= 2:
            return _claimed(contract, found, 0.9 if strong and all(has_legal_form(n) for n, _, _ in found) else 0.75)
        if len(found) > len(best):
            best = found
    if not best:
        best = _distinct(_with_legal_form(contract.text[:3000]))[:2]
    return _claimed(contract, best, 0.4) if best else None


def _claimed(contract: ContractText, found: list[tuple[str, int, int]], confidence: float) -> Value[tuple[str, ...]]:
    return contract.claimed(tuple(name for name, _, _ in found), found[0][1], found[-1][2], confidence)


def _openings(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the list of parties may stand, likeliest first: after ``by and between`` and the like."""
    places = []
    for match in BETWEEN.finditer(text):
        word = match.group().casefold()
        worth = 3 if word.startswith("by and") else 2 if not word.startswith("by") else 0
        ends = END.search(text, match.end())
        end = min(ends.start() if ends else match.end() + 1500, match.end() + 1500)
        aliases = len(ALIAS.findall(text[match.end() : end]))
        if worth or aliases:
            places.append((worth + min(aliases, 2) * 2, match.end(), end, aliases > 0))
    for _, start, end, strong in sorted(places, key=lambda p: (-p[0], p[1])):
        yield start, end, strong


def _names(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Names before each short name in brackets; without any, the two sides of ``and``."""
    region = text[start:end]
    aliases = list(ALIAS.finditer(region))
    if len(aliases) >= 2:
        before = 0
        for alias in aliases:
            described = False
            for offset, piece in _pieces(region[before : alias.start()], before):
                name = _name(piece)
                taken = name if not described or (name and has_legal_form(name)) else None
                described = described or DESCRIPTION.search(piece) is not None
                if name and taken:
                    begin = start + offset + max(0, piece.find(name[:5]))
                    yield name, begin, begin + len(name)
            before = alias.end()
        return
    sentence = re.split(r"\.\s+(?=[A-Z][a-z])|\n\s*\n", region, maxsplit=1)[0]
    for offset, piece in _pieces(sentence, 0):
        name = _name(piece)
        if name:
            begin = start + offset + max(0, piece.find(name[:5]))
            yield name, begin, begin + len(name)


def _pieces(text: str, base: int) -> Iterator[tuple[int, str]]:
    """The text cut at ``and`` between names; descriptions have their own ands and are cut off first."""
    position = 0
    for joint in [*JOINT.finditer(text), None]:
        stop = joint.start() if joint else len(text)
        if text[position:stop].strip():
            yield base + position, text[position:stop]
        if joint is None:
            return
        position = joint.end()


def _name(piece: str) -> str | None:
    text = re.sub(r"\s+", " ", piece).strip(' ,;:()"“”.')
    text = re.sub(
        r"^(?:and|by|between|among|und|et|и|the undersigned|\(?[a-z0-9ivx]{1,3}\)|on the one hand|on "
        r"the other hand|each of)\b\W*",
        "",
        text,
        flags=re.I,
    )
    cut = DESCRIPTION.search(text)
    text = (text[: cut.start()] if cut else text).strip(' ,;:()"“”')
    text = re.split(r",\s+(?=\d|[A-Z][\w ]+,\s+[A-Z]{2}\b)|\s\(", text)[0].strip(" ,;:")
    words = text.split()
    if not words or len(words) > 12 or len(text) < 3 or not (text[0].isupper() or text[0].isdigit()):
        return None
    lower = sum(word[0].islower() for word in words if word[0].isalpha())
    if lower > len(words) / 2 or text.casefold() in (
        "agreement",
        "the parties",
        "parties",
        "company",
        "date",
        "effective date",
        "party",
        "this agreement",
    ):
        return None
    return text


def _with_legal_form(text: str) -> Iterator[tuple[str, int, int]]:
    """Rows of the cover that are names of companies."""
    position = 0
    for row in text.split("\n"):
        name = _name(row)
        if name and has_legal_form(name) and len(name) < 80:
            yield name, position, position + len(row)
        position += len(row) + 1


def _distinct(found: Iterator[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    kept: list[tuple[str, int, int]] = []
    for name, start, end in found:
        if all(
            name.casefold() not in other.casefold() and other.casefold() not in name.casefold() for other, _, _ in kept
        ):
            kept.append((name, start, end))
    return kept
