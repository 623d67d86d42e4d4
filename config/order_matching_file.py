"""The section `[order_matching]` of rules.toml: which documents need an order, and how far they may differ from it."""

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Way(StrEnum):
    """What a billed quantity is held against."""

    TWO = "two"
    """What was ordered."""
    THREE = "three"
    """What was ordered, and what came in."""
    WHERE_RECEIVED = "where_received"
    """What was ordered, and what came in where any goods receipt of the order is known."""


class OrderMatching(BaseModel):
    """Amounts are in the smallest unit of the document's currency (cents for EUR, yen for JPY), as in `[arithmetic]`.

    Attributes:
        way: see `Way`; `two_way_suppliers` and `three_way_suppliers` (codes in the ERP) are exceptions from it.
        required_suppliers: whose invoices must name an order; required_from: from which net total every invoice must,
            None for never.
        unknown_is_wrong: whether an order number that the farm does not know goes to a person, once it knows orders.
        quantity_percent, price_percent: how far quantity and price may be above the order's.
        line_amount: by how much a line may be over beyond these percentages.
        document_amount: by how much all lines that are within these tolerances may be over together.
        unordered_amount: what lines and charges that are on no order may come to together, such as freight.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    way: Way = Way.WHERE_RECEIVED
    two_way_suppliers: tuple[str, ...] = ()
    three_way_suppliers: tuple[str, ...] = ()
    required_suppliers: tuple[str, ...] = ()
    required_from: Decimal | None = Field(default=None, ge=0)
    unknown_is_wrong: bool = True
    quantity_percent: Decimal = Field(default=Decimal(0), ge=0, le=100)
    price_percent: Decimal = Field(default=Decimal(2), ge=0, le=100)
    line_amount: Decimal = Field(default=Decimal(5), ge=0)
    document_amount: Decimal = Field(default=Decimal(2000), ge=0)
    unordered_amount: Decimal = Field(default=Decimal(0), ge=0)

    def is_three_way(self, supplier_code: str, has_receipts: bool) -> bool:
        """Whether what came in counts for this supplier's invoice to an order with or without goods receipts."""
        if supplier_code and supplier_code in self.three_way_suppliers:
            return True
        if self.way is Way.TWO or (supplier_code and supplier_code in self.two_way_suppliers):
            return False
        return self.way is Way.THREE or has_receipts
