"""Invoices held against orders: which line is which, and what goes beyond what was ordered, received, agreed."""

from decimal import Decimal

import pytest

from config.order_matching_file import OrderMatching, Way
from extractors.models import Kind
from orchestrator.purchasing.models import OrderState, PurchaseFacts
from orchestrator.purchasing.scoring import Evidence
from tests.unit.purchasing_cases import STRICT, billed, kinds, match, order, ordered, taken
from tests.unit.rules_cases import adjustment, invoice

PAPER = ordered(1, "Copier paper A4, 80 g, box", "100", "23.90", item_number="CP-A4-80", unit="pcs")
THICK = ordered(2, "Copier paper A3, 80 g, box", "40", "47.50", item_number="CP-A3-80", unit="pcs")
TONER = ordered(3, "Toner cartridge black", "6", "89.00", item_number="TN-2410", unit="pcs")


def test_lines_are_told_apart_by_their_words() -> None:
    found = match(
        [
            billed("Toner, black", "2", "89.00"),
            billed("Copier paper A3 80g", "40", "47.50"),
            billed("Copier paper A4 80g", "100", "23.90"),
        ],
        order(PAPER, THICK, TONER),
    )
    assert taken(found) == {1: [("30", "2")], 2: [("20", "40")], 3: [("10", "100")]}
    assert found.passed


def test_the_best_assignment_as_a_whole_is_taken() -> None:
    """The first line alone would fit the second order line better; then nothing would be left for the second."""
    first = ordered(1, "Consulting hours warehouse", "10", "150.00")
    second = ordered(2, "Consulting hours warehouse integration", "10", "150.00")
    found = match(
        [
            billed("Consulting hours warehouse integration work", "10", "150.00"),
            billed("Consulting hours warehouse integration", "10", "150.00"),
        ],
        order(first, second),
    )
    assert sorted(line for each in taken(found).values() for line, _ in each) == ["10", "20"]
    assert found.passed


def test_the_line_that_the_invoice_names_counts_before_everything_else() -> None:
    found = match([billed("Something else entirely", "3", "23.90", order_line="0020")], order(PAPER, THICK))
    assert taken(found) == {1: [("20", "3")]} and found.shares[0].evidence is Evidence.REFERENCE


def test_the_item_counts_before_words() -> None:
    found = match([billed("Copier paper A3, 80 g, box", "10", "23.90", item_number="cp a4 80")], order(PAPER, THICK))
    assert taken(found) == {1: [("10", "10")]} and found.shares[0].evidence is Evidence.ITEM
    in_words = match([billed("Article TN2410 for the office printer", "1", "89.00")], order(PAPER, THICK, TONER))
    assert taken(in_words) == {1: [("30", "1")]}


def test_another_item_of_the_seller_is_another_thing() -> None:
    screw = ordered(1, "Screw M4 zinc", "1000", "0.05", seller_item_number="SC-4")
    found = match([billed("Screw M5 zinc", "1000", "0.05", item_number="SC-5")], order(screw))
    assert taken(found) == {} and kinds(found) == ["unordered"]


def test_words_in_another_language_are_joined_by_price_and_quantity() -> None:
    found = match(
        [billed("Тонер-картридж чёрный", "6", "89.00"), billed("复印纸", "40", "47.5")], order(PAPER, THICK, TONER)
    )
    assert taken(found) == {1: [("30", "6")], 2: [("20", "40")]} and found.passed


def test_more_than_ordered() -> None:
    found = match([billed("Toner cartridge black", "7", "89.00")], order(PAPER, TONER))
    assert kinds(found) == ["over_ordered"]
    wrong = found.differences[0]
    assert (wrong.ordered, wrong.billed_before, wrong.billed_now) == (Decimal(6), Decimal(0), Decimal(7))


def test_what_others_billed_counts() -> None:
    bought = PAPER.model_copy(update={"billed": Decimal(80), "billed_amount": Decimal("1912.00")})
    assert match([billed("Copier paper A4", "20", "23.90")], order(bought)).passed
    assert kinds(match([billed("Copier paper A4", "21", "23.90")], order(bought))) == ["over_ordered"]


