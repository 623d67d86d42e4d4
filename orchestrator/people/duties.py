"""Segregation of duties: who had a hand in a document cannot be the one who approves it."""

from collections.abc import Iterable

from orchestrator.errors import NotAllowed
from orchestrator.people.actor import is_person, login_of
from orchestrator.store import Transaction, findings, memories, review, rule_sets
from orchestrator.store.memories import Correction

SECOND = "another person approves it."


def insist_on_second_person(tx: Transaction, document_id: str, actor: str) -> None:
    """Go on only where somebody else corrected, confirmed or split the document, or nobody did; and where whoever
    entered the bank account that it is paid to, and whoever put a rule in force that let it through, is somebody else.

    What was taken back counts too: who decided what it says is not who decides that it may pass.

    Raises:
        NotAllowed: the same person did; the message says what.
    """
    login = login_of(actor)
    fields = {entry.field for entry in memories.corrections_of(tx, document_id) if is_of(entry, login)}
    if fields:
        raise NotAllowed(f"{login} corrected {', '.join(sorted(fields))} of this document; {SECOND}")
    saves = review.saves_of(tx, document_id)
    confirmed = {field for saved in saves if login_of(saved.actor) == login for field in saved.fields}
    if confirmed:
        raise NotAllowed(f"{login} confirmed {', '.join(sorted(confirmed))} of this document; {SECOND}")
    if any(login_of(part.actor) == login for part in review.origins_of(tx, document_id)):
        raise NotAllowed(f"{login} split this document from another; {SECOND}")
    parts = [part for part, author in rule_sets.authors_in_force(tx, document_id).items() if login_of(author) == login]
    if parts:
        raise NotAllowed(f"{login} put the rules in force that let this document pass ({', '.join(parts)}); {SECOND}")
    account = _account(tx, document_id)
    if account and any(_alone(tx, entry) for entry in memories.entries_of(tx, "iban", account) if is_of(entry, login)):
        raise NotAllowed(f"{login} entered the bank account {account}; another person approves the first use of it.")


def account_is_by_one_person(tx: Transaction, document_id: str, corrections: Iterable[Correction]) -> bool:
    """Whether a person entered the bank account that the document is paid to, and no other has approved it since.

    Such a document is never approved without a person, whatever the approval policy says.
    """
    entries = [entry for entry in corrections if entry.field == "iban" and entry.after]
    account = _account(tx, document_id) if entries else ""
    return any(entry.after == account and _alone(tx, entry) for entry in entries)


def is_of(entry: Correction, login: str) -> bool:
    """Whether this person made the correction, on whichever way in."""
    return login_of(entry.actor) == login


def _alone(tx: Transaction, entry: Correction) -> bool:
    """Whether no other person has approved the document since it was corrected. A policy is no person."""
    return not any(
        given.decision == "approved" and given.decided_at >= entry.corrected_at
        and is_person(given.actor) and login_of(given.actor) != login_of(entry.actor)
        for given in findings.approvals_of(tx, entry.document_id)
    )  # fmt: skip


def _account(tx: Transaction, document_id: str) -> str:
    extraction = findings.latest_extraction(tx, document_id)
    iban = extraction.invoice.iban if extraction and extraction.invoice else None
    return iban.value if iban else ""
