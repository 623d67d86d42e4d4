"""How tests and chaos runs speak to the legacy ERP: misbehaviour on order, and the ledger."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.fakes.legacy_erp.request_log import Handled
from tests.fakes.legacy_erp.rules import Effect, Rule
from tests.fakes.legacy_erp.seed import Supplier, User


@dataclass(frozen=True)
class LedgerLine:
    description: str
    account: str
    tax_code: str
    cost_centre: str
    quantity: Decimal
    unit_price: Decimal
    net: Decimal


@dataclass(frozen=True)
class LedgerEntry:
    """An entry as the ERP holds it. Amounts are positive, in `currency`; lines in the order of entry.

    `state` is draft or posted, `kind` invoice or credit_note; `taxes` is tax code to amount; `posted_at` is None for
    drafts.
    """

    id: int
    state: str
    kind: str
    mark: str
    supplier_code: str
    supplier_name: str
    invoice_number: str
    number: str
    issue_date: date
    currency: str
    net_total: Decimal
    tax_total: Decimal
    gross_total: Decimal
    lines: tuple[LedgerLine, ...]
    taxes: dict[str, Decimal]
    created_by: str
    created_at: datetime
    posted_by: str
    posted_at: datetime | None


class ControlRefused(Exception):
    """The control port does not know that, or not with these arguments."""


class LegacyErpControl:
    """Speaks to the control port at `url` with `token`. OSError when the ERP is down."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._token = token

    @classmethod
    def of_folder(cls, folder: Path) -> "LegacyErpControl":
        """The control of the ERP that runs on `folder`."""
        told = json.loads((folder / "control.json").read_text())
        return cls(told["control_url"], told["token"])

    def add_rule(self, effect: Effect | str, **conditions: Any) -> int:
        """Put a rule in force (see `rules.Rule` for the conditions and arguments); returns its id."""
        return int(self._ask("add_rule", rule=asdict(Rule(Effect(effect), **conditions))))

    def remove_rule(self, rule_id: int) -> None:
        self._ask("remove_rules", rule_id=rule_id)

    def clear_rules(self) -> None:
        self._ask("remove_rules")

    def fired(self, rule_id: int) -> int:
        """How often a rule took effect."""
        return int(next(one["fired"] for one in self._ask("rules") if one["id"] == rule_id))

    def ledger(self, invoice_number: str | None = None) -> list[LedgerEntry]:
        """Every entry, drafts included, oldest first; only those of `invoice_number` if given."""
        entries = [_to_entry(row) for row in self._ask("ledger")]
        return [one for one in entries if invoice_number in (None, one.invoice_number)]

    def posted(self, invoice_number: str | None = None) -> list[LedgerEntry]:
        """Those of `ledger` that are posted."""
        return [one for one in self.ledger(invoice_number) if one.state == "posted"]

    def requests(self, since: float = 0.0) -> list[Handled]:
        """Requests that ended after `since` (seconds since the epoch), in the order in which they ended."""
        return [Handled(**(row | {"rules": tuple(row["rules"])})) for row in self._ask("requests", since=since)]

    def server_seconds(self, since: float, until: float | None = None) -> float:
        """For how many seconds between the two moments at least one request was being handled."""
        end, total, reached = until or time.time(), 0.0, since
        for one in sorted(self.requests(since), key=lambda one: one.started):
            begin, finish = max(one.started, reached), min(one.ended, end)
            total += max(0.0, finish - begin)
            reached = max(reached, finish)
        return total

    def pending_commits(self) -> int:
        """How many requests were put off and will still be handled."""
        return int(self._ask("pending"))

    def set(self, name: str, value: object) -> None:
        """Change a setting (see `seed.SETTINGS`)."""
        self._ask("set", name=name, value=value)

    def put_user(self, user: User) -> None:
        """A new user, or other formats or password of one."""
        self._ask("put_user", user=asdict(user))

    def add_suppliers(self, suppliers: Iterable[Supplier]) -> None:
        """Any number at once; names and codes need not be unique."""
        rows = [{"code": s.code, "name": s.name, "tax_id": s.tax_id, "iban": s.iban} for s in suppliers]
        self._ask("add_suppliers", suppliers=rows)

    def suppliers(self) -> list[Supplier]:
        return [Supplier(**row) for row in self._ask("suppliers")]

    def end_sessions(self, user: str = "") -> None:
        """Log a user out, or everybody; nobody is told."""
        self._ask("end_sessions", user=user)

    def stop_accepting(self, seconds: float) -> None:
        """Refuse web connections for `seconds`; the control port still answers."""
        self._ask("stop_accepting", seconds=seconds)

    def _ask(self, method: str, **arguments: object) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/{method}", json.dumps(arguments).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return json.load(reply)["result"]
        except urllib.error.HTTPError as error:
            raise ControlRefused(f"{method}: {json.load(error)['error']}") from error


def _to_entry(row: dict[str, Any]) -> LedgerEntry:
    plain = ("id", "state", "kind", "mark", "supplier_code", "invoice_number", "number", "currency", "created_by")
    return LedgerEntry(
        **{name: row[name] for name in plain},
        supplier_name=row["supplier"],
        issue_date=date.fromisoformat(row["issue_date"]),
        net_total=Decimal(row["net_total"]),
        tax_total=Decimal(row["tax_total"]),
        gross_total=Decimal(row["gross_total"]),
        lines=tuple(_to_line(line) for line in row["lines"]),
        taxes={tax["code"]: Decimal(tax["amount"]) for tax in row["taxes"]},
        created_at=datetime.fromtimestamp(row["created_at"], UTC),
        posted_by=row["posted_by"] or "",
        posted_at=datetime.fromtimestamp(row["posted_at"], UTC) if row["posted_at"] else None,
    )


def _to_line(line: dict[str, Any]) -> LedgerLine:
    texts = {name: line[name] for name in ("description", "account", "tax_code", "cost_centre")}
    quantity, price, net = (Decimal(line[name]) for name in ("quantity", "price", "net"))
    return LedgerLine(**texts, quantity=quantity, unit_price=price, net=net)
