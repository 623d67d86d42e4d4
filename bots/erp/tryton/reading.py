"""What a supplier invoice's form shows, read from the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bots.erp.port import Entry, EntryLine, EntryState
from bots.erp.tryton.client import Client
from bots.erp.tryton.lines import code_of, list_of
from bots.erp.tryton.listing import read_rows
from bots.errors import ScreenChanged
from bots.orders import OrderKind

LINE_COLUMNS = ("Account", "Summary", "Quantity", "Unit Price", "Amount")
TAX_COLUMNS = ("Description", "Base", "Amount")
STATES = {
    "draft": EntryState.DRAFT,
    "validated": EntryState.DRAFT,
    "posted": EntryState.POSTED,
    "paid": EntryState.POSTED,
    "cancelled": EntryState.CANCELLED,
}

_HEADER = """tab => {
  const value = (name, type) => {
    const field = [...tab.querySelectorAll(`[name=${name}]`)].find(element => !type || element.type === type);
    return field ? field.value : null;
  };
  const box = tab.querySelector('input[name=invoice_date]').closest('.form-date');
  const calendar = box.querySelector('input[type=date]');
  window.jQuery(calendar).triggerHandler('click');
  return {
    party: value('party'), reference: value('reference'), description: value('description'),
    number: value('number'), currency: value('currency'), company: value('company'), date: calendar.value,
    state: value('state'), untaxed: value('untaxed_amount', 'number'), tax: value('tax_amount', 'number'),
    total: value('total_amount', 'number'),
  };
}"""


@dataclass(frozen=True)
class ShownLine:
    """A line as the list of the form shows it; quantity and amount as in Tryton, negative for a credit note."""

    account: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal


@dataclass(frozen=True)
class ShownTax:
    """A tax line of the form: the tax's name with what it is computed on and its amount."""

    name: str
    base: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Shown:
    """A form as it shows itself; amounts as in Tryton, `currency` is the name of the currency."""

    party: str
    reference: str
    mark: str
    number: str
    currency: str
    company: str
    issue_date: date | None
    state: EntryState
    untaxed: Decimal
    tax: Decimal
    total: Decimal
    lines: tuple[ShownLine, ...]
    taxes: tuple[ShownTax, ...]


def read_form(client: Client) -> Shown:
    """Read the form in front.

    Raises:
        ScreenChanged: it is not a supplier invoice's form as we know it.
    """
    header: dict[str, str | None] = client.tab.evaluate(_HEADER)
    text = {name: (value or "").strip() for name, value in header.items()}
    state = STATES.get(text["state"].strip('"'))
    if state is None or not text["currency"]:
        raise ScreenChanged(
            f"the form shows no state or currency that is known: {text['state']!r}, {text['currency']!r}"
        )
    return Shown(
        party=text["party"],
        reference=text["reference"],
        mark=text["description"],
        number=text["number"],
        currency=text["currency"],
        company=text["company"],
        issue_date=date.fromisoformat(text["date"]) if text["date"] else None,
        state=state,
        untaxed=number(text["untaxed"] or "0"),
        tax=number(text["tax"] or "0"),
        total=number(text["total"] or "0"),
        lines=_lines(client),
        taxes=_taxes(client),
    )


def to_entry(shown: Shown, currency: str) -> Entry:
    """`shown` in the terms of the port: positive amounts, `currency` as ISO code."""
    sign = Decimal(-1) if shown.total < 0 else Decimal(1)
    return Entry(
        kind=OrderKind.CREDIT_NOTE if sign < 0 else OrderKind.INVOICE,
        state=shown.state,
        mark=shown.mark,
        supplier_name=shown.party,
        invoice_number=shown.reference,
        number=shown.number,
        issue_date=shown.issue_date,
        currency=currency,
        net_total=sign * shown.untaxed,
        tax_total=sign * shown.tax,
        gross_total=sign * shown.total,
        lines=tuple(
            EntryLine(
                description=line.description,
                account=line.account,
                quantity=sign * line.quantity,
                unit_price=line.unit_price,
            )
            for line in shown.lines
        ),
    )


def number(text: str) -> Decimal:
    """A number as the client writes it in English: a comma between thousands, a dot before decimals.

    Raises:
        ScreenChanged: it is no number.
    """
    try:
        return Decimal(text.replace(",", "").replace("\u2212", "-").strip())
    except InvalidOperation as error:
        raise ScreenChanged(f"{text!r} is not a number; the bot's user must have English as its language") from error


def _lines(client: Client) -> tuple[ShownLine, ...]:
    return tuple(_line(row) for row in _all_rows(client, "Lines", LINE_COLUMNS))


def _line(row: Mapping[str, str]) -> ShownLine:
    return ShownLine(
        account=code_of(row["Account"]),
        description=row["Summary"],
        quantity=number(row["Quantity"]),
        unit_price=number(row["Unit Price"]),
        amount=number(row["Amount"]),
    )


def _taxes(client: Client) -> tuple[ShownTax, ...]:
    rows = _all_rows(client, "Tax Lines", TAX_COLUMNS)
    return tuple(ShownTax(row["Description"], number(row["Base"]), number(row["Amount"])) for row in rows)


def _all_rows(client: Client, label: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """All rows of a list on the form: a long one shows its first part and a button for more."""
    box = list_of(client, label)
    more = box.locator(".tree-footer button, button.more, button[title=More]").locator("visible=true")
    table = box.locator("table.tree").first
    rows = read_rows(table, *columns)
    while more.count():
        more.first.click()
        client.settle()
        longer = read_rows(table, *columns)
        if len(longer) == len(rows):
            break
        rows = longer
    return rows
