"""From an invoice as read to an order as approved: complete, exact, or refused with every reason."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.orders import InvoiceOrder, OrderKind
from extractors.models import InvoiceLine, Kind
from orchestrator.coding import CodedLine
from orchestrator.errors import OrchestratorError, OrderIncomplete
from orchestrator.money import both_roundings, rounded
from orchestrator.order import make_order
from tests.unit.rules_cases import KNOWN, UNKNOWN, adjustment, invoice, line

COMPANY = "Example Trading Company"


def coded(lines: tuple[InvoiceLine, ...]) -> tuple[CodedLine, ...]:
    return tuple(
        CodedLine(
            number=number,
            description=one.description.value if one.description else "",
            account=f"61{number:02}",
            tax_code="VAT 19%",
            cost_centre="CC100",
        )
        for number, one in enumerate(lines, start=1)
    )


def order(lines: list[InvoiceLine] | None = None, kind: Kind = Kind.INVOICE, **changes: Any) -> InvoiceOrder:
    read = invoice(lines, **changes)
    return make_order("d42", read, kind, KNOWN, coded(read.lines), COMPANY)


def test_a_good_invoice_becomes_a_complete_order() -> None:
    made = order()
    assert made.mark == "botfarm:d42"
    assert (made.supplier_code, made.supplier_name, made.company) == ("S1001", "Acme Paper GmbH", COMPANY)
    assert (made.invoice_number, made.currency, made.kind) == ("RE-2026-0417", "EUR", OrderKind.INVOICE)
    assert (made.net_total, made.tax_total, made.gross_total) == (100, 19, 119)
    (only,) = made.lines
    assert (only.quantity, only.unit_price, only.net, only.account) == (4, 25, 100, "6101")
    assert (only.description, only.tax_code, only.cost_centre) == ("Copier paper", "VAT 19%", "CC100")


def test_the_erps_name_of_the_supplier_is_keyed_not_the_papers() -> None:
    assert order(supplier_name="ACME PAPER G.m.b.H.").supplier_name == "Acme Paper GmbH"


@pytest.mark.parametrize(
    ("kind", "keyed"), [(Kind.CREDIT_NOTE, OrderKind.CREDIT_NOTE), (Kind.RECEIPT, OrderKind.INVOICE)]
)
def test_kinds_are_keyed_as_the_erp_knows_them(kind: Kind, keyed: OrderKind) -> None:
    assert order(kind=kind).kind is keyed


@pytest.mark.parametrize(("quantity", "price"), [(None, None), ("4", None), (None, "25.00")])
def test_a_line_without_quantity_or_price_is_one_time_its_total(quantity: str | None, price: str | None) -> None:
    (only,) = order([line(quantity=quantity, unit_price=price)]).lines
    assert (only.quantity, only.unit_price, only.net, only.description) == (1, 100, 100, "Copier paper")


@pytest.mark.parametrize(
    ("quantity", "price", "total"),
    [
        ("3", "33.33", "100.00"),  # the printed price is rounded
        ("3", "33.333333", "100.00"),  # more decimals than an ERP keeps
        ("0.5", "200.01", "100.01"),  # 100.005: one ERP rounds up, the other to even
    ],
)
def test_a_price_that_would_give_another_total_is_kept_in_the_description(
    quantity: str, price: str, total: str
) -> None:
    gross = str(Decimal(total) + 19)
    lines = [line(quantity=quantity, unit_price=price, line_total=total)]
    (only,) = order(lines, net_total=total, gross_total=gross).lines
    assert (only.quantity, only.unit_price, only.net) == (1, Decimal(total), Decimal(total))
    assert only.description == f"Copier paper ({quantity} x {price})"


def test_a_line_total_that_is_not_printed_is_quantity_times_price() -> None:
    (only,) = order([line(line_total=None)]).lines
    assert (only.quantity, only.unit_price, only.net) == (4, 25, 100)


def test_a_line_without_description_gets_its_number() -> None:
    assert order([line(None)]).lines[0].description == "Line 1"


def test_lines_that_miss_the_net_total_by_a_cent_get_a_rounding_line() -> None:
    lines = [line(quantity=None, line_total="33.33"), line(quantity=None, line_total="66.66")]
    made = order(lines)
    assert [one.net for one in made.lines] == [Decimal("33.33"), Decimal("66.66"), Decimal("0.01")]
    assert (made.lines[2].description, made.lines[2].account) == ("Rounding difference", "6102")
    assert made.lines[2].quantity * made.lines[2].unit_price == made.lines[2].net


def test_allowances_and_charges_are_keyed_as_lines() -> None:
    read = invoice([line()], (adjustment("-10.00", "Discount"), adjustment("10.00", "Freight")))
    codes = tuple(
        CodedLine(number=n, description=text, account="6100")
        for n, text in enumerate(("Copier paper", "Discount", "Freight"), 1)
    )
    made = make_order("d1", read, Kind.INVOICE, KNOWN, codes, COMPANY)
    assert [(one.description, one.quantity, one.net) for one in made.lines] == [
        ("Copier paper", Decimal(4), Decimal(100)),
        ("Discount", Decimal(1), Decimal(-10)),
        ("Freight", Decimal(1), Decimal(10)),
    ]


@pytest.mark.parametrize(
    ("changes", "net", "tax"),
    [
        ({"net_total": None}, "100.00", "19.00"),
        ({"tax_total": None}, "100.00", "19.00"),
        ({"net_total": None, "tax_total": None}, "100.00", "19.00"),
    ],
)
def test_totals_that_are_not_printed_follow_from_the_others(changes: dict[str, None], net: str, tax: str) -> None:
    made = order(**changes)
    assert (made.net_total, made.tax_total) == (Decimal(net), Decimal(tax))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"invoice_number": None}, "The invoice number is missing."),
        ({"invoice_number": "  "}, "The invoice number is missing."),
        ({"invoice_number": "9" * 101}, "The invoice number is missing."),
        ({"issue_date": None}, "The issue date is missing."),
        ({"currency": None}, "The currency is missing."),
        ({"gross_total": None}, "The gross total is missing."),
        ({"gross_total": "191.00"}, "Net 100.00 plus tax 19.00 is 119.00, but the document says 191.00."),
        ({"net_total": "-100", "tax_total": "-19", "gross_total": "-119"}, "only amounts above zero"),
        ({"lines": []}, "The list of lines is missing."),
        ({"lines": [line(line_total="90.00")]}, "The lines add up to 90.00, but the document says 100.00"),
        ({"lines": [line(line_total=None, quantity=None)]}, "Line 1 has neither a total nor a quantity"),
        ({"gross_total": Decimal("1E+400000")}, "The gross total is missing."),
        ({"kind": Kind.CONTRACT}, "From a document of kind contract nothing is keyed."),
        ({"kind": Kind.OTHER}, "From a document of kind other nothing is keyed."),
    ],
)
def test_what_is_missing_or_contradicts_is_told(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(OrderIncomplete) as caught:
        order(**changes)
    assert told in str(caught.value)
    assert isinstance(caught.value, OrchestratorError)


def test_all_reasons_are_told_at_once() -> None:
    read = invoice(invoice_number=None, currency=None)
    uncoded = CodedLine(number=1, description="", problems=("Line 1 has no account.",))
    with pytest.raises(OrderIncomplete) as caught:
        make_order("d1", read, Kind.INVOICE, UNKNOWN, (uncoded, uncoded), COMPANY)
    for told in ("invoice number", "currency", UNKNOWN.sentence, "1 lines, but 2 are coded", "no account"):
        assert told in str(caught.value)


ROWS = st.lists(
    st.tuples(
        st.decimals(min_value=0, max_value=9999, places=3),
        st.decimals(min_value=0, max_value=9999, places=5),
        st.decimals(min_value=-3, max_value=3, places=2),
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS, st.sampled_from(["EUR", "JPY", "KWD"]))
def test_an_order_always_adds_up_however_an_erp_rounds(rows: list[tuple[Decimal, ...]], currency: str) -> None:
    lines = [line("x", str(q), str(p), "19", str(rounded(q * p + off, currency))) for q, p, off in rows]
    net = sum((one.line_total.value for one in lines if one.line_total), Decimal(0))
    if net <= 0:
        return
    made = order(lines, currency=currency, net_total=net, tax_total="0", gross_total=net)
    assert sum(one.net for one in made.lines) == made.net_total
    for keyed in made.lines:
        assert both_roundings(keyed.quantity * keyed.unit_price, currency) == {keyed.net}
