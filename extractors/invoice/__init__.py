"""Reading an invoice, credit note or receipt from its pages: `read_invoice` is the whole story."""

from collections.abc import Callable

from extractors.invoice.currency_of_invoice import choose_currency
from extractors.invoice.dates_of_invoice import choose_dates
from extractors.invoice.drafts import Draft, sums_up
from extractors.invoice.finished_lines import adjusted, finished
from extractors.invoice.iban_of_supplier import choose_iban
from extractors.invoice.lines import LineReading, best_reading, line_readings
from extractors.invoice.lines_from_tables import lines_of_tables
from extractors.invoice.numbers_of_invoice import choose_numbers
from extractors.invoice.parties import choose_parties
from extractors.invoice.printed_sums import PrintedSums
from extractors.invoice.reading import Reading, read
from extractors.invoice.splitting_lines import splits
from extractors.invoice.tax_id import choose_tax_id
from extractors.invoice.totals import Totals, choose_totals
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
    options, sums = line_readings(reading), PrintedSums.on(reading)
    totals = choose_totals(reading, best_reading(options, sums).drafts)
    net = totals.net.value if totals.net else None
    lines, adjustments = _lines(reading, options, sums, totals, tables)
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
    reading: Reading, options: tuple[LineReading, ...], sums: PrintedSums, totals: Totals, tables: Tables
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """(lines, adjustments) of the words; those of the ruled tables where only they add up to the net total."""
    net, gross = (total.value if total else None for total in (totals.net, totals.gross))
    known = {abs(value): worth for value, worth in ((gross, 4.0), (net, 5.0)) if value is not None}
    words = best_reading(options, sums.knowing(known))
    if net is None or sums_up(words.drafts, net):
        return words.lines, words.adjustments
    ruled = [LineReading(split, 0.0) for split in splits(lines_of_tables(reading, tables()))]
    table = best_reading(tuple(ruled), sums.knowing(known))
    return (table.lines, table.adjustments) if sums_up(table.drafts, net) else (words.lines, words.adjustments)
