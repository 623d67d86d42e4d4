"""All rules of EN 16931 on one invoice."""

from collections.abc import Callable

from lxml import etree

from extractors.einvoice.rules import cii_terms, ubl_terms
from extractors.einvoice.rules.arithmetic import check_arithmetic
from extractors.einvoice.rules.codes import check_codes
from extractors.einvoice.rules.conditions import check_conditions
from extractors.einvoice.rules.decimals import check_decimals
from extractors.einvoice.rules.finding import Finding, Findings
from extractors.einvoice.rules.multiplicity import check_multiplicity
from extractors.einvoice.rules.presence import check_presence
from extractors.einvoice.rules.statement import Statement
from extractors.einvoice.rules.structure import check_structure
from extractors.einvoice.rules.syntax import Syntax
from extractors.einvoice.rules.unused import check_unused
from extractors.einvoice.rules.vat import check_vat
from extractors.einvoice.rules.vat_special import check_special_categories

SYNTAXES: dict[str, Syntax] = {
    f"{{{ubl_terms.INVOICE}}}Invoice": ubl_terms.UBL,
    f"{{{ubl_terms.CREDIT_NOTE}}}CreditNote": ubl_terms.UBL,
    f"{{{cii_terms.INVOICE}}}CrossIndustryInvoice": cii_terms.CII,
}
"""By the qualified name of the root element."""

Family = Callable[[Statement, Findings], None]
MODEL: tuple[Family, ...] = (
    check_arithmetic,
    check_presence,
    check_conditions,
    check_vat,
    check_special_categories,
    check_codes,
    check_decimals,
)
"""Rules on what an invoice says."""
SYNTAX: tuple[Family, ...] = (
    check_multiplicity,
    check_structure,
    check_unused,
)
"""Rules on elements that may not stand, or not so often; an extension of the standard may allow them."""


def check(root: etree._Element, extended: bool = False) -> tuple[Finding, ...]:
    """The rules that an invoice breaks, fatal ones first; at most 50 findings of one rule.

    Whether the document claims to follow EN 16931 at all is asked elsewhere (`claims.py`).

    Args:
        root: of a document without comments; of another syntax than UBL and CII it breaks no rule.
        extended: leave out what a specification that extends the standard may allow.
    """
    syntax = SYNTAXES.get(str(root.tag))
    if syntax is None:
        return ()
    statement, findings = Statement(root, syntax), Findings()
    for family in MODEL if extended else MODEL + SYNTAX:
        family(statement, findings)
    return findings.all()
