"""Rules on single terms that hold under a condition, or relate two terms."""

from decimal import Decimal

from extractors.einvoice.rules.finding import Findings, Severity
from extractors.einvoice.rules.statement import Group, Statement

CREDIT_TRANSFER = {"30", "58"}
"""UNTDID 4461: credit transfer, SEPA credit transfer."""
CARD_DIGITS = 10
"""More of a card's number than its first six and last four may not be shown."""


def check_conditions(statement: Statement, findings: Findings) -> None:
    """Periods, prices, payment, payee and other conditions."""
    for kind, order_rule, filled_rule in (("period", "BR-29", "BR-CO-19"), ("line_period", "BR-30", "BR-CO-20")):
        for period in statement.groups(kind):
            _period(period, order_rule, filled_rule, findings)
    for line in statement.groups("line"):
        _prices(line, findings)
    for payment in statement.groups("payment"):
        _payment(payment, findings)
    _cards(statement, findings)
    _payee(statement, findings)
    _tax_points(statement, findings)
    _tax_currency(statement, findings)
    _terms_of_payment(statement, findings)
    _rates(statement, findings)


def _period(period: Group, order_rule: str, filled_rule: str, findings: Findings) -> None:
    start, end = period.text("start"), period.text("end")
    both = period.has("has_start") and period.has("has_end")
    if both and not (start and end >= start):  # both are written year first
        told = f"An invoicing period ends ({end or 'no date'}) before it starts ({start or 'no date'})."
        findings.add(order_rule, told, period.element)
    if not (period.has("has_start") or period.has("has_end") or period.has("code")):
        findings.add(filled_rule, "An invoicing period has neither a start nor an end.", period.element)


def _prices(line: Group, findings: Findings) -> None:
    price, gross = line.amount("price"), line.amount("gross_price")
    if price is None or price < 0:
        told = "is missing" if price is None else f"is negative ({price})"
        findings.add("BR-27", f"The net price of an invoice line {told}.", line.element)
    if line.has("gross_price") and (gross is None or gross < 0):
        findings.add("BR-28", "The gross price of an invoice line is negative or no number.", line.element)


def _payment(payment: Group, findings: Findings) -> None:
    if not CREDIT_TRANSFER.intersection(payment.texts("code")):
        return
    if not payment.has("account_id"):
        message = "Payment by credit transfer is asked for, but no account to pay to is given."
        findings.add("BR-61", message, payment.element)
    if payment.has("account") and not any(payment.texts("account_id")):
        findings.add("BR-50", "The account to pay to has no number.", payment.element)


def _cards(statement: Statement, findings: Findings) -> None:
    for card in statement.groups("card"):
        shown = len(card.text("number"))
        if shown > CARD_DIGITS:
            message = f"{shown} characters of a payment card's number are shown; {CARD_DIGITS} are the most allowed."
            findings.add("BR-51", message, card.element, Severity.WARNING)


def _payee(statement: Statement, findings: Findings) -> None:
    document = statement.document
    for payee in statement.groups("payee"):
        is_seller = set(payee.texts("name")) & set(document.texts("seller_trading_name"))
        is_seller |= set(payee.texts("id")) & set(document.texts("seller_id"))
        if is_seller or not payee.has("name"):
            message = "A payee must be named, and only where it is someone other than the seller."
            findings.add("BR-17", message, payee.element)


def _tax_points(statement: Statement, findings: Findings) -> None:
    for tax_point in statement.groups("tax_point"):
        if tax_point.has("date") and tax_point.has("code"):
            message = "The VAT date is given twice, as a date and as a code; only one may be used."
            findings.add("BR-CO-03", message, tax_point.element)


def _tax_currency(statement: Statement, findings: Findings) -> None:
    document = statement.document
    totals = document.texts("tax_total_currency")
    for currency in document.texts("tax_currency"):
        if currency not in totals:
            message = f"VAT is accounted for in {currency[:20]}, but the total VAT is not stated in it."
            findings.add("BR-53", message, document.element)


def _terms_of_payment(statement: Statement, findings: Findings) -> None:
    """Asked of CII only: the validation of UBL leaves it to the national rules."""
    if "terms_of_payment" not in statement.syntax.terms["document"]:
        return
    due = any((totals.amount("payable") or Decimal(0)) > 0 for totals in statement.groups("totals"))
    if due and not statement.document.has("terms_of_payment"):
        message = "An amount is to be paid, but neither a due date nor terms of payment are given."
        findings.add("BR-CO-25", message, statement.root)


def _rates(statement: Statement, findings: Findings) -> None:
    for row in statement.groups("breakdown"):
        if not row.has("rate") and "O" not in row.texts("category_code"):
            findings.add("BR-48", "A row of the VAT breakdown has no VAT rate.", row.element)
