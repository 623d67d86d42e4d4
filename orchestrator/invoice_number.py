"""One form for every way of writing a supplier's invoice number."""

import unicodedata


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
