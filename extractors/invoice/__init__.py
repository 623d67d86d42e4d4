"""Reading an invoice, credit note or receipt from its pages: `read_invoice` is the whole story."""

from collections.abc import Callable
from decimal import Decimal

from extractors.invoice.currency_of_invoice import choose_currency
from extractors.invoice.dates_of_invoice import choose_dates
from extractors.invoice.iban_of_supplier import choose_iban
from extractors.invoice.lines import Draft, adjusted, finished, read_lines, split, sums_up
from extractors.invoice.lines_from_tables import lines_of_tables
from extractors.invoice.numbers_of_invoice import choose_numbers
from extractors.invoice.parties import choose_parties
from extractors.invoice.reading import Reading, read
from extractors.invoice.tax_id import choose_tax_id
from extractors.invoice.totals import choose_totals
from extractors.models import Invoice, Kind, Page
from extractors.text.tables import Table

Tables = Callable[[], tuple[Table, ...]]


def read_invoice(pages: tuple[Page, ...], kind: Kind, language: str | None, tables: Tables = tuple) -> Invoice:
    """Fields and lines of an invoice, with their evidence and an honest confidence.

    Args:
        pages: the words of all pages, in any order within a page.
        kind: what the document is.
        language: ISO 639-1, where known; it settles dates and currency signs that have two meanings.
        tables: reads the ruled tables of the pages; slow, so called only where the words' lines do not add up.
    """
    reading = read(pages, kind, language)
    drafts = read_lines(reading)
    totals = choose_totals(reading, drafts)
    net = totals.net.value if totals.net else None
    lines, adjustments = _lines(reading, drafts, net, tables)
    parties = choose_parties(reading)
    number, order = choose_numbers(reading)
    issued, due = choose_dates(reading)
    return Invoice(
        supplier_name=parties.supplier,
        supplier_tax_id=choose_tax_id(reading, parties.customer_phrases),
        customer_name=parties.customer,
        invoice_number=number,
        issue_date=issued,
        due_date=due,
        currency=choose_currency(reading),
        net_total=totals.net,
        tax_total=totals.tax,
        gross_total=totals.gross,
        iban=choose_iban(reading),
        po_number=order,
        lines=finished(lines, sums_up(lines + adjustments, net)),
        adjustments=adjusted(adjustments),
    )


def _lines(
    reading: Reading, drafts: tuple[Draft, ...], net: Decimal | None, tables: Tables
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """(lines, adjustments) of the words; those of the ruled tables where only they add up to the net total."""
    lines, adjustments = split(drafts, net)
    if net is None or sums_up(lines + adjustments, net):
        return lines, adjustments
    ruled = split(lines_of_tables(reading, tables()), net)
    return ruled if sums_up(ruled[0] + ruled[1], net) else (lines, adjustments)
