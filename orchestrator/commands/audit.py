"""Commands about the history: audit verify, anchor, export; erase and retention."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from orchestrator.auditing.bundle import Wanted, file_name
from orchestrator.commands.output import actor, err, out, print_json, print_table
from orchestrator.store.audit import AuditResult
from orchestrator.wiring import farm

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD, in UTC.")]


def verify(
    anchors: Annotated[
        Path | None, typer.Option(help="A copy of the file of anchors that was kept elsewhere, in place of our own.")
    ] = None,
    json: Json = False,
) -> None:
    """Check the history: exit 1 and the first broken entry after any change, removal or insertion."""
    here = farm()
    result = here.acts.verify_history(actor(), None if json else _tell, anchors)
    if json:
        print_json({**result.model_dump(), "intact": result.intact})
    elif result.intact:
        out.print(f"The history is intact: {result.entries} entries.\n{_checked(result)}")
    else:
        err.print(f"The history is broken at entry {result.broken_seq}: {result.problem}", markup=False)
    if not result.intact:
        raise typer.Exit(1)


def _checked(result: AuditResult) -> str:
    """What was looked at, in plain words."""
    erased = f", {result.erased} were erased" if result.erased else ""
    return (
        f"Checked: each entry and the one before it; the personal data of {result.private} entries{erased}; the seal; "
        f"{result.anchors} anchors; that {result.documents} documents stand where their history ends."
    )


def _tell(done: int, total: int) -> None:
    if err.is_terminal:
        err.print(f"{done} of {total} entries", end="\r")


def anchor(json: Json = False) -> None:
    """Write the end of the history into the file of anchors, as the schedule does daily."""
    here = farm()
    written = here.acts.anchor_history(actor())
    if json:
        print_json({**written.model_dump(), "file": str(here.audit_terms.anchors)})
        return
    stamped = f", stamped by {here.settings.tsa_url}" if written.stamp else ""
    out.print(f"Entry {written.seq} is anchored in {here.audit_terms.anchors}{stamped}.", markup=False)


def export(
    target: Annotated[Path | None, typer.Option("--out", help="The archive; named by the days without.")] = None,
    since: Day = None,
    until: Day = None,
    private: Annotated[bool, typer.Option(help="With personal data and its salts.")] = True,
    originals: Annotated[bool, typer.Option("--originals", help="With the files that came in on these days.")] = False,
    json: Json = False,
) -> None:
    """Write a bundle that an auditor checks on a machine of their own, with the program that is in it."""
    wanted = Wanted(since and since.date(), until and until.date(), private, originals)
    path = (target or Path(file_name(wanted))).absolute()
    made = farm().acts.export_history(actor(), wanted, path, None if json else _tell)
    if json:
        print_json(vars(made))
        return
    out.print(f"{path}: entries {made.first} to {made.last}, {made.originals} originals", markup=False)
    out.print(f"SHA-256 {made.sha256}")
    if made.missing:
        out.print(f"{len(made.missing)} originals are not there any more: they were erased, or are missing.")


def erase(
    document_id: Annotated[str, typer.Argument(help="The document's id, or the beginning of it.")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")],
    force: Annotated[bool, typer.Option("--force", help="Also before its period is over.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Json = False,
) -> None:
    """Erase a document's personal data for good: its file, what was read, texts, pictures. The history stays whole."""
    if not yes:
        typer.confirm(f"What is erased of document {document_id} does not come back. Erase it?", abort=True, err=True)
    done = farm().acts.erase_document(actor(), document_id, reason, force=force)
    if json:
        print_json(vars(done))
        return
    out.print(f"Document {done.document_id} is erased, with {done.files} files{' before its time' * done.early}.")
    if done.containers:
        out.print(f"So is what it came out of: {', '.join(done.containers)}.")
    if done.still_in:
        out.print(f"It is still in what it came out of, which must be kept longer: {', '.join(done.still_in)}.")


def retention(
    do: Annotated[bool, typer.Option("--erase", help="Erase what is due; without, it is only shown.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many documents.")] = 1000,
    json: Json = False,
) -> None:
    """Show which documents were kept long enough by retention.toml, or erase them."""
    found = farm().acts.keep_retention(actor(), do=do, limit=limit)
    rows = [
        (due.document.id, due.document.kind, due.document.stage, due.document.received_at.date(), due.kept_until)
        for due in found.documents
    ]
    if json:
        names = ("id", "kind", "stage", "received", "kept_until")
        listed = [dict(zip(names, map(str, row), strict=True)) for row in rows]
        print_json({"due": listed, "erased": found.erased, "logins": found.logins, "evidence": found.evidence_files})
        return
    print_table(("document", "kind", "stage", "came in", "kept until"), rows)
    if do:
        out.print(
            f"{found.erased} documents were erased, where from somebody logged in of {found.logins} entries, "
            f"{found.evidence_files} files of evidence."
        )
    else:
        out.print(f"{len(rows)} documents are due; nothing was erased (--erase does).")
