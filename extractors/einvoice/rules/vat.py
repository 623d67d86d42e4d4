"""The rules of each VAT category, from one description of the categories."""

from collections.abc import Callable
from decimal import Decimal

from extractors.einvoice.rules.arithmetic import TOLERANCE, near, rounded, shown
from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Group, Statement
from extractors.einvoice.rules.vat_categories import CATEGORIES, PARTIES_TOLD, RATE_TOLD, Category, Parties
from extractors.einvoice.rules.vat_uses import VatUse, VatUses

PLACES = (
    ("lines", "an invoice line", "02", "05"),
    ("allowances", "an allowance", "03", "06"),
    ("charges", "a charge", "04", "07"),
)
"""Attribute of VatUses, how it is told, and the numbers of its rules on tax numbers and on the rate."""


def check_vat(statement: Statement, findings: Findings) -> None:
    """BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF (L) and BR-AG (M), numbers 01 to 10."""
    uses = VatUses(statement)
    for category in CATEGORIES:
        rows = [row for row in uses.breakdown if row.code == category.code]
        used = [use for use in uses.outside_breakdown() if use.code == category.code]
        if not rows and not used:
            continue
        _rows_fit_uses(category, rows, used, statement, findings)
        for place, told, parties_rule, rate_rule in PLACES:
            at_place = [use for use in getattr(uses, place) if use.code == category.code]
            _parties(category, at_place, told, parties_rule, statement, findings)
            _rates(category, at_place, told, rate_rule, findings)
        for row in rows:
            _row(category, row, uses, statement, findings)


def _rows_fit_uses(
    category: Category, rows: list[VatUse], used: list[VatUse], statement: Statement, findings: Findings
) -> None:
    is_cii = statement.syntax.name == "CII"
    if category.taxed:
        fits = bool(rows) == bool(used) or (is_cii and bool(rows))
        wanted = "at least one row" if used else "no row"
    else:
        fits = len(rows) == 1 and (bool(used) or not is_cii)
        wanted = "exactly one row" if used else "no row"
    if not fits:
        message = f"The VAT breakdown must have {wanted} for {_named(category)}; it has {len(rows) or 'none'}."
        findings.add(f"BR-{category.family}-01", message, statement.root)


def _named(category: Category) -> str:
    return f"VAT category {category.code} ({category.name})"


def _parties(
    category: Category, uses: list[VatUse], told: str, number: str, statement: Statement, findings: Findings
) -> None:
    if uses and not IDENTIFIED[category.parties](statement.document):
        message = f"{told.capitalize()} has {_named(category)}, which asks for {PARTIES_TOLD[category.parties]}."
        findings.add(f"BR-{category.family}-{number}", message, uses[0].group.element)


def _has_seller(document: Group) -> bool:
    return document.has("seller_tax_id") or document.has("representative_vat_id")


def _has_seller_vat(document: Group) -> bool:
    return document.has("seller_vat_id") or document.has("representative_vat_id")


IDENTIFIED: dict[Parties, Callable[[Group], bool]] = {
    Parties.SELLER: _has_seller,
    Parties.SELLER_VAT: _has_seller_vat,
    Parties.SELLER_AND_BUYER: lambda document: (
        _has_seller(document) and (document.has("buyer_vat_id") or document.has("buyer_legal_id"))
    ),
    Parties.SELLER_VAT_AND_BUYER_VAT: lambda document: _has_seller_vat(document) and document.has("buyer_vat_id"),
    Parties.NO_VAT: lambda document: not (_has_seller_vat(document) or document.has("buyer_vat_id")),
}


def _rates(category: Category, uses: list[VatUse], told: str, number: str, findings: Findings) -> None:
    for use in uses:
        if not category.rate.allows(use.rate, use.has_rate):
            message = (
                f"{told.capitalize()} with {_named(category)} must have {RATE_TOLD[category.rate]}; "
                f"its rate is {shown(use.rate)}."
            )
            findings.add(f"BR-{category.family}-{number}", message, use.group.element)


def _row(category: Category, row: VatUse, uses: VatUses, statement: Statement, findings: Findings) -> None:
    _basis(category, row, uses, statement, findings)
    _tax(category, row, findings)
    if row.category.has("exemption") is not category.exempt:
        wanted = "must give" if category.exempt else "may not give"
        message = f"The VAT breakdown of {_named(category)} {wanted} a reason for exemption."
        findings.add(f"BR-{category.family}-10", message, row.group.element)


def _basis(category: Category, row: VatUse, uses: VatUses, statement: Statement, findings: Findings) -> None:
    if category.taxed and row.rate is None:
        return
    basis, key = row.group.amount("basis"), (row.code, row.rate)
    total = uses.by_rate.get(key, Decimal(0)) if category.taxed else uses.by_code.get(row.code, Decimal(0))
    matched = key in uses.by_rate if category.code == "S" else uses.has_lines
    if basis is None or not matched or not _fits(basis, total, category, statement.syntax.name):
        at_rate = f" at {shown(row.rate)} %" if category.taxed else ""
        message = (
            f"The taxable amount of {_named(category)}{at_rate} is {shown(basis)}, "
            f"but its lines and charges less its allowances are {rounded(total):f}."
        )
        findings.add(f"BR-{category.family}-08", message, row.group.element)


def _fits(basis: Decimal, total: Decimal, category: Category, syntax: str) -> bool:
    """To the cent, but for the tolerance that the published validation of each syntax leaves."""
    if syntax == "UBL":
        return abs(basis - total) < TOLERANCE if category.taxed else basis == total
    is_exact = category.taxed or category.parties is Parties.NO_VAT
    return basis == rounded(total) if is_exact else abs(basis - rounded(total)) <= TOLERANCE


def _tax(category: Category, row: VatUse, findings: Findings) -> None:
    tax, basis = row.group.amount("tax"), row.group.amount("basis")
    if not category.taxed:
        fits, wanted = tax == 0, "0"
    else:
        wanted = f"{shown(row.rate)} % of {shown(basis)}"
        fits = tax is not None and basis is not None and row.rate is not None and near(tax, basis, row.rate)
    if not fits:
        message = f"The VAT amount of {_named(category)} is {shown(tax)}; it must be {wanted}."
        findings.add(f"BR-{category.family}-09", message, row.group.element)
