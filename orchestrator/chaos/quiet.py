"""How far the farm is, and whether it has nothing left to do."""

from dataclasses import dataclass, field

from orchestrator.errors import NotReady
from orchestrator.stages import RESTING, Stage
from orchestrator.store import Transaction, documents, lanes, receipts
from orchestrator.wiring import Farm


@dataclass(frozen=True)
class State:
    """What the farm's store said: documents by stage, files taken in and given back."""

    stages: dict[Stage, int] = field(default_factory=dict)
    taken_in: int = 0
    returned: int = 0
    paused: tuple[str, ...] = ()

    @property
    def at_rest(self) -> int:
        return sum(count for stage, count in self.stages.items() if stage in RESTING)

    def is_quiet(self, dropped: int) -> bool:
        """Whether so many files were taken in and given back, all documents rest, and no lane is paused."""
        done = self.taken_in >= dropped and self.returned == self.taken_in
        return done and set(self.stages) <= RESTING and not self.paused

    def stuck(self, farm: Farm, dropped: int) -> tuple[str, ...]:
        """What keeps the farm from being quiet, a sentence each."""
        found = list(self.paused)
        if self.taken_in < dropped:
            found.append(f"{dropped - self.taken_in} files were not taken in")
        if self.returned < self.taken_in:
            found.append(f"{self.taken_in - self.returned} files were not given back")
        try:
            with farm.store.reading() as tx:
                moving = documents.listing(tx, [stage for stage in Stage if stage not in RESTING])
        except NotReady as error:
            return (*found, str(error))
        found += [f"{d.supplier_name} {d.invoice_number} ({d.id}) is {d.stage}: {d.reason}" for d in moving]
        return tuple(found) or ("faults that were planned had not ended",)


def look(tx: Transaction, before: State, whole: bool) -> State:
    """The state now; what costs more than a count is looked at only if `whole`."""
    stages = documents.stage_counts(tx)
    if not whole:
        return State(stages, before.taken_in, before.returned, before.paused)
    every = receipts.everything(tx)
    paused = tuple(f"lane {lane.name}: {lane.sentence()}" for lane in lanes.listing(tx) if not lane.is_working)
    return State(stages, len(every), sum(1 for receipt in every if receipt.returned_text), paused)
