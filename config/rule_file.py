"""The model of `rules.toml`: what the rules allow and tolerate."""

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, field_validator


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
    """Whether a bank account other than the one the ERP holds for the supplier goes to a person."""

    compare_with_supplier: bool


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
    """Everything in `rules.toml`."""

    required_fields: RequiredFields
    arithmetic: Arithmetic
    dates: Dates
    iban: Iban
    confidence: Confidence
