"""`botfarm chaos`: faults by a seed, and the ERP's own records as the judge."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from config.logs import set_up_logging
from config.settings import load_settings
from orchestrator.commands.output import err, out, print_json, print_table
from orchestrator.commands.watching import LiveLine, end_when_told, stay_up

if TYPE_CHECKING:
    from orchestrator.chaos.quiet import State
    from orchestrator.chaos.running import Chaos, Outcome
    from orchestrator.chaos.striking import Striker

REPORT_SECONDS = 15.0


def chaos(
    documents: Annotated[int, typer.Option(min=1, help="How many files are dropped.")] = 200,
    faults: Annotated[int, typer.Option(min=0, help="How many faults strike.")] = 60,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files and the same faults.")] = 1,
    erp: Annotated[str, typer.Option(help="fake, tryton or ledgersmb.")] = "fake",
    json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep farm and ERP up until Ctrl-C at the end.")] = False,
    home: Annotated[Path | None, typer.Option(help="The run's own home folder, which is begun anew.")] = None,
) -> None:
    """Run a fresh farm under faults; exit 0 only if the ERP has every invoice once, as it was dropped."""
    from orchestrator.chaos.erps import ERPS
    from orchestrator.chaos.running import Chaos
    from orchestrator.demo.visitor import way_in

    if erp not in ERPS:
        raise typer.BadParameter(f"{erp!r} is none of {', '.join(ERPS)}", param_hint="--erp")
    folder = (home or load_settings().folder / "chaos").expanduser().absolute()
    end_when_told()
    set_up_logging("chaos", "WARNING")
    err.print(f"Starting {erp} and the farm in {folder} ...", markup=False)
    with Chaos.running(folder, ERPS[erp], seed, documents, faults) as running:
        err.print(way_in(running.farm.store, running.farm.dashboard_url), markup=False)
        with Progress(running) as progress:
            stuck = running.wait(progress.tell)
        outcome = running.outcome(stuck)
        if json:
            print_json(outcome.model_dump(mode="json") | {"passed": outcome.passed})
        else:
            _show(outcome)
        if keep:
            stay_up(running.look_after)
    if not outcome.passed:
        raise typer.Exit(1)


class Progress(LiveLine):
    """How far it is, on a terminal; a line now and then elsewhere."""

    def __init__(self, running: "Chaos") -> None:
        super().__init__()
        self.running = running
        self.next = 0.0

    def tell(self, state: "State", striker: "Striker", dropped: int) -> None:
        counts = ", ".join(f"{count} {stage.replace('_', ' ')}" for stage, count in sorted(state.stages.items()))
        struck = f"{len(striker.struck)} of {len(self.running.plan)} faults"
        line = f"{dropped} of {len(self.running.files)} dropped, {struck}   {counts}"
        self.show(line)
        if not self.is_shown and time.monotonic() >= self.next:
            err.print(line, markup=False)
            self.next = time.monotonic() + REPORT_SECONDS


def _show(outcome: "Outcome") -> None:
    verdict = outcome.verdict
    print_table(("fault", "times"), outcome.faults.items(), "Faults")
    for name, count in outcome.missed.items():
        out.print(f"not struck, as there was nothing to strike: {name} ({count})", markup=False)
    covered = ", ".join(str(number) for number in outcome.covers)
    out.print(f"of the fifteen faults: {covered or 'none'}", markup=False)
    names = ("files", "wanted", "posted", "lost", "held", "twice", "wrong", "in_doubt", "needs_person", "drafts")
    values = [getattr(verdict, name) for name in names]
    headers = [name.replace("_", " ") for name in names]
    print_table(
        (*headers, "s to quiet", "s in all"), [(*values, outcome.seconds_to_quiet, outcome.seconds)],
        f"By the records of {outcome.erp}, seed {outcome.seed}",
    )  # fmt: skip
    for sentence in (*verdict.findings, *outcome.stuck):
        out.print(sentence, markup=False)
    history = "intact" if outcome.history_is_intact else "BROKEN"
    out.print(f"history: {history}, {outcome.history_entries} entries", markup=False)
    out.print("passed" if outcome.passed else "NOT PASSED", markup=False)
