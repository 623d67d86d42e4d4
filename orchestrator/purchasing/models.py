"""Purchase orders and goods receipts as they are handed to the farm, and as the farm knows them when it judges."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from orchestrator.money import is_amount


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _amount(number: Decimal) -> Decimal:
    if not is_amount(number):
        raise ValueError("is too large or too fine to be an amount")
    return number


NO_NUL = r"^[^\x00]*$"
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000, pattern=NO_NUL)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=NO_NUL)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=NO_NUL)]
Currency = Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[A-Za-z]{3}$")]
Amount = Annotated[Decimal, Field(allow_inf_nan=False), AfterValidator(_amount)]
NotNegative = Annotated[Decimal, Field(ge=0, allow_inf_nan=False), AfterValidator(_amount)]
Positive = Annotated[Decimal, Field(gt=0, allow_inf_nan=False), AfterValidator(_amount)]


class OrderState(StrEnum):
    """Whether an order may still be billed."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class PurchaseOrderLine(Frozen):
    """A line of a purchase order.

    Attributes:
        line_id: as the order numbers it; invoices refer to it (EN 16931 BT-132).
        item_number: the buyer's (BT-156); `seller_item_number`: the seller's (BT-155).
        unit: as written, or a code of UN/ECE recommendation 20 (BT-130).
        net_price: without tax in the order's currency, for `price_quantity` units (BT-146, BT-149).
    """

    line_id: Name
    item_number: Code = ""
    seller_item_number: Code = ""
    description: Text = ""
    quantity: Positive
    unit: Code = ""
    net_price: NotNegative
    price_quantity: Positive = Decimal(1)


class PurchaseOrder(Frozen):
    """A purchase order as it is handed in. `number` is what invoices name (BT-13).

    What is left empty stays as it was where the farm knows the order already; a new one is open, and needs its
    supplier's code in the ERP or its name.
    """

    number: Name
    supplier_code: Code = ""
    supplier_name: Text = ""
    currency: Currency
    issue_date: date | None = None
    state: OrderState | None = None
    lines: tuple[PurchaseOrderLine, ...] = Field(min_length=1, max_length=10_000)

    @model_validator(mode="after")
    def _lines_differ(self) -> "PurchaseOrder":
        seen: set[str] = set()
        for line in self.lines:
            if line.line_id in seen:
                raise ValueError(f"line {line.line_id} is there twice")
            seen.add(line.line_id)
        return self


class GoodsReceipt(Frozen):
    """What came in of one order line with one delivery; a quantity below zero is what was sent back.

    Attributes:
        number: of the delivery note or goods receipt.
        line_id: the order's line; `item_number` may say it instead where only one line has that item.
        unit: empty for the order line's own.
    """

    number: Name
    order_number: Name
    line_id: Code = ""
    item_number: Code = ""
    quantity: Amount
    unit: Code = ""
    received_on: date | None = None


class OrderedLine(Frozen):
    """An order line when an invoice is judged, with what came in and what other documents bill of it.

    Attributes:
        price: of one unit, without tax, in the order's currency.
        received: None where no goods receipt of the whole order is known.
        billed, billed_amount: by other documents that count, credit notes taken off.
    """

    id: int
    line_id: str
    item_number: str = ""
    seller_item_number: str = ""
    description: str = ""
    quantity: Decimal
    unit: str = ""
    price: Decimal
    received: Decimal | None = None
    billed: Decimal = Decimal(0)
    billed_amount: Decimal = Decimal(0)


class KnownOrder(Frozen):
    """A purchase order when an invoice is judged."""

    id: int
    number: str
    supplier_code: str = ""
    supplier_name: str = ""
    currency: str
    state: OrderState = OrderState.OPEN
    lines: tuple[OrderedLine, ...] = ()


class PurchaseFacts(Frozen):
    """What the farm knows of the orders that a document names.

    Attributes:
        any_known: whether the farm knows any order of this company at all.
        unknown: the numbers that the document names and no order has, as printed.
    """

    any_known: bool = False
    orders: tuple[KnownOrder, ...] = ()
    unknown: tuple[str, ...] = ()
