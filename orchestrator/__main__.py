"""`python -m orchestrator` is `botfarm`."""

from orchestrator.cli import main

main()
