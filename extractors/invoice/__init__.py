"""Reading an invoice, credit note or receipt from its pages: `read_invoice` is the whole story."""

from extractors.invoice.currency_of_invoice import choose_currency
from extractors.invoice.dates_of_invoice import choose_dates
from extractors.invoice.iban_of_supplier import choose_iban
from extractors.invoice.lines import adjusted, finished, read_lines, split, sums_up
from extractors.invoice.numbers_of_invoice import choose_numbers
from extractors.invoice.parties import choose_parties
from extractors.invoice.reading import read
from extractors.invoice.tax_id import choose_tax_id
from extractors.invoice.totals import choose_totals
from extractors.models import Invoice, Kind, Page
from extractors.text.tables import Table


def read_invoice(pages: tuple[Page, ...], kind: Kind, language: str | None, tables: tuple[Table, ...] = ()) -> Invoice:
    """Fields and lines of an invoice, with their evidence and an honest confidence.

    Args:
        pages: the words of all pages, in any order within a page.
        kind: what the document is; a credit note's amounts are made positive.
        language: ISO 639-1, where known; it settles dates and currency signs that have two meanings.
        tables: ruled tables found on the pages, where there are any.
    """
    reading = read(pages, kind, language)
    drafts = read_lines(reading)
    totals = choose_totals(reading, drafts)
    net = totals.net.value if totals.net else None
    lines, adjustments = split(drafts, net)
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
        lines=finished(lines, sums_up(lines + adjustments, net), totals.negative),
        adjustments=adjusted(adjustments, totals.negative),
    )
