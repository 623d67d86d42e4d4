"""Whether the pages and fields that keying needs are there. Changes nothing."""

from bots.erp.port import ErpAccount, ErpCheck
from bots.erp.tryton.client import Client
from bots.erp.tryton.lines import list_of
from bots.erp.tryton.listing import InvoiceList, read_titles
from bots.erp.tryton.reading import LINE_COLUMNS, TAX_COLUMNS

COLUMNS = ("Reference", "Party", "Number", "State", "Description")
FIELDS = ("party", "reference", "description", "invoice_date", "currency", "company")
BUTTONS = ("post",)


def check(client: Client, invoices: InvoiceList, account: ErpAccount) -> tuple[ErpCheck, ...]:
    """Open the list and an empty form and look for what keying uses; the form is left unsaved."""
    invoices.show()
    columns = read_titles(client.tab.locator("table.tree").locator("visible=true").first)
    checks = [_present("list of supplier invoices", COLUMNS, columns)]
    invoices.new()
    shown = [name for name in FIELDS if client.tab.locator(f"input[name={name}]").count()]
    checks.append(_present("form of a supplier invoice", FIELDS, shown))
    buttons = [name for name in BUTTONS if client.tab.locator(f"button[name={name}]").count()]
    checks.append(_present("buttons of the form", BUTTONS, buttons))
    for label, wanted in (("Lines", LINE_COLUMNS), ("Tax Lines", TAX_COLUMNS)):
        checks.append(_present(label, wanted, read_titles(list_of(client, label).locator("table.tree").first)))
    company = client.tab.locator("input[name=company]").input_value()
    hint = "" if company == account.company else "; give the user that company in Tryton or correct the settings"
    checks.append(ErpCheck(name="company", passed=company == account.company, detail=f"{company!r}{hint}"))
    invoices.show()
    return tuple(checks)


def _present(name: str, wanted: tuple[str, ...], there: list[str]) -> ErpCheck:
    missing = [item for item in wanted if item not in there]
    if not missing:
        return ErpCheck(name=name, passed=True, detail="all there")
    detail = f"missing: {', '.join(missing)}; the bot's user needs English as its language and access to invoices"
    return ErpCheck(name=name, passed=False, detail=detail)
