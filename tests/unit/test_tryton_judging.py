"""The parts of the Tryton adapter that need no page: tax bases, rounding, filters, numbers, errors, flags."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bots.browser import flags, translate
from bots.erp.comparing import compare
from bots.erp.port import EntryState
from bots.erp.shown import Shown, ShownLine, ShownTax
from bots.erp.tryton.adapter import LINES, Tryton, quote
from bots.erp.tryton.hands import chosen, refusal
from bots.erp.tryton.rounding import corrections
from bots.errors import (
    BrowserDied,
    CodeNotFound,
    ErpUnreachable,
    FieldMismatch,
    RefusedByErp,
    ScreenChanged,
    SessionLost,
    SupplierAmbiguous,
    SupplierNotFound,
    TechnicalError,
)
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from bots.web.locale import LocaleError

LINE = OrderLine(
    description="Copy  paper\nA4",
    account="6100",
    tax_code="Reduced",
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
    lines=(LINE, LINE.model_copy(update={"tax_code": "Standard"})),
    net_total=Decimal("200.00"),
    tax_total=Decimal("26.00"),
    gross_total=Decimal("226.00"),
)
SHOWN_LINE = ShownLine(
    account="6100",
    net=Decimal("100.00"),
    description="Copy paper A4",
    quantity=Decimal(2),
    unit_price=Decimal("50.0000"),
)
TAXES = (
    ShownTax(tax_code="Reduced", base=Decimal("100.00"), amount=Decimal("7.00")),
    ShownTax(tax_code="Standard", base=Decimal("100.00"), amount=Decimal("19.00")),
)


def shown(**changes: object) -> Shown:
    fields: dict[str, object] = {
        "kind": OrderKind.INVOICE,
        "state": EntryState.DRAFT,
        "supplier_name": "Acme Paper GmbH",
        "invoice_number": "R 1",
        "mark": "botfarm:d1",
        "issue_date": date(2026, 5, 4),
        "currency": "EUR",
        "company": "Example Trading Company",
        "net_total": Decimal("200.00"),
        "tax_total": Decimal("26.00"),
        "gross_total": Decimal("226.00"),
        "lines": (SHOWN_LINE, SHOWN_LINE),
        "taxes": TAXES,
    }
    return Shown.model_validate(fields | changes)


def test_tax_codes_need_not_name_their_rate_where_the_page_shows_their_bases() -> None:
    compare(ORDER, shown())


@pytest.mark.parametrize(
    "taxes",
    [
        (),
        TAXES[:1],
        (TAXES[0], TAXES[1].model_copy(update={"base": Decimal("100.01")})),
        (TAXES[0], TAXES[1].model_copy(update={"tax_code": "Other"})),
        (*TAXES, TAXES[0]),
    ],
)
def test_another_base_of_a_tax_is_noticed(taxes: tuple[ShownTax, ...]) -> None:
    order = ORDER.model_copy(
        update={"lines": tuple(line.model_copy(update={"tax_code": f"{line.tax_code} 1%"}) for line in ORDER.lines)}
    )
    named = tuple(tax.model_copy(update={"tax_code": f"{tax.tax_code} 1%"}) for tax in taxes)
    with pytest.raises(FieldMismatch):
        compare(order, shown(taxes=named))


def tax(base: str, amount: str) -> ShownTax:
    return ShownTax(tax_code="VAT", base=Decimal(base), amount=Decimal(amount))


def test_a_cent_goes_to_the_largest_base() -> None:
    taxes = (tax("10", "0.70"), tax("50", "9.50"))
    assert list(corrections(taxes, Decimal("0.01"))) == [(1, Decimal("9.51"))]
    assert list(corrections(taxes, Decimal("-0.02"))) == [(1, Decimal("9.49")), (0, Decimal("0.69"))]


@pytest.mark.parametrize("missing", ["0", "0.03", "-5", "0.005"])
def test_more_than_rounding_is_not_corrected(missing: str) -> None:
    assert list(corrections((tax("10", "0.70"), tax("50", "9.50")), Decimal(missing))) == []


def test_quotes_and_backslashes_stay_in_a_filter() -> None:
    assert quote('a "b" \\ c') == '"a \\"b\\" \\\\ c"'


@pytest.mark.parametrize(("text", "value"), [("1,234.50", "1234.50"), ("-7", "-7"), ("\u22127.10", "-7.10")])
def test_numbers_are_read_as_the_client_writes_them(text: str, value: str) -> None:
    assert LINES["Amount"].widget.understood(text, Tryton.locale) == Decimal(value)


def test_another_language_is_no_number() -> None:
    with pytest.raises(LocaleError):
        LINES["Amount"].widget.understood("1.234,50", Tryton.locale)


def test_the_code_of_a_label() -> None:
    assert LINES["Account"].code("6100 - Office - Supplies") == "6100"


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("ask-dialog", "Password", SessionLost),
        ("login-dialog", "", SessionLost),
        ("warning-dialog", "The period is closed", RefusedByErp),
        ("user-warning-dialog", "Similar invoice", RefusedByErp),
        ("message-dialog", 'Error: "[502] Bad Gateway". Try again later.', ErpUnreachable),
        ("message-dialog", "Concurrency Exception", RefusedByErp),
        ("error-dialog", "KeyError", TechnicalError),
    ],
)
def test_a_dialog_stands_for_an_error(kind: str, text: str, error: type[Exception]) -> None:
    assert type(refusal(kind, text)) is error


@pytest.mark.parametrize(
    ("element", "count", "error"),
    [
        ("party", 0, SupplierNotFound),
        ("party", 2, SupplierAmbiguous),
        ("account", 0, CodeNotFound),
        ("taxes", 2, FieldMismatch),
    ],
)
def test_what_is_not_offered_once_stands_for_an_error(element: str, count: int, error: type[Exception]) -> None:
    found = chosen({"element": element, "wanted": "X", "count": count})
    assert type(found) is error
    assert "X" in str(found)


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
