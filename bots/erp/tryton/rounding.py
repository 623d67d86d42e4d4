"""The invoice's own rounding of its taxes.

Tryton rounds half a cent to the even one (19 % of 37.50 is 7.12 there, 7.13 on most invoices) and lets the tax lines of
a draft be corrected to what the invoice says.
"""

from collections.abc import Iterator
from decimal import Decimal

from bots.erp.tryton.client import Client
from bots.erp.tryton.comparing import sign_of
from bots.erp.tryton.lines import DIALOG, list_of
from bots.erp.tryton.reading import ShownTax, read_form
from bots.orders import InvoiceOrder

CENT = Decimal("0.01")


def round_as_invoiced(client: Client, order: InvoiceOrder) -> bool:
    """Correct the tax lines of the draft in front by a cent each where that gives the order's tax total.

    Returns:
        Whether anything was changed, so that the draft must be saved.
    """
    shown = read_form(client)
    changes = list(corrections(shown.taxes, sign_of(order.kind) * order.tax_total - shown.tax))
    for index, amount in changes:
        _correct(client, index, amount)
    return bool(changes)


def corrections(taxes: tuple[ShownTax, ...], missing: Decimal) -> Iterator[tuple[int, Decimal]]:
    """Which tax line gets which amount so that `missing` more is charged: one cent a line, the largest bases first.

    Nothing at all where that does not suffice: then it is not a matter of rounding.
    """
    cents = abs(missing) / CENT
    if cents > len(taxes) or cents % 1:
        return
    largest = sorted(range(len(taxes)), key=lambda index: -abs(taxes[index].base))
    for index in largest[: int(cents)]:
        yield index, taxes[index].amount + CENT.copy_sign(missing)


def _correct(client: Client, index: int, amount: Decimal) -> None:
    row = list_of(client, "Tax Lines").locator("table.tree").first.locator("> tbody > tr").nth(index)
    row.locator("td[data-title^='Base'] .widget").dblclick()
    dialog = client.page.locator(DIALOG)
    dialog.wait_for()
    client.settle()
    client.type_number(dialog, "amount", amount)
    dialog.locator(".modal-footer").get_by_role("button", name="Apply changes", exact=True).click()
    dialog.wait_for(state="hidden")
    client.settle()
