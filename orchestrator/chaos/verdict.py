"""What the ERP's own records say of a run: lost, twice, wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from orchestrator.chaos.books import Booked
from orchestrator.chaos.truth import Billed, Dropped, Fate, Frozen
from orchestrator.invoice_number import normalise_number
from orchestrator.stages import NEEDS_PERSON, Stage
from orchestrator.store.documents import Document

Key = tuple[str, str]
"""A supplier's name and the normalised number."""

Held = dict[int, str]
"""A table for `str.translate`: how the ERP holds a text."""


class Verdict(Frozen):
    """The outcome of a run, by the ERP's own records.

    Attributes:
        files: how many were dropped.
        wanted: invoices that should be in the ERP, copies counted once.
        posted: of those, how many are.
        lost: of those, how many are in no books, and no person was asked either.
        held: of those, how many are in no books, but with a person, who knows why.
        twice: entries beyond the first.
        wrong: posted entries that differ from what was dropped, or that should not be there.
        in_doubt: documents whose outcome the farm does not know.
        needs_person: documents that wait for a person; `for_a_person` is how many should.
        drafts: unposted entries that stayed in the ERP.
        findings: a sentence for each that is not as it should be.
    """

    files: int
    wanted: int
    posted: int
    lost: int
    held: int
    twice: int
    wrong: int
    in_doubt: int
    needs_person: int
    for_a_person: int
    drafts: int
    findings: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not (self.lost or self.held or self.twice or self.wrong or self.in_doubt)


def judge(
    files: Sequence[Dropped],
    books: Iterable[Booked],
    documents: Sequence[Document],
    instead: Mapping[str, str] | None = None,
) -> Verdict:
    """Compare what was dropped with the ERP's records and with what the farm says of its documents.

    Args:
        instead: characters that the ERP cannot hold in a line's text, and what is keyed for each.
    """
    held = str.maketrans(dict(instead or {}))
    wanted = {_key_of(f.billed): f.billed for f in files if f.fate is not Fate.PERSON}
    entries: dict[Key, list[Booked]] = defaultdict(list)
    drafts = 0
    for entry in books:
        drafts += entry.state == "draft"
        if entry.is_posted:
            entries[(entry.supplier, normalise_number(entry.number))].append(entry)
    missing = {key: _with_a_person(key, documents) for key in wanted if key not in entries}
    twice = [_twice(found) for found in entries.values() if len(found) > 1]
    wrong = [
        sentence
        for key, found in entries.items()
        for entry in found
        if (sentence := _wrong(wanted.get(key), entry, held))
    ]
    doubts = [f"{_label(d)} is in doubt: {d.reason}" for d in documents if d.stage is Stage.IN_DOUBT]
    return Verdict(
        files=len(files), wanted=len(wanted), posted=len(wanted) - len(missing),
        lost=sum(1 for reason in missing.values() if not reason), held=sum(1 for reason in missing.values() if reason),
        twice=sum(len(found) - 1 for found in entries.values()), wrong=len(wrong), in_doubt=len(doubts),
        needs_person=sum(1 for document in documents if document.stage in NEEDS_PERSON),
        for_a_person=sum(1 for file in files if file.fate in (Fate.PERSON, Fate.RIVAL)), drafts=drafts,
        findings=(*(_missing(wanted[key], reason) for key, reason in missing.items()), *twice, *wrong, *doubts),
    )  # fmt: skip


def _key_of(billed: Billed) -> Key:
    return billed.seller.name, normalise_number(billed.number)


def _with_a_person(key: Key, documents: Iterable[Document]) -> str:
    """Why a person was asked about that invoice; empty when none was."""
    for document in documents:
        its = (document.supplier_name or "", normalise_number(document.invoice_number or ""))
        if its == key and document.stage in NEEDS_PERSON:
            return f"{document.stage}: {document.reason}"
    return ""


def _missing(billed: Billed, reason: str) -> str:
    what = f"{billed.seller.name} {billed.number}"
    return f"{what} is not in the ERP, but with a person ({reason})" if reason else f"{what} is LOST: in no books"


def _twice(found: Sequence[Booked]) -> str:
    numbers = ", ".join(entry.erp_number for entry in found)
    return f"{found[0].supplier} {found[0].number} is in the ERP {len(found)} times: {numbers}"


def _wrong(billed: Billed | None, entry: Booked, held: Held) -> str:
    """What is wrong with a posted entry, empty if nothing is."""
    what = f"{entry.supplier} {entry.number} ({entry.erp_number})"
    if billed is None:
        return f"{what} is in the ERP and should not be"
    differences = list(_differences(billed, entry, held))
    return f"{what}: {'; '.join(differences)}" if differences else ""


def _differences(billed: Billed, entry: Booked, held: Held) -> Iterable[str]:
    pairs: tuple[tuple[str, object, object], ...] = (
        ("kind", billed.kind.value, entry.kind),
        ("number", billed.number, entry.number),
        ("date", billed.issue_date, entry.date),
        ("currency", billed.currency, entry.currency),
        ("net", billed.net, entry.net),
        ("tax", billed.tax, entry.tax),
        ("gross", billed.gross, entry.gross),
    )
    for name, dropped, in_books in pairs:
        if dropped != in_books:
            yield f"{name} is {in_books} instead of {dropped}"
    wanted, found = _lines_of(billed, entry, held)
    if wanted != found:
        yield f"lines are {found} instead of {wanted}"


Row = tuple[str, str, Decimal, Decimal | None, Decimal | None]


def _lines_of(billed: Billed, entry: Booked, held: Held) -> tuple[list[Row], list[Row]]:
    """Both sides' lines in one form; quantity and unit price only where the ERP keeps them."""
    counted = any(line.quantity is not None for line in entry.lines)
    wanted: list[Row] = [
        (
            line.description.translate(held),
            line.account,
            line.net,
            *((line.quantity, line.unit_price) if counted else (None, None)),
        )
        for line in billed.lines
    ]
    found: list[Row] = [
        (line.description, line.account, line.net, line.quantity, line.unit_price) for line in entry.lines
    ]
    return sorted(wanted, key=str), sorted(found, key=str)


def _label(document: Document) -> str:
    return f"{document.supplier_name} {document.invoice_number}"
