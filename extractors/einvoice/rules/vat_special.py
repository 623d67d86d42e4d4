"""What only some VAT categories ask: proof of an intra-community supply, nothing beside category O, split payment."""

from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Statement
from extractors.einvoice.rules.vat_uses import VatUse, VatUses

NOT_SUBJECT = "O"
SPLIT_PAYMENT = "B"
BESIDE_NOT_SUBJECT = (
    ("BR-O-11", "breakdown", "a row of the VAT breakdown"),
    ("BR-O-12", "lines", "an invoice line"),
    ("BR-O-13", "allowances", "an allowance"),
    ("BR-O-14", "charges", "a charge"),
)


def check_special_categories(statement: Statement, findings: Findings) -> None:
    """BR-IC-11, BR-IC-12, BR-O-11 to BR-O-14, BR-B-01 and BR-B-02."""
    uses = VatUses(statement)
    _intra_community(statement, uses, findings)
    _not_subject(uses, findings)
    _split_payment(statement, uses, findings)


def _intra_community(statement: Statement, uses: VatUses, findings: Findings) -> None:
    document = statement.document
    rows = [row for row in uses.breakdown if row.code == "K"]
    if not rows:
        return
    if not (any(document.texts("delivery_date")) or document.has("period_content")):
        message = "An intra-community supply (VAT category K) needs the date of delivery or the invoicing period."
        findings.add("BR-IC-11", message, document.element)
    if len(document.text("deliver_to_country")) < 2:
        message = "An intra-community supply (VAT category K) needs the country to which it was delivered."
        findings.add("BR-IC-12", message, document.element)


def _not_subject(uses: VatUses, findings: Findings) -> None:
    if not any(row.code == NOT_SUBJECT for row in uses.breakdown):
        return
    for rule, place, told in BESIDE_NOT_SUBJECT:
        others: list[VatUse] = [use for use in getattr(uses, place) if use.code != NOT_SUBJECT]
        if others:
            message = (
                f"The invoice is not subject to VAT (category O), yet {told} has VAT category {others[0].code[:9]}."
            )
            findings.add(rule, message, others[0].group.element)


def _split_payment(statement: Statement, uses: VatUses, findings: Findings) -> None:
    codes = {use.code for use in (*uses.breakdown, *uses.outside_breakdown())}
    if SPLIT_PAYMENT not in codes:
        return
    document = statement.document
    if any(country != "IT" for country in document.texts("country")):
        findings.add("BR-B-01", "Split payment (VAT category B) is only for supplies within Italy.", document.element)
    if "S" in codes:
        message = "Split payment (VAT category B) may not stand beside the standard rate (category S)."
        findings.add("BR-B-02", message, document.element)
