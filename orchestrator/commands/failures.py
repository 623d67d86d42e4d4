"""Commands about failures by cause: list them, and try all of one again."""

from datetime import datetime
from typing import Annotated

import typer

from orchestrator.commands.output import actor, out, print_json, print_table
from orchestrator.errors import DecisionRefused
from orchestrator.store import causes
from orchestrator.store.causes import FailureGroup
from orchestrator.wiring import farm


def list_(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List why documents failed or were refused, the most frequent cause first."""
    groups = _groups()
    if json:
        print_json([group.model_dump(mode="json") for group in groups])
        return
    headers = ("#", "documents", "stage", "first (UTC)", "last (UTC)", "cause")
    rows = ((n, g.count, g.stage, _minute(g.first), _minute(g.last), g.cause) for n, g in enumerate(groups, start=1))
    print_table(headers, rows)


def retry(
    number: Annotated[int, typer.Argument(min=1, help="The cause's number in `botfarm failure list`.")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="What was put right; it is kept in the history.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without, only tell how many documents they are.")] = False,
) -> None:
    """Try all documents of a cause again, as one act; what fails again rests again."""
    groups = _groups()
    if number > len(groups):
        raise DecisionRefused(f"There are {len(groups)} causes; `botfarm failure list` shows them.")
    group = groups[number - 1]
    out.print(f"{group.count} documents, {group.stage}: {group.cause}", markup=False)
    if not yes:
        out.print("Nothing was done; --yes tries them again.")
        return
    order = farm().acts.retry_cause(actor(), group.stage, group.cause, reason)
    rest = "" if order.finished_at else "; the others follow while the farm is up"
    out.print(f"{order.done} of {order.found} are on their way again{rest}.", markup=False)


def _groups() -> tuple[FailureGroup, ...]:
    with farm().store.reading() as tx:
        return causes.groups(tx)


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
