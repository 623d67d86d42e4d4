"""One form for every way of writing a supplier's invoice number."""

import unicodedata

LONGEST = 100
"""Letters and digits that an invoice number has at most; a longer one is something else that was read."""


def normalise_number(text: str) -> str:
    """Upper-case letters and digits of any script, nothing else: ``re-2026/0012`` gives ``RE20260012``.

    Two documents of one supplier whose numbers agree in this form are the same invoice. Leading zeros stay: copies of
    one invoice print its number alike, and a supplier may have both 0012 and 12. Empty if nothing is left.
    """
    kept = text
    while True:
        form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).upper())
        form = "".join(character for character in form if character.isalnum())
        if form == kept:
            return form
        kept = form


def is_invoice_number(text: str) -> bool:
    """Whether a text has letters or digits at all, and not too many."""
    return len(text) <= 10 * LONGEST and 0 < len(normalise_number(text)) <= LONGEST
