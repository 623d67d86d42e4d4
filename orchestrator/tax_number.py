"""Tax numbers in a form that can be compared; the country's letters in front may be left out."""

import re
import unicodedata

SHORTEST = 7
"""Fewer characters than this are no tax number."""


def normalise_tax_id(text: str) -> str:
    """Upper-case ASCII letters and digits only, without the word that Swiss and Norwegian numbers end with."""
    kept = re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", text).upper())
    kept = re.sub(r"(?<=\d)(MWST|TVA|IVA|VAT|MVA)$", "", kept)
    return "EL" + kept[2:] if re.match(r"GR\d", kept) else kept


def country_of(normalised: str) -> str:
    """The two letters in front (``CHE`` gives ``CH``), empty if the number has none."""
    match = re.match(r"([A-Z]{2})[A-Z]?[0-9A-Z]{5}", normalised)
    return match[1] if match and any(c.isdigit() for c in normalised[2:]) else ""


def same_tax_id(one: str, other: str) -> bool:
    """Whether two tax numbers are the same; two different countries are never the same."""
    one, other = normalise_tax_id(one), normalise_tax_id(other)
    if len(one) < SHORTEST or len(other) < SHORTEST:
        return False
    return one == other or _bare(one) == other or one == _bare(other)


def contradicts(one: str, other: str) -> bool:
    """Whether two tax numbers are of one country and differ, so that both cannot be of one supplier."""
    one, other = normalise_tax_id(one), normalise_tax_id(other)
    if len(one) < SHORTEST or len(other) < SHORTEST or same_tax_id(one, other):
        return False
    if country_of(one) and country_of(other):
        return country_of(one) == country_of(other)
    return len(_bare(one)) == len(_bare(other))


def _bare(normalised: str) -> str:
    country = country_of(normalised)
    return normalised[3 if normalised.startswith("CHE") else len(country) :]
