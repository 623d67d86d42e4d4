"""`python -m orchestrator` is `botfarm`. The processes that are parts of the farm do not load all other commands."""

import sys

from orchestrator.command_line import run

if sys.argv[1:2] == ["part"]:
    from orchestrator.commands.part import app
else:
    from orchestrator.cli import app

run(app)
