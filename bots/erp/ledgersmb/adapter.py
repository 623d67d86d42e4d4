"""The adapter for LedgerSMB 1.6: AP transactions (invoices) and debit notes (credit notes of suppliers).

LedgerSMB must have "separate duties" on, as it comes: then "Save" makes a draft, and "Post" appears on the draft. The
order's mark is kept in the field "PO Number", by which transactions can be searched. Cost centres are departments.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar
from urllib.parse import quote

from bots.erp.choosing import place_of_supplier
from bots.erp.declared import Lines, Login, Place, Row, Search, Suppliers
from bots.erp.pages import WebErp
from bots.erp.port import EntryState
from bots.erp.session import WebErpAdapter
from bots.erp.taxes import shares_of_tax
from bots.errors import CodeNotFound, ErpUnreachable, LoginRefused, RefusedByErp, SupplierNotFound
from bots.orders import InvoiceOrder, OrderKind
from bots.web.dialogs import Answer, DialogPolicy, Modal, Rule
from bots.web.fields import Check, Day, DojoSelect, Field, Number, Value, before
from bots.web.rest import Rest

MAIN = "#maindiv"
READY = f"!document.querySelector('{MAIN} [data-dojo-type]:not([widgetid])')"
REPORT = f"{MAIN} table.report"
SUPPLIER = (Field("name", f"{MAIN} [name=vendor]"), Field("code", f"{MAIN} [name=meta_number]"))
TAXES = """() => [...document.querySelectorAll('#maindiv input[name^=tax_]')].map(field => field.name.slice(4))
  .filter(account => document.querySelector(`#maindiv [name="${account}_description"]`))
  .map(account => [document.querySelector(`#maindiv [name="${account}_description"]`).value, account,
                   document.querySelector(`#maindiv [name="tax_${account}"]`).value])"""
FOUND = (
    "invoice.pl?action=invoice_search&entity_class=1&invnumber={invoice_number}&ponumber={mark}&is_approved=All&open=1"
    "&closed=1&col_id=1&col_invnumber=1&col_entity_name=1"
)


class LedgerSmb(WebErp):
    name = "ledgersmb"
    login = Login(
        "login.pl", "#username", "#password", "text=Login", "#top_menu .dijitTreeRow", refused=".dijitDialog",
        others={"#company": "{database}"},
    )  # fmt: skip
    basic_login = True
    rest = Rest(content=MAIN, busy=f"{MAIN}.parsing", ready=READY, lost=f"{MAIN} a[href='login.pl'][target]")
    dialogs = DialogPolicy(
        (Rule("password .*expire", Answer.ACCEPT), Rule("not on file", Answer.REFUSED)),
        (Modal("#errorDialog", dismiss=".dijitDialogCloseIcon"),),
    )
    forms: ClassVar = {OrderKind.INVOICE: "ap.pl?action=add", OrderKind.CREDIT_NOTE: "ap.pl?action=add&type=debit_note"}
    searches = (
        Search("entries", FOUND, REPORT, {"Invoice": "invoice_number", "Vendor": "supplier_name"}, opens="Invoice"),
    )
    suppliers_list = Suppliers(
        "contact_reports.pl?action=search&entity_class=1", REPORT, {"Credit Account Number": "code", "Name": "name"}
    )
    header = (
        Field("invoice_number", f"{MAIN} [name=invnumber]"),
        Field("issue_date", f"{MAIN} #transdate", Day()),
        Field("currency", f"{MAIN} [name=currency]", DojoSelect()),
        Field("mark", f"{MAIN} [name=ponumber]"),
    )
    lines = Lines(
        (
            Field("net", f"{MAIN} [name=amount_{{n}}]", Number()),
            Field("account", f"{MAIN} [name=AP_amount_{{n}}]", DojoSelect(), before("--")),
            Field("description", f"{MAIN} [name=description_{{n}}]"),
            Field("cost_centre", f"{MAIN} [name=b_unit_1_{{n}}]", DojoSelect(), optional=True),
        ),
        add=f'{MAIN} >> text="Update"',
        ordered=False,
    )
    totals = (
        Field("supplier_name", f"{MAIN} [name=vendor]"),
        Field("supplier_code", f"{MAIN} [name=meta_number]"),
        Field("number", f"{MAIN} [name=id]"),
        Field("state", f"{MAIN} [name=approved]"),
        Field("kind", f"{MAIN} [name=reverse]"),
    )
    states: ClassVar = {"0": EntryState.DRAFT, "1": EntryState.POSTED}
    kinds: ClassVar = {"0": OrderKind.INVOICE, "1": OrderKind.CREDIT_NOTE}
    save_button = f'{MAIN} >> text="Save"'
    post_button = f'{MAIN} >> text="Post"'

    def log_in(self) -> None:
        """A login that fails for another reason than a wrong name, password or company says nothing about them."""
        try:
            super().log_in()
        except LoginRefused as error:
            if self.web.shows('.dijitDialog:has-text("Unknown error")'):
                raise ErpUnreachable("LedgerSMB fails while logging in; look at its log") from error
            raise

    def go(self, place: Place) -> None:
        """Through the menu's own way: the address after the hash is loaded into the main part."""
        self.web.run("place => { location.hash = `${place}#s${performance.now()}`; }", place, changes=True)

    def search(self, search: Search, wanted: Mapping[str, str]) -> list[Row]:
        """Its search takes a backslash for a sign of its own: what stands before the first one is asked for."""
        return super().search(search, {fact: text.partition("\\")[0] for fact, text in wanted.items()})

    def as_keyed(self, order: InvoiceOrder) -> InvoiceOrder:
        """Its pages cut a text at a straight double quote: a curved one is written instead."""
        lines = tuple(one.model_copy(update={"description": one.description.replace('"', "”")}) for one in order.lines)
        return order.model_copy(update={"lines": lines})

    def fill_header(self, order: InvoiceOrder) -> None:
        """The supplier first, as its taxes come with it: asked for by its code, taken only by code and name."""
        self.web.put([(SUPPLIER[0], order.supplier_code)])
        try:
            self.web.press(self.lines.add)
        except RefusedByErp as error:
            raise SupplierNotFound(f"{order.supplier_code!r}: {error}; correct the order or create it") from error
        if self.web.shows(f"{MAIN} [name=ndx]"):
            self._choose_supplier(order)
        place_of_supplier([self.web.read(SUPPLIER)], order)
        super().fill_header(order)

    def _choose_supplier(self, order: InvoiceOrder) -> None:
        """Of a list, in which the first one is chosen already."""
        offered = self.web.table(f"{MAIN} table:has(> tbody > .listheading)", {"Name": "name", "Vendor Number": "code"})
        number = place_of_supplier(offered, order) + 1
        self.web.put([(Field("supplier", f"{MAIN} [name=ndx][value='{number}']", Check()), True)])
        self.web.press(f'{MAIN} >> text="Continue"')

    def fill_taxes(self, order: InvoiceOrder) -> None:
        """Every tax of the supplier is ticked at first: all are unticked, and the invoice's own amounts typed."""
        shares = shares_of_tax(order)
        values: list[tuple[Field, Value]] = []
        for tax_code, account, _ in self.web.run(TAXES):
            values.append((Field("charged", f"{MAIN} [name=calctax_{account}]", Check()), False))
            share = shares.pop(tax_code, Decimal(0))
            values.append((Field("tax", f"{MAIN} [name=tax_{account}]", Number()), share))
        if shares:
            raise CodeNotFound(f"the supplier has no tax {', '.join(shares)} in LedgerSMB; allow it there")
        self.web.put(values)

    def discard(self, row: Row) -> None:
        """In the list of drafts: the form itself cannot delete."""
        number = self.web.read((Field("id", f"{MAIN} [name=id]"),))["id"]
        self.go(f"drafts.pl?action=list_drafts&type=ap&reference={quote(str(row.facts['invoice_number']), safe='')}")
        self.web.put([(Field("draft", f"{MAIN} [name^=select_][value='{number}']", Check()), True)])
        self.web.press(f'{MAIN} >> text="Delete"')

    def read_taxes(self) -> Mapping[str, Decimal]:
        return {code: self.web.locale.parse_number(text or "0") for code, _, text in self.web.run(TAXES)}


ADAPTER = WebErpAdapter(LedgerSmb)
