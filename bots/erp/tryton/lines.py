"""The lines of a supplier invoice: each is keyed in a dialog of its own.

The form inside the tab (the button "Switch" of the list) is quicker but turns a fresh line into a comment, so it is
not used for keying.
"""

from decimal import Decimal

from playwright.sync_api import Locator

from bots.erp.tryton.client import POLL_MS, Client
from bots.erp.tryton.listing import read_rows
from bots.errors import CodeNotFound, FieldMismatch
from bots.orders import InvoiceOrder, OrderKind, OrderLine

DIALOG = ".modal.window-form.in"
_EMPTY = """() => {
  const account = document.querySelector('.modal.window-form.in input[name=account]');
  const shown = document.querySelector('.modal.window-form.in input[type=number][name=quantity]');
  return account && !account.readOnly && !account.disabled && account.value === '' && shown.value === '';
}"""


def list_of(client: Client, label: str) -> Locator:
    """The list with that label on the form, e.g. ``Lines`` or ``Tax Lines``."""
    title = client.page.locator(f"xpath=.//label[normalize-space()='{label}']")
    return client.tab.locator(".form-one2many").filter(has=title).first


def fill_lines(client: Client, order: InvoiceOrder) -> None:
    """Key all lines of `order`; a credit note's quantities are negative in Tryton.

    Raises:
        CodeNotFound: an account, tax or cost centre is not in the ERP.
        FieldMismatch: a line's amount differs.
    """
    sign = Decimal(-1) if order.kind is OrderKind.CREDIT_NOTE else Decimal(1)
    list_of(client, "Lines").locator("button[title=New]").first.click()
    for number, line in enumerate(order.lines, 1):
        dialog = client.page.locator(DIALOG)
        client.page.wait_for_function(_EMPTY, polling=POLL_MS)
        client.settle()
        _fill_line(client, dialog, line, sign)
        _check_amount(dialog, line, sign, number)
        last = number == len(order.lines)
        dialog.locator(".modal-footer").get_by_role("button", name="Add" if last else "Add and New", exact=True).click()
        client.settle()
    client.page.locator(DIALOG).wait_for(state="hidden")


def fill_cost_centres(client: Client, order: InvoiceOrder) -> bool:
    """Key the cost centres into the lines of a saved draft: Tryton locks them in a line that is not saved yet.

    Returns:
        Whether there were any, so that the draft must be saved.

    Raises:
        CodeNotFound: a cost centre is not in the ERP.
    """
    for index, line in enumerate(order.lines):
        if line.cost_centre:
            dialog = open_line(client, index)
            _open_page(client, dialog, "Analytic")
            _choose_cost_centre(client, dialog, line.cost_centre)
            dialog.locator(".modal-footer").get_by_role("button", name="Apply changes", exact=True).click()
            dialog.wait_for(state="hidden")
            client.settle()
    return any(line.cost_centre for line in order.lines)


def open_line(client: Client, index: int) -> Locator:
    """Open a line of the form's list in its dialog, which is returned."""
    row = list_of(client, "Lines").locator("table.tree").first.locator("> tbody > tr").nth(index)
    row.locator("td[data-title^='Quantity'] .widget").dblclick()
    dialog = client.page.locator(DIALOG)
    dialog.wait_for()
    dialog.locator("input[name=account]").first.wait_for(state="attached")
    client.settle()
    return dialog


def _fill_line(client: Client, dialog: Locator, line: OrderLine, sign: Decimal) -> None:
    """Fill both pages of the dialog; the second one stays in front, and a new line starts on the first by itself."""
    account = dialog.locator("input[name=account]:not([readonly])")
    client.complete(account, line.account, lambda label: code_of(label) == line.account, "account")
    client.type_number(dialog, "quantity", sign * line.quantity)
    client.type_number(dialog, "unit_price", line.unit_price)
    _choose_tax(client, dialog, line.tax_code)
    _open_page(client, dialog, "Description")
    client.type_text(dialog, "description", " ".join(line.description.split()))


def _choose_tax(client: Client, dialog: Locator, tax: str) -> None:
    """Make `tax` the only tax of the line; none where it is empty."""
    box = dialog.locator(".form-many2many").filter(has=client.page.locator("input[name=taxes]"))
    there = [row["Name"] for row in read_rows(box.locator("table.tree"), "Name")]
    if there:
        raise FieldMismatch(f"Tryton adds the taxes {there} by itself; take them off the account or the supplier there")
    if tax:
        client.complete(box.locator("input[name=taxes]"), tax, lambda label: label == tax, "tax")
        chosen = [row["Name"] for row in read_rows(box.locator("table.tree"), "Name")]
        if chosen != [tax]:
            raise FieldMismatch(f"the line's taxes are {chosen} instead of {tax!r}")


def _choose_cost_centre(client: Client, dialog: Locator, code: str) -> None:
    """Put the cost centre into the first row of the analytic accounts that has such a code."""
    tables = dialog.locator(".form-one2many table.tree")
    rows = tables.locator("> tbody > tr")
    for index in range(rows.count()):
        cell = rows.nth(index).locator("td[data-title^='Account']")
        cell.click()
        cell.click()  # the first click selects the row, the second one makes it editable
        field = cell.locator("input[name=account]:not([readonly])")
        field.wait_for()
        try:
            client.complete(field, code, lambda label: code_of(label) == code, "cost centre")
        except CodeNotFound:
            if index + 1 == rows.count():
                raise
        else:
            return
    if not rows.count():
        raise CodeNotFound(f"Tryton has no analytic accounts, so the cost centre {code!r} cannot be entered")


def _open_page(client: Client, dialog: Locator, title: str) -> None:
    dialog.get_by_role("tab", name=title, exact=True).click()
    client.settle()


def _check_amount(dialog: Locator, line: OrderLine, sign: Decimal, number: int) -> None:
    shown = Decimal(dialog.locator("input[type=number][name=amount]").input_value() or "0")
    if shown != sign * line.net:
        raise FieldMismatch(f"line {number}: Tryton computes {sign * shown}, the order says {line.net}")


def code_of(label: str) -> str:
    """The code in a label such as ``6100 - Office Supplies``."""
    return label.split(" - ", 1)[0].strip()


def read_cost_centres(client: Client, index: int) -> list[str]:
    """The codes of a saved line's cost centres, read in its dialog, which is closed again."""
    dialog = open_line(client, index)
    _open_page(client, dialog, "Analytic")
    rows = read_rows(dialog.locator(".form-one2many table.tree").first, "Account")
    client.leave_dialog(dialog)
    return [code_of(row["Account"]) for row in rows if row["Account"]]
