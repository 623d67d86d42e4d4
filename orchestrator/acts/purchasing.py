"""Acts on purchase orders and goods receipts."""

from collections.abc import Sequence

from orchestrator import order_intake
from orchestrator.acts.base import ActsBase
from orchestrator.order_intake import Tell, nobody
from orchestrator.people.actor import Actor
from orchestrator.people.roles import Right
from orchestrator.purchasing.changes import Imported
from orchestrator.purchasing.models import GoodsReceipt, PurchaseOrder


class PurchaseActs(ActsBase):
    """Acts on purchase orders and goods receipts."""

    def import_orders(
        self, actor: Actor, company: str, orders: Sequence[PurchaseOrder], *, dry_run: bool = False, tell: Tell = nobody
    ) -> Imported:
        """Take in purchase orders; see `order_intake`.

        Raises:
            NotAllowed: the right orders:import is lacking, as for the three that follow.
        """
        actor.insist_on(Right.IMPORT_ORDERS)
        return order_intake.import_orders(self.store, company, orders, str(actor), dry_run=dry_run, tell=tell)

    def import_receipts(
        self,
        actor: Actor,
        company: str,
        receipts: Sequence[GoodsReceipt],
        *,
        dry_run: bool = False,
        tell: Tell = nobody,
    ) -> Imported:
        """Take in goods receipts.

        Raises:
            NotAllowed
        """
        actor.insist_on(Right.IMPORT_ORDERS)
        return order_intake.import_receipts(self.store, company, receipts, str(actor), dry_run=dry_run, tell=tell)

    def import_orders_file(self, actor: Actor, company: str, data: bytes, *, dry_run: bool = False) -> Imported:
        """Take in the purchase orders of an xlsx or csv file.

        Raises:
            NotAllowed
            FileRefused: it cannot be read at all.
        """
        actor.insist_on(Right.IMPORT_ORDERS)
        return order_intake.import_orders_file(self.store, company, data, str(actor), dry_run=dry_run)

    def import_receipts_file(self, actor: Actor, company: str, data: bytes, *, dry_run: bool = False) -> Imported:
        """Take in the goods receipts of an xlsx or csv file.

        Raises:
            NotAllowed, FileRefused
        """
        actor.insist_on(Right.IMPORT_ORDERS)
        return order_intake.import_receipts_file(self.store, company, data, str(actor), dry_run=dry_run)
