"""What a code states about the document that it stands on, and the small readers that its formats share."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from extractors.models import Box, Frozen, Kind

LONGEST = 200
"""Characters of a text in a code that are kept."""


class Stated(Frozen):
    """What the payload of a code says; names are those of `Invoice`, None where the code says nothing.

    Attributes:
        format: name of the code's format, for sentences.
        kind: what a document with such a code is, where the format tells.
        is_payment: it orders a payment, so that its amount is what is to be paid; that may be less than the total.
    """

    format: str
    kind: Kind | None = None
    is_payment: bool = False
    supplier_name: str | None = None
    supplier_tax_id: str | None = None
    customer_name: str | None = None
    customer_tax_id: str | None = None
    invoice_number: str | None = None
    issue_date: date | None = None
    due_date: date | None = None
    currency: str | None = None
    net_total: Decimal | None = None
    tax_total: Decimal | None = None
    gross_total: Decimal | None = None
    iban: str | None = None
    payment_reference: str | None = None


class Code(Frozen):
    """A code that was found on a page and understood."""

    page: int
    bbox: Box
    stated: Stated


def text_in(text: str | None) -> str | None:
    """The text in one line, None where there is none."""
    return " ".join((text or "").split())[:LONGEST] or None


def amount_in(text: str | None) -> Decimal | None:
    """A decimal number with a dot (or a comma) and no grouping, as codes write amounts; None for anything else."""
    try:
        amount = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal("1e15") else None


def date_in(text: str | None, pattern: str = "%Y%m%d") -> date | None:
    """A date written by a `strptime` pattern, None for anything else or before 1990."""
    try:
        found = datetime.strptime((text or "").strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return found if found.year >= 1990 else None


def lines_in(payload: str) -> list[str]:
    """The lines of a payload, whatever ends them."""
    return payload.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def at(parts: list[str], index: int) -> str:
    """The part at an index, empty where there are fewer."""
    return parts[index].strip() if index < len(parts) else ""
