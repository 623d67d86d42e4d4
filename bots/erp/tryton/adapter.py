"""The adapter for Tryton 8.0 with its web client sao, a single page that is worked in by the steps of `sao.js`."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from bots.erp.comparing import one_line
from bots.erp.declared import Lines, Place, Row, Search
from bots.erp.pages import WebErp
from bots.erp.port import EntryState, ErpAccount, ErpCheck, ErpSupplier
from bots.erp.reading import Wording, shown_of
from bots.erp.session import WebErpAdapter
from bots.erp.shown import Shown, ShownTax
from bots.erp.tryton.hands import Hands, Step
from bots.erp.tryton.rounding import corrections
from bots.errors import FieldMismatch, ScreenChanged
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from bots.web.fields import Day, Field, Number, Value, before
from bots.web.locale import WebLocale
from bots.web.page import WebPage
from bots.web.rest import Rest

MENU: Step = ("list", "Supplier Invoices", "Invoices / Supplier Invoices")
COLUMNS = {"Reference": "invoice_number", "Party": "supplier_name", "Description": "mark"}
LINES = {
    "Account": Field("account", "", code=before(" - ")),
    "Summary": Field("description", ""),
    "Quantity": Field("quantity", "", Number()),
    "Unit Price": Field("unit_price", "", Number()),
    "Amount": Field("net", "", Number()),
}
TAXES = {
    "Description": Field("tax_code", ""),
    "Base": Field("base", "", Number()),
    "Amount": Field("amount", "", Number()),
}


class Tryton(WebErp):
    """One login at a Tryton; see `WebErp` for what each method has achieved when it returns."""

    name = "tryton"
    rest = Rest(lost=".modal.ask-dialog.in")
    locale = WebLocale.like("1,234.56", "2026-12-31")  # the bot's user has English; dates are read in the calendar
    searches = (Search("all", (), "", COLUMNS, (Field("invoice_number", "Reference"), Field("mark", "Description"))),)
    forms: ClassVar = {OrderKind.INVOICE: (), OrderKind.CREDIT_NOTE: ()}
    header = (
        Field("supplier_name", "input[name=party]"),
        Field("invoice_number", "input[name=reference]"),
        Field("mark", "input[name=description]"),
        Field("issue_date", "input[name=invoice_date]", Day()),
        Field("currency", "input[name=currency]"),
    )
    totals = (
        Field("company", "input[name=company]"),
        Field("number", "input[name=number]"),
        Field("state", "select[name=state]"),
        Field("net_total", "input[type=number][name=untaxed_amount]", Number()),
        Field("tax_total", "input[type=number][name=tax_amount]", Number()),
        Field("gross_total", "input[type=number][name=total_amount]", Number()),
    )
    lines = Lines((Field("cost_centre", ".modal input[name=account]", optional=True),), columns=LINES)
    states: ClassVar = {
        "Draft": EntryState.DRAFT,
        "Validated": EntryState.DRAFT,
        "Posted": EntryState.POSTED,
        "Paid": EntryState.POSTED,
        "Cancelled": EntryState.CANCELLED,
    }
    negative_credit_notes = True

    def __init__(self, web: WebPage, account: ErpAccount) -> None:
        super().__init__(web, account)
        self._hands = Hands(web, account.step_seconds)
        self._codes: dict[str, str] = {}  # of currencies, by the names that forms show
        self._order: InvoiceOrder | None = None  # what was keyed last

    def log_in(self) -> None:
        self.web.visit(f"#{self.account.database}")
        self._hands.begin()
        self._hands.do(("log_in", self.account.user, self.account.password.get_secret_value()))

    def go(self, place: Place) -> None:
        """There is one form."""
        self._hands.do(MENU, ("new",))

    def search(self, search: Search, wanted: Mapping[str, str]) -> list[Row]:
        asked = [f"{field.css}: ={quote(wanted[field.fact])}" for field in search.fields if wanted.get(field.fact)]
        rows = self._hands.do(MENU, ("search", " or ".join(asked), list(COLUMNS)))[-1]
        return [
            Row(search, index, {fact: row[title] for title, fact in COLUMNS.items()}, wanted)
            for index, row in enumerate(rows)
        ]

    def open(self, row: Row) -> None:
        self._hands.do(("open", row.index))

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        columns = {"Code": "code", "Name": "name", "Tax Identifier": "tax_id"}
        _, rows, _ = self._hands.do(("menu", "Parties", "Parties / Parties"), ("rows", list(columns)), ("close",))
        found = (ErpSupplier(**{fact: row[title] for title, fact in columns.items()}) for row in rows)
        return tuple(
            one.model_copy(update={"tax_id": one.tax_id.replace(" ", "")})
            for one in found
            if one.name != self.account.company
        )

    # -- reading

    def read(self, row: Row | None = None) -> Shown:
        fields = (*self.header, *self.totals)
        asked = {"Lines": list(LINES), "Tax Lines": list(TAXES)}
        (page,) = self._hands.do(("read", [field.css for field in fields], asked))
        facts = self._facts(zip(fields, page["fields"], strict=True))
        facts["currency"] = self._code(str(facts["currency"]))
        lines = self._rows(LINES, page["tables"]["Lines"])
        if row is not None and self._may_have_centres(str(facts["mark"])):
            lines = [{**line, "cost_centre": self._centre(index)} for index, line in enumerate(lines)]
        wording = Wording(EntryState.DRAFT, self.keying, self.states, {}, negative_credit_notes=True)
        shown = shown_of(facts, lines, None, wording)
        sign = Decimal(-1) if shown.kind is OrderKind.CREDIT_NOTE else Decimal(1)
        taxes = (_tax(facts, sign) for facts in self._rows(TAXES, page["tables"]["Tax Lines"]))
        return shown.model_copy(update={"taxes": tuple(taxes)})

    def _facts(self, shown: Iterable[tuple[Field, str | None]]) -> dict[str, Value]:
        found = list(shown)
        for field, text in found:
            if text is None:
                raise self.web.changed(f"the form does not show {field.css}", field.fact)
        return {field.fact: self.web.meaning(field, text or "") for field, text in found}

    def _rows(self, columns: Mapping[str, Field], rows: Sequence[Mapping[str, str]]) -> list[dict[str, Value]]:
        return [self._facts((field, row[title]) for title, field in columns.items()) for row in rows]

    def _code(self, name: str) -> str:
        """The ISO code of a currency that the form in front shows by its name; looked up in its own record once."""
        if name not in self._codes:
            ((shown, code),) = self._hands.do(("peek", "currency", ["name", "code"]))
            if shown != name or len(code) != 3:
                raise ScreenChanged(
                    f"the record of the currency {name!r} shows {shown!r} with the code {code!r}", "code"
                )
            self._codes[name] = code
        return self._codes[name]

    def _may_have_centres(self, mark: str) -> bool:
        """Whether lines are worth opening: not those of an order without cost centres that was keyed just now."""
        keyed = self._order
        return keyed is None or keyed.mark != mark or any(line.cost_centre for line in keyed.lines)

    def _centre(self, index: int) -> str:
        opened: Step = ("edit", "Lines", index, "Quantity", "account")
        return ", ".join(self._hands.do(opened, ("cost_centres",), ("leave",))[1])

    # -- keying

    def new(self, order: InvoiceOrder) -> None:
        self.keying = order.kind
        self.go(())

    def fill_header(self, order: InvoiceOrder) -> None:
        self._order = order
        (*_, page) = self._hands.do(
            ("choose", "party", order.supplier_code, "label", one_line(order.supplier_name)),
            ("text", "reference", order.invoice_number),
            ("text", "description", order.mark),
            ("day", "invoice_date", order.issue_date.isoformat()),
            ("read", ["input[name=currency]"], {}),
        )
        if not page["fields"][0] or self._code(page["fields"][0]) != order.currency:
            self._hands.do(("clear", "currency"), ("choose", "currency", order.currency, "any", ""))

    def fill_line(self, n: int, line: OrderLine) -> None:
        numbers = {name: format(getattr(line, name), "f") for name in ("quantity", "unit_price", "net")}
        texts = {"account": line.account, "tax": line.tax_code, "description": one_line(line.description)}
        last = self._order is not None and n == len(self._order.lines)
        self._hands.do(("line", numbers | texts, n == self.lines.first, last))

    def save(self) -> None:
        """Cost centres and the invoice's own rounding can only be keyed into a saved draft."""
        assert self._order is not None, "save follows fill_header"
        self._hands.do(("save",))
        centres = [(index, line.cost_centre) for index, line in enumerate(self._order.lines) if line.cost_centre]
        for index, centre in centres:
            self._fill_centre(index, centre)
        if self._round(self._order) or centres:
            self._hands.do(("save",))

    def _fill_centre(self, index: int, centre: str) -> None:
        opened: Step = ("edit", "Lines", index, "Quantity", "account")
        there = self._hands.do(opened, ("cost_centre", centre), ("cost_centres",), ("apply",))[2]
        if there != [centre]:
            raise FieldMismatch(f"line {index + 1}: the cost centres are {there} instead of {centre!r}")

    def _round(self, order: InvoiceOrder) -> bool:
        """Whether tax lines had to be corrected, by a cent each."""
        (page,) = self._hands.do(("read", [], {"Tax Lines": list(TAXES)}))
        taxes = [_tax(facts) for facts in self._rows(TAXES, page["tables"]["Tax Lines"])]
        changes = list(corrections(taxes, order.tax_total - sum((tax.amount for tax in taxes), Decimal(0))))
        for index, amount in changes:
            self._hands.do(
                ("edit", "Tax Lines", index, "Base", "amount"), ("number", "amount", str(amount)), ("apply",)
            )
        return bool(changes)

    def discard(self, row: Row) -> None:
        self._hands.do(("delete",))

    # -- posting: the confirmation is what posts

    def before_post(self, order: InvoiceOrder) -> None:
        self._hands.do(("press", "post"), ("asked", "confirmation-dialog"))

    def post(self) -> None:
        self._hands.do(("answer", "confirmation-dialog", "OK"), ("posted",))

    def back_off(self) -> None:
        self._hands.do(("answer", "confirmation-dialog", "Cancel"))

    # -- checking

    def check_more(self) -> tuple[ErpCheck, ...]:
        self.go(())
        (page,) = self._hands.do(("read", ["input[name=company]"], {"Lines": list(LINES), "Tax Lines": list(TAXES)}))
        company, wanted = page["fields"][0], self.account.company
        hint = "" if company == wanted else "; give the user that company in Tryton or correct the settings"
        return (ErpCheck(name="company", passed=company == wanted, detail=f"{company!r}{hint}"),)


def _tax(facts: Mapping[str, Value], sign: Decimal = Decimal(1)) -> ShownTax:
    tax = ShownTax.model_validate(dict(facts))
    return tax.model_copy(update={"base": sign * (tax.base or 0), "amount": sign * tax.amount})


def quote(text: str) -> str:
    """`text` as one word of the client's filter language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


ADAPTER = WebErpAdapter(Tryton)
