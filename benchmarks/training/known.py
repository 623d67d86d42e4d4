"""A document with its truth, as the choice of header fields sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks.scoring import AMOUNTS, matches
from extractors.classify import classify
from extractors.invoice.lines import best_reading, line_readings
from extractors.invoice.printed_sums import PrintedSums
from extractors.invoice.ranking.option import Option
from extractors.invoice.ranking.options import options_of
from extractors.invoice.ranking.ruled import Ruled, rule
from extractors.invoice.reading import Reading, read
from extractors.language import detect_language
from extractors.models import Kind, Page
from extractors.text.usable import page_text

FIELDS = ("supplier_name", "supplier_tax_id", "customer_name", "customer_tax_id", "invoice_number", "issue_date",
          "due_date", "currency", "net_total", "tax_total", "gross_total", "iban", "po_number",
          "payment_reference")  # fmt: skip
ALIASES = {"buyer_name": "customer_name", "debtor_name": "customer_name", "reference": "payment_reference"}


@dataclass(frozen=True)
class Known:
    """A document that was read, and what it says in truth.

    Attributes:
        origin: the set that it comes from; "generated" for generated ones.
        family: documents of one family (a supplier, a layout) are never on both sides of a split.
        truth: field to true value, None where the document has none; a field that is missing is not known.
    """

    origin: str
    family: str
    truth: Mapping[str, Any]
    reading: Reading
    ruled: Ruled
    options: Mapping[str, list[Option[Any]]]

    def right(self, field: str, value: object) -> bool:
        """Whether `value` is the true one."""
        truth = self.truth.get(field)
        return truth is not None and value is not None and matches(field, truth, value)

    def offers(self, field: str, value: object) -> bool:
        """Whether an option is the true one; options of amounts are without sign."""
        truth = self.truth.get(field)
        if field in AMOUNTS and truth is not None:
            return matches(field, abs(Decimal(str(truth))), value)
        return self.right(field, value)


def known(pages: tuple[Page, ...], truth: Mapping[str, Any], origin: str, family: str) -> Known | None:
    """Read the pages as far as the options; None for what is no invoice, credit note or receipt."""
    text = "\n\n".join(page_text(page) for page in pages)
    kind, _ = classify(pages, text)
    if kind in (Kind.CONTRACT, Kind.OTHER):
        return None
    reading = read(pages, kind, detect_language(text))
    sums = PrintedSums.on(reading)
    ruled = rule(reading, best_reading(line_readings(reading, sums), sums).split.drafts)
    told = {ALIASES.get(name, name): value for name, value in truth.items()}
    wanted = {name: value for name, value in told.items() if name in FIELDS}
    return Known(origin, family, wanted, reading, ruled, options_of(reading, ruled))
