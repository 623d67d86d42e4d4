"""Fault 13: a scheduler that was down over its tick runs it once, later; of two schedulers one runs it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from config import files
from orchestrator.store.tables import schedule_runs
from tests.faults.clock import Clock
from tests.faults.fault_farm import FaultFarm, fault_farm

NAMES = {"read_suppliers", "write_report"}
OFTEN = """
[read_suppliers]
every_minutes = 15
[write_report]
every_minutes = 10
"""


def finished(farm: FaultFarm) -> Counter[str]:
    """How often each action was run to its end."""
    with farm.store.reading() as tx:
        rows = tx.execute(select(schedule_runs.c.schedule).where(schedule_runs.c.outcome == "done"))
        return Counter(rows.scalars())


def only_often(farm: FaultFarm) -> None:
    """Without what is due once a day, which the clock may pass or not."""
    folder = farm.farm.settings.user_config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schedules.toml").write_text(OFTEN)


def taken(farm: FaultFarm) -> Counter[tuple[str, datetime]]:
    with farm.store.reading() as tx:
        rows = tx.execute(select(schedule_runs.c.schedule, schedule_runs.c.due_at))
        return Counter((row.schedule, row.due_at) for row in rows)


def test_a_missed_tick_is_run_once_later_and_by_one_scheduler_of_two(tmp_path: Path, clock: Clock) -> None:
    with fault_farm(tmp_path) as farm:
        only_often(farm)
        first = farm.start("scheduler", **clock.environment)
        farm.until(lambda: set(finished(farm)) == NAMES, "the first ticks to be run")
        farm.kill(first)
        before = finished(farm)
        clock.go(timedelta(hours=3))  # eighteen ticks of one, twelve of the other were missed
        gates = ("orchestrator.store.schedules:take:before", "orchestrator.store.schedules:last_due:count")
        for _ in range(2):
            farm.start("scheduler", *gates, **clock.environment)
        farm.until(lambda: len(farm.calls("last_due")) == 2, "both to want the tick")
        farm.open_gate("take")
        farm.until(lambda: finished(farm) == before + Counter(NAMES), "each action to be run once more")
        looked_again(farm)
        assert finished(farm) == before + Counter(NAMES)
        assert max(taken(farm).values()) == 1


def looked_again(farm: FaultFarm) -> None:
    """Wait until both schedulers have looked at what is due several times more."""
    before = farm.calls("last_due")
    farm.until(lambda: all(n - before[pid] >= 4 for pid, n in farm.calls("last_due").items()), "both to look again")


def test_a_tick_whose_scheduler_was_killed_is_run_after_all(tmp_path: Path, clock: Clock) -> None:
    with fault_farm(tmp_path) as farm:
        only_often(farm)
        first = farm.start("scheduler", "orchestrator.reports.workbook:write_workbook:before", **clock.environment)
        farm.reached("write_workbook")
        farm.kill(first)
        assert finished(farm) == {"read_suppliers": 1}
        every = files.load_schedules(farm.farm.settings.user_config).entries()["write_report"]
        now = datetime.now(UTC)
        clock.go(every.due_at(now) + timedelta(minutes=9, seconds=30) - now)  # before the next tick
        farm.start("scheduler", **clock.environment)
        farm.until(lambda: finished(farm)["write_report"] == 1, "the report to be written after all")
