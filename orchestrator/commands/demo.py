"""`botfarm demo`: the main job on embedded parts, with the samples."""

import sys
import time
from collections.abc import Iterable
from typing import Annotated

import typer

from config.logs import set_up_logging
from config.settings import load_settings
from orchestrator.commands.output import err, out, print_json, print_table
from orchestrator.commands.watching import LiveLine, end_when_told, stay_up
from orchestrator.demo.expected import Result
from orchestrator.stages import Stage


def demo(
    json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    sample: Annotated[
        list[str] | None, typer.Option(help="Only samples whose file name holds this; may be repeated.")
    ] = None,
    erp: Annotated[str, typer.Option(help="The local ERP: tryton or ledgersmb.")] = "tryton",
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep the dashboard up until Ctrl-C at the end.")
    ] = sys.stdin.isatty() and sys.stdout.isatty(),
) -> None:
    """Run the farm with a local ERP on the sample documents; exit 0 only if each came out as expected."""
    from orchestrator.demo.erps import ERPS
    from orchestrator.demo.story import Demo
    from orchestrator.demo.visitor import way_in

    home = load_settings().folder / "demo"
    end_when_told()
    set_up_logging("demo", "WARNING")
    started = time.monotonic()
    err.print(f"Starting a local {ERPS[erp].title if erp in ERPS else erp} and the farm ...", markup=False)
    with Demo.running(home, sample or (), erp) as running:
        entrance = way_in(running.farm.store, running.farm.dashboard_url)
        err.print(f"{entrance}\nWatched folder: {running.farm.inbox}", markup=False)
        running.drop_samples()
        with Progress(len(running.expected)) as progress:
            found = running.wait(progress.tell)
        surprises = running.surprises(found)
        seconds = time.monotonic() - started
        if json:
            print_json(
                {"seconds": seconds, "results": [r.model_dump() for r in found.values()], "surprises": surprises}
            )
        else:
            _show(found.values(), surprises, seconds)
            out.print(f"Report: {running.report()}", markup=False)
            out.print(entrance, markup=False)
        if keep:
            stay_up(running.look_after)
    if surprises:
        raise typer.Exit(1)


class Progress(LiveLine):
    """How far it is, on a terminal; a line for each outcome."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.total = total
        self.told: set[str] = set()

    def tell(self, stages: dict[Stage, int], found: dict[str, Result]) -> None:
        for file in sorted(set(found) - self.told):
            result = found[file]
            number = f" as {result.erp_number}" if result.erp_number else ""
            err.print(f"{len(self.told) + 1:3}/{self.total} {file}: {result.outcome}{number}", markup=False)
            self.told.add(file)
        counts = ", ".join(f"{count} {stage.replace('_', ' ')}" for stage, count in sorted(stages.items()))
        self.show(f"{len(found)} of {self.total} done   {counts}")


def _show(found: Iterable[Result], surprises: tuple[str, ...], seconds: float) -> None:
    headers = ("file", "what it was", "supplier", "number", "total", "outcome", "ERP number", "reason")
    print_table(
        headers,
        ((r.file, r.kind, r.supplier, r.number, r.total, r.outcome, r.erp_number, r.reason) for r in found),
    )
    for sentence in surprises:
        out.print(f"NOT AS EXPECTED: {sentence}", markup=False)
    verdict = "every sample came out as expected" if not surprises else f"{len(surprises)} samples did not"
    out.print(f"{verdict}, in {seconds:.0f} s", markup=False)
