"""A LedgerSMB's books and settings by SQL: the truth for tests, independent of the browser and the adapter."""

from datetime import date
from decimal import Decimal
from typing import Any

from deploy.ledgersmb.books import read
from deploy.ledgersmb.server import LedgerSmbServer
from deploy.ledgersmb.setup import BOT_USER
from tests.booked import Booked, BookedLine

ADD_VENDOR = """
DO $$
DECLARE
    made company;
    credit int;
BEGIN
    SELECT * INTO made FROM company__save(NULL, 1, {name}, NULL, NULL, NULL, 232, NULL, NULL);
    credit := eca__save(NULL, 1, made.entity_id, {name}, 0, false, 0, 0, 30, {code}, NULL, 'en', NULL, 'EUR', NULL,
                        NULL, 0, (SELECT id FROM account WHERE accno = '2100'), NULL, NULL, NULL, NULL);
    INSERT INTO eca_tax (eca_id, chart_id) SELECT credit, chart_id FROM tax;
END $$;
"""


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


class LedgerSmbBooks:
    """Reads and changes the company of a running server, past its pages."""

    def __init__(self, server: LedgerSmbServer) -> None:
        self._cluster = server.cluster

    def entries(self, invoice_number: str | None = None) -> list[Booked]:
        """Payables of every state in the order of entry; only those of `invoice_number` if given."""
        every = [_booked(row) for row in read(self._cluster)]
        return [one for one in every if invoice_number in (None, one.invoice_number)]

    def sql(self, text: str) -> str:
        """Run SQL as the database's administrator; what it prints."""
        return self._cluster.sql(text).strip()

    def add_supplier(self, code: str, name: str) -> None:
        """A vendor as somebody would enter it; its name need not be unique."""
        self.sql(ADD_VENDOR.format(name=quoted(name), code=quoted(code)))

    def end_sessions(self) -> None:
        """Log everybody out; nobody is told."""
        self.sql("DELETE FROM open_forms; DELETE FROM session")

    def set_formats(self, number: str, day: str) -> None:
        """How the bot sees and types numbers and dates, e.g. ``1.000,00`` and ``dd.mm.yyyy``."""
        self.sql(
            f"UPDATE user_preference SET numberformat = {quoted(number)}, dateformat = {quoted(day)} "
            f"WHERE id = (SELECT id FROM users WHERE username = '{BOT_USER}')"
        )

    def let_password_expire(self, days: int | None) -> None:
        """The bot's password ends in `days`; None for never."""
        until = "infinity" if days is None else self.sql(f"SELECT now() + interval '{days} days'")
        self.sql(f"ALTER ROLE {BOT_USER} VALID UNTIL '{until}'; UPDATE users SET notify_password = '7 days'")


def _booked(row: dict[str, Any]) -> Booked:
    return Booked(
        supplier_code=row["supplier_code"],
        supplier_name=row["supplier"],
        invoice_number=row["number"],
        number=row["erp_number"],
        state=row["state"],
        kind=row["kind"],
        mark=row["mark"],
        issue_date=date.fromisoformat(row["date"]) if row["date"] else None,
        currency=row["currency"],
        net_total=Decimal(row["net"]),
        tax_total=Decimal(row["tax"]),
        gross_total=Decimal(row["gross"]),
        lines=tuple(_line(line) for line in row["lines"]),
        taxes={name: Decimal(amount) for name, amount in row["taxes"].items()},
    )


def _line(row: dict[str, Any]) -> BookedLine:
    return BookedLine(row["description"], row["account"], row["cost_centre"], Decimal(row["net"]))
