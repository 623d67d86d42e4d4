"""Commands that run the farm and look at it as a whole."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from config.logs import set_up_logging
from orchestrator.auditing.configuration import note_changes
from orchestrator.commands.output import err, out, print_json, print_table
from orchestrator.errors import NotReady
from orchestrator.operations.picture import Picture, look
from orchestrator.operations.queue_state import QueueState
from orchestrator.operations.rows import as_row
from orchestrator.operations.sentence import how_long
from orchestrator.operations.wellness import headline
from orchestrator.parts import PARTS, main_of
from orchestrator.reports.rows import status as status_of
from orchestrator.rule_sets.putting import take_up_from_disk
from orchestrator.wiring import farm
from queues.errors import QueueError
from queues.health import Health, snapshot

CAUSES_SHOWN = 10
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def up(
    only: Annotated[list[str] | None, typer.Option(help=f"Only these parts: {', '.join(PARTS)}.")] = None,
    quiet: Annotated[bool, typer.Option(help="Log to files only (logs/ in the home folder).")] = False,
) -> None:
    """Start the farm and keep it running until Ctrl-C or SIGTERM."""
    from orchestrator.supervisor import Supervisor

    here = farm()
    for part in only or ():
        main_of(here, part)
    set_up_logging("up", here.settings.log_level, here.home / "logs", to_stderr=not quiet)
    note_changes(here.store, here.settings)
    parts = only or [part for part in PARTS if part != "queue" or here.embedded_queue is not None]
    if not quiet:
        err.print(f"Drop files into {here.inbox}; the dashboard is at {here.dashboard_url}", markup=False)
    try:
        take_up_from_disk(here.store, here.settings.user_config)
    except NotReady as away:
        err.print(f"Edited rules are taken up at the next start: {away}", markup=False)
    Supervisor(here, parts, quiet=quiet).run()


def status(json: Json = False) -> None:
    """Show stages, queues and parts of the farm."""
    here, health = farm(), queue_health()
    picture = look(here.store, lambda: health)
    with here.store.reading() as tx:
        state = status_of(tx, health)
    if json:
        print_json({**state, "operations": as_row(picture)})
        return
    out.print(str(headline(picture).says), markup=False, soft_wrap=True)
    stages = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in state["documents"].items() if count)
    people = f"{state['needs_person']} need a person"
    out.print(f"{state['total']} documents: {stages or 'none yet'}; {people}", markup=False, soft_wrap=True)
    for lane in state["lanes"]:
        if lane["reason"]:
            out.print(f"Lane {lane['name']} is paused, {lane['waiting']} wait: {lane['reason']}", markup=False)
    parts = ((p["part"], p["host"], p["pid"], p["doing"], p["memory_mb"], _alive(p)) for p in state["parts"])
    print_table(("part", "host", "pid", "doing", "MB", "last sign of life"), parts)
    _print_work(picture)
    steps = ((name, *figures.values()) for name, figures in state["seconds_by_step"].items())
    print_table(("step", "runs", "median s", "longest s"), steps)


def _print_work(picture: Picture) -> None:
    """What waits and how fast it goes, why documents rest, and what is in doubt: as the operations page has it."""
    work = ((q.queue, q.waiting, q.working, _since(picture, q.oldest), q.per_minute, _left(q)) for q in picture.queues)
    print_table(("work", "waiting", "worked on", "oldest", "a minute", "clear in"), work)
    if picture.failures:
        groups = ((g.count, g.stage, _since(picture, g.last), g.cause) for g in picture.failures[:CAUSES_SHOWN])
        print_table(("documents", "stage", "last", "cause"), groups)
    for doubt in picture.doubts:
        out.print(f"Document {doubt.document.id[:8]} is in doubt: {doubt.plan}", markup=False, soft_wrap=True)


def _since(picture: Picture, at: datetime | None) -> str:
    return how_long((picture.at - at).total_seconds()) if at else "-"


def _left(queue: QueueState) -> str:
    left = queue.clears_in
    return "-" if left is None else how_long(left.total_seconds())


def _alive(part: dict[str, Any]) -> str:
    return f"{part['quiet_s']:.0f} s ago{' - SILENT' if part['silent'] else ''}"


def queue_health() -> Health | None:
    """The queues as they are, None while their server does not answer."""
    try:
        return snapshot(farm().redis, [lane.name for lane in farm().accounts.lanes])
    except QueueError as error:
        err.print(str(error), markup=False)
        return None


def report(
    path: Annotated[Path | None, typer.Argument(help="Where to write it; reports/botfarm.xlsx by default.")] = None,
) -> None:
    """Write the workbook of outcomes, exceptions and lines."""
    from orchestrator.reports.workbook import write_workbook

    here = farm()
    target = path or here.home / "reports" / "botfarm.xlsx"
    write_workbook(here.store, target)
    out.print(str(target), markup=False)
