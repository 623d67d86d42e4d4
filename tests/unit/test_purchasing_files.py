"""Files of orders and goods receipts: headings in four languages, numbers and dates as people write them, mistakes."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from orchestrator.purchasing.cells import day, decimal_mark, number
from orchestrator.purchasing.models import OrderState
from orchestrator.purchasing.order_file import read_orders, read_receipts
from orchestrator.purchasing.sheets import FileRefused

ENGLISH = """PO number,Vendor,Vendor code,Currency,Line,Item,Description,Qty,UoM,Unit price,Status
PO-1,Acme Paper GmbH,S1001,EUR,10,CP-A4,"Copier paper, A4","1,000",pcs,"1,234.50",open
PO-1,,,,20,CP-A3,Copier paper A3,5,pcs,47.5,
PO-2,Blue Widgets LLC,S1003,USD,1,,Support,1,,199,closed
"""
GERMAN = """sep=;
Bestell-Nr.;Lieferant;Währung;Pos.;Artikelnummer;Bezeichnung;Menge;Einheit;Einzelpreis;Bestelldatum
PO-1;Müller & Söhne;EUR;10;CP-A4;Kopierpapier;1.000;Stk;1.234,50;04.05.2026
"""
CHINESE = """订单号,供应商,币种,行号,物料编码,名称,数量,单位,单价,订单日期,状态
PO-1,上海东方文具有限公司,CNY,1,W-1,复印纸,1000,箱,1234.50,2026年5月4日,已完成
"""
RUSSIAN = """Номер заказа;Поставщик;Валюта;№ строки;Артикул;Наименование;Кол-во;Ед. изм.;Цена без НДС;Дата заказа
PO-1;ООО «Северный ветер»;RUB;1;W-1;Бумага;1 000;шт;1 234,50;04.05.2026
"""


def test_an_english_file_with_what_concerns_the_order_in_its_first_row() -> None:
    read = read_orders(ENGLISH.encode("utf-8-sig"))
    assert read.problems == () and read.rows == (2, 4)
    one, two = read.orders
    assert (one.number, one.supplier_code, one.currency, len(one.lines)) == ("PO-1", "S1001", "EUR", 2)
    assert (one.lines[0].quantity, one.lines[0].net_price) == (Decimal(1000), Decimal("1234.50"))
    assert (one.lines[0].line_id, one.lines[0].item_number, one.lines[0].description) == (
        "10", "CP-A4", "Copier paper, A4",
    )  # fmt: skip
    assert (one.state, two.state) == (OrderState.OPEN, OrderState.CLOSED)


@pytest.mark.parametrize("file", [GERMAN, CHINESE, RUSSIAN])
def test_other_languages(file: str) -> None:
    (order,) = read_orders(file.encode()).orders
    line = order.lines[0]
    assert (line.quantity, line.net_price) == (Decimal(1000), Decimal("1234.50"))
    assert order.issue_date == date(2026, 5, 4) and order.supplier_name and line.unit and line.item_number
    assert order.state is (OrderState.CLOSED if file is CHINESE else None)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_with_its_own_numbers_and_dates() -> None:
    heading = ("Order", "Supplier code", "Currency", "Line", "Quantity", "Net price", "Order date", "Remark")
    ordered_on = datetime(2026, 5, 4)  # noqa: DTZ001  # a workbook knows no time zones
    data = workbook(heading, (45110, "S1001", "EUR", 10, 2.5, 0.1, ordered_on, "x"), (None,) * 8)
    read = read_orders(data)
    (order,) = read.orders
    assert (order.number, order.lines[0].line_id, order.issue_date) == ("45110", "10", date(2026, 5, 4))
    assert (order.lines[0].quantity, order.lines[0].net_price) == (Decimal("2.5"), Decimal("0.1"))
    assert read.passed_over == ("Remark",)


def test_an_order_with_a_row_that_is_wrong_is_left_out_whole() -> None:
    file = "order,supplier,currency,line,quantity,price\nPO-1,A,EUR,1,5,2\nPO-1,A,EUR,2,many,2\nPO-2,A,EUR,1,5,2\n"
    read = read_orders(file.encode())
    assert [order.number for order in read.orders] == ["PO-2"]
    (problem,) = read.problems
    assert (problem.row, problem.column, problem.number) == (3, "quantity", "PO-1") and "'many'" in problem.message


@pytest.mark.parametrize(
    ("row", "at", "message"),
    [
        ("PO-1,A,EUR,1,0,2", 2, "quantity: Input should be greater than 0."),
        ("PO-1,A,EUR,1,1,-2", 2, "net_price"),
        ("PO-1,A,EUR,,1,2", 2, "line_id: is missing."),
        ("PO-1,A,EUR,1,1,", 2, "net_price: is missing."),
        ("PO-1,A,Euro,1,1,2", 2, "currency"),
        (",A,EUR,1,1,2", 2, "The order number is missing."),
        ("PO-1,A,EUR,1,1,2\nPO-1,B,EUR,2,1,2", 3, "supplier_name: order PO-1 has A in one row and B in another."),
        ("PO-1,A,EUR,1,1,2\nPO-1,A,EUR,1,1,2", 2, "line 1 is there twice"),
        ("PO-1,A,EUR,1,1e400,2", 2, "quantity"),
    ],
)
def test_mistakes_are_told_by_row(row: str, at: int, message: str) -> None:
    read = read_orders(f"order,supplier,currency,line,quantity,price\n{row}\n".encode())
    assert read.orders == () and [problem.row for problem in read.problems] == [at]
    assert message in read.problems[0].message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no rows"),
        (b"a,b\n1,2\n", "lacks the columns number"),
        (b"order,po,line,qty,price,currency\n", "mean the same"),
        (b'order,line,qty,price,currency\n"x,1\n', "quotation marks"),
        ("Währung".encode("latin-1"), "CSV UTF-8"),
        (b"PK\x03\x04 no workbook", "cannot be read"),
        (b"\xd0\xcf\x11\xe0old", "xls"),
        (b"order\x00", "neither a workbook"),
    ],
)
def test_what_is_no_such_file(data: bytes, message: str) -> None:
    with pytest.raises(FileRefused, match=message):
        read_orders(data)


def test_goods_receipts() -> None:
    file = (
        "Lieferschein;Bestellung;Pos;Menge;Einheit;Eingangsdatum\nLS-1;PO-1;10;2,5;Stk;31.05.2026\nLS-1;PO-1;20;x;;\n"
    )
    read = read_receipts(file.encode())
    (receipt,) = read.receipts
    assert (receipt.number, receipt.order_number, receipt.line_id) == ("LS-1", "PO-1", "10")
    assert (receipt.quantity, receipt.received_on) == (Decimal("2.5"), date(2026, 5, 31))
    assert [problem.row for problem in read.problems] == [3]


@pytest.mark.parametrize(
    ("texts", "separator", "mark"),
    [
        (["1.234", "1.234,50"], ",", ","), (["1,234", "1,234.50"], ";", "."), (["1.234", "5"], ";", ","),
        (["1.234", "5"], ",", "."), (["1.5", "2,5"], ",", ""), (["0.125"], ";", "."), (["1.234.567"], ",", ","),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_the_files(texts: list[str], separator: str, mark: str) -> None:
    assert decimal_mark(texts, separator) == mark


def test_numbers_that_do_not_fit_the_files_mark_are_refused() -> None:
    assert number("1.234", ",") == 1234 and number("1.234", ".") == Decimal("1.234")
    assert number("-1 234,5", ",") == Decimal("-1234.5")
    for text, mark in (("1.23", ","), ("1.5", ""), ("12,34,567", "."), ("ten", "."), ("1,2,3", ",")):
        with pytest.raises(ValueError, match=r"."):
            number(text, mark)


def test_dates_that_could_be_two_are_refused() -> None:
    assert day("13/5/2026") == day("5/13/2026") == day("2026/5/13") == date(2026, 5, 13)
    assert day("5/5/2026") == date(2026, 5, 5)
    for text in ("4/5/2026", "31.02.2026", "soon"):
        with pytest.raises(ValueError, match=r"."):
            day(text)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"order,line,qty,price,currency\n{text}".encode())
)
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    try:
        read = read_orders(data)
    except FileRefused:
        return
    assert all(order.lines for order in read.orders)
