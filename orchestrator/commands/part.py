"""`botfarm part`: one part in the foreground, as `up` runs each. Kept apart, as eight of them start at once."""

from typing import Annotated

import typer

from config import processes
from config.logs import set_up_logging
from orchestrator.parts import PARTS, main_of
from orchestrator.wiring import farm


def part(
    name: Annotated[str, typer.Argument(help=", ".join(PARTS) + ", key:ACCOUNT")],
    parent: Annotated[int, typer.Option(help="End when this process ends.")] = 0,
    quiet: bool = False,
) -> None:
    """Run one part in the foreground, as `up` does for each."""
    if parent:
        processes.die_with(parent)
    here = farm()
    main = main_of(here, name)
    set_up_logging(name.replace(":", "-"), here.settings.log_level, here.home / "logs", to_stderr=not quiet)
    main()


app = typer.Typer(name="botfarm", pretty_exceptions_enable=False, add_completion=False)
app.command()(part)


@app.callback()
def _by_name() -> None:
    """Keeps `part` a word of the command line."""
