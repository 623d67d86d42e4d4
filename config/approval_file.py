"""The model of `approval.toml`: what is approved without a person."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Limit = Annotated[Decimal, Field(ge=0)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SupplierApproval(Frozen):
    """What differs for one supplier.

    Attributes:
        automatic: false sends everything of this supplier to a person.
        limits: gross amount by currency; each replaces the general limit of that currency.
    """

    automatic: bool = True
    limits: dict[Currency, Limit] = {}


class ApprovalPolicy(Frozen):
    """Everything in `approval.toml`.

    Attributes:
        kinds: kinds of documents that may be approved automatically.
        limits: gross amount by currency (ISO 4217) up to which, itself included, no person is asked.
        learned_coding: whether lines whose account was learned from earlier ones may be keyed without a person.
        suppliers: exceptions by the supplier's code in the ERP.
    """

    kinds: frozenset[str]
    limits: dict[Currency, Limit]
    learned_coding: bool = False
    suppliers: dict[str, SupplierApproval] = {}

    def limit(self, supplier_code: str, currency: str) -> Decimal | None:
        """The limit that applies to a supplier in a currency; None where the file states none."""
        own = self.suppliers.get(supplier_code, SupplierApproval()).limits
        return own.get(currency, self.limits.get(currency))
