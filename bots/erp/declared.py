"""The words in which an adapter declares its ERP's pages. `bots.erp.pages` says how they are used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bots.erp.port import EntryState
from bots.orders import OrderKind
from bots.web.fields import Field, Value

Facts = Mapping[str, Value]
"""What a page shows, by the names of `bots.orders`; an empty text for what it shows empty."""

Place = str | tuple[str, ...]
"""How to get to a page: an address below the account's, or selectors to press one after the other, e.g. of a menu."""


@dataclass(frozen=True)
class Login:
    """The login page.

    Attributes:
        address: below the account's url.
        user, password: CSS of the two fields.
        button: selector of what is pressed then.
        inside: CSS of something that is there only after a login.
        refused: CSS of what tells that user or password are wrong.
        others: further fields: CSS to a value, in which ``{database}`` and ``{company}`` stand for the account's.
    """

    address: str
    user: str
    password: str
    button: str
    inside: str
    refused: str = ""
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Search:
    """One way to look for entries. All searches together must find an entry in whatever state it is, drafts included.

    Attributes:
        name: for messages.
        place: the page with the search form; or the address of the results themselves, in which ``{invoice_number}``,
            ``{supplier_name}`` and ``{mark}`` stand for what is looked for, or for nothing.
        fields: the fields of the search form, for the same facts.
        button: what starts the search; empty where going to `place` shows everything.
        table: CSS of the table of results, which is there even when nothing was found (or else `nothing`).
        columns: header of a column to what it holds: ``invoice_number``, ``supplier_name``, ``mark``, ``number``,
            ``state``. Rows that show another supplier, number or mark are passed over; what is not shown is read in
            the entry itself.
        opens: header of the column whose link opens the entry; empty: the row itself is clicked.
        state: the state of all that it finds; None where a column or the entry's form tells.
        kind: the kind of all that it finds; None where a column, the entry's form or the sign of its amounts tells.
        nothing: CSS of what the page shows instead of the table when nothing was found.
    """

    name: str
    place: Place
    table: str
    columns: Mapping[str, str]
    fields: tuple[Field, ...] = ()
    button: str = ""
    opens: str = ""
    state: EntryState | None = None
    kind: OrderKind | None = None
    nothing: str = ""

    def asks(self, fact: str) -> bool:
        """Whether entries can be looked for by `fact`."""
        return f"{{{fact}}}" in str(self.place) or any(field.fact == fact for field in self.fields)


@dataclass(frozen=True)
class Row:
    """A row that a search found: its position in the table, the facts of its columns, and what was asked for."""

    search: Search
    index: int
    facts: Facts
    wanted: Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """The lines of the form.

    Attributes:
        fields: of one line, with ``{n}`` for its number; facts are the attributes of `bots.orders.OrderLine`.
        first: number of the first line on the page.
        add: what is pressed before each line but the first to get an empty one; empty where there are enough.
        ordered: whether a saved entry shows the lines in the order in which they were keyed.
        table: CSS of a table that shows the lines where they cannot be read in `fields`.
        columns: headers of that table to what they hold; the fields' CSS is not used.
    """

    fields: tuple[Field, ...]
    first: int = 1
    add: str = ""
    ordered: bool = True
    table: str = ""
    columns: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True)
class Suppliers:
    """The list of suppliers: like a `Search` without conditions. Facts: ``code``, ``name``, ``tax_id``, ``iban``."""

    place: Place
    table: str
    columns: Mapping[str, str]
    button: str = ""
    next_page: str = ""
