"""Which totals a corrected one shows to be wrong as well."""

from decimal import Decimal
from typing import Any

from extractors.invoice.memory.totals_of_memory import NAMES, SLACK
from extractors.invoice.reading import Reading
from extractors.models import Invoice, Source, Value


def contradicted(reading: Reading, invoice: Invoice, field: str, value: object) -> tuple[str, ...]:
    """The totals, as read, that do not go with a corrected one.

    One of them at least is wrong: those that were computed from the others, else those in whose place the pages print
    what would go with the corrected one, else all that no person wrote.

    Args:
        invoice: as it was before the correction of `field` to `value`.
    """
    held: dict[str, Value[Any] | None] = {name: getattr(invoice, name) for name in NAMES}
    if field not in held or not isinstance(value, Decimal):
        return ()
    amounts = {name: item.value for name, item in held.items() if item is not None} | {field: value}
    if len(amounts) < len(NAMES) or abs(_missing(amounts, "gross_total") - amounts["gross_total"]) <= SLACK:
        return ()
    others = {n: item for n, item in held.items() if n != field and item and item.source is not Source.PERSON}
    computed = [name for name, item in others.items() if item.source is Source.DERIVED]
    printed = {abs(amount.value) for amount in reading.amounts} | {Decimal(0)}
    replaced = [name for name in others if abs(_missing(amounts, name)) in printed]
    return tuple(computed or replaced or others)


def _missing(amounts: dict[str, Decimal], name: str) -> Decimal:
    """The total that goes with the two others."""
    if name == "gross_total":
        return amounts["net_total"] + amounts["tax_total"]
    return amounts["gross_total"] - amounts["net_total" if name == "tax_total" else "tax_total"]
