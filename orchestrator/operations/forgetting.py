"""Forgetting a part of the farm whose machine is gone for good, so that nobody looks for it any more."""

from orchestrator.errors import DecisionRefused
from orchestrator.operations.workers import FORGET_AFTER
from orchestrator.store import Store, audit, clock, heartbeats


def forget_part(store: Store, name: str, actor: str) -> None:
    """Forget the last sign of life of a part. Should the part come back, its next one is heard as ever.

    Raises:
        DecisionRefused: there is no such part, or it was heard of lately.
    """
    with store.begin() as tx:
        if not heartbeats.forget(tx, name, clock.now(tx) - FORGET_AFTER):
            minutes = int(FORGET_AFTER.total_seconds() // 60)
            raise DecisionRefused(f"There is no part {name} that has been silent for {minutes} minutes.")
        audit.append(tx, actor, "part_forgotten", None, {"part": name})
