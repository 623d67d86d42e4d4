"""The pages in the old style: frames, tables, full reloads, alerts."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from tests.fakes.legacy_erp.formats import write_date, write_number
from tests.fakes.legacy_erp.invoice import Invoice
from tests.fakes.legacy_erp.seed import COMPANY, Supplier, User

GREYING = """\
function grey() {
  document.body.style.opacity = 0.4;
  setTimeout(function () {
    var all = document.querySelectorAll("input, select, textarea");
    for (var i = 0; i < all.length; i++) all[i].disabled = true;
  }, 0);
}
"""


def page(title: str, body: str) -> str:
    """A page of the work frame. Sending a form greys it out until the next page comes."""
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html><head>'
        f"<meta charset=utf-8><title>{escape(title)}</title><script>{GREYING}</script></head>\n"
        f"<body bgcolor=#eeeedd><h3>{escape(title)}</h3>\n{body}\n</body></html>\n"
    )


def frameset() -> str:
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN">\n'
        f"<html><head><meta charset=utf-8><title>Legacy Books - {escape(COMPANY)}</title></head>\n"
        '<frameset cols="190,*"><frame name="menu" src="/menu"><frame name="work" src="/welcome"></frameset></html>\n'
    )


def menu(user: User) -> str:
    items = (
        ("/invoice/new", "Add Transaction"),
        ("/search", "Search Transactions"),
        ("/drafts", "Drafts"),
        ("/suppliers", "Suppliers"),
    )
    links = "".join(f'<tr><td><a href="{path}" target=work>{text}</a></td></tr>\n' for path, text in items)
    links += '<tr><td><a href="/logout" target=_top>Logout</a></td></tr>\n'
    return page(
        "Accounts Payable", f"<table><tr><td>{escape(COMPANY)}<br>{escape(user.name)}</td></tr>\n{links}</table>"
    )


def welcome() -> str:
    return page("Welcome", f"<p>{escape(COMPANY)}</p>")


def login(message: str = "") -> str:
    shown = f"<p><font color=red id=message>{escape(message)}</font></p>" if message else ""
    return page(
        "Login",
        f'{shown}<form method=post action="/login" target=_top onsubmit="grey()"><table>'
        "<tr><th>Name</th><td><input name=user></td></tr>"
        "<tr><th>Password</th><td><input name=password type=password></td></tr></table>"
        '<input type=submit name=action value="Login"></form>',
    )


def error(message: str) -> str:
    return page("Error!", f'<p id=error><b>{escape(message)}</b></p><a href="javascript:history.back()">Back</a>')


def maintenance() -> str:
    return page("Maintenance", "<p>The system is being maintained. Please come back later.</p>")


def broken() -> str:
    return page("Internal Server Error", "<p>The server encountered an internal error.</p>")


def hidden(fields: dict[str, str]) -> str:
    return "".join(f'<input type=hidden name="{escape(n)}" value="{escape(v)}">\n' for n, v in fields.items())


def asking(path: str, fields: dict[str, str], text: str) -> str:
    """A confirm; accepted, the form is sent again, dismissed, the draft is shown."""
    draft = f"/invoice/open?id={quote(fields['id'])}" if fields.get("id") else "/invoice/new"
    yes = f"document.forms[0].submit(); else location.replace({script_text(draft)});"
    form = f'<form method=post action="{path}">{hidden(fields | {"confirmed": "1"})}</form>'
    return page("Please confirm", f"{form}<script>if (confirm({script_text(text)})) {yes}</script>")


def script_text(text: str) -> str:
    """`text` as a literal of JavaScript inside a script element."""
    return '"' + "".join(f"\\u{ord(c):04x}" if not c.isalnum() or ord(c) > 126 else c for c in text) + '"'


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], name: str) -> str:
    """Cells are HTML already."""
    head = "".join(f"<th>{escape(text)}</th>" for text in headers)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table border=1 id={name}><tr>{head}</tr>\n{body}</table>"


def choice(fields: dict[str, str], pending: str, found: list[Supplier]) -> str:
    """The list of suppliers that a name fits; the first is selected already."""
    rows = [
        (
            f'<input type=radio name=choice value="{s.id}"{" checked" if i == 0 else ""}>',
            escape(s.code),
            escape(s.name),
        )
        for i, s in enumerate(found)
    ]
    kept = hidden(fields | {"pending": pending})
    chosen = table(("", "Code", "Name"), rows, "choices")
    button = '<input type=submit name=action value="Continue">'
    return page(
        "Select supplier",
        f'<form method=post action="/invoice/supplier" onsubmit="grey()">{kept}{chosen}{button}</form>',
    )


def options(found: list[Supplier]) -> str:
    """What the completion offers, as the inside of an element."""
    return "".join(
        f'<div class=option data-id={s.id} data-name="{escape(s.name)}" onclick="choose(this)">'
        f"{escape(s.code)} {escape(s.name)}</div>"
        for s in found
    )


def suppliers(found: list[Supplier]) -> str:
    rows = [[escape(text) for text in (s.code, s.name, s.tax_id, s.iban)] for s in found]
    return page("Suppliers", table(("Code", "Name", "Tax Number", "IBAN"), rows, "suppliers"))


def search(path: str, wanted: dict[str, str] | None, found: list[Invoice], user: User) -> str:
    """The search form; with `wanted`, its answer beneath."""
    names = (("supplier", "Supplier"), ("invnumber", "Invoice Number"), ("notes", "Notes"))
    inputs = "".join(
        f'<tr><th>{label}</th><td><input name={name} size=40 value="{escape((wanted or {}).get(name, ""))}"></td></tr>'
        for name, label in names
    )
    button = '<input type=submit name=action value="Search">'
    form = f'<form method=get action="{path}"><table>{inputs}</table>{button}</form>'
    title = "Drafts" if path == "/drafts" else "Search Transactions"
    return page(title, form + (result(found, user) if wanted is not None else ""))


def result(found: list[Invoice], user: User) -> str:
    headers = (
        "ID",
        "Number",
        "Date",
        "Code",
        "Supplier",
        "Invoice Number",
        "Kind",
        "Curr",
        "Net",
        "Tax",
        "Total",
        "Notes",
    )
    rows = []
    for one in found:
        totals = (one.net_total, one.tax_total, one.gross_total)
        texts = [one.number, write_date(one.issue_date, user.date_format), one.supplier_code, one.supplier]
        texts += [one.invoice_number, KINDS[one.kind], one.currency]
        texts += [*(write_number(total, user.number_format) for total in totals), one.mark]
        link = f'<a href="/invoice/open?id={quote(str(one.id))}">{one.id}</a>'
        rows.append([link, *(escape(text) for text in texts)])
    return table(headers, rows, "result") + f"<p id=count>{len(rows)} found</p>"


KINDS = {"invoice": "Invoice", "credit_note": "Credit Note"}
