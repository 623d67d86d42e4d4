"""The adapter for the fake legacy ERP, as a user writes one: copied to ``<config>/erp/legacy/adapter.py``."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from bots.erp.declared import Facts, Lines, Login, Search, Suppliers
from bots.erp.pages import WebErp
from bots.erp.port import EntryState
from bots.erp.session import WebErpAdapter
from bots.erp.taxes import shares_of_tax
from bots.errors import RefusedByErp, ScreenChanged, SupplierAmbiguous, SupplierNotFound
from bots.orders import InvoiceOrder, OrderKind
from bots.web.dialogs import Answer, DialogPolicy, Rule
from bots.web.fields import Day, Field, Number, Select, before
from bots.web.locale import WebLocale
from bots.web.rest import Rest

UPDATE = "[value=Update]"
ASKED = "?action=Search&supplier={supplier_name}&invnumber={invoice_number}&notes={mark}"
COLUMNS = {"Supplier": "supplier_name", "Invoice Number": "invoice_number", "Notes": "mark", "Number": "number"}
CENT = Decimal("0.01")


class LegacyErp(WebErp):
    """Frames, full reloads, a server round trip for each line."""

    name = "legacy"
    frame = "work"
    login = Login(
        "login", "input[name=user]", "input[name=password]", "[value=Login]", inside="frame[name=work]",
        refused="#message",
    )  # fmt: skip
    rest = Rest(lost="input[name=password]", complaint="#error")
    locale = WebLocale.like("1,234.56", "12/31/2026")
    dialogs = DialogPolicy(
        (Rule("delete this draft", Answer.ACCEPT), Rule("really post|password will expire", Answer.ACCEPT))
    )

    searches = (
        Search("posted", "search" + ASKED, "#result", COLUMNS, opens="ID"),
        Search("drafts", "drafts" + ASKED, "#result", COLUMNS, opens="ID"),
    )
    forms = dict.fromkeys(OrderKind, "invoice/new")
    header = (
        Field("supplier_name", "input[name=supplier]"),
        Field("invoice_number", "input[name=invnumber]"),
        Field("issue_date", "input[name=transdate]", Day()),
        Field("currency", "select[name=currency]", Select()),
        Field("kind", "select[name=kind]", Select(), code=lambda text: text.lower().replace(" ", "_")),
        Field("mark", "input[name=notes]"),
    )
    lines = Lines(
        (
            Field("description", "[name=desc_{n}]"),
            Field("account", "[name=acct_{n}]", Select(), before("--")),
            Field("tax_code", "[name=tax_{n}]", Select()),
            Field("cost_centre", "[name=cc_{n}]", Select(), before("--")),
            Field("quantity", "[name=qty_{n}]", Number()),
            Field("unit_price", "[name=price_{n}]", Number()),
        ),
        add=UPDATE,
        ordered=False,
    )
    totals = (
        Field("company", "#company"),
        Field("number", "#number"),
        Field("supplier_code", "#supplier_code"),
        Field("state", "[name=state]"),
        Field("net_total", "#net", Number()),
        Field("tax_total", "#taxes", Number()),
        Field("gross_total", "#gross", Number()),
    )
    save_button, post_button, discard_button = "[value=Save]", "[value=Post]", "[value=Delete]"
    suppliers_list = Suppliers(
        "suppliers", "#suppliers", {"Code": "code", "Name": "name", "Tax Number": "tax_id", "IBAN": "iban"}
    )
    states: ClassVar = {"draft": EntryState.DRAFT, "posted": EntryState.POSTED, "": EntryState.DRAFT}
    kinds: ClassVar = {kind.value: kind for kind in OrderKind}

    def read_lines(self) -> Sequence[Facts]:
        fields = (*self.lines.fields, Field("net", "#amount_{n}", Number()))
        return [line for line in self.web.read_lines(fields) if any(line.values())]

    def read_taxes(self) -> Mapping[str, Decimal] | None:
        rows = self.web.read_lines(
            (Field("tax", "[name=taxcode_{n}]"), Field("amount", "[name=taxamount_{n}]", Number()))
        )
        return {str(row["tax"]): Decimal(str(row["amount"])) for row in rows}

    def new(self, order: InvoiceOrder) -> None:
        """The page says how its dates are written, and 05/04 could be read in two ways."""
        super().new(order)
        if "Date (mm/dd/yyyy)" not in self.web.text("form"):
            raise ScreenChanged("the user's date format is not mm/dd/yyyy; set it in the ERP", "issue_date")

    def fill_header(self, order: InvoiceOrder) -> None:
        """The server resolves the supplier: to none, to one, or to a list whose first is selected already."""
        super().fill_header(order)
        try:
            self.web.press(UPDATE)
        except RefusedByErp as error:
            if "not on file" not in str(error):
                raise
            raise SupplierNotFound(f"{error}; correct the supplier or create it") from error
        if self.web.shows("#choices"):
            self._choose(order)
        code = self.web.read((Field("code", "#supplier_code"),))["code"]
        if code != order.supplier_code:
            raise SupplierNotFound(f"{order.supplier_name!r} has the code {code!r} here, not {order.supplier_code!r}")
        self._wanted = order

    def _choose(self, order: InvoiceOrder) -> None:
        rows = self.web.table("#choices", {"Code": "code", "Name": "name"})
        named = [n for n, row in enumerate(rows, 2) if row["name"] == order.supplier_name]
        fitting = [n for n in named if rows[n - 2]["code"] == order.supplier_code]
        if not named:
            raise SupplierNotFound(f"no supplier is called {order.supplier_name!r}, only alike")
        if len(fitting) != 1:
            raise SupplierAmbiguous(f"{len(named)} suppliers are called {order.supplier_name!r}; tell them apart")
        self.web.press(f"#choices tr:nth-child({fitting[0]}) input", changes=False)
        self.web.press("[value=Continue]")

    def save(self) -> None:
        """The ERP works out the taxes when it saves; a cent by which it rounds otherwise is corrected."""
        super().save()
        shares, shown = shares_of_tax(self._wanted), self.read_taxes() or {}
        wrong = {n: shares[code] for n, code in enumerate(shown, 1) if shares.get(code, shown[code]) != shown[code]}
        amounts = list(shown.values())
        if wrong and all(abs(amount - amounts[n - 1]) <= CENT for n, amount in wrong.items()):
            self.web.put([(Field("tax", f"[name=taxamount_{n}]", Number()), amount) for n, amount in wrong.items()])
            super().save()


ADAPTER = WebErpAdapter(LegacyErp)
