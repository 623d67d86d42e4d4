"""Commands about alerts: list, show, dismiss, confirm, reopen, scan, import-history."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from orchestrator.commands.output import actor, out, print_json, print_table
from orchestrator.store import alerts, traces
from orchestrator.store.alerts import Alert
from orchestrator.wiring import farm

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Number = Annotated[int, typer.Argument(min=1, metavar="ALERT", help="The alert's number, as `alerts list` tells it.")]
Reason = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")]
LARGEST = 21 * 2**20


class State(StrEnum):
    """Which alerts are listed."""

    OPEN = "open"
    DISMISSED = "dismissed"
    CONFIRMED = "confirmed"
    PASSED = "passed"
    ALL = "all"


def list_(
    state: Annotated[State, typer.Option(help="Only alerts in this state.")] = State.OPEN,
    kind: Annotated[list[str] | None, typer.Option(help="Only alerts of this kind; may be repeated.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=5000, help="At most so many, the newest first.")] = 100,
    json: Json = False,
) -> None:
    """List alerts about documents and people: what looks like error or fraud and waits for a decision."""
    with farm().store.reading() as tx:
        found = alerts.listing(tx, "" if state is State.ALL else state, kind or (), limit=limit)
    if json:
        print_json([alert.model_dump(mode="json") for alert in found])
        return
    rows = (
        (a.id, a.kind, a.state, str(a.raised_at)[:16], a.supplier or a.person, (a.document_id or "")[:8], a.sentence)
        for a in found
    )
    print_table(("#", "kind", "state", "raised (UTC)", "supplier or person", "document", "why"), rows)
    out.print(f"{len(found)} alerts")


def show(alert_id: Number, json: Json = False) -> None:
    """Show an alert with its figures, and the invoices that it rests on."""
    with farm().store.reading() as tx:
        alert = alerts.get(tx, alert_id)
        ids = ([alert.document_id] if alert.document_id else []) + list(alert.others)
        beside = [trace for one in ids if (trace := traces.one(tx, one)) is not None]
    if json:
        print_json({**alert.model_dump(mode="json"), "invoices": [_invoice(trace) for trace in beside]})
        return
    out.print(f"{alert.kind} {alert.id}: {alert.state}\n{alert.sentence}", markup=False)
    if alert.decided_by:
        out.print(f"{alert.state} by {alert.decided_by}: {alert.reason}", markup=False)
    print_table(("figure", "value"), [(name.replace("_", " "), text) for name, text in alert.figures.items()])
    headers = ("invoice", "supplier", "number", "date", "total", "IBAN")
    rows = ((t.id[:16], t.name, t.number, t.issued or "", f"{t.gross} {t.currency}", t.iban) for t in beside)
    print_table(headers, rows, "Side by side")


def dismiss(alert_id: Number, reason: Reason, json: Json = False) -> None:
    """Say that nothing is wrong: the same pattern alarms no more for this supplier, the document is judged again."""
    _told(farm().acts.dismiss_alert(actor(), alert_id, reason), json, "Dismissed; the farm learns from it.")


def confirm(alert_id: Number, reason: Reason, json: Json = False) -> None:
    """Say that something is wrong: the document is rejected."""
    _told(farm().acts.confirm_alert(actor(), alert_id, reason), json, "Confirmed.")


def reopen(alert_id: Number, reason: Reason, json: Json = False) -> None:
    """Take a decision about an alert back; what a dismissal taught is forgotten."""
    _told(farm().acts.reopen_alert(actor(), alert_id, reason), json, "Open again.")


def scan(json: Json = False) -> None:
    """Look for abuse of rights in what people approved: own entries, bursts, nights. The schedule does it, too."""
    new = farm().acts.scan_people(actor())
    print_json({"new": new}) if json else out.print(f"{new} new alerts about people")


def import_history(
    file: Annotated[Path, typer.Argument(help="An xlsx workbook (its first sheet) or csv; - for standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only read the file and say what is in it.")] = False,
    json: Json = False,
) -> None:
    """Take in invoices that were booked before the farm came, so that new ones are compared with them.

    The first row names the columns in English, Chinese, Russian or German: supplier code or supplier, invoice number,
    date, total and currency must be there; IBAN and kind may be. A repeated import adds nothing twice.
    """
    try:
        data = typer.get_binary_stream("stdin").read(LARGEST) if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read ({error.strerror}).") from error
    new, every = farm().acts.import_invoice_history(actor(), data, dry_run=dry_run)
    if json:
        print_json({"invoices": every, "new": new, "dry_run": dry_run})
        return
    out.print(f"{every} invoices in the file" + ("; nothing was kept." if dry_run else f", {new} of them new."))


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file into a family."""
    app.command("list")(list_)
    app.command("import-history")(import_history)
    for command in (show, dismiss, confirm, reopen, scan):
        app.command()(command)


def _told(alert: Alert, json: bool, said: str) -> None:
    if json:
        print_json(alert.model_dump(mode="json"))
    else:
        out.print(said)


def _invoice(trace: Any) -> dict[str, Any]:
    return {
        "id": trace.id, "supplier": trace.supplier, "name": trace.name, "number": trace.number,
        "issued": trace.issued, "received": trace.received, "gross_total": str(trace.gross),
        "currency": trace.currency, "iban": trace.iban, "kind": trace.kind, "accepted": trace.accepted,
    }  # fmt: skip
