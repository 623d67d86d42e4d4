"""Suppliers' names in a form that can be compared. The legal form counts: a GmbH is not a Ltd."""

import re
import unicodedata
from functools import lru_cache

LONG_FORMS = {
    "gesellschaft mit beschränkter haftung": "gmbh",
    "aktiengesellschaft": "ag",
    "kommanditgesellschaft": "kg",
    "limited liability company": "llc",
    "public limited company": "plc",
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "société à responsabilité limitée": "sarl",
    "société anonyme": "sa",
    "общество с ограниченной ответственностью": "ооо",
    "публичное акционерное общество": "пао",
    "акционерное общество": "ао",
    "индивидуальный предприниматель": "ип",
}
_EUROPEAN = (
    "gmbh ag kg ohg gbr ug ek se mbh ltd llp llc plc inc corp co lp sarl sas sasu sa snc eurl sci spa srl sl slu"
    " bv nv vof ab as asa oy oyj aps kft zrt bt spzoo doo sro pte pty"
)
_RUSSIAN = "ооо ао зао оао пао ип нко"
LEGAL_FORMS = frozenset((_EUROPEAN + " " + _RUSSIAN).split())
FRONT_FORMS = frozenset([*_RUSSIAN.split(), "sarl", "sas", "eurl"])
"""Legal forms that are also written before the name."""
CJK_LEGAL_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "集团公司",
    "公司",
    "株式会社",
    "有限会社",
)
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"


@lru_cache(maxsize=20_000)
def normalise_name(text: str) -> str:
    """Lower case, no punctuation or quotes, single spaces, legal forms short and last.

    ``ООО «Ромашка»`` gives ``ромашка ооо``; ``Acme Paper G.m.b.H.`` gives ``acme paper gmbh``.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("ё", "е")
    folded = re.sub(r"(?<=\w)\.(?=\w\b)|['’`´]", "", folded)
    words = re.sub(r"[\W_]+", " ", folded).strip()
    words = re.sub(rf"(?<=[{CJK}]) (?=[{CJK}])", "", words)
    for long, short in LONG_FORMS.items():
        words = re.sub(rf"\b{long}\b", short, words)
    name, forms = _split(words.split())
    return " ".join(name + forms)


def legal_form(normalised: str) -> str:
    """The legal form at the end of a normalised name, empty if it has none that is known."""
    for form in CJK_LEGAL_FORMS:
        if normalised.endswith(form):
            return form
    _, forms = _split(normalised.split())
    return " ".join(forms)


def stem(normalised: str) -> str:
    """A normalised name without its legal form."""
    return normalised.removesuffix(legal_form(normalised)).strip()


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of the name proper, and the legal forms before and after them in that order."""
    first, last = 0, len(words)
    while first < last and words[first] in FRONT_FORMS:
        first += 1
    while last > first and words[last - 1] in LEGAL_FORMS:
        last -= 1
    if first == last:
        return words, []
    return words[first:last], words[last:] + words[:first]
