"""The model of `rules.toml`: what the rules allow and tolerate."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from config.bad_money_file import (
    BankDetailsChanged,
    JustUnderLimit,
    NewSupplierRoundSum,
    NumberSequence,
    PossibleDuplicate,
    RightsAbuse,
    Sanctions,
    SplitBelowLimit,
    UnusualAmount,
    UnusualTime,
)
from config.order_matching_file import OrderMatching
from config.tax_rules import En16931, Particulars, Period, TaxByRate, TaxId, VatRateAllowed
from config.vat_rates_file import VatRates


class Frozen(BaseModel):
    """Immutable; an unknown name is refused, so that a typing error in a file is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


FIELDS = frozenset(
    {
        "supplier_name",
        "supplier_tax_id",
        "customer_name",
        "invoice_number",
        "issue_date",
        "due_date",
        "currency",
        "net_total",
        "tax_total",
        "gross_total",
        "iban",
        "po_number",
        "lines",
    }
)
"""The names that rules.toml may use for the values of an invoice."""


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in FIELDS:
            raise ValueError(f"{name!r} is not a field; write one of {', '.join(sorted(FIELDS))}")
    return names


class RequiredFields(Frozen):
    """The fields without which a document of each kind goes to a person."""

    invoice: tuple[str, ...]
    credit_note: tuple[str, ...]
    receipt: tuple[str, ...]

    @field_validator("invoice", "credit_note", "receipt")
    @classmethod
    def _are_fields(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return _known(names)


class Arithmetic(Frozen):
    """Tolerances in the smallest unit of the document's currency (cents for EUR, yen for JPY).

    Attributes:
        line: for quantity x unit price against the line total.
        unit_price_rounding: share of the line total up to which a rounded unit price may explain a difference.
        sum: for the lines against the net total.
        total: for net plus tax against the gross total.
        tax_per_line: for the tax against the rates, times the number of lines.
        highest_tax_rate: in percent; a tax beyond it is not believed.
    """

    line: Decimal = Field(ge=0)
    unit_price_rounding: Decimal = Field(ge=0, le=1)
    sum: Decimal = Field(ge=0)
    total: Decimal = Field(ge=0)
    tax_per_line: Decimal = Field(ge=0)
    highest_tax_rate: Decimal = Field(ge=0, le=100)


class Dates(Frozen):
    """How far from today a date may be: days into the future, years back, days from issue to due date."""

    future_days: int = Field(ge=0)
    oldest_years: int = Field(ge=1)
    longest_term_days: int = Field(ge=0)


class Iban(Frozen):
    """Whether a bank account other than the one the ERP holds for the supplier goes to a person.

    Attributes:
        compare_with_country: so does, where the ERP holds none, an account in another country than the supplier's.
    """

    compare_with_supplier: bool
    compare_with_country: bool = True


class Confidence(Frozen):
    """The confidence (0 to 1) under which a required field is doubtful, with exceptions by field."""

    threshold: float = Field(ge=0, le=1)
    fields: dict[str, float] = {}

    @field_validator("fields")
    @classmethod
    def _are_fields(cls, fields: dict[str, float]) -> dict[str, float]:
        _known(tuple(fields))
        for name, threshold in fields.items():
            if not 0 <= threshold <= 1:
                raise ValueError(f"the threshold of {name} is {threshold}; write a number from 0 to 1")
        return fields

    def of(self, field: str) -> float:
        """The threshold of one field."""
        return self.fields.get(field, self.threshold)


class RuleFile(Frozen):
    """Everything in `rules.toml`, and the table of tax rates that goes with it."""

    required_fields: RequiredFields
    arithmetic: Arithmetic
    dates: Dates
    iban: Iban
    confidence: Confidence
    order_matching: OrderMatching = OrderMatching()
    en16931: En16931 = En16931()
    tax_by_rate: TaxByRate = TaxByRate()
    tax_id: TaxId = TaxId()
    vat_rate: VatRateAllowed = VatRateAllowed()
    period: Period = Period()
    particulars: Particulars = Particulars()
    vat_rates: VatRates = Field(default=VatRates(), exclude=True)
    possible_duplicate: PossibleDuplicate = PossibleDuplicate()
    bank_details_changed: BankDetailsChanged = BankDetailsChanged()
    split_below_limit: SplitBelowLimit = SplitBelowLimit()
    unusual_amount: UnusualAmount = UnusualAmount()
    unusual_time: UnusualTime = UnusualTime()
    new_supplier_round_sum: NewSupplierRoundSum = NewSupplierRoundSum()
    sanctions: Sanctions = Sanctions()
    just_under_limit: JustUnderLimit = JustUnderLimit()
    number_sequence: NumberSequence = NumberSequence()
    rights_abuse: RightsAbuse = RightsAbuse()
