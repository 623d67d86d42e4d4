"""Commands about lanes, one for each ERP account: lanes, lane pause, lane resume."""

from typing import Annotated

import typer

from orchestrator.commands.output import actor, out, print_json, print_table
from orchestrator.reports.lanes import lane_rows
from orchestrator.store import lanes as lanes_of_store
from orchestrator.wiring import Farm, farm

Name = Annotated[str, typer.Argument(help="The lane's name, as `botfarm lanes` shows it.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def lanes(json: Json = False) -> None:
    """Show the lanes: which of them key, and why the others do not."""
    here = _with_lanes()
    with here.store.reading() as tx:
        rows = lane_rows(tx)
    if json:
        print_json(rows)
        return
    names = ("name", "erp", "company", "label", "waiting", "since", "next_probe_at", "reason")
    headers = ("lane", "ERP", "company", "state", "waiting", "since (UTC)", "next look (UTC)", "why")
    print_table(headers, ([_short(row[name]) for name in names] for row in rows))


def pause(
    name: Name, reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept in the history.")]
) -> None:
    """Pause a lane: the document in hand is finished, the others wait until the lane is resumed."""
    here = _with_lanes()
    here.acts.pause_lane(actor(), here.accounts.lane(name), reason)
    out.print(f"Lane {name} is paused; `botfarm lane resume {name}` goes on.", markup=False)


def resume(name: Name) -> None:
    """Resume a lane, whatever paused it."""
    here = _with_lanes()
    here.acts.resume_lane(actor(), here.accounts.lane(name))
    out.print(f"Lane {name} works again.", markup=False)


def _with_lanes() -> Farm:
    """The farm, its lanes written down even before it first ran."""
    here = farm()
    with here.store.begin() as tx:
        lanes_of_store.ensure(tx, here.accounts.lanes)
    return here


def _short(value: object) -> str:
    """Times to the second."""
    text = "" if value is None else str(value)
    return text[:19].replace("T", " ") if text[10:11] == "T" else text
