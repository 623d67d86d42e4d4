"""All that a document offers for its header: what the rules chose, and every option with its features."""

from typing import Any

from extractors.invoice.ranking.amount_options import amount_options
from extractors.invoice.ranking.date_options import date_options
from extractors.invoice.ranking.name_options import name_options
from extractors.invoice.ranking.number_options import number_options
from extractors.invoice.ranking.option import Option
from extractors.invoice.ranking.places import places_of
from extractors.invoice.ranking.ruled import Ruled
from extractors.invoice.ranking.tax_id_options import tax_id_options
from extractors.invoice.reading import Reading

KINDS = {
    "supplier_name": "names",
    "customer_name": "names",
    "supplier_tax_id": "tax_ids",
    "customer_tax_id": "tax_ids",
    "invoice_number": "numbers",
    "po_number": "numbers",
    "payment_reference": "numbers",
    "issue_date": "dates",
    "due_date": "dates",
    "net_total": "amounts",
    "tax_total": "amounts",
    "gross_total": "amounts",
}
"""Field to the kind of options that it chooses from."""


def options_of(reading: Reading, ruled: Ruled) -> dict[str, list[Option[Any]]]:
    """The options of a document by their kind."""
    places = places_of(reading)
    fields = ruled.fields
    iban = fields.get("iban")
    return {
        "names": list(name_options(reading, places, fields, ruled.customer_phrases)),
        "tax_ids": list(
            tax_id_options(reading, places, fields, ruled.customer_phrases, str(iban.value)[:2] if iban else "")
        ),
        "numbers": list(
            number_options(reading, places, {name: fields.get(name) for name in ("invoice_number", "po_number")})
        ),
        "dates": list(date_options(reading, places, fields.get("issue_date"), fields.get("due_date"))),
        "amounts": list(
            amount_options(
                reading,
                places,
                {name: fields.get(name) for name in ("net_total", "tax_total", "gross_total")},
                ruled.linked_totals,
                ruled.sums,
                ruled.rates,
            )
        ),
    }
