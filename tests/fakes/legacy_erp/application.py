"""What the legacy ERP does with a request: which page it answers, what it writes."""

from dataclasses import dataclass, field, replace

from tests.fakes.legacy_erp import invoice_page, pages
from tests.fakes.legacy_erp.books import Books
from tests.fakes.legacy_erp.invoice import Invoice
from tests.fakes.legacy_erp.seed import TAXES, Supplier, User

COOKIE = "LEGACYSESSION"
PATHS = {
    "/": "home",
    "/menu": "menu",
    "/welcome": "welcome",
    "/login": "login",
    "/logout": "logout",
    "/invoice/new": "new",
    "/invoice/open": "open",
    "/search": "search",
    "/drafts": "drafts",
    "/suppliers": "suppliers",
    "/complete": "complete",
}


@dataclass(frozen=True)
class Request:
    """`fields` are those of the query and of the form sent."""

    method: str
    path: str
    fields: dict[str, str]
    token: str = ""

    @property
    def action(self) -> str:
        """What is asked for, as rules name it."""
        if self.path == "/invoice":
            return self.fields.get("action", "").lower()
        if self.path == "/invoice/supplier":
            return self.fields.get("pending", "")
        return PATHS.get(self.path, "unknown")


@dataclass(frozen=True)
class Reply:
    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Application:
    """The ERP on its books."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def invoice_number(self, request: Request) -> str:
        """The supplier's invoice number that a request is about; empty if none."""
        number = request.fields.get("invnumber", "")
        if not number and request.fields.get("id", "").isdigit():
            entry = self.books.entry(int(request.fields["id"]))
            number = entry.invoice_number if entry else ""
        return number

    def answer(self, request: Request, ambiguous: bool = False) -> Reply:
        """Do what is asked. `ambiguous`: the supplier's name is taken to fit several."""
        if request.action == "login":
            return self._log_in(request)
        if request.action == "logout":
            self.books.end_sessions(token=request.token or "none")
            return Reply(pages.login())
        user = self.books.session_user(request.token)
        if user is None:
            grey = self.books.settings()["lost_session"] == "grey" and request.method == "POST"
            return Reply("", 204) if grey else Reply(pages.login())
        if request.path in ("/invoice", "/invoice/supplier") and request.method == "POST":
            return self._transact(request, user, ambiguous)
        shows = getattr(self, f"_show_{request.action}", None)
        return shows(request, user) if shows else Reply(pages.error(f"No such page: {request.path}"), 404)

    def _log_in(self, request: Request) -> Reply:
        if request.method != "POST":
            return Reply(pages.login())
        user = self.books.user(request.fields.get("user", ""))
        if user is None or user.password != request.fields.get("password"):
            return Reply(pages.login("Incorrect name or password"))
        cookie = f"{COOKIE}={self.books.begin_session(user.name)}; Path=/; HttpOnly; SameSite=Lax"
        return Reply("", 302, {"Location": "/", "Set-Cookie": cookie})

    def _show_home(self, request: Request, user: User) -> Reply:
        return Reply(pages.frameset())

    def _show_menu(self, request: Request, user: User) -> Reply:
        return Reply(pages.menu(user))

    def _show_welcome(self, request: Request, user: User) -> Reply:
        return Reply(pages.welcome())

    def _show_new(self, request: Request, user: User) -> Reply:
        return self._form(Invoice(), user)

    def _show_open(self, request: Request, user: User) -> Reply:
        found = self.books.entry(int(request.fields["id"])) if request.fields.get("id", "").isdigit() else None
        return self._form(found, user) if found else Reply(pages.error("No such transaction"))

    def _show_search(self, request: Request, user: User) -> Reply:
        if "action" not in request.fields:
            return Reply(pages.search(request.path, None, [], user))
        state = "draft" if request.action == "drafts" else "posted"
        wanted = {name: request.fields.get(name, "").strip() for name in ("supplier", "invnumber", "notes")}
        found = self.books.search(state, wanted["supplier"], wanted["invnumber"], wanted["notes"])
        return Reply(pages.search(request.path, wanted, found, user))

    _show_drafts = _show_search

    def _show_suppliers(self, request: Request, user: User) -> Reply:
        return Reply(pages.suppliers(self.books.suppliers()))

    def _show_complete(self, request: Request, user: User) -> Reply:
        return Reply(pages.options(self._like(request.fields.get("q", ""))[:10]))

    def _form(self, invoice: Invoice, user: User) -> Reply:
        return Reply(invoice_page.show(invoice, user, self.books.settings()))

    def _transact(self, request: Request, user: User, ambiguous: bool) -> Reply:
        if request.action not in ("update", "save", "post", "delete"):
            return Reply(pages.error(f"No such action: {request.action}"))
        try:
            invoice = invoice_page.read(request.fields, user)
        except invoice_page.FieldMissing as error:
            return Reply(pages.error(str(error)))
        if request.action == "delete":
            self.books.delete_draft(invoice.id)
            return Reply(pages.search("/drafts", None, [], user))
        chosen = self._supplier(invoice, request, user, ambiguous)
        if isinstance(chosen, Reply):
            return chosen
        if chosen is not None:
            invoice = replace(invoice, supplier_id=chosen.id, supplier=chosen.name, supplier_code=chosen.code)
        invoice = invoice.with_taxes(TAXES, str(self.books.settings()["tax_rounding"]))
        return self._carry_out(request.action, invoice, user)

    def _carry_out(self, action: str, invoice: Invoice, user: User) -> Reply:
        if action == "update":
            kept = self.books.entry(invoice.id)
            return self._form(replace(invoice, state="draft" if kept else "", id=invoice.id if kept else 0), user)
        refused = self._refusal(invoice)
        if refused:
            return Reply(pages.error(refused))
        entry_id = self.books.save(invoice, user.name, post=action == "post")
        if action == "post":
            return self._form(Invoice(), user)
        return self._form(self.books.entry(entry_id) or Invoice(), user)

    def _refusal(self, invoice: Invoice) -> str:
        if not invoice.supplier_id:
            return "Supplier missing!"
        if not invoice.lines:
            return "Nothing to post!"
        bad = [str(n) for n, line in enumerate(invoice.lines, 1) if not line.account]
        return f"Account missing on line {', '.join(bad)}!" if bad else ""

    def _supplier(self, invoice: Invoice, request: Request, user: User, ambiguous: bool) -> Supplier | Reply | None:
        """The supplier that the text means; a page where it means none, or several; None for no text."""
        if request.path == "/invoice/supplier":
            return self.books.supplier(int(request.fields.get("choice") or 0)) or Reply(pages.error("Nothing selected"))
        known = self.books.supplier(invoice.supplier_id) if invoice.supplier_id else None
        if known is not None and (user.completion or known.name == invoice.supplier) and not ambiguous:
            return known
        if not invoice.supplier:
            return None
        if user.completion:
            return Reply(pages.error("Choose a supplier from the list!"))
        found = self._alike(invoice.supplier) if ambiguous else self._meant(invoice.supplier)
        if not found:
            return Reply(pages.error(f"Supplier not on file: {invoice.supplier}"))
        if len(found) == 1 and not ambiguous:
            return found[0]
        kept = {name: text for name, text in request.fields.items() if name not in ("action", "choice", "pending")}
        return Reply(pages.choice(kept, request.action, found))

    def _meant(self, text: str) -> list[Supplier]:
        """Of exactly this name; else whose name or code contains it."""
        exact = [one for one in self.books.suppliers() if one.name == text]
        return exact or self._like(text)

    def _like(self, text: str) -> list[Supplier]:
        wanted = text.strip().lower()
        return [one for one in self.books.suppliers() if wanted in one.name.lower() or wanted == one.code.lower()]

    def _alike(self, text: str) -> list[Supplier]:
        """Whose name begins with the same word, the exact one last."""
        found = self._like(text.split()[0])
        return sorted(found, key=lambda one: one.name == text)
