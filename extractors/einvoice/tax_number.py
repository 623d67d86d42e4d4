"""VAT identifiers, which begin with their country (EN 16931, BR-CO-09), where the issuer left it out."""

import re

LIKELY = re.compile(r"(?![A-Za-z]{2})[A-Za-z]?(?:[\s./-]*[0-9]){5}[A-Za-z0-9 ./-]*")
GREECE = {"GR": "EL"}


def vat_number(number: str, country: str) -> str:
    """The VAT identifier with the country's prefix.

    Args:
        number: as stated; text that is no number, or that begins with two letters, is left as it is.
        country: ISO 3166 alpha-2 code of the party's address; empty where it is not stated.
    """
    code = country.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code) or not LIKELY.fullmatch(number):
        return number
    return GREECE.get(code, code) + number
