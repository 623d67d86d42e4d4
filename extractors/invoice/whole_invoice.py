"""Reading an invoice, credit note or receipt from its pages: `read_invoice` is the whole story."""

from collections.abc import Callable
from decimal import Decimal

from extractors.invoice.drafts import Draft, sums_up
from extractors.invoice.finished_lines import Taxed, adjusted, finished, taxed
from extractors.invoice.lines import LineReading, best_reading, line_readings
from extractors.invoice.lines_from_tables import lines_of_tables
from extractors.invoice.printed_sums import PrintedSums
from extractors.invoice.ranking.header import read_header
from extractors.invoice.reading import Reading, read
from extractors.invoice.splitting_lines import splits
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
    sums = PrintedSums.on(reading)
    options = line_readings(reading, sums)
    header = read_header(reading, best_reading(options, sums).split.drafts)
    net, tax, gross = (
        header[name].value if name in header else None for name in ("net_total", "tax_total", "gross_total")
    )
    if net is None and tax is not None and gross is not None:
        net = gross - tax
    lines, adjustments = _lines(reading, options, sums, net, gross, tables)
    return Invoice(
        **header,
        lines=finished(lines, sums_up(lines + adjustments, net), _tax_in(reading, lines + adjustments, net, gross)),
        adjustments=adjusted(adjustments),
    )


def _tax_in(reading: Reading, drafts: tuple[Draft, ...], net: Decimal | None, gross: Decimal | None) -> Taxed:
    rates = (amount.value for amount in reading.amounts if amount.detail and amount.detail.percent)
    return taxed(drafts, net, gross, rates)


def _lines(
    reading: Reading,
    options: tuple[LineReading, ...],
    sums: PrintedSums,
    net: Decimal | None,
    gross: Decimal | None,
    tables: Tables,
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """(lines, adjustments) of the words; those of the ruled tables where only they add up to the net total."""
    known = {abs(value): worth for value, worth in ((gross, 3.5), (net, 5.0)) if value is not None}
    best = best_reading(options, sums.knowing(known))
    words = best.split
    if net is None or (sums_up(words.drafts, net) and best.named):
        return words.lines, words.adjustments
    ruled = [LineReading(split, 0.0) for split in splits(lines_of_tables(reading, tables()))]
    table = best_reading(tuple(ruled), sums.knowing(known)).split
    return (table.lines, table.adjustments) if sums_up(table.drafts, net) else (words.lines, words.adjustments)
