"""The sums of an invoice: its totals must follow from its lines, allowances, charges and taxes."""

from decimal import ROUND_FLOOR, Decimal

from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Group, Statement, number, plain

HALF = Decimal("0.5")
TOLERANCE = Decimal(1)
"""Of a tax amount against its rate: differences below one unit of the currency are rounding."""


def rounded(value: Decimal, digits: int = 2) -> Decimal:
    """The value with halves rounded up, as the standard's own calculation does, also for negative values."""
    return (value.scaleb(digits) + HALF).to_integral_value(ROUND_FLOOR).scaleb(-digits)


def shown(value: Decimal | None) -> str:
    """An amount in a sentence."""
    return "not stated" if value is None else f"{value:f}"


def check_arithmetic(statement: Statement, findings: Findings) -> None:
    """BR-CO-10 to BR-CO-17."""
    lines = sum((amount for line in statement.groups("line") for amount in line.amounts("amount")), Decimal(0))
    for totals in statement.groups("totals"):
        _sum_of_lines(totals, lines, findings)
        _sum_of(statement, totals, "allowances", ("allowance",), "BR-CO-11", findings)
        _sum_of(statement, totals, "charges", ("charge", "freight"), "BR-CO-12", findings)
        _net(totals, findings)
        _payable(totals, findings)
    _sum_of_taxes(statement, findings)
    _gross(statement, findings)
    for row in statement.groups("breakdown"):
        _tax_of_row(row, findings, statement.syntax.name == "CII")


def _sum_of_lines(totals: Group, lines: Decimal, findings: Findings) -> None:
    stated = totals.amount("lines")
    if stated != rounded(lines):
        message = f"The sum of the line amounts is {shown(stated)}, but the lines add up to {rounded(lines):f}."
        findings.add("BR-CO-10", message, totals.element)


def _sum_of(
    statement: Statement, totals: Group, term: str, kinds: tuple[str, ...], rule: str, findings: Findings
) -> None:
    """The stated sum of the document's allowances or charges."""
    groups = [group for kind in kinds for group in statement.groups(kind)]
    if not groups and not totals.has(term):
        return
    stated = totals.amount(term)
    total = rounded(sum((amount for group in groups for amount in group.amounts("amount")), Decimal(0)))
    if stated != total:
        message = f"The sum of the {term} is {shown(stated)}, but the {term} add up to {total:f}."
        findings.add(rule, message, totals.element)


def _net(totals: Group, findings: Findings) -> None:
    net, lines = totals.amount("net"), totals.amount("lines")
    parts = (lines or Decimal(0)) - (totals.amount("allowances") or 0) + (totals.amount("charges") or 0)
    if net is None or lines is None or net != rounded(parts):
        message = (
            f"The total without VAT is {shown(net)}, but lines less allowances plus charges are {rounded(parts):f}."
        )
        findings.add("BR-CO-13", message, totals.element)


def _payable(totals: Group, findings: Findings) -> None:
    payable, gross = totals.amount("payable"), totals.amount("gross")
    due = (gross or Decimal(0)) - (totals.amount("prepaid") or 0) + (totals.amount("rounding") or 0)
    if payable is None or gross is None or rounded(payable) != rounded(due):
        message = (
            f"The amount due is {shown(payable)}, but the total with VAT less what was paid "
            f"and with its rounding is {rounded(due):f}."
        )
        findings.add("BR-CO-16", message, totals.element)


def _sum_of_taxes(statement: Statement, findings: Findings) -> None:
    for total in statement.groups("tax_total"):
        if statement.syntax.name == "UBL" and not total.has("part"):
            continue  # a total in the second currency has no breakdown
        stated, parts = total.amount("amount"), rounded(sum(total.amounts("parts"), Decimal(0)))
        if stated != parts:
            message = f"The total VAT is {shown(stated)}, but the VAT breakdown adds up to {parts:f}."
            findings.add("BR-CO-14", message, total.element)


def _gross(statement: Statement, findings: Findings) -> None:
    document = statement.document
    taxes = document.find("tax_total")
    for currency in document.texts("currency")[:1]:
        stated = [number(plain(tax)) for tax in taxes if tax.get("currencyID") == currency]
        for totals in statement.groups("totals") or (document,):
            _gross_in(totals, currency, stated, statement, findings)


def _gross_in(
    totals: Group, currency: str, stated: list[Decimal | None], statement: Statement, findings: Findings
) -> None:
    net, gross = totals.amount("net"), totals.amount("gross")
    tax = stated[0] if len(stated) == 1 else None
    if net is not None and gross is not None:
        if tax is not None and gross == rounded(net + tax):
            return
        if statement.syntax.name == "CII" and gross == net:
            return
    message = (
        f"The total with VAT is {shown(gross)}; it must be the total without VAT ({shown(net)}) plus "
        f"one total VAT in {currency[:20]} ({shown(tax)})."
    )
    findings.add("BR-CO-15", message, totals.element)


def _tax_of_row(row: Group, findings: Findings, inclusive: bool) -> None:
    rate, tax, basis = row.amount("rate"), row.amount("tax"), row.amount("basis")
    if tax is not None:
        if rate is None or rounded(rate, 0) == 0:
            if rounded(tax, 0) == 0:
                return
        elif basis is not None and near(tax, basis, rate, inclusive):
            return
    message = f"A VAT amount of {shown(tax)} does not fit {shown(rate)} % of {shown(basis)}."
    findings.add("BR-CO-17", message, row.element)


def near(tax: Decimal, basis: Decimal, rate: Decimal, inclusive: bool = False) -> bool:
    """Whether a tax amount is, up to rounding, the rate (percent) of the basis; a whole unit off if `inclusive`."""
    difference = abs(abs(tax) - rounded(abs(basis) * rate / 100))
    return difference <= TOLERANCE if inclusive else difference < TOLERANCE
