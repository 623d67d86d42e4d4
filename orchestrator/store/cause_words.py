"""From the reason why one document failed to the cause that it has in common with others."""

import re

LONGEST = 160
TRIED = re.compile(r"^(?:It was tried|Keying failed) \S+ times(?: without success)?: ")
PARTICULARS = (
    (re.compile(r"https?://\S+"), "…"),
    (re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»"), "…"),
    (re.compile(r"(?<![\w.])/(?:[^\s/]+/)+\S*"), "…"),
    (re.compile(r"\b(?=\w*\d)[0-9a-fA-F-]{8,}\b"), "…"),
    (re.compile(r"\d+(?:[.,:-]\d+)*"), "#"),
)
"""What differs from document to document: addresses, quoted names, paths, ids, numbers, dates and times."""


def cause_of(reason: str) -> str:
    """The reason without what is particular to one document or one attempt, at most `LONGEST` characters."""
    text = TRIED.sub("", " ".join(reason.split()))
    for pattern, instead in PARTICULARS:
        text = pattern.sub(instead, text)
    return text[:LONGEST].strip() or "No reason was given."
