"""Posted supplier invoices over Tryton's JSON-RPC: the truth for tests, independent of the browser and the adapter."""

import json
import urllib.request
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LINE_FIELDS = ["description", "account.code", "quantity", "unit_price", "amount", "taxes", "analytic_accounts"]
INVOICE_FIELDS = ["party.code", "party.name", "reference", "number", "invoice_date", "state", "description", "lines"]
INVOICE_FIELDS += ["currency.code", "untaxed_amount", "tax_amount", "total_amount"]


@dataclass(frozen=True)
class BookedLine:
    """A line as the database has it; a credit note's quantity and amount are negative."""

    description: str
    account: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    taxes: tuple[str, ...]
    cost_centres: tuple[str, ...]


@dataclass(frozen=True)
class Booked:
    """A supplier invoice as the database has it."""

    supplier_code: str
    supplier_name: str
    reference: str
    number: str
    state: str
    mark: str
    issue_date: str
    currency: str
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    lines: tuple[BookedLine, ...]


class TrytonReader:
    """Reads one Tryton database as `user`."""

    def __init__(self, url: str, database: str, user: str, password: str) -> None:
        self._base = f"{url.rstrip('/')}/{database}/"
        self._user, self._password = user, password
        self.log_in()

    def log_in(self) -> None:
        """Begin a new session."""
        self._cookie = ""  # marked Secure, so that Python's cookie jar would not send it to http
        self._call("session/login", "common.db.login", [self._user, {"password": self._password}, "en"])
        self._context = self._call("rpc/", "model.res.user.get_preferences", [True, {}])

    def invoices(self, reference: str | None = None) -> list[Booked]:
        """Supplier invoices and credit notes of every state, newest first; only those of `reference` if given."""
        domain: list[Any] = [["type", "=", "in"]]
        if reference is not None:
            domain.append(["reference", "=", reference])
        rows = self._search("account.invoice", domain, INVOICE_FIELDS, [["id", "DESC"]])
        return [self._booked(row) for row in rows]

    def posted(self, reference: str | None = None) -> list[Booked]:
        """Those of `invoices` that are posted or paid."""
        return [invoice for invoice in self.invoices(reference) if invoice.state in ("posted", "paid")]

    def add_party(self, name: str, code: str) -> None:
        """A new party, as somebody at the ERP would enter it."""
        self._call("rpc/", "model.party.party.create", [[{"name": name, "code": code}], self._context])

    def party_codes(self, name: str) -> list[str]:
        """The codes of all parties of that name."""
        return [row["code"] for row in self._search("party.party", [["name", "=", name]], ["code"], None)]

    def add_user(self, login: str) -> None:
        """A new user, which only administrators may enter."""
        self._call("rpc/", "model.res.user.create", [[{"name": login, "login": login}], self._context])

    def _booked(self, row: dict[str, Any]) -> Booked:
        day = row["invoice_date"]
        return Booked(
            supplier_code=row["party."]["code"] or "",
            supplier_name=row["party."]["name"],
            reference=row["reference"] or "",
            number=row["number"] or "",
            state=row["state"],
            mark=row["description"] or "",
            issue_date=f"{day['year']:04}-{day['month']:02}-{day['day']:02}" if day else "",
            currency=row["currency."]["code"],
            net_total=_number(row["untaxed_amount"]),
            tax_total=_number(row["tax_amount"]),
            gross_total=_number(row["total_amount"]),
            lines=tuple(self._lines(row["lines"])),
        )

    def _lines(self, ids: list[int]) -> list[BookedLine]:
        rows = self._search("account.invoice.line", [["id", "in", ids]], LINE_FIELDS, [["id", "ASC"]])
        return [
            BookedLine(
                description=row["description"] or "",
                account=row["account."]["code"] if row.get("account.") else "",
                quantity=_number(row["quantity"]),
                unit_price=_number(row["unit_price"]),
                amount=_number(row["amount"]),
                taxes=self._names("account.tax", row["taxes"], "name"),
                cost_centres=self._names("analytic.account.entry", row["analytic_accounts"], "account.code"),
            )
            for row in rows
        ]

    def _names(self, model: str, ids: list[int], field: str) -> tuple[str, ...]:
        names = []
        for row in self._search(model, [["id", "in", ids]], [field], None):
            inner = row.get(field.split(".")[0] + ".") if "." in field else row
            if inner:
                names.append(inner[field.rsplit(".", 1)[-1]])
        return tuple(names)

    def _search(self, model: str, domain: list[Any], fields: list[str], order: Any) -> list[dict[str, Any]]:
        found = self._call("rpc/", f"model.{model}.search_read", [domain, 0, None, order, fields, self._context])
        return list(found)

    def _call(self, path: str, method: str, parameters: list[Any]) -> Any:
        body = json.dumps({"id": 1, "method": method, "params": parameters}).encode()
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        with urllib.request.urlopen(urllib.request.Request(self._base + path, body, headers), timeout=30) as reply:
            self._cookie = (reply.headers.get("Set-Cookie") or self._cookie).split(";")[0]
            answer = json.load(reply)
        if answer.get("error"):
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]


def _number(value: Any) -> Decimal:
    if isinstance(value, dict):
        return Decimal(value["decimal"])
    return Decimal(str(value or 0))
