"""The parts of the Tryton adapter that need no page: comparing, rounding, filters, numbers, errors, flags."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.browser import flags, translate
from bots.erp.port import EntryState
from bots.erp.tryton.client import Message, refusal
from bots.erp.tryton.comparing import compare
from bots.erp.tryton.lines import code_of
from bots.erp.tryton.listing import quote
from bots.erp.tryton.reading import Shown, ShownLine, ShownTax, number, to_entry
from bots.erp.tryton.rounding import corrections
from bots.errors import BrowserDied, ErpUnreachable, FieldMismatch, ScreenChanged, RefusedByErp, SessionLost
from bots.orders import InvoiceOrder, OrderKind, OrderLine

LINE = OrderLine(
    description="Copy  paper\nA4",
    account="6100",
    tax_code="VAT 19%",
    cost_centre="",
    quantity=Decimal(2),
    unit_price=Decimal("50.00"),
    net=Decimal("100.00"),
)
ORDER = InvoiceOrder(
    document_id="d1",
    mark="botfarm:d1",
    kind=OrderKind.INVOICE,
    company="Example Trading Company",
    supplier_code="S1001",
    supplier_name="Acme Paper GmbH",
    invoice_number="R 1",
    issue_date=date(2026, 5, 4),
    currency="EUR",
    lines=(LINE,),
    net_total=Decimal("100.00"),
    tax_total=Decimal("19.00"),
    gross_total=Decimal("119.00"),
)
SHOWN = Shown(
    party="Acme Paper GmbH",
    reference="R 1",
    mark="botfarm:d1",
    number="",
    currency="Euro",
    company="Example Trading Company",
    issue_date=date(2026, 5, 4),
    state=EntryState.DRAFT,
    untaxed=Decimal("100.00"),
    tax=Decimal("19.00"),
    total=Decimal("119.00"),
    lines=(ShownLine("6100", "Copy paper A4", Decimal(2), Decimal("50.0000"), Decimal("100.00")),),
    taxes=(ShownTax("VAT 19%", Decimal("100.00"), Decimal("19.00")),),
)


def turned(shown: Shown) -> Shown:
    """The credit note of `shown`: Tryton's quantities and amounts are negative there."""
    lines = tuple(replace(line, quantity=-line.quantity, amount=-line.amount) for line in shown.lines)
    taxes = tuple(replace(tax, base=-tax.base, amount=-tax.amount) for tax in shown.taxes)
    return replace(shown, untaxed=-shown.untaxed, tax=-shown.tax, total=-shown.total, lines=lines, taxes=taxes)


def test_what_is_equal_passes() -> None:
    compare(ORDER, SHOWN, "EUR")
    compare(ORDER.model_copy(update={"kind": OrderKind.CREDIT_NOTE}), turned(SHOWN), "EUR")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda shown: replace(shown, party="Acme Paper Ltd"), "supplier"),
        (lambda shown: replace(shown, reference="R 2"), "invoice number"),
        (lambda shown: replace(shown, mark=""), "mark"),
        (lambda shown: replace(shown, company="Other"), "company"),
        (lambda shown: replace(shown, issue_date=date(2026, 4, 5)), "issue date"),
        (lambda shown: replace(shown, issue_date=None), "issue date"),
        (lambda shown: replace(shown, untaxed=Decimal("100.01")), "net total"),
        (lambda shown: replace(shown, tax=Decimal("18.99")), "tax total"),
        (lambda shown: replace(shown, total=Decimal("118.99")), "gross total"),
        (lambda shown: replace(shown, lines=()), "number of lines"),
        (lambda shown: replace(shown, lines=(replace(shown.lines[0], account="6200"),)), "line 1 account"),
        (lambda shown: replace(shown, lines=(replace(shown.lines[0], description="x"),)), "line 1 description"),
        (lambda shown: replace(shown, lines=(replace(shown.lines[0], quantity=Decimal(3)),)), "line 1 quantity"),
        (lambda shown: replace(shown, lines=(replace(shown.lines[0], unit_price=Decimal(5)),)), "line 1 unit price"),
        (lambda shown: replace(shown, lines=(replace(shown.lines[0], amount=Decimal(5)),)), "line 1 net"),
        (lambda shown: replace(shown, taxes=()), "base of VAT 19%"),
        (lambda shown: replace(shown, taxes=(replace(shown.taxes[0], name="VAT 7%"),)), "base of VAT 7%"),
        (turned, "gross total"),
    ],
)
def test_every_field_that_differs_is_named(change: Callable[[Shown], Shown], named: str) -> None:
    with pytest.raises(FieldMismatch, match=named):
        compare(ORDER, change(SHOWN), "EUR")


