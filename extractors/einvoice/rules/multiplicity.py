"""What may stand only so often (UBL-SR, and the counts of CII-SR)."""

from dataclasses import dataclass

from lxml import etree

from extractors.einvoice.rules.counts_cii import CII_COUNTS
from extractors.einvoice.rules.counts_ubl import UBL_COUNTS
from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Statement, plain

COUNTS = {"UBL": UBL_COUNTS, "CII": CII_COUNTS}


@dataclass(frozen=True)
class OneValue:
    """However often an element stands (in parents of the name `within`), it must say the same."""

    rule: str
    name: str
    told: str
    within: str = ""


ONE_VALUE = {
    "UBL": (
        OneValue("UBL-SR-44", "PaymentID", "payment references"),
        OneValue("UBL-SR-47", "PaymentMeansCode", "means of payment"),
    ),
    "CII": (
        OneValue("CII-SR-462", "DueDateTypeCode", "codes of the VAT date"),
        OneValue("CII-SR-467", "TypeCode", "means of payment", within="SpecifiedTradeSettlementPaymentMeans"),
        OneValue("CII-SR-468", "Information", "texts of the means of payment", "SpecifiedTradeSettlementPaymentMeans"),
    ),
}


def check_multiplicity(statement: Statement, findings: Findings) -> None:
    """Every count, and every element that must say the same wherever it stands."""
    syntax = statement.syntax
    for counted in COUNTS[syntax.name]:
        for context in syntax.select(statement.root, counted.context):
            count = len(syntax.select(context, counted.path))
            if not counted.least <= count <= counted.most:
                findings.add(counted.rule, counted.message(count), context, counted.severity)
    for one in ONE_VALUE[syntax.name]:
        _one_value(one, statement, findings)


def _one_value(one: OneValue, statement: Statement, findings: Findings) -> None:
    said = {plain(element) for element in statement.elements.get(one.name, ()) if _is_within(element, one.within)}
    if len(said) > 1:
        findings.add(one.rule, f"Several different {one.told} are given; only one may be.", statement.root)


def _is_within(element: etree._Element, name: str) -> bool:
    above = element.getparent()
    return not name or (above is not None and str(above.tag).rpartition("}")[2] == name)
