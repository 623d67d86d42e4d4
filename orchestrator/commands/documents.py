"""Commands about documents: list, show, approve, reject, retry."""

from typing import Annotated

import typer

from orchestrator.commands.output import actor, out, print_json, print_table, show_extraction
from orchestrator.reports.history import told
from orchestrator.reports.rows import document_details, document_rows
from orchestrator.stages import Stage
from orchestrator.store import audit, findings, receipts
from orchestrator.store import documents as documents_of_store
from orchestrator.store import search as index
from orchestrator.wiring import farm

DocumentId = Annotated[str, typer.Argument(help="The document's id, or the beginning of it.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def documents(
    stage: Annotated[list[Stage] | None, typer.Option(help="Only these stages; may be repeated.")] = None,
    search: Annotated[str, typer.Option(help="In supplier, number, total, ERP number and file name.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 500,
    json: Json = False,
) -> None:
    """List documents with their stage and reason, newest first."""
    with farm().store.reading() as tx:
        rows, total = document_rows(tx, stage or (), search, limit)
    if json:
        print_json(rows)
        return
    print_table(
        ("id", "file", "supplier", "number", "total", "stage", "reason"),
        (
            (r["id"][:8], ", ".join(r["files"]), r["supplier"], r["number"], _total(r), r["stage"], r["reason"])
            for r in rows
        ),
    )
    out.print(f"{len(rows)} of {total} documents")


def document(document_id: DocumentId, json: Json = False) -> None:
    """Show all that is known about one document."""
    with farm().store.reading() as tx:
        if json:
            print_json(document_details(tx, document_id))
            return
        found = documents_of_store.get(tx, document_id)
        files = [receipt.name for receipt in receipts.of_document(tx, found.id)]
        extraction = findings.latest_extraction(tx, found.id)
        verdicts = findings.latest_verdicts(tx, found.id)
        history = audit.history(tx, found.id)
    out.print(f"{', '.join(files)}\n{found.id}: {found.stage} {found.erp_number or ''}\n{found.reason}", markup=False)
    if extraction is not None:
        show_extraction("What was read", extraction)
    if verdicts:
        rows = (("passed" if v.passed else v.severity.upper(), v.rule_id, v.sentence) for v in verdicts)
        print_table(("", "rule", "finding"), rows, "Rules")
    told_rows = ((entry.at[:19], entry.actor, *told(entry)[:2]) for entry in history)
    print_table(("when (UTC)", "who", "what", "why"), told_rows, "History")


def reindex() -> None:
    """Make the index by which documents are found anew, as for documents that came in before there was one."""
    done = 0
    for done in index.refresh_all(farm().store):
        out.print(f"{done} documents", end="\r")
    with farm().store.begin() as tx:
        audit.append(tx, str(actor()), "reindexed", None, {"count": done})
    out.print(f"{done} documents can be found.")


def approve(document_id: DocumentId, reason: Reason) -> None:
    """Sign a document that waits for a person; a bot keys it once every step of its approval is signed."""
    after = farm().acts.approve(actor(), document_id, reason)
    waits = f"Signed; it waits for {', '.join(after.waiting_for)}."
    out.print("Approved; it waits for a bot." if after.done else waits, markup=False)


def reject(document_id: DocumentId, reason: Reason) -> None:
    """Reject a document; nothing is keyed from it. `retry` takes it back."""
    farm().acts.reject(actor(), document_id, reason)
    out.print("Rejected; `botfarm retry` takes it back.")


def retry(document_id: DocumentId, reason: Reason = "Tried again by hand.") -> None:
    """Send a document that rests on its way again: read, judged, or keyed anew."""
    farm().acts.retry(actor(), document_id, reason)
    out.print("It is on its way again.")


def _total(row: dict[str, str | None]) -> str:
    return f"{row['gross_total'] or ''} {row['currency'] or ''}".strip()