def test_what_came_in_counts_where_receipts_are_known() -> None:
    came = PAPER.model_copy(update={"received": Decimal(30)})
    line = [billed("Copier paper A4 80 g", "50", "23.90")]
    assert kinds(match(line, order(came))) == ["over_received"]
    assert match([billed("Copier paper A4 80 g", "30", "23.90")], order(came)).passed
    assert match(line, order(PAPER)).passed
    three = STRICT.model_copy(update={"way": Way.THREE})
    assert kinds(match(line, order(PAPER), tolerance=three)) == ["not_received"]
    two = STRICT.model_copy(update={"way": Way.TWO})
    assert match(line, order(came), tolerance=two).passed
    assert match(line, order(came), tolerance=STRICT.model_copy(update={"two_way_suppliers": ("S1001",)})).passed
    both = two.model_copy(update={"three_way_suppliers": ("S1001",)})
    assert kinds(match(line, order(came), tolerance=both)) == ["over_received"]


def test_dearer_than_agreed() -> None:
    found = match([billed("Toner cartridge black", "4", "91.00")], order(TONER))
    assert kinds(found) == ["price"] and found.differences[0].amount == Decimal("8.00")
    assert match([billed("Toner cartridge black", "4", "80.00")], order(TONER)).passed
    tolerant = STRICT.model_copy(update={"price_percent": Decimal(3), "document_amount": Decimal(800)})
    assert match([billed("Toner cartridge black", "4", "91.00")], order(TONER), tolerance=tolerant).passed
    together = tolerant.model_copy(update={"document_amount": Decimal(799)})
    assert kinds(match([billed("Toner cartridge black", "4", "91.00")], order(TONER), tolerance=together)) == [
        "together"
    ]


def test_a_discount_on_the_line_is_part_of_its_price() -> None:
    assert match([billed("Toner cartridge black", "4", "98.00", "356.00")], order(TONER)).passed


def test_small_amounts_pass_beyond_the_percentages() -> None:
    little = STRICT.model_copy(update={"line_amount": Decimal(500), "document_amount": Decimal(500)})
    pens = ordered(1, "Ballpoint pens blue", "50", "0.50")
    assert match([billed("Ballpoint pens blue", "55", "0.50")], order(pens), tolerance=little).passed
    assert kinds(match([billed("Ballpoint pens blue", "61", "0.50")], order(pens), tolerance=little)) == [
        "over_ordered"
    ]


def test_what_is_given_away_is_not_a_small_amount() -> None:
    free = ordered(1, "Sample booklet", "10", "0")
    wide = STRICT.model_copy(update={"line_amount": Decimal(500), "document_amount": Decimal(500)})
    found = match([billed("Sample booklet", "10", "9.00")], order(free), tolerance=wide)
    assert kinds(found) == ["price"]


def test_one_collective_invoice_may_bill_a_line_several_times() -> None:
    lines = [billed(f"Copier paper A4 80 g, delivery {day} May", "30", "23.90") for day in (4, 11, 18)]
    assert match(lines, order(PAPER)).passed
    more = match([*lines, billed("Copier paper A4 80 g, delivery 25 May", "30", "23.90")], order(PAPER))
    assert kinds(more) == ["over_ordered"] and more.differences[0].lines == (1, 2, 3, 4)
    assert more.differences[0].billed_now == Decimal(120)


def test_one_line_may_bill_several_order_lines_of_the_same_goods() -> None:
    june = ordered(1, "Copier paper A4", "30", "23.90", item_number="CP")
    july = ordered(2, "Copier paper A4", "30", "23.90", item_number="CP")
    found = match([billed("Copier paper A4", "50", "23.90")], order(june, july))
    assert sorted(taken(found)[1]) == [("10", "30"), ("20", "20")] or sorted(taken(found)[1]) == [
        ("10", "20"),
        ("20", "30"),
    ]
    assert found.passed and sum(share.amount for share in found.shares) == Decimal("1195.00")
    assert kinds(match([billed("Copier paper A4", "61", "23.90")], order(june, july))) == ["over_ordered"]


