"""What a law wants to stand on an invoice, and how to tell whether it does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extractors.models import Source
from extractors.values.identifiers import find_national_numbers, find_vat_numbers
from orchestrator.rules.base import Case
from orchestrator.rules.values import field_value
from orchestrator.supplier_name import normalise_name

LONGEST = 100_000
"""Characters of a text that are looked at; documents are hostile."""
TAX_LABEL = re.compile(
    r"(?:steuer-?\s?n(?:umme)?r|st\.?\s?-?nr|ust\.?-?\s?id|uid|vat|tva|iva|p\.\s?iva|nif|cif|btw|kvk|nip|di[čc]|ič|moms|"
    r"cvr|se-nr|org\.?\s?nr|alv|y-tunnus|km(?:kr)?|pvm|pvn|ddv|pdv|oib|cui|афм|αφμ|ддс|еик|tax|adószám|siret|siren)"
    r"[^\n]{0,40}?\d[\d ./-]{5,}",
    re.IGNORECASE,
)
"""A label of a tax number and at least seven figures after it."""

TELLING = ("invoice_number", "issue_date", "gross_total", "supplier_name")
"""Fields that pages show if there are any."""


@dataclass(frozen=True)
class Particular:
    """Something that must stand on a document.

    Attributes:
        name: as sentences call it.
        article: of the law that asks for it.
        is_there: tells from the document; where it cannot be told, it is there.
    """

    name: str
    article: str
    is_there: Callable[[Case], bool]


def has(field: str) -> Callable[[Case], bool]:
    """Whether a field of the invoice was read."""
    return lambda case: field_value(case.invoice, field) is not None


def names_customer(case: Case) -> bool:
    """By the field, or by the name of our own company anywhere on the document."""
    if field_value(case.invoice, "customer_name") or field_value(case.invoice, "customer_tax_id"):
        return True
    ours = normalise_name(case.company)
    return bool(ours) and ours in _normalised(case.text[:LONGEST])


def has_supplier_tax_id(case: Case) -> bool:
    """By the field, or, on pages that are read with doubt, by any tax number or a label of one."""
    if field_value(case.invoice, "supplier_tax_id") is not None:
        return True
    return not is_structured(case) and _shows_tax_number(case.text[:LONGEST])


def is_national_data(case: Case) -> bool:
    """Whether the document is data in its country's own syntax: UBL and CII go abroad, and claim no national form."""
    return is_structured(case) and case.stated_tax is None


def is_structured(case: Case) -> bool:
    """Whether the document is nothing but data of its issuer, so that what is missing was not merely overlooked.

    Pages beside the data may show what it lacks: the smallest profiles of Factur-X have no lines.
    """
    found = [value for name in TELLING if (value := field_value(case.invoice, name))]
    return any(value.source is Source.XML for value in found) and all(value.page is None for value in found)


@lru_cache(64)
def _shows_tax_number(text: str) -> bool:
    return bool(TAX_LABEL.search(text) or find_vat_numbers(text) or find_national_numbers(text))


@lru_cache(64)
def _normalised(text: str) -> str:
    return normalise_name(text)
