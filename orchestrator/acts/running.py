"""Acts on the running farm: lanes, failures, parts, what was learned."""

from orchestrator import lane
from orchestrator.acts.base import ActsBase
from orchestrator.learning import supplier_memories
from orchestrator.operations import forgetting, retrying
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.stages import Stage
from orchestrator.store.cause_retries import CauseRetry
from orchestrator.store.lanes import LaneAccount


class OperationActs(ActsBase):
    """Acts on the running farm: lanes, failures, parts, what was learned."""

    def pause_lane(self, actor: Actor, account: LaneAccount, reason: str) -> None:
        """Pause keying with an account.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        lane.pause(self.store, account, str(actor), reason)

    def resume_lane(self, actor: Actor, account: LaneAccount) -> None:
        """Resume keying with an account.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        lane.resume(self.store, account, str(actor))

    def retry_cause(self, actor: Actor, stage: Stage, cause: str, reason: str) -> CauseRetry:
        """Send every document that rests for a cause on its way again: one act, worked off in batches.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.RETRY)
        return retrying.ask(self.store, stage, cause, str(actor), reason)

    def forget_part(self, actor: Actor, name: str) -> None:
        """Forget a part of the farm that has been silent for long, as its machine is gone for good.

        Raises:
            NotAllowed, DecisionRefused
        """
        actor.insist_on(Right.STEER_LANES)
        forgetting.forget_part(self.store, name, str(actor))

    def forget_supplier(self, actor: Actor, supplier: str, reason: str) -> None:
        """Forget what was learned of a supplier, by its code in the ERP, its memory's id or its name.

        Raises:
            NotAllowed: the right suppliers:forget is lacking.
            SupplierNotRemembered: nothing was learned of it.
        """
        actor.insist_on(Right.FORGET_SUPPLIER)
        with self.store.begin() as tx:
            supplier_memories.forget(tx, supplier_memories.one(tx, supplier), str(actor), reason)
