"""The personal data that the farm holds, and the record of processing activities made from it (GDPR, article 30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from orchestrator.phrases import phrase
from orchestrator.reports.compliance.excel import write_row, write_title
from orchestrator.reports.compliance.telling import Cell, Said, Spoken
from orchestrator.reports.compliance.whole_file import whole_file
from orchestrator.store import Transaction, personal_data
from orchestrator.store.personal_data import Held

TO_FILL_IN = phrase("To be filled in by the controller")


@dataclass(frozen=True)
class Activity:
    """A processing of personal data: English phrases.

    Attributes:
        about: the kind of data, as the store names it.
        subjects: whose data it is. data: which. basis: the usual legal basis in the GDPR.
        files: what lies in files beside the database; empty for nothing.
        kept: the part of `retention.toml` that says how long; empty: as long as the farm.
    """

    about: str
    title: str
    subjects: str
    data: str
    purpose: str
    basis: str
    files: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Holding:
    """An activity with what is held for it now."""

    activity: Activity
    tables: tuple[Held, ...]

    @property
    def rows(self) -> int:
        return sum(held.rows for held in self.tables)

    @property
    def oldest(self) -> datetime | None:
        return min((held.oldest for held in self.tables if held.oldest), default=None)


SUPPLIERS = phrase("Suppliers who are people, contacts and staff of suppliers")
STAFF = phrase("People who use the farm")
LEGAL_DUTY = phrase("Article 6 (1) (c): legal obligation to keep books")
INTEREST = phrase("Article 6 (1) (f): legitimate interest in secure and correct payments")
ACTIVITIES = (
    Activity(
        "documents", phrase("Invoices, contracts and other documents"), SUPPLIERS,
        phrase("Names, addresses, tax numbers, bank accounts, signatures and whatever else a document says"),
        phrase("Taking in, reading and judging documents"), LEGAL_DUTY,
        phrase("Originals in the store of files; returned copies in the home folder"), "documents",
    ),
    Activity(
        "keying", phrase("Postings in the ERP and their proof"), SUPPLIERS,
        phrase("Names, numbers and amounts as keyed, pictures of the ERP's pages"),
        phrase("Keying exactly once, with proof"), LEGAL_DUTY,
        phrase("Pictures in the store of files and in the folder evidence"), "documents",
    ),
    Activity(
        "decisions", phrase("Decisions of people"), STAFF,
        phrase("Who corrected, asked, approved, rejected, delegated what, when and why"),
        phrase("Approval and segregation of duties"), LEGAL_DUTY, "", "documents",
    ),
    Activity(
        "suppliers", phrase("Suppliers and purchase orders"), SUPPLIERS,
        phrase("Names, tax numbers and bank accounts as in the ERP, where values stand on their documents"),
        phrase("Recognising suppliers and matching orders"), INTEREST,
    ),
    Activity(
        "bad_money", phrase("Alerts about bad money"), phrase("Suppliers and people who use the farm"),
        phrase("Names, bank accounts, amounts and habits that raised an alert"),
        phrase("Preventing fraud and double payments"), INTEREST,
    ),
    Activity(
        "people", phrase("Accounts of people"), STAFF,
        phrase("Names, logins, roles, password hashes, sessions, addresses of failed logins"),
        phrase("Access control"), INTEREST,
    ),
    Activity(
        "history", phrase("The history"), phrase("Suppliers and people who use the farm"),
        phrase("Who did what, when and why, with values before and after"),
        phrase("Proof of what happened; it cannot be changed unseen"), LEGAL_DUTY, "", "logins",
    ),
    Activity(
        "webhooks", phrase("Messages to other programs"), SUPPLIERS,
        phrase("What a change of a document was, sent to the addresses that an administrator named"),
        phrase("Telling other programs"), INTEREST,
    ),
)  # fmt: skip
COLUMNS = (
    phrase("Processing activity"), phrase("Purpose"), phrase("Legal basis"), phrase("Data subjects"),
    phrase("Categories of data"), phrase("Recipients"), phrase("Transfers to third countries"),
    phrase("Kept for"), phrase("Where"), phrase("Rows"), phrase("Oldest (UTC)"), phrase("Protection"),
)  # fmt: skip
PROTECTION = phrase(
    "Login and roles, passwords hashed (Argon2), a chained and sealed history, segregation of duties, files that "
    "only the user of the farm can read"
)
NO_TRANSFER = phrase("None by the farm itself")
UNLIMITED = phrase("As long as the farm is used")


def inventory(tx: Transaction) -> tuple[Holding, ...]:
    """What is held now, for every activity."""
    return tuple(Holding(activity, personal_data.held(tx, activity.about)) for activity in ACTIVITIES)


def write_record(
    path: Path, held: Sequence[Holding], kept: dict[str, str], recipients: Sequence[str], spoken: Spoken
) -> None:
    """Write the record of processing activities as an Excel workbook, whole or not at all.

    Args:
        kept: periods as `retention.toml` writes them, by its parts.
        recipients: to whom data goes: the ERPs and the hosts of webhooks.

    Raises:
        OSError: the folder cannot be written to.
    """
    with whole_file(path) as partial:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(spoken.gettext(phrase("Processing activities"))[:31])
        for name in (phrase("Controller and contact"), phrase("Data protection officer")):
            write_row(sheet, (Said(name), Said(TO_FILL_IN)), spoken)
        write_title(sheet, COLUMNS, spoken)
        for holding in held:
            write_row(sheet, _row(holding, kept, recipients), spoken)
        book.save(partial)


def _row(holding: Holding, kept: dict[str, str], recipients: Sequence[str]) -> tuple[Cell, ...]:
    one = holding.activity
    tables = ", ".join(held.table for held in holding.tables)
    return (
        Said(one.title), Said(one.purpose), Said(one.basis), Said(one.subjects), Said(one.data), ", ".join(recipients),
        Said(NO_TRANSFER), kept.get(one.kept, "") or Said(UNLIMITED), tables, holding.rows, holding.oldest,
        Said(PROTECTION),
    )  # fmt: skip
