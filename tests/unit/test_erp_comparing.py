"""What pages show against what was ordered: every difference is named, nothing that differs is let through."""

from datetime import date
from decimal import Decimal

import pytest

from bots.erp.choosing import place_of_supplier
from bots.erp.comparing import compare, differences
from bots.erp.keying import negative
from bots.erp.port import EntryState
from bots.erp.reading import Wording, shown_of
from bots.erp.shown import Shown, ShownLine, ShownTax
from bots.erp.taxes import shares_of_tax
from bots.errors import CodeNotFound, FieldMismatch, ScreenChanged, SupplierAmbiguous, SupplierNotFound
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from bots.web.fields import Value


def line(net: str, tax: str = "VAT 19%", account: str = "6100", text: str = "Paper") -> OrderLine:
    return OrderLine(
        description=text, account=account, tax_code=tax, cost_centre="", quantity=Decimal(1), unit_price=Decimal(net),
        net=Decimal(net),
    )  # fmt: skip


def order(*lines: OrderLine, tax: str = "19.00") -> InvoiceOrder:
    lines = lines or (line("100.00"),)
    net = sum((one.net for one in lines), Decimal(0))
    return InvoiceOrder(
        document_id="d1", mark="botfarm:d1", kind=OrderKind.INVOICE, company="Example", supplier_code="S1",
        supplier_name="Acme  Paper", invoice_number="R 1", issue_date=date(2026, 5, 4), currency="EUR", lines=lines,
        net_total=net, tax_total=Decimal(tax), gross_total=net + Decimal(tax),
    )  # fmt: skip


def shown(wanted: InvoiceOrder, **changes: object) -> Shown:
    fields: dict[str, object] = {
        "kind": wanted.kind, "state": EntryState.DRAFT, "supplier_name": "Acme Paper", "invoice_number": "R 1",
        "mark": wanted.mark, "issue_date": wanted.issue_date, "gross_total": wanted.gross_total, "currency": "EUR",
        "tax_total": wanted.tax_total,
        "lines": tuple(
            ShownLine(account=one.account, net=one.net, description=one.description) for one in wanted.lines
        ),
    }  # fmt: skip
    return Shown.model_validate(fields | changes)


def names(wanted: InvoiceOrder, there: Shown, ordered: bool = True) -> list[str]:
    return [name for name, _, _ in differences(wanted, there, ordered)]


def test_what_is_equal_passes_and_what_is_not_shown_is_passed_over() -> None:
    compare(order(), shown(order()))
    compare(order(), shown(order(), currency=None, tax_total=None))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"kind": OrderKind.CREDIT_NOTE}, "kind"),
        ({"supplier_name": "Acme Paper Ltd"}, "supplier"),
        ({"supplier_code": "S2"}, "supplier code"),
        ({"invoice_number": "R 10"}, "invoice number"),
        ({"mark": ""}, "mark"),
        ({"company": "Other"}, "company"),
        ({"issue_date": date(2026, 4, 5)}, "issue date"),
        ({"issue_date": None}, "issue date"),
        ({"currency": "USD"}, "currency"),
        ({"gross_total": Decimal("119.01")}, "gross total"),
        ({"tax_total": Decimal("19.01")}, "tax total"),
        ({"lines": ()}, "number of lines"),
        ({"taxes": (ShownTax(tax_code="VAT 7%", amount=Decimal("19.00")),)}, "tax VAT 19%"),
    ],
)
def test_each_field_that_differs_is_named(changes: dict[str, object], name: str) -> None:
    assert name in names(order(), shown(order(), **changes))
    with pytest.raises(FieldMismatch, match=name):
        compare(order(), shown(order(), **changes))


def test_lines_in_another_order_are_equal_only_where_the_erp_turns_them_round() -> None:
    wanted = order(line("60.00", text="a"), line("40.00", account="6200", text="b"))
    turned = shown(wanted, lines=tuple(reversed(shown(wanted).lines)))
    assert names(wanted, turned, ordered=False) == []
    assert "line 1 account" in names(wanted, turned, ordered=True)
    swapped = tuple(one.model_copy(update={"account": "6100"}) for one in turned.lines)
    assert names(wanted, shown(wanted, lines=swapped), ordered=False) == ["line"]


def test_the_same_line_twice_is_not_the_same_as_once() -> None:
    wanted = order(line("50.00"), line("50.00"))
    other = (shown(wanted).lines[0], ShownLine(account="6200", net=Decimal("50.00"), description="Paper"))
    assert names(wanted, shown(wanted, lines=other), ordered=False) == ["line"]


