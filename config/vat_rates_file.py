"""The model of `vat_rates.csv`: which rates of value added tax were legal in which country, and when."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Category = Literal["standard", "reduced", "super-reduced", "parking", "zero", "regional", "flat-rate"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VatRate(Frozen):
    """One row of `vat_rates.csv`.

    Attributes:
        row: its number in the file as a spreadsheet shows it.
        country: ISO 3166 alpha-2, Greece as GR.
        rate: in percent.
        valid_from, valid_until: the first and the last day; None where it is still in force.
        source: the law or the list that says so.
    """

    row: int
    country: str = Field(pattern=r"^[A-Z]{2}$")
    category: Category
    rate: Decimal = Field(ge=0, le=100)
    valid_from: date
    valid_until: date | None
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _begins_first(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(f"valid_until {self.valid_until} is before valid_from {self.valid_from}")
        return self

    def is_valid_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class VatRates(Frozen):
    """Everything in `vat_rates.csv`."""

    rows: tuple[VatRate, ...] = ()

    @cached_property
    def by_country(self) -> dict[str, tuple[VatRate, ...]]:
        """The rows of each country, in the file's order."""
        found: defaultdict[str, list[VatRate]] = defaultdict(list)
        for row in self.rows:
            found[row.country].append(row)
        return {country: tuple(rows) for country, rows in found.items()}

    def of(self, country: str) -> tuple[VatRate, ...]:
        """A country's rows; none where the table does not know it."""
        return self.by_country.get(country, ())
