"""What `rules.toml` says of bad money: one section a detector, each with the values that the program comes with."""

from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PossibleDuplicate(Frozen):
    """How near two invoices must be in time to be taken for one.

    Attributes:
        same_number_days: with a number that is the same but for how it is written, and the same amount.
        like_number_days: with a number that differs in one digit, or in two that changed places.
        same_amount_days: with the same amount and any number.
        other_supplier_days: with the same number and amount under another supplier.
        recurring: an amount that the supplier billed so often before at other times is its usual one.
    """

    same_number_days: int = Field(default=400, ge=0)
    like_number_days: int = Field(default=21, ge=0)
    same_amount_days: int = Field(default=2, ge=0)
    other_supplier_days: int = Field(default=120, ge=0)
    recurring: int = Field(default=1, ge=1)


class BankDetailsChanged(Frozen):
    """A new account in the ERP's record counts as settled after so many days."""

    settled_days: int = Field(default=45, ge=0)


class SplitBelowLimit(Frozen):
    """Invoices of one supplier within so many days, rarer by its habits than `chance` (0 to 1)."""

    days: int = Field(default=4, ge=0)
    chance: float = Field(default=0.006, gt=0, le=1)


class UnusualAmount(Frozen):
    """How far from the supplier's median, in robust standard deviations of the logarithm.

    Attributes:
        least_history: fewer earlier invoices say nothing.
        deviations: from the median.
        caution: from n earlier invoices the median and the deviation are known poorly: `deviations` is 1 + caution / n
            times as much.
        narrowest: the least deviation that a supplier is taken to have (of the logarithm, 0.1 is about 10 %).
        over_highest: and so many times the highest amount so far.
        well_known: with so many earlier invoices, `deviations_well_known` from the median are enough where it is
            `over_highest_well_known` times the highest.
        widened: a dismissed amount times this passes from then on.
    """

    least_history: int = Field(default=8, ge=3)
    deviations: float = Field(default=3.2, gt=0)
    caution: float = Field(default=4.0, ge=0)
    narrowest: float = Field(default=0.15, gt=0)
    over_highest: Decimal = Field(default=Decimal("1.4"), ge=1)
    well_known: int = Field(default=15, ge=3)
    deviations_well_known: float = Field(default=2.5, gt=0)
    over_highest_well_known: Decimal = Field(default=Decimal("1.5"), ge=1)
    widened: Decimal = Field(default=Decimal("1.25"), ge=1)


class UnusualTime(Frozen):
    """When the supplier's invoices come in.

    Attributes:
        time_zone: in which hours and days are meant, such as Europe/Berlin.
        least_history: fewer earlier invoices say nothing.
        hours_away: so many hours from any time at which one came before is unusual.
        hours_away_at_night: the same before five o'clock in the morning.
        weekend_history: after so many invoices of which none came at a weekend, one at a weekend is unusual.
    """

    time_zone: str = "UTC"
    least_history: int = Field(default=10, ge=3)
    hours_away: float = Field(default=6.0, gt=0, le=12)
    hours_away_at_night: float = Field(default=2.5, gt=0, le=12)
    weekend_history: int = Field(default=20, ge=3)

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        return known_zone(name)


class NewSupplierRoundSum(Frozen):
    """A supplier is new for so many days and so many invoices; a sum is round from `least` on, in whole `multiple`s."""

    days: int = Field(default=60, ge=0)
    invoices: int = Field(default=2, ge=1)
    least: Decimal = Field(default=Decimal(1000), ge=0)
    multiple: Decimal = Field(default=Decimal(500), gt=0)


class Sanctions(Frozen):
    """From which likeness (0 to 1) on a name is stopped."""

    likeness: float = Field(default=0.88, ge=0.5, le=1)


class JustUnderLimit(Frozen):
    """Amounts from `share` of the limit up to it, again and again.

    Attributes:
        share: of the limit; 0.92 is the last 8 % below it.
        times: so many of them, this one included, within `days`.
        of_all: they must be at least this share of the supplier's invoices in that time.
    """

    share: Decimal = Field(default=Decimal("0.92"), gt=0, lt=1)
    times: int = Field(default=3, ge=2)
    days: int = Field(default=180, ge=1)
    of_all: float = Field(default=0.4, ge=0, le=1)


class NumberSequence(Frozen):
    """So many invoices with numbers one after the other over at least so many days: nobody else gets any."""

    times: int = Field(default=4, ge=3)
    days: int = Field(default=30, ge=1)


class RightsAbuse(Frozen):
    """How people decide.

    Attributes:
        time_zone: in which the night is meant.
        night_from, night_until: hours of the day.
        night_share: an approval at night by somebody with less than this share of theirs at night is unusual.
        burst: so many approvals within `burst_minutes`, and `burst_times` as many as this person's busiest before.
        least_history: so many earlier approvals of a person make a habit.
    """

    time_zone: str = "UTC"
    night_from: int = Field(default=22, ge=0, le=23)
    night_until: int = Field(default=5, ge=0, le=23)
    night_share: float = Field(default=0.05, ge=0, le=1)
    burst: int = Field(default=12, ge=2)
    burst_minutes: int = Field(default=10, ge=1)
    burst_times: float = Field(default=1.5, ge=1)
    least_history: int = Field(default=20, ge=1)

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        return known_zone(name)


def known_zone(name: str) -> str:
    """The name of a time zone that there is.

    Raises:
        ValueError: there is none of that name.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no such time zone; write one such as Europe/Berlin or UTC") from error
    return name
