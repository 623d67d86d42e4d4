"""Amounts have at most two decimals (BR-DEC, UBL-DT-01)."""

from itertools import pairwise

from lxml import etree

from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Group, Statement

MAX_DECIMALS = 2

TERMS = (
    ("BR-DEC-01", "allowance", "amount", "an allowance on the whole invoice"),
    ("BR-DEC-02", "allowance", "base", "the base of an allowance on the whole invoice"),
    ("BR-DEC-05", "charge", "amount", "a charge on the whole invoice"),
    ("BR-DEC-06", "charge", "base", "the base of a charge on the whole invoice"),
    ("BR-DEC-09", "totals", "lines", "the sum of the line amounts"),
    ("BR-DEC-10", "totals", "allowances", "the sum of the allowances"),
    ("BR-DEC-11", "totals", "charges", "the sum of the charges"),
    ("BR-DEC-12", "totals", "net", "the total without VAT"),
    ("BR-DEC-14", "totals", "gross", "the total with VAT"),
    ("BR-DEC-16", "totals", "prepaid", "the amount paid in advance"),
    ("BR-DEC-17", "totals", "rounding", "the rounding amount"),
    ("BR-DEC-18", "totals", "payable", "the amount due"),
    ("BR-DEC-19", "breakdown", "basis", "a taxable amount of the VAT breakdown"),
    ("BR-DEC-20", "breakdown", "tax", "a tax amount of the VAT breakdown"),
    ("BR-DEC-23", "line", "amount", "the net amount of an invoice line"),
    ("BR-DEC-24", "line_allowance", "amount", "an allowance on an invoice line"),
    ("BR-DEC-25", "line_allowance", "base", "the base of an allowance on an invoice line"),
    ("BR-DEC-27", "line_charge", "amount", "a charge on an invoice line"),
    ("BR-DEC-28", "line_charge", "base", "the base of a charge on an invoice line"),
)
TAX_TOTALS = (("BR-DEC-13", "currency"), ("BR-DEC-15", "tax_currency"))


def too_fine(text: str) -> bool:
    """Whether an amount has more decimals than allowed."""
    return len(text.partition(".")[2]) > MAX_DECIMALS


def check_decimals(statement: Statement, findings: Findings) -> None:
    """Every amount of the model, and in UBL every element that is an amount."""
    for rule, kind, term, told in TERMS:
        for group in statement.groups(kind):
            text = group.text(term)
            if too_fine(text):
                findings.add(rule, _message(told, text), group.element)
    _tax_totals(statement, findings)
    if statement.syntax.name == "UBL":
        _amounts(statement, findings)


def _tax_totals(statement: Statement, findings: Findings) -> None:
    document = statement.document
    for rule, currency in TAX_TOTALS:
        code = document.text(currency)
        for total in document.find("tax_total") if code else ():
            text = Group(total, "tax_total", statement.syntax).text("amount") or (total.text or "").strip()
            if total.get("currencyID") == code and too_fine(text):
                findings.add(rule, _message(f"the total VAT in {code[:20]}", text), total)


def _message(told: str, text: str) -> str:
    return f"More than two decimals: {told} is {text[:40]}."


def _amounts(statement: Statement, findings: Findings) -> None:
    for name, elements in statement.elements.items():
        if not name.endswith("Amount") or name.endswith("PriceAmount"):
            continue
        for element in elements:
            if too_fine("".join(str(text) for text in element.itertext()).strip()) and not _of_price(element):
                findings.add("UBL-DT-01", f"The amount {name} has more than two decimals.", element)


def _of_price(element: etree._Element) -> bool:
    """The discount within a price may be finer, as the price may."""
    names = [str(parent.tag).rpartition("}")[2] for parent in element.iterancestors()]
    return any(pair == ("AllowanceCharge", "Price") for pair in pairwise(names))
