"""The invoice form: how it is shown, and how what was sent is read."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from tests.fakes.legacy_erp.formats import read_date, read_number, write_date, write_number
from tests.fakes.legacy_erp.invoice import Invoice, Line, Tax
from tests.fakes.legacy_erp.pages import KINDS, page, script_text
from tests.fakes.legacy_erp.seed import ACCOUNTS, COMPANY, COST_CENTRES, CURRENCIES, TAXES, User

COMPLETION = """\
var waiting;
function complete(field) {
  document.forms[0].supplier_id.value = "";
  clearTimeout(waiting);
  waiting = setTimeout(function () {
    var request = new XMLHttpRequest();
    request.open("GET", "/complete?q=" + encodeURIComponent(field.value));
    request.onload = function () { document.getElementById("completion").innerHTML = request.responseText; };
    request.send();
  }, 150);
}
function choose(option) {
  document.forms[0].supplier.value = option.getAttribute("data-name");
  document.forms[0].supplier_id.value = option.getAttribute("data-id");
  document.getElementById("completion").innerHTML = "";
}
"""
REQUIRED = ("supplier", "invnumber", "transdate", "currency", "kind")


def show(invoice: Invoice, user: User, settings: dict[str, object]) -> str:
    """The form: with a blank row for the next line, or locked when posted."""
    lines = list(invoice.lines)
    if settings["reverse_lines"] and invoice.id and all(line.id for line in lines):
        lines.sort(key=lambda line: -line.id)
    rows = lines if invoice.state == "posted" else [*lines, Line()]
    titles = {"": "Add Transaction", "draft": "Edit Draft", "posted": "Transaction"}
    kept = {"id": str(invoice.id or ""), "state": invoice.state, "rowcount": str(len(rows))}
    kept |= {"supplier_id": str(invoice.supplier_id or ""), "taxcount": str(len(invoice.taxes))}
    body = "".join(f'<input type=hidden name={name} value="{value}">' for name, value in kept.items())
    body += _header(invoice, user) + _lines(rows, user) + _totals(invoice, user)
    if invoice.state == "posted":
        return page(titles["posted"], f"<form><fieldset disabled>{body}</fieldset></form>")
    body += "".join(_button(name, invoice, str(settings["ask_before_post"])) for name in ("Update", "Save", "Post"))
    body += _button("Delete", invoice, "Delete this draft?") if invoice.id else ""
    script = f"<script>{COMPLETION}</script>" if user.completion else ""
    form = f'<form method=post action="/invoice" name=transaction onsubmit="grey()">{body}</form>'
    return page(titles[invoice.state], script + form)


def _button(name: str, invoice: Invoice, question: str) -> str:
    asks = name == "Delete" or (name == "Post" and question)
    onclick = f" onclick='return confirm({script_text(question)})'" if asks else ""
    return f'<input type=submit name=action value="{name}"{onclick}>\n'


def _input(name: str, value: str, size: int = 12, more: str = "") -> str:
    return f'<input name="{name}" value="{escape(value)}" size={size} {more}>'


def _select(name: str, chosen: str, options: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    return f'<select name="{name}">{inner}</select>'


def _header(invoice: Invoice, user: User) -> str:
    completing = 'autocomplete=off oninput="complete(this)"' if user.completion else ""
    supplier = _input("supplier", invoice.supplier, 40, completing) + "<div id=completion></div>"
    rows = (
        ("Company", f"<span id=company>{escape(COMPANY)}</span>"),
        ("Number", f"<span id=number>{invoice.number}</span>"),
        ("Supplier", supplier),
        ("Supplier Code", f"<span id=supplier_code>{escape(invoice.supplier_code)}</span>"),
        ("Invoice Number", _input("invnumber", invoice.invoice_number, 30)),
        (f"Date ({user.date_format})", _input("transdate", write_date(invoice.issue_date, user.date_format))),
        ("Currency", _select("currency", invoice.currency, ((code, code) for code in CURRENCIES))),
        ("Kind", _select("kind", invoice.kind, KINDS.items())),
        ("Notes", _input("notes", invoice.mark, 60)),
    )
    return "<table>" + "".join(f"<tr><th align=right>{a}</th><td>{b}</td></tr>\n" for a, b in rows) + "</table>\n"


def _lines(lines: list[Line], user: User) -> str:
    heads = ("Description", "Account", "Tax", "Cost Centre", "Qty", "Price", "Amount")
    html = "<table id=lines><tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>\n"
    return html + "".join(_line(n, line, user) for n, line in enumerate(lines, 1)) + "</table>\n"


def _line(n: int, line: Line, user: User) -> str:
    def number(value: Decimal) -> str:
        return "" if line.is_blank else write_number(value, user.number_format)

    cells = (
        _input(f"desc_{n}", line.description, 30) + f"<input type=hidden name=line_{n} value={line.id}>",
        _select(f"acct_{n}", line.account, [("", ""), *((c, f"{c}--{name}") for c, name in ACCOUNTS.items())]),
        _select(f"tax_{n}", line.tax_code, [("", ""), *((code, code) for code in TAXES)]),
        _select(f"cc_{n}", line.cost_centre, [("", ""), *((c, f"{c}--{name}") for c, name in COST_CENTRES.items())]),
        _input(f"qty_{n}", number(line.quantity), 6),
        _input(f"price_{n}", number(line.price), 10),
        f"<span id=amount_{n}>{number(line.net)}</span>",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _totals(invoice: Invoice, user: User) -> str:
    html = "<table id=totals>"
    for n, tax in enumerate(invoice.taxes, 1):
        base, amount = (write_number(value, user.number_format) for value in (tax.base, tax.amount))
        kept = f'<input type=hidden name=taxcode_{n} value="{escape(tax.code)}">'
        kept += f"<input type=hidden name=taxcomputed_{n} value={tax.computed}>"
        html += f"<tr><th>{escape(tax.code)} on <span id=taxbase_{n}>{base}</span></th>"
        html += f"<td>{_input(f'taxamount_{n}', amount)}{kept}</td></tr>\n"
    for name, label, total in (
        ("net", "Subtotal", invoice.net_total),
        ("taxes", "Tax", invoice.tax_total),
        ("gross", "Total", invoice.gross_total),
    ):
        html += f"<tr><th>{label}</th><td><span id={name}>{write_number(total, user.number_format)}</span></td></tr>\n"
    return html + "</table>\n"


class FieldMissing(Exception):
    """What was sent lacks a field of the form."""


def read(fields: dict[str, str], user: User) -> Invoice:
    """The form as it was sent, numbers and dates read as carelessly as `formats` does; the supplier still as text.

    Raises:
        FieldMissing: the form sent was not the form that this ERP shows.
    """
    missing = [name for name in REQUIRED if name not in fields]
    if missing:
        raise FieldMissing(f"Field missing: {', '.join(missing)}")
    lines = [_read_line(fields, n, user) for n in range(1, int(fields.get("rowcount") or 0) + 1)]
    return Invoice(
        id=int(fields.get("id") or 0),
        kind=fields["kind"],
        supplier_id=int(fields.get("supplier_id") or 0),
        supplier=fields["supplier"].strip(),
        invoice_number=fields["invnumber"].strip(),
        issue_date=read_date(fields["transdate"], user.date_format),
        currency=fields["currency"],
        mark=fields.get("notes", "").strip(),
        lines=tuple(line for line in lines if not line.is_blank),
        taxes=tuple(_read_tax(fields, n, user) for n in range(1, int(fields.get("taxcount") or 0) + 1)),
    )


def _read_line(fields: dict[str, str], n: int, user: User) -> Line:
    def text(name: str) -> str:
        return fields.get(f"{name}_{n}", "").strip()

    quantity, price = (read_number(text(name), user.number_format) for name in ("qty", "price"))
    number = int(text("line") or 0)
    return Line(text("desc"), text("acct"), text("tax"), text("cc"), quantity, price, number)


def _read_tax(fields: dict[str, str], n: int, user: User) -> Tax:
    computed = read_number(fields.get(f"taxcomputed_{n}", ""), "1000.00")
    amount = read_number(fields.get(f"taxamount_{n}", ""), user.number_format)
    return Tax(fields.get(f"taxcode_{n}", ""), Decimal(0), computed, amount)
