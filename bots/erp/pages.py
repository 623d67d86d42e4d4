"""What an adapter says about its ERP. Everything else is done once for all, in `bots.erp.session`.

An adapter is one class. Most of it is declared: where the login is, which searches find an invoice, which fields the
form has. What cannot be declared is a method to override; each says in its first line what it must have achieved.

    class Ledger(WebErp):
        name = "ledger"
        login = Login("login.php", "#user", "#password", 'text="Log in"', inside="#menu")
        ...

    ADAPTER = WebErpAdapter(Ledger)  # from bots.erp.session

Selectors of *fields*, tables and marks are CSS. Selectors of things to *press* are Playwright's, so that they may also
be ``text="Save"`` or ``role=button[name="Save"]``. ``self.web`` (`bots.web.page.WebPage`) presses, fills and reads; it
waits by itself until the page has come to rest, answers dialogs by `dialogs`, notices a lost session, and raises
`bots.errors`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar
from urllib.parse import quote

from bots.erp.declared import Facts, Lines, Login, Place, Row, Search, Suppliers
from bots.erp.port import EntryState, ErpAccount, ErpCheck, ErpPurchaseOrder, ErpSupplier
from bots.erp.reading import Wording, shown_of
from bots.erp.shown import Shown
from bots.erp.taxes import shares_of_tax
from bots.errors import BusinessError, LoginRefused, ScreenChanged
from bots.orders import InvoiceOrder, OrderKind, OrderLine
from bots.web.dialogs import DialogPolicy
from bots.web.fields import Field, Value
from bots.web.locale import ISO, WebLocale
from bots.web.page import WebPage
from bots.web.rest import Rest


class WebErp:
    """An ERP in a browser, as one login of it. Subclass it, declare what is constant, override what is different.

    The session works in this order, each word a method of this class:

    find       `search` each of `searches`, `open` each row that fits, `read` it
    fill       own drafts: `open`, `read`, kept if equal, else `discard`; then `new`, `fill_header`, `fill_line` for
               each line, `fill_taxes`, `save`, `read`; what is read is compared with the order
    submit     `before_post`, the farm writes its intent down, `post`
    read back  `search`, `open`, `read`, and all compared again
    """

    name: ClassVar[str]
    """Registry name, that of the adapter's folder."""

    login: ClassVar[Login]
    rest: ClassVar[Rest] = Rest()
    """How to tell that a page has come to rest, has lost its session, complains or is down."""
    locale: ClassVar[WebLocale] = ISO
    """How the bot's user sees and types numbers and dates; the account's `number_example`, `date_example` win."""
    dialogs: ClassVar[DialogPolicy] = DialogPolicy()
    frame: ClassVar[str] = ""
    """Name of the frame in which the work is done, in ERPs made of frames; ``self.web.at("menu")`` is another one."""

    searches: ClassVar[tuple[Search, ...]]
    forms: ClassVar[Mapping[OrderKind, Place]]
    """Where an empty form is, for each kind that can be keyed."""
    header: ClassVar[tuple[Field, ...]]
    """Filled from top to bottom and read back: attributes of `InvoiceOrder`. One of them must hold `mark`."""
    lines: ClassVar[Lines]
    totals: ClassVar[tuple[Field, ...]] = ()
    """Only read: ``net_total``, ``tax_total``, ``gross_total``, ``number``, ``state``, ``kind``, ``company``, and those
    of the header that can only be read elsewhere. Where no gross total is shown it is net and tax; where no net total
    is shown it is the sum of the lines; where no tax total is shown it is the sum of `taxes`."""
    taxes: ClassVar[tuple[Field, ...]] = ()
    """For ERPs that take tax amounts by tax code, with ``{tax}`` for the code in the CSS: facts ``charged`` (a box to
    tick) and ``amount``. Empty: the ERP computes the tax from its lines' tax codes."""

    basic_login: ClassVar[bool] = False
    """Whether the browser keeps user and password and sends them with each request (HTTP basic authentication)."""

    save_button: ClassVar[str] = ""
    """Makes a draft. Empty in ERPs without drafts: then the filled form is posted as it stands."""
    post_button: ClassVar[str] = ""
    discard_button: ClassVar[str] = ""
    """Deletes the draft that is open; questions that follow are answered by `dialogs`."""
    suppliers_list: ClassVar[Suppliers]

    currency: ClassVar[str] = ""
    """The only currency (ISO 4217) of an ERP whose form shows none; orders in another one are refused."""
    states: ClassVar[Mapping[str, EntryState]] = {}
    """What the page writes for each state, where a field or a column holds ``state``."""
    kinds: ClassVar[Mapping[str, OrderKind]] = {}
    """What the page writes for each kind, where a field or a column holds ``kind``."""
    negative_credit_notes: ClassVar[bool] = False
    """Whether credit notes are invoices with negative amounts in this ERP: the order that the methods below are given
    has negative nets, quantities and totals then, and what `read` returns is positive again."""

    def __init__(self, web: WebPage, account: ErpAccount) -> None:
        self.web = web
        self.account = account
        self.opened: Row | None = None  # the entry that a search opened and that is still on the screen
        self.keying = OrderKind.INVOICE  # what kind of form `new` opened last

    # -- login and ways

    def log_in(self) -> None:
        """The account is logged in and the ERP's first page is shown.

        Raises:
            LoginRefused: user or password are wrong.
        """
        login, account, web = self.login, self.account, self.web.at("")
        web.visit(login.address)
        blanks = {"database": account.database, "company": account.company}
        typed = [(css, text.format_map(blanks)) for css, text in login.others.items()]
        typed += [(login.user, account.user), (login.password, account.password.get_secret_value())]
        web.put([(Field("login", css), text) for css, text in typed])
        if web.press_for(login.button, login.inside, login.refused) != login.inside:
            raise LoginRefused(f"{self.name} refuses the user {account.user!r} or the password; correct the settings")

    def go(self, place: Place) -> None:
        """The page at `place` is shown, freshly loaded."""
        if isinstance(place, str):
            self.web.visit(place)
        else:
            for selector in place:
                self.web.press(selector)

    # -- finding

    def search(self, search: Search, wanted: Mapping[str, str]) -> list[Row]:
        """The results of `search` are shown; returned is what it found, `wanted` being facts to what they must be.

        It may find too much (the session looks at each row and each entry), never too little.
        """
        asked = {fact: quote(wanted.get(fact, ""), safe="") for fact in ("invoice_number", "supplier_name", "mark")}
        self.go(search.place.format_map(asked) if isinstance(search.place, str) else search.place)
        self.web.put([(field, wanted.get(field.fact, "")) for field in search.fields])
        if search.button:
            self.web.press(search.button)
        if search.nothing and self.web.shows(search.nothing):
            return []
        rows = self.web.table(search.table, search.columns)
        return [Row(search, index, facts, wanted) for index, facts in enumerate(rows) if any(facts.values())]

    def open(self, row: Row) -> None:
        """The entry in `row` is shown; the results of its search are on the screen when this is called."""
        self.web.open_row(row.search.table, row.index, row.search.opens)

    def suppliers(self) -> tuple[ErpSupplier, ...]:
        """All suppliers that can be keyed for."""
        listed = self.suppliers_list
        self.go(listed.place)
        if listed.button:
            self.web.press(listed.button)
        rows = self.web.table(listed.table, listed.columns)
        while listed.next_page and self.web.shows(listed.next_page):
            self.web.press(listed.next_page)
            rows += self.web.table(listed.table, listed.columns)
        return tuple(ErpSupplier.model_validate(dict(row)) for row in rows if row["name"])

    # -- reading

    def purchase_orders(self) -> tuple[ErpPurchaseOrder, ...]:
        """All purchase orders that the ERP lists; an adapter that can read them overrides this.

        Raises:
            BusinessError: it reads none.
        """
        raise BusinessError(
            f"The adapter {self.name} reads no purchase orders; hand them in as a file: botfarm orders import."
        )

    def read(self, row: Row | None = None) -> Shown:
        """What the entry on the screen says; `row` is where it was found, None for a form that was just filled."""
        facts = dict(row.facts) if row else {}
        facts |= self.web.read((*self.header, *self.totals))
        state, kind = (row.search.state, row.search.kind) if row else (None, None)
        wording = Wording(
            state or EntryState.DRAFT, kind or self.keying, self.states, self.kinds, self.negative_credit_notes
        )
        return shown_of(facts, self.read_lines(), self.read_taxes(), wording)

    def read_lines(self) -> Sequence[Facts]:
        """The lines of the entry on the screen, each as facts; rows without amount and text are left out."""
        if self.lines.table:
            lines = self.web.table(self.lines.table, self.lines.columns)
        else:
            lines = self.web.read_lines(self.lines.fields, self.lines.first)
        telling = ("net", "quantity", "unit_price", "description")
        return [line for line in lines if any(line.get(fact) for fact in telling)]

    def read_taxes(self) -> Mapping[str, Decimal] | None:
        """The tax amount of each tax code that is charged; None where the page does not show them."""
        return None

    # -- keying

    def as_keyed(self, order: InvoiceOrder) -> InvoiceOrder:
        """The order as this ERP can hold it, e.g. without a character that its pages lose. All else works with that."""
        return order

    def new(self, order: InvoiceOrder) -> None:
        """An empty form of the order's kind is shown."""
        self.keying = order.kind
        self.go(self.forms[order.kind])

    def fill_header(self, order: InvoiceOrder) -> None:
        """The upper part of the form is filled and read back; the supplier is exactly the order's.

        Raises:
            SupplierNotFound, SupplierAmbiguous, CodeNotFound: what the page offers does not have it.
        """
        self.web.put([(field, getattr(order, field.fact)) for field in self.header])

    def fill_line(self, n: int, line: OrderLine) -> None:
        """The line `n`, counted from `lines.first`, is filled and read back."""
        if self.lines.add and n > self.lines.first:
            self.web.press(self.lines.add)
        self.web.put([(field.at(n), getattr(line, field.fact)) for field in self.lines.fields])

    def fill_taxes(self, order: InvoiceOrder) -> None:
        """The form charges the order's taxes, in ERPs where that is not said by the lines. Else nothing is done."""
        for tax_code, amount in shares_of_tax(order).items() if self.taxes else ():
            values: dict[str, Value] = {"charged": True, "amount": amount}
            self.web.put([(field.with_tax(tax_code), values[field.fact]) for field in self.taxes])

    def save(self) -> None:
        """The ERP holds the form as a draft and still shows it. Nothing is done in ERPs without drafts."""
        if self.save_button:
            self.web.press(self.save_button)

    def discard(self, row: Row) -> None:
        """The draft that is open, and was found at `row`, is no more."""
        if not self.discard_button:
            raise ScreenChanged(f"the adapter {self.name} does not say how a draft is deleted", "discard_button")
        self.web.press(self.discard_button)

    # -- posting

    def before_post(self, order: InvoiceOrder) -> None:
        """Everything is done that comes before the one press that posts. Mostly there is nothing."""

    def post(self) -> None:
        """The draft on the screen is posted. Whatever fails in here is of unknown outcome: one press, nothing more."""
        self.web.press(self.post_button)

    def back_off(self) -> None:
        """What `before_post` opened is closed again, as the farm does not post after all."""

    # -- checking

    def check_more(self) -> tuple[ErpCheck, ...]:
        """Further lines of `botfarm erp check`, for what is overridden and so not declared. Nothing is written."""
        return ()