def test_one_invoice_to_several_orders() -> None:
    other = order(TONER, id=2, number="PO-45111")
    found = match(
        [billed("Toner cartridge black", "6", "89.00"), billed("Copier paper A4 80 g", "100", "23.90")],
        order(PAPER), other,
    )  # fmt: skip
    assert [(share.order_number, share.invoice_line) for share in found.shares] == [("PO-45111", 1), ("PO-45110", 2)]
    assert found.passed


def test_what_is_on_no_order() -> None:
    lines = [billed("Copier paper A4 80 g", "10", "23.90"), billed("Express delivery", "1", "45.00")]
    assert kinds(match(lines, order(PAPER))) == ["unordered"]
    freight = STRICT.model_copy(update={"unordered_amount": Decimal(4500)})
    assert match(lines, order(PAPER), tolerance=freight).passed
    charged = match_with_charge("12.00", STRICT)
    assert charged == ["unordered"]
    assert match_with_charge("-12.00", STRICT) == []


def match_with_charge(amount: str, tolerance: OrderMatching) -> list[str]:
    from orchestrator.purchasing.matching import match_orders
    from tests.unit.rules_cases import KNOWN

    read = invoice([billed("Copier paper A4 80 g", "10", "23.90")], (adjustment(amount, "Freight"),))
    return kinds(
        match_orders(read, Kind.INVOICE, KNOWN, PurchaseFacts(any_known=True, orders=(order(PAPER),)), tolerance)
    )


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"supplier_code": "S1002", "supplier_name": "Blue Widgets LLC"}, "other_supplier"),
        ({"supplier_code": "", "supplier_name": "Blue Widgets LLC"}, "other_supplier"),
        ({"currency": "USD"}, "other_currency"),
        ({"state": OrderState.CLOSED}, "closed"),
        ({"state": OrderState.CANCELLED}, "cancelled"),
    ],
)
def test_what_is_wrong_about_the_order_itself(changes: dict[str, object], wrong: str) -> None:
    line = [billed("Copier paper A4 80 g", "10", "23.90")]
    assert kinds(match(line, order(PAPER, **changes))) == [wrong]
    assert match(line, order(PAPER, supplier_code="", supplier_name="ACME Paper G.m.b.H.")).passed


def test_an_order_that_is_not_known() -> None:
    facts = PurchaseFacts(any_known=True, unknown=("PO-9",))
    assert kinds(match([billed("Paper", "1", "1")], facts=facts)) == ["not_known"]
    assert match([billed("Paper", "1", "1")], facts=facts.model_copy(update={"any_known": False})).passed
    lenient = STRICT.model_copy(update={"unknown_is_wrong": False})
    assert match([billed("Paper", "1", "1")], facts=facts, tolerance=lenient).passed


def test_who_must_name_an_order() -> None:
    facts = PurchaseFacts(any_known=True)
    assert match([billed("Paper", "1", "1")], facts=facts).passed
    by_supplier = STRICT.model_copy(update={"required_suppliers": ("S1001",)})
    assert kinds(match([billed("Paper", "1", "1")], facts=facts, tolerance=by_supplier)) == ["none_named"]
    by_amount = STRICT.model_copy(update={"required_from": Decimal(10000)})
    assert kinds(match([billed("Paper", "1", "1")], facts=facts, tolerance=by_amount)) == ["none_named"]
    more = STRICT.model_copy(update={"required_from": Decimal(10001)})
    assert match([billed("Paper", "1", "1")], facts=facts, tolerance=more).passed


def test_other_units_of_the_same_kind_are_converted() -> None:
    cable = ordered(1, "Network cable", "2", "12.00", unit="DZN")
    assert match([billed("Network cable", "24", "1.00", unit="H87")], order(cable)).passed
    assert kinds(match([billed("Network cable", "30", "1.00", unit="H87")], order(cable))) == ["over_ordered"]


