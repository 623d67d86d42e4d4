"""Invoice lines read in tables of many kinds: what names the columns, what is no line, and what the sums prove."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from extractors.invoice.whole_invoice import read_invoice
from extractors.models import Invoice, Kind
from tests.unit.invoice_pages import page

TOTALS = ("", "Net total                                 350.00", "VAT 20%                                    70.00",
          "Total due                                 420.00")  # fmt: skip
NAMED = "Description                 Qty   Unit price     Amount"
PAPER = "Copier paper                 10        20.00     200.00"
TONER = "Toner                         2        75.00     150.00"


def read(*rows: str, language: str = "en") -> Invoice:
    return read_invoice((page(*rows),), Kind.INVOICE, language)


def totals(invoice: Invoice) -> Sequence[Decimal]:
    return [line.line_total.value for line in invoice.lines if line.line_total]


def counts(invoice: Invoice) -> Sequence[Decimal]:
    return [line.quantity.value for line in invoice.lines if line.quantity]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((NAMED, PAPER, TONER), id="named"),
        pytest.param(("Zboží                       Xyz      Abc             Uvw", PAPER, TONER), id="unknown words"),
        pytest.param((PAPER, TONER), id="no heading"),
        pytest.param(("Description                 Qty   Unit price     Yield", PAPER, TONER), id="total unnamed"),
        pytest.param((NAMED, PAPER, "Copier paper subtotal                          200.00", TONER), id="sub-total"),
        pytest.param((NAMED, PAPER, "Goods of week 12                               200.00", TONER), id="sum unnamed"),
        pytest.param((NAMED, PAPER, "Toner                         2        75.00", "150.00".rjust(55)),
                     id="total on the next row"),
        pytest.param((NAMED, PAPER, TONER, "", "Rate        Base              Tax        Gross amount",
                      "20%       350.00            70.00              420.00"), id="tax table"),
    ],
)  # fmt: skip
def test_the_same_lines_are_read_however_the_table_is_printed(rows: tuple[str, ...]) -> None:
    invoice = read("Invoice No. 17", "", *rows, *TOTALS)
    assert totals(invoice) == [200, 150]
    assert counts(invoice) == [10, 2]


def test_a_table_of_one_amount_a_row_is_proven_by_its_sum() -> None:
    rows = (
        "03.05. Overnight stay                         110.00",
        "04.05. Overnight stay                         110.00",
    )
    invoice = read(
        "Invoice No. 17", "Date   Service                          Charges", *rows, "Total   220.00".rjust(52)
    )
    assert totals(invoice) == [110, 110]


def test_a_discount_below_a_line_is_taken_off_it_and_one_below_the_sub_total_is_an_adjustment() -> None:
    invoice = read(
        NAMED,
        PAPER,
        "less 10% discount                               -20.00",
        TONER,
        "Subtotal                                        330.00",
        "less discount                                   -30.00",
        "Net total                                       300.00",
        "VAT 20%                                          60.00",
        "Total due                                       360.00",
    )
    assert totals(invoice) == [180, 150]
    assert [adjustment.amount.value for adjustment in invoice.adjustments] == [-30]


def test_lines_priced_with_tax_come_out_without_it() -> None:
    invoice = read(
        "Description                 Qty        Price   VAT     Amount",
        "Copier paper                  1       120.00   20%     120.00",
        "Toner                         2        60.00   20%     120.00",
        "",
        "Total                         240.00",
        "Net total                     200.00",
        "VAT 20%                        40.00",
    )
    assert totals(invoice) == [100, 100]
    assert [line.unit_price.value for line in invoice.lines if line.unit_price] == [100, 50]


def test_lines_without_a_printed_total_are_quantity_times_price() -> None:
    invoice = read(
        "Description                 Qty   Unit price", PAPER[:46].rstrip(), TONER[:46].rstrip(), *TOTALS
    )  # fmt: skip
    assert totals(invoice) == [200, 150]


def test_a_minus_at_the_total_alone_goes_with_the_quantity() -> None:
    invoice = read(
        NAMED, PAPER.replace(" 200.00", "-200.00"), "", "Net total -200.00", "VAT 20% -40.00", "Total -240.00"
    )
    assert counts(invoice) == [-10]
    assert totals(invoice) == [-200]


def test_only_what_the_sums_prove_is_claimed_surely() -> None:
    proven = read(NAMED, PAPER, TONER, *TOTALS)
    doubted = read(NAMED, PAPER, TONER.replace("150.00", "151.00"), *TOTALS)
    assert all(line.line_total and line.line_total.confidence >= 0.95 for line in proven.lines)
    assert all(line.line_total and line.line_total.confidence < 0.95 for line in doubted.lines)


def test_what_stands_below_the_totals_belongs_to_no_line() -> None:
    wrapped = "cartridge, black"
    foot = ("", "Please pay within 30 days.", "Quote the invoice number.", "Goods remain ours until paid.")
    invoice = read("Invoice No. 17", "", NAMED, PAPER, TONER, wrapped, *TOTALS, *foot)
    said = [line.description.value for line in invoice.lines if line.description]
    assert said == ["Copier paper", "Toner cartridge, black"]


def test_a_paragraph_apart_from_the_table_belongs_to_no_line() -> None:
    foot = ("", "", "", "Thank you for your order.", "We look forward to the next.")
    invoice = read("Invoice No. 17", "", NAMED, PAPER, TONER, *foot, *TOTALS)
    said = [line.description.value for line in invoice.lines if line.description]
    assert said == ["Copier paper", "Toner"]
