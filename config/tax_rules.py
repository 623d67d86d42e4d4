"""The sections of `rules.toml` on tax, electronic invoices, accounting periods and required particulars.

All have defaults, so that a rules file from before these rules goes on working.
"""

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class En16931(Frozen):
    """Which broken rules of EN 16931 go to a person; patterns such as BR-CO-* or BR-S-08.

    Attributes:
        asked: a person is asked about these.
        noted: but not about these; they are told in the verdict.
    """

    asked: tuple[str, ...] = ("BR-*",)
    noted: tuple[str, ...] = ("BR-CL-*", "BR-DEC-*", "BR-S-10", "BR-Z-10", "BR-AF-10", "BR-AG-10")


class TaxByRate(Frozen):
    """Tolerances in the smallest unit of the document's currency, for each line at a rate.

    Attributes:
        tax_per_line: for a rate's tax against its taxable amount.
        basis_per_line: for a rate's taxable amount against its lines.
    """

    tax_per_line: Decimal = Field(default=Decimal(1), ge=0)
    basis_per_line: Decimal = Field(default=Decimal(1), ge=0)


class TaxId(Frozen):
    """Whether a tax number of another country than the one in the ERP goes to a person."""

    compare_with_supplier: bool = True


class VatRateAllowed(Frozen):
    """When a rate is called illegal.

    Attributes:
        earlier_supply_days: so long after its end it is believed where the document does not say when was supplied.
        threshold: the confidence (0 to 1) from which a rate that was read on a page is judged: a discount in percent
            looks much like one.
    """

    earlier_supply_days: int = Field(default=184, ge=0)
    threshold: float = Field(default=0.9, ge=0, le=1)


class ClosedPeriod(Frozen):
    """Days in which nothing is booked any more; both ends belong to it."""

    first: date
    last: date

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")
        return self


class Period(Frozen):
    """Which accounting periods take no documents.

    Attributes:
        closed_until: everything up to and with this day is closed; None: nothing.
        companies: the same for single companies, by their name in the ERP, instead of `closed_until`.
        closed: single closed periods.
        future_months: how many months after the present one are open already.
    """

    closed_until: date | None = None
    companies: dict[str, date] = {}
    closed: tuple[ClosedPeriod, ...] = ()
    future_months: int = Field(default=0, ge=0, le=120)


SIMPLIFIED = {
    "DE": Decimal(250),
    "FR": Decimal(150),
    "NL": Decimal(100),
    "CZ": Decimal(10000),
    "DK": Decimal(3000),
    "HU": Decimal(40000),
    "PL": Decimal(450),
    "RO": Decimal(2000),
    "SE": Decimal(4000),
}


class Particulars(Frozen):
    """Which laws on required particulars are asked for, and up to which total a simplified invoice will do.

    Attributes:
        eu, cn, ru: Directive 2006/112/EC; Chinese fapiao; Russian счёт-фактура.
        simplified: the highest gross total of a simplified invoice by country, in the country's currency.
        simplified_otherwise: for other member states, in EUR: the most that article 238 lets them choose.
    """

    eu: bool = True
    cn: bool = True
    ru: bool = True
    simplified: dict[str, Decimal] = SIMPLIFIED
    simplified_otherwise: Decimal = Field(default=Decimal(400), ge=0)