def test_another_currency_differs() -> None:
    with pytest.raises(FieldMismatch, match="currency: order EUR, Tryton USD"):
        compare(ORDER, SHOWN, "USD")


def test_a_negative_total_is_a_credit_note_with_positive_amounts() -> None:
    entry = to_entry(turned(SHOWN), "EUR")
    assert (entry.kind, entry.net_total, entry.tax_total) == (
        OrderKind.CREDIT_NOTE,
        Decimal("100.00"),
        Decimal("19.00"),
    )
    assert entry.lines[0].quantity == Decimal(2)


def test_a_cent_goes_to_the_largest_base() -> None:
    taxes = (ShownTax("a", Decimal(10), Decimal("0.70")), ShownTax("b", Decimal(50), Decimal("9.50")))
    assert list(corrections(taxes, Decimal("0.01"))) == [(1, Decimal("9.51"))]
    assert list(corrections(taxes, Decimal("-0.02"))) == [(1, Decimal("9.49")), (0, Decimal("0.69"))]


@pytest.mark.parametrize("missing", ["0", "0.03", "-5", "0.005"])
def test_more_than_rounding_is_not_corrected(missing: str) -> None:
    taxes = (ShownTax("a", Decimal(10), Decimal("0.70")), ShownTax("b", Decimal(50), Decimal("9.50")))
    assert list(corrections(taxes, Decimal(missing))) == []


def test_quotes_and_backslashes_stay_in_a_filter() -> None:
    assert quote('a "b" \\ c') == '"a \\"b\\" \\\\ c"'


@pytest.mark.parametrize(("text", "value"), [("1,234.50", "1234.50"), ("-7", "-7"), ("\u22127.10", "-7.10")])
def test_numbers_are_read_as_the_client_writes_them(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


def test_a_text_is_no_number() -> None:
    with pytest.raises(ScreenChanged, match="English"):
        number("1.234,50 €")


def test_the_code_of_a_label() -> None:
    assert code_of("6100 - Office - Supplies") == "6100"


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("ask-dialog", SessionLost),
        ("login-dialog", SessionLost),
        ("warning-dialog", RefusedByErp),
        ("user-warning-dialog", RefusedByErp),
    ],
)
def test_a_dialog_stands_for_an_error(kind: str, error: type[Exception]) -> None:
    assert isinstance(refusal(Message(kind, "The period is closed")), error)


@pytest.mark.parametrize(
    ("raised", "error"),
    [
        (PlaywrightError("Target page, context or browser has been closed"), BrowserDied),
        (PlaywrightError("Page crashed"), BrowserDied),
        (PlaywrightError("Page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:1/"), ErpUnreachable),
        (PlaywrightTimeout("Timeout 30000ms exceeded.\nCall log:\n  - waiting for locator('x')"), ScreenChanged),
        (PlaywrightError("strict mode violation"), ScreenChanged),
    ],
)
def test_errors_of_the_browser_become_ours(raised: PlaywrightError, error: type[Exception]) -> None:
    assert type(translate(raised, "fill")) is error


def test_only_root_goes_without_the_sandbox() -> None:
    assert "--no-sandbox" in flags(as_root=True)
    assert "--no-sandbox" not in flags(as_root=False)
