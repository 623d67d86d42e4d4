"""Whether a page's text layer can be trusted, or the page must be read by OCR."""

import re
import unicodedata

from extractors.models import Page, Word
from extractors.text.pdf import PageContent

GARBAGE = re.compile(r"\(cid:\d+\)")
MIN_CHARACTERS = 12
"""Letters and digits that a page needs to count as text; a stamp or a page number alone has fewer."""
SPARSE = 150
"""On a page that one image covers, fewer letters and digits than this are a stamp on a scan."""
MAX_GARBAGE = 0.1
COVERED = 0.5


def has_usable_text(page: Page, content: PageContent) -> bool:
    """Whether the text layer holds the page's text: enough characters, few of them garbage."""
    text = "".join(word.text for word in page.words)
    readable = sum(map(str.isalnum, text))
    if readable < MIN_CHARACTERS or garbage_share(text) > MAX_GARBAGE:
        return False
    return readable >= SPARSE or content.coverage < COVERED


def garbage_share(text: str) -> float:
    """Share of characters that no reader can use: (cid:..), private use, unassigned, replacement, control."""
    if text.isascii() and text.isprintable() and "(cid:" not in text:
        return 0.0
    rest, marks = GARBAGE.subn("", text)
    total = len(rest) + marks
    bad = marks + sum(unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd" for c in rest)
    return bad / total if total else 0.0


def needs_ocr(page: Page, content: PageContent) -> bool:
    """Whether OCR could find more than the text layer: no usable text, but something is drawn."""
    return content.objects > 0 and not has_usable_text(page, content)


def page_text(page: Page) -> str:
    """The words of a page as lines of text."""
    lines: list[list[str]] = []
    last: Word | None = None
    for word in page.words:
        if last is None or _new_line(last, word):
            lines.append([])
        lines[-1].append(word.text)
        last = word
    return "\n".join(" ".join(line) for line in lines)


def _new_line(last: Word, word: Word) -> bool:
    middle = (word.bbox[1] + word.bbox[3]) / 2
    return not last.bbox[1] - 1 <= middle <= last.bbox[3] + 1 or word.bbox[2] < last.bbox[0]
