"""What pages say of their own number: "page 1 of 3", "Seite 2/2", "第1页 共3页"."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from extractors.invoice.layout import Phrase

SAID = re.compile(
    r"(?<!\w)(?:page|seite|blatt|pagina|página|pag|pág|strona|strana|str|stránka|oldal|sivu|side|sida|σελίδα|"
    r"страница|стр|лист|hal|halaman)\s*[.:#]*\s*(?:no\.?|nr\.?)?\s*(\d{1,3})"
    r"(?:\s*(?:of|von|de|di|van|z|ze|iz|od|av|af|dari|из|sur|aus|ud af|/|\|)\s*(\d{1,3}))?(?![\w.,]*\d)"
)
CHINESE = re.compile(r"第\s*(\d{1,3})\s*[页頁][,，/\s]*(?:共|总)?\s*(\d{1,3})?")
BARE = re.compile(r"[-–(\[]?\s*(\d{1,3})\s*/\s*(\d{1,3})\s*[-–)\]]?")
EDGE = 0.12
"""Share of the page at its top and bottom in which a bare "1/3" is a page's number."""


class Mark(NamedTuple):
    """A page's own number, and of how many; None where it does not say."""

    page: int
    total: int | None

    @property
    def is_last(self) -> bool:
        return self.total is None or self.page >= self.total


def mark_of(phrases: tuple[Phrase, ...], height: float) -> Mark | None:
    """The mark of one page; None without one, or where the page has several that differ."""
    found = set(_marks(phrases, height))
    return found.pop() if len(found) == 1 else None


def _marks(phrases: tuple[Phrase, ...], height: float) -> Iterator[Mark]:
    for phrase in phrases:
        text = unicodedata.normalize("NFKC", phrase.text).casefold()
        matches = [*SAID.finditer(text), *CHINESE.finditer(text)]
        at_edge = phrase.box[3] < EDGE * height or phrase.box[1] > (1 - EDGE) * height
        if not matches and at_edge:
            bare = BARE.fullmatch(text.strip())
            matches = [bare] if bare else []
        for match in matches:
            page, total = int(match.group(1)), int(match.group(2)) if match.group(2) else None
            if page >= 1 and (total is None or page <= total):
                yield Mark(page, total)
