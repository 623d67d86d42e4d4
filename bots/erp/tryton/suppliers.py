"""The list of parties, as far as they can be suppliers."""

from bots.erp.port import ErpSupplier
from bots.erp.tryton.client import Client
from bots.erp.tryton.listing import read_rows


def read_suppliers(client: Client, company: str) -> tuple[ErpSupplier, ...]:
    """Every active party but the company itself; Tryton's list has no IBAN.

    The list is opened in a tab of its own and closed again.
    """
    client.open_by_menu("Parties", "Parties / Parties")
    rows = read_rows(client.tab.locator("table.tree").locator("visible=true").first, "Code", "Name", "Tax Identifier")
    client.close_tab()
    return tuple(
        ErpSupplier(code=row["Code"], name=row["Name"], tax_id=row["Tax Identifier"].replace(" ", ""))
        for row in rows
        if row["Name"] != company
    )
