"""Running a command line: its errors as sentences and exit codes."""

import sys
from pathlib import Path

import typer

import bots
import config
import extractors
import orchestrator
import queues
from bots.errors import BotError
from config.errors import ConfigError
from extractors.errors import ExtractionError
from orchestrator.errors import OrchestratorError
from queues.errors import QueueError

FAMILY = (bots, config, extractors, orchestrator, queues)


def run(app: typer.Typer) -> None:
    """Run a command line. Exit 0 done, 1 it could not be done, 2 it was asked wrongly or is not set up."""
    _insist_on_one_family()
    try:
        app()
    except ConfigError as error:
        _say(error)
        sys.exit(2)
    except (OrchestratorError, BotError, ExtractionError, QueueError) as error:
        _say(error)
        sys.exit(1)


def _say(error: Exception) -> None:
    from orchestrator.commands.output import err

    err.print(str(error), markup=False)


def _insist_on_one_family() -> None:
    """All five packages must come from one folder: their names are common, and a stranger's must never be used."""
    parents = {Path(str(package.__file__)).resolve().parent.parent for package in FAMILY}
    if len(parents) != 1:
        places = ", ".join(sorted(str(parent) for parent in parents))
        sys.exit(f"botfarm's packages were found in several places ({places}); start it by ./botfarm.")
