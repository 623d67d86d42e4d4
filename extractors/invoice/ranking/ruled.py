"""What the rules choose for the header, before anything learned is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractors.invoice.currency_of_invoice import choose_currency
from extractors.invoice.dates_of_invoice import choose_dates
from extractors.invoice.drafts import Draft
from extractors.invoice.iban_of_supplier import choose_iban
from extractors.invoice.links import Link
from extractors.invoice.numbers_of_invoice import choose_numbers
from extractors.invoice.parties import choose_parties
from extractors.invoice.reading import Reading
from extractors.invoice.tax_id import choose_tax_id
from extractors.invoice.totals import choose_totals, line_sums, linked_totals, tax_rates
from extractors.models import Value


@dataclass(frozen=True)
class Ruled:
    """The rules' choice.

    Attributes:
        fields: field to value, without those that nothing tells.
        customer_phrases: (row, phrase place) of the phrases of the customer's address.
        linked_totals: labels of totals with the amounts near them.
        sums: of the lines' totals without tax and with tax, 0 where unknown.
        rates: tax rates (percent) that the pages or the lines state.
    """

    fields: Mapping[str, Value[Any]]
    customer_phrases: frozenset[tuple[int, int]]
    linked_totals: tuple[Link[Decimal], ...]
    sums: tuple[Decimal, Decimal]
    rates: frozenset[Decimal]


def rule(reading: Reading, drafts: tuple[Draft, ...]) -> Ruled:
    """Choose every field of the header by rules."""
    totals = choose_totals(reading, drafts)
    parties = choose_parties(reading)
    number, order = choose_numbers(reading)
    issued, due = choose_dates(reading)
    fields: dict[str, Value[Any] | None] = {
        "supplier_name": parties.supplier,
        "supplier_tax_id": choose_tax_id(reading, parties.customer_phrases),
        "customer_name": parties.customer,
        "invoice_number": number,
        "issue_date": issued,
        "due_date": due,
        "currency": choose_currency(reading),
        "net_total": totals.net,
        "tax_total": totals.tax,
        "gross_total": totals.gross,
        "iban": choose_iban(reading),
        "po_number": order,
    }
    return Ruled(
        fields={name: value for name, value in fields.items() if value is not None},
        customer_phrases=parties.customer_phrases,
        linked_totals=linked_totals(reading),
        sums=line_sums(drafts),
        rates=tax_rates(reading, drafts),
    )
