"""The models of `coding.csv` and `tax_codes.csv`: ledger accounts, cost centres and tax codes."""

from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CodingRow(Frozen):
    """One row of `coding.csv`.

    Attributes:
        row: its number in the file as a spreadsheet shows it.
        supplier: the supplier's code in the ERP; empty for every supplier.
        words: any of them in a line's description chooses this row; none: the supplier's default.
        account: code of the ledger account in the ERP.
        cost_centre: code of the cost centre in the ERP; empty for none.
    """

    row: int
    supplier: str
    words: tuple[str, ...]
    account: str
    cost_centre: str

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if not self.account:
            raise ValueError("the account is empty; write the ledger account's code")
        if not self.supplier and not self.words:
            raise ValueError("write a supplier, words, or both: a row with neither would fit every line")
        for word in self.words:
            if "*" in word.strip("*") or not word.strip("*"):
                raise ValueError(f"{word!r}: write a word, with * only before or after it")
        return self


class CodingTable(Frozen):
    """Everything in `coding.csv`, in the file's order; the first row that fits wins."""

    rows: tuple[CodingRow, ...]


class TaxCode(Frozen):
    """One row of `tax_codes.csv`: the ERP's tax for a rate in percent; an empty code keys no tax."""

    row: int
    rate: Decimal = Field(ge=0, le=100)
    tax_code: str


class TaxCodes(Frozen):
    """Everything in `tax_codes.csv`; a rate stands in it once."""

    rows: tuple[TaxCode, ...]

    @model_validator(mode="after")
    def _once(self) -> Self:
        seen: dict[Decimal, int] = {}
        for row in self.rows:
            if row.rate in seen:
                raise ValueError(f"rows {seen[row.rate]} and {row.row} are both for {row.rate} %; keep one")
            seen[row.rate] = row.row
        return self

    def find(self, rate: Decimal) -> TaxCode | None:
        """The row of exactly this rate in percent, None where there is none."""
        return next((row for row in self.rows if row.rate == rate), None)
