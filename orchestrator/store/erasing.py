"""Which rows hold what a document says of people, table by table, and what erasing it makes of them.

Every table with a `document_id` must be named in one of the three: a new one that is not makes a test fail.
"""

from typing import Any

from sqlalchemy import Table, delete, select, update

from orchestrator.phrases import phrase
from orchestrator.store.engine import Transaction
from orchestrator.store.tables import metadata

ERASED = phrase("Erased.")
"""Stands where a text was."""

GONE = (
    "review_saves", "extractions", "orders", "evidence", "contract_parties", "set_asides", "editing", "turned_copies",
    "webhook_deliveries", "invoice_traces",
)  # fmt: skip
"""Tables whose rows of the document are removed, in this order."""

BLANKED: dict[str, dict[str, Any]] = {
    "receipts": {"name": "erased", "raw_name": b"", "returned_as": None},
    "verdicts": {"sentence": ERASED, "looked_at": "{}"},
    "approvals": {"reason": ERASED},
    "corrections": {"before": "", "after": "", "reason": ""},
    "questions": {"question": ERASED, "answer": ERASED},
    "posting_attempts": {"message": None, "entry": None},
    "lane_failures": {"detail": ERASED, "screenshot": None},
    "runs": {"message": None},
    "coded_lines": {"description": "", "evidence": False},
    "alerts": {"supplier": "", "key": "", "sentence": ERASED, "figures": "{}", "others": "[]", "reason": ERASED},
}
"""Tables whose rows stay, for who did what when, without what was said and read."""

KEPT = {
    "posting_keys": "supplier's code and invoice number, so that nothing is paid twice",
    "outbox": "ids and times",
    "approval_plans": "which steps of the policy it had to pass, and which it passed",
    "approval_waits": "for whom it waited; ids and logins",
    "order_matches": "quantities and amounts by line of the order, so that nothing is billed twice",
    "splits": "ids, page numbers, who split it and when",
    "search_entries": "made anew from what is left",
    "audit": "the public part of entries, as the chain needs it: stages, codes, hashes, who and when",
    "erasures": "that it was erased, by whom and why",
}
"""Tables of which nothing of the document is erased, and why."""

ALWAYS = {"supplier_name": None, "cause": None, "reason": ERASED}
UNLESS_POSTED = dict.fromkeys(
    ("supplier_code", "invoice_number", "normalised_number", "issue_date", "due_date", "gross_total")
)
"""Columns of the document itself. What was posted keeps what the books hold, too: the bookkeeping duty goes on."""

BLOBS = (("evidence", "sha256"), ("turned_copies", "sha256"), ("lane_failures", "screenshot"))
"""Where the names of files of a document stand, beside its own."""


def tables_of_documents() -> dict[str, Table]:
    """All tables whose rows belong to a document."""
    return {name: table for name, table in metadata.tables.items() if "document_id" in table.c}


def files_of(tx: Transaction, document_id: str) -> set[str]:
    """The SHA-256 of the files that are named by a document's rows."""
    found: set[str] = set()
    for name, column in BLOBS:
        table = metadata.tables[name]
        found.update(filter(None, tx.execute(select(table.c[column]).where(_of(table, document_id))).scalars()))
    return found


def named_elsewhere(tx: Transaction, sha256: str) -> bool:
    """Whether a document, or a piece of evidence, still names the file."""
    places = (*BLOBS, ("documents", "sha256"), ("lanes", "screenshot"))
    for name, column in places:
        table = metadata.tables[name]
        if tx.execute(select(table.c[column]).where(table.c[column] == sha256).limit(1)).first() is not None:
            return True
    return False


def clear(tx: Transaction, document_id: str) -> None:
    """Remove and blank the rows of a document."""
    for name in GONE:
        table = metadata.tables[name]
        tx.execute(delete(table).where(_of(table, document_id)))
    for name, values in BLANKED.items():
        table = metadata.tables[name]
        tx.execute(update(table).where(_of(table, document_id)).values(values))

    plans = metadata.tables["approval_plans"]
    signatures = metadata.tables["approval_signatures"]
    own = select(plans.c.id).where(_of(plans, document_id))
    tx.execute(update(signatures).where(signatures.c.plan_id.in_(own)).values(reason=ERASED))


def _of(table: Table, document_id: str) -> Any:
    return table.c.document_id == document_id
