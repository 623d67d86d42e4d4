"""How the farm ran in a period: lanes, work by the clock, anchors; from the history and the table of schedules."""

from dataclasses import dataclass, field

from orchestrator.phrases import phrase
from orchestrator.reports.compliance.content import Operation
from orchestrator.reports.compliance.period import Period
from orchestrator.store import Transaction, compliance
from orchestrator.store.compliance import Act

PAUSED = phrase("Lanes paused")
RESUMED = phrase("Lanes resumed")
RETRIED = phrase("Orders to try all of a cause again")
FORGOTTEN = phrase("Parts of the farm forgotten")
SCHEDULED = phrase("Work by the clock begun")
SCHEDULES_FAILED = phrase("Work by the clock that failed")
COUNTED = {"lane_paused": PAUSED, "lane_resumed": RESUMED, "cause_retried": RETRIED, "part_forgotten": FORGOTTEN}


@dataclass
class Running:
    """Takes the period's entries one by one: how often the running of the farm was interfered with."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED.values(), 0))
    entries: int = 0
    anchors: int = 0
    anchor: tuple[int, str] = (0, "")

    def take(self, act: Act) -> None:
        """Look at the next entry."""
        self.entries += 1
        if act.action in COUNTED:
            self.counts[COUNTED[act.action]] += 1
        elif act.action == "anchored":
            self.anchors += 1
            self.anchor = (int(act.data["seq"]), str(act.data["hash"]))


def operations(tx: Transaction, period: Period, running: Running) -> tuple[Operation, ...]:
    """Counts of what was done to the farm, and of its work by the clock."""
    uses = compliance.schedules(tx, period.start, period.end)
    counted = [Operation(name, count) for name, count in running.counts.items()]
    return (
        *counted,
        Operation(SCHEDULED, sum(use.runs for use in uses)),
        Operation(SCHEDULES_FAILED, sum(use.failed for use in uses)),
    )
