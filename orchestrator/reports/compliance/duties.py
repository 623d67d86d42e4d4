"""Who entered, changed and approved what: worked out from the history alone, not by what bars an approval.

A conflict is somebody who approved what they had changed, or who approved the first payment to a bank account that
they had entered themselves. Who handed a document in and approved it is told, too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from orchestrator.people.actor import is_person, login_of
from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import DutyRow
from orchestrator.reports.compliance.exceptions import UNKNOWN
from orchestrator.stages import Stage
from orchestrator.store.compliance import Act, Kept

CHANGES = frozenset({"corrected", "confirmed", "split from another"})
SIGNED = "approval signed"
HANDS = frozenset({"received", "file", "moved", SIGNED, *CHANGES})
"""Entries that say who had a hand in a document."""
CHANGED = phrase("approved what they had changed")
ACCOUNT = phrase("approved the first use of a bank account that they had entered")
HANDED_IN = phrase("approved what they had handed in")


@dataclass
class Hands:
    """Who had a hand in one document, with the number of the entry, by logins."""

    entered: set[str] = field(default_factory=set)
    changed: dict[str, int] = field(default_factory=dict)
    approved: dict[str, int] = field(default_factory=dict)

    def take(self, act: Act) -> None:
        """Look at the next entry of the document."""
        login = login_of(act.actor)
        if not is_person(act.actor):
            return
        if act.action in ("received", "file"):
            self.entered.add(login)
        elif act.action in CHANGES:
            self.changed.setdefault(login, act.seq)
        elif act.action == SIGNED or act.data.get("to") == Stage.APPROVED:
            self.approved[login] = act.seq

    def conflict(self, own_account: Collection[str]) -> str:
        """What must not be, as a phrase; empty where all is as it should be."""
        for login, seq in sorted(self.approved.items()):
            if self.changed.get(login, seq) < seq:
                return CHANGED
        if any(login in own_account for login in self.approved):
            return ACCOUNT
        return HANDED_IN if self.entered & self.approved.keys() else ""


def hands_of(acts: Iterable[Act]) -> dict[str, Hands]:
    """Who had a hand in which document."""
    found: defaultdict[str, Hands] = defaultdict(Hands)
    for act in acts:
        if act.document_id is not None:
            found[act.document_id].take(act)
    return dict(found)


def accounts_entered(acts: Iterable[Act]) -> dict[str, dict[str, tuple[str, int]]]:
    """The bank accounts that people typed: by account and login, in which document first and by which entry."""
    found: defaultdict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for act in acts:
        if act.data.get("field") == "iban" and act.data.get("after") and act.document_id:
            found[str(act.data["after"])].setdefault(login_of(act.actor), (act.document_id, act.seq))
    return dict(found)


def alone_with(
    document_id: str, account: str, entered: Mapping[str, Mapping[str, tuple[str, int]]], hands: Mapping[str, Hands]
) -> frozenset[str]:
    """Who entered this account, and no other person had approved the document in which they did."""
    mine = hands.get(document_id, Hands())
    return frozenset(
        login
        for login, (where, seq) in entered.get(account, {}).items()
        if seq < mine.approved.get(login, 0)
        and not _seen_by_another(login, seq, mine.approved[login], hands.get(where, Hands()))
    )


def _seen_by_another(login: str, entered: int, before: int, hands: Hands) -> bool:
    return any(other != login and entered < seq < before for other, seq in hands.approved.items())


def duty_row(document_id: str, document: Kept | None, hands: Hands, own_account: Collection[str]) -> DutyRow:
    """One document's row."""
    about = document or UNKNOWN
    return DutyRow(
        document_id, about.supplier, about.number, about.currency, about.gross_total, tuple(sorted(hands.entered)),
        tuple(sorted(hands.changed)), tuple(sorted(hands.approved)), hands.conflict(own_account),
    )  # fmt: skip
