"""Seconds a document by stage, from the record of a farm: `python -m benchmarks.stages [HOME]`."""

import os
import statistics
import sys
from pathlib import Path

from config.settings import load_settings
from orchestrator.store import open_store, runs


def main() -> None:
    """Print count, median, mean and maximum of the runs of each step."""
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BOTFARM_HOME", "farm-home/demo")
    home = Path(named)
    if not (home / "farm.sqlite").exists():
        sys.exit(f"{home} holds no farm; run ./botfarm demo first, or name a home folder.")
    with open_store(load_settings(home=home)).reading() as tx:
        seconds = runs.seconds_by_step(tx)
    print(f"{'step':10}{'runs':>6}{'median s':>10}{'mean s':>10}{'max s':>10}")
    for step, taken in seconds.items():
        figures = (statistics.median(taken), statistics.fmean(taken), max(taken))
        print(f"{step:10}{len(taken):6}" + "".join(f"{figure:10.2f}" for figure in figures))


if __name__ == "__main__":
    main()