def test_what_has_no_quantity_of_that_kind_is_compared_by_value() -> None:
    work = ordered(1, "Repair of the roof", "1", "4000.00", unit="lot")
    assert match([billed("Repair of the roof, first part", None, None, "1500.00")], order(work)).passed
    found = match([billed("Repair of the roof", "50", "100.00", unit="HUR")], order(work))
    assert kinds(found) == ["over_ordered"] and found.shares[0].by_value
    assert found.shares[0].quantity == Decimal("1.25")


def test_a_credit_note_gives_back() -> None:
    sold = TONER.model_copy(update={"billed": Decimal(6), "billed_amount": Decimal("534.00")})
    found = match([billed("Toner cartridge black", "2", "89.00")], order(sold), kind=Kind.CREDIT_NOTE)
    assert found.passed and found.shares[0].quantity == Decimal(-2) and found.shares[0].amount == Decimal("-178.00")
    too_much = match([billed("Toner cartridge black", "7", "89.00")], order(sold), kind=Kind.CREDIT_NOTE)
    assert kinds(too_much) == ["over_given_back"]
    closed = match([billed("Toner", "1", "89.00")], order(sold, state=OrderState.CLOSED), kind=Kind.CREDIT_NOTE)
    assert closed.passed


def test_a_credit_that_only_lowers_the_price_frees_no_quantity() -> None:
    sold = TONER.model_copy(update={"billed": Decimal(6), "billed_amount": Decimal("564.00")})
    found = match([billed("Toner cartridge black, price", "6", "5.00")], order(sold), kind=Kind.CREDIT_NOTE)
    assert found.passed and found.shares[0].quantity == 0 and found.shares[0].amount == Decimal("-30.00")


def test_a_line_below_zero_on_an_invoice_gives_back() -> None:
    sold = TONER.model_copy(update={"billed": Decimal(6), "billed_amount": Decimal("534.00")})
    found = match(
        [billed("Copier paper A4 80 g", "10", "23.90"), billed("Return: toner cartridge black", "-1", "89.00")],
        order(PAPER, sold),
    )
    assert found.passed and taken(found)[2] == [("30", "-1")]


def test_lines_without_any_amount_cannot_be_compared() -> None:
    assert kinds(match([billed("Copier paper", None, None)], order(PAPER))) == ["no_lines"]


def test_only_invoices_and_credit_notes_are_compared() -> None:
    assert match([billed("Copier paper", "999", "1")], order(PAPER), kind=Kind.RECEIPT).lines == 0


CHAIR = ordered(4, "Office chair Karl", "8", "259.00")
LAMP = ordered(5, "Desk lamp", "8", "61.00")


def test_a_word_that_only_one_order_line_has_joins_lines_in_two_languages() -> None:
    other = ordered(6, "Office chair Frieda", "8", "259.00")
    found = match([billed("办公椅 Karl", "3", "259.00"), billed("办公椅 Frieda", "2", "259.00")], order(other, CHAIR))
    assert taken(found) == {1: [("40", "3")], 2: [("60", "2")]}


def test_a_price_that_only_one_order_line_has_joins_lines_without_a_common_word() -> None:
    found = match([billed("Стул офисный", "3", "259.00")], order(CHAIR, LAMP))
    assert taken(found) == {1: [("40", "3")]} and found.shares[0].evidence is Evidence.FIGURES
    twin = LAMP.model_copy(update={"price": Decimal("259.00")})
    assert kinds(match([billed("Стул офисный", "3", "259.00")], order(CHAIR, twin))) == ["unordered"]


def test_what_is_left_over_is_joined_by_a_close_price_where_nothing_else_is_close() -> None:
    found = match([billed("Стул офисный", "3", "251.00")], order(CHAIR, LAMP))
    assert taken(found) == {1: [("40", "3")]} and found.passed
    assert kinds(match([billed("Стул офисный", "3", "220.00")], order(CHAIR, LAMP))) == ["unordered"]
    again = [billed("Office chair Karl", "8", "259.00"), billed("Office chair Karl, again", "1", "259.00")]
    near = ordered(6, "Filing cabinet", "5", "255.00")
    assert kinds(match(again, order(CHAIR, near))) == ["over_ordered"]
