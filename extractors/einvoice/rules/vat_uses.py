"""Where an invoice uses VAT categories: its lines, allowances and charges, and its VAT breakdown."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.einvoice.rules.statement import Group, Statement

Key = tuple[str, Decimal | None]
"""A category's code and rate in percent."""


@dataclass(frozen=True)
class VatUse:
    """One VAT category at one place.

    Attributes:
        group: the line, allowance, charge or row of the breakdown.
        category: the element with code, rate and exemption.
        rate: percent, None where absent or no number.
    """

    group: Group
    category: Group
    code: str
    rate: Decimal | None

    @property
    def has_rate(self) -> bool:
        """Whether a rate is stated, be it no number."""
        return self.category.has("rate")

    @property
    def is_vat(self) -> bool:
        """Whether the tax is VAT; UBL can state others."""
        return self.category.has("is_vat")


class VatUses:
    """All uses of VAT categories in a document, and what lines, charges and allowances sum up to for each."""

    def __init__(self, statement: Statement) -> None:
        lines, allowances = list(_uses(statement, "line")), list(_uses(statement, "allowance"))
        charges = [*_uses(statement, "charge"), *_uses(statement, "freight")]
        self.lines = [use for use in lines if use.is_vat]
        self.allowances = [use for use in allowances if use.is_vat]
        self.charges = [use for use in charges if use.is_vat]
        self.breakdown = [use for use in _uses(statement, "breakdown") if use.is_vat]
        self.has_lines = bool(statement.groups("line"))
        self.by_code: dict[str, Decimal] = defaultdict(Decimal)
        self.by_rate: dict[Key, Decimal] = defaultdict(Decimal)
        for uses, sign in ((lines, 1), (charges, 1), (allowances, -1)):
            self._add(uses, sign)

    def outside_breakdown(self) -> Iterator[VatUse]:
        """Uses on lines, allowances and charges."""
        yield from self.lines
        yield from self.allowances
        yield from self.charges

    def _add(self, uses: list[VatUse], sign: int) -> None:
        seen: set[tuple[int, Key]] = set()
        for use in uses:
            key = (use.code, use.rate)
            if (id(use.group), key) in seen:
                continue
            seen.add((id(use.group), key))
            amount = sum(use.group.amounts("amount"), Decimal(0))
            self.by_code[use.code] += sign * amount
            self.by_rate[key] += sign * amount


def _uses(statement: Statement, kind: str) -> Iterator[VatUse]:
    for group in statement.groups(kind):
        for category in group.inner("vat_category"):
            for code in category.texts("code")[:1]:
                yield VatUse(group=group, category=category, code=code, rate=category.amount("rate"))