def test_the_tax_is_shared_out_to_its_codes_and_rounding_goes_to_the_largest() -> None:
    assert shares_of_tax(order(tax="19.01")) == {"VAT 19%": Decimal("19.01")}
    two = order(line("37.50"), line("10.00", tax="VAT 5.5%"), tax="7.69")
    assert shares_of_tax(two) == {"VAT 19%": Decimal("7.14"), "VAT 5.5%": Decimal("0.55")}
    free = order(line("37.50"), line("10.00", tax="VAT 0%"), tax="7.13")
    assert shares_of_tax(free) == {"VAT 19%": Decimal("7.13")}
    assert shares_of_tax(order(tax="0.00")) == {}


def test_taxes_that_cannot_be_shared_out_are_refused() -> None:
    with pytest.raises(FieldMismatch):
        shares_of_tax(order(line("37.50"), line("10.00", tax="VAT 5.5%"), tax="9.00"))
    with pytest.raises(CodeNotFound):
        shares_of_tax(order(line("37.50"), line("10.00", tax="reduced"), tax="7.69"))
    with pytest.raises(CodeNotFound):
        shares_of_tax(order(line("100.00", tax="")))


FACTS: dict[str, Value] = {
    "supplier_name": "Acme Paper", "invoice_number": "R 1", "mark": "botfarm:d1", "issue_date": date(2026, 5, 4),
    "number": "7", "state": "posted",
}  # fmt: skip
WORDING = Wording(EntryState.DRAFT, OrderKind.INVOICE, {"posted": EntryState.POSTED, "": EntryState.DRAFT})


def test_totals_that_the_page_does_not_show_follow_from_its_lines_and_taxes() -> None:
    lines = [{"account": "6100", "quantity": Decimal(2), "unit_price": Decimal("50.00"), "description": "Paper"}]
    made = shown_of(FACTS, lines, {"VAT 19%": Decimal("19.00")}, WORDING)
    assert (made.net, made.tax, made.gross_total) == (Decimal("100.00"), Decimal("19.00"), Decimal("119.00"))
    assert (made.state, made.number) == (EntryState.POSTED, "7")
    assert shown_of(FACTS | {"state": ""}, lines, None, WORDING).number == ""


def test_negative_amounts_are_a_credit_note_where_the_erp_has_it_so() -> None:
    wording = Wording(EntryState.DRAFT, OrderKind.INVOICE, WORDING.states, negative_credit_notes=True)
    lines = [{"account": "6100", "quantity": Decimal(-2), "unit_price": Decimal("50.00"), "description": "Paper"}]
    made = shown_of(FACTS | {"tax_total": Decimal("-19.00")}, lines, None, wording)
    assert (made.kind, made.gross_total, made.lines[0].quantity) == (OrderKind.CREDIT_NOTE, Decimal("119.00"), 2)
    turned = negative(order())
    assert (turned.gross_total, turned.lines[0].net, turned.lines[0].unit_price) == (-119, -100, 100)


@pytest.mark.parametrize("missing", ["supplier_name", "invoice_number", "mark"])
def test_an_entry_that_does_not_show_what_it_must_is_a_changed_screen(missing: str) -> None:
    facts = {name: value for name, value in FACTS.items() if name != missing}
    with pytest.raises(ScreenChanged) as error:
        shown_of(facts, [], None, WORDING)
    assert error.value.element == missing


def test_an_unknown_state_is_not_guessed() -> None:
    with pytest.raises(ScreenChanged, match="parked"):
        shown_of(FACTS | {"state": "parked"}, [], None, WORDING)


def test_the_supplier_is_chosen_by_code_and_name_or_not_at_all() -> None:
    offered = [{"name": "Acme Paper Ltd", "code": "S1"}, {"name": "Acme Paper", "code": "S1"}]
    assert place_of_supplier(offered, order()) == 1
    with pytest.raises(SupplierNotFound):
        place_of_supplier([{"name": "Acme Paper", "code": "S9"}], order())
    with pytest.raises(SupplierNotFound):
        place_of_supplier([], order())
    with pytest.raises(SupplierAmbiguous):
        place_of_supplier([{"name": "Acme Paper", "code": "S8"}, {"name": "Acme Paper", "code": "S9"}], order())
