"""Rules that ask for a term: what an invoice, and each of its groups, must state."""

from dataclasses import dataclass

from extractors.einvoice.rules.finding import Findings
from extractors.einvoice.rules.statement import Group, Statement


@dataclass(frozen=True)
class Required:
    """`term` must stand in every group of the kind; `filled` asks for text, not for the mere element."""

    rule: str
    kind: str
    term: str
    message: str
    filled: bool = False

    def broken_by(self, group: Group) -> bool:
        """Whether the group lacks the term."""
        return not (any(group.texts(self.term)) if self.filled else group.has(self.term))


ALLOWANCE_AMOUNT = "An allowance on the whole invoice has no amount."
ALLOWANCE_REASON = "An allowance on the whole invoice gives no reason, neither as text nor as a code."
CHARGE_REASON = "A charge on the whole invoice gives no reason, neither as text nor as a code."
LINE_ALLOWANCE_REASON = "An allowance on an invoice line gives no reason, neither as text nor as a code."
LINE_CHARGE_REASON = "A charge on an invoice line gives no reason, neither as text nor as a code."

REQUIRED = (
    Required("BR-01", "document", "specification", "The invoice does not say which specification it follows.", True),
    Required("BR-02", "document", "number", "The invoice has no number.", True),
    Required("BR-03", "document", "issue_date", "The invoice has no issue date.", True),
    Required("BR-04", "document", "type", "The invoice has no type code (invoice, credit note and so on).", True),
    Required("BR-05", "document", "currency", "The invoice does not name its currency.", True),
    Required("BR-06", "document", "seller_name", "The seller's registered name is missing.", True),
    Required("BR-07", "document", "buyer_name", "The buyer's registered name is missing.", True),
    Required("BR-08", "document", "seller_address", "The seller's postal address is missing."),
    Required("BR-09", "seller_address", "country", "The seller's address names no country.", True),
    Required("BR-10", "document", "buyer_address", "The buyer's postal address is missing."),
    Required("BR-11", "buyer_address", "country", "The buyer's address names no country.", True),
    Required("BR-12", "totals", "lines", "The sum of the line amounts is not stated."),
    Required("BR-13", "totals", "net", "The total without VAT is not stated."),
    Required("BR-14", "totals", "gross", "The total with VAT is not stated."),
    Required("BR-15", "totals", "payable", "The amount due for payment is not stated."),
    Required("BR-16", "document", "line", "The invoice has no lines."),
    Required("BR-18", "representative", "name", "The seller's tax representative has no name.", True),
    Required("BR-19", "representative", "address", "The seller's tax representative has no postal address."),
    Required("BR-20", "representative_address", "country", "The tax representative's address names no country.", True),
    Required("BR-21", "line", "id", "An invoice line has no number of its own.", True),
    Required("BR-22", "line", "quantity", "An invoice line states no quantity."),
    Required("BR-23", "line", "unit", "An invoice line's quantity has no unit of measure."),
    Required("BR-24", "line", "amount", "An invoice line has no net amount."),
    Required("BR-25", "line", "name", "An invoice line does not name what was sold.", True),
    Required("BR-26", "line", "price", "An invoice line has no net price."),
    Required("BR-31", "allowance", "amount", ALLOWANCE_AMOUNT),
    Required("BR-32", "allowance", "category_code", "An allowance on the whole invoice has no VAT category."),
    Required("BR-33", "allowance", "reason", ALLOWANCE_REASON),
    Required("BR-36", "charge", "amount", "A charge on the whole invoice has no amount."),
    Required("BR-37", "charge", "category_code", "A charge on the whole invoice has no VAT category."),
    Required("BR-38", "charge", "reason", CHARGE_REASON),
    Required("BR-41", "line_allowance", "amount", "An allowance on an invoice line has no amount."),
    Required("BR-42", "line_allowance", "reason", LINE_ALLOWANCE_REASON),
    Required("BR-43", "line_charge", "amount", "A charge on an invoice line has no amount."),
    Required("BR-44", "line_charge", "reason", LINE_CHARGE_REASON),
    Required("BR-45", "breakdown", "basis", "A row of the VAT breakdown has no taxable amount."),
    Required("BR-46", "breakdown", "tax", "A row of the VAT breakdown has no tax amount."),
    Required("BR-47", "breakdown", "category_code", "A row of the VAT breakdown has no VAT category."),
    Required("BR-49", "payment", "code", "The payment instructions do not say by which means to pay."),
    Required("BR-52", "supporting_document", "id", "A supporting document has no reference.", True),
    Required("BR-54", "item_attribute", "name", "An attribute of an item has no name."),
    Required("BR-54", "item_attribute", "value", "An attribute of an item has no value."),
    Required("BR-55", "preceding_invoice", "id", "A reference to an earlier invoice has no invoice number."),
    Required("BR-56", "representative", "vat_id", "The seller's tax representative has no VAT number."),
    Required("BR-57", "deliver_to_address", "country", "The delivery address names no country."),
    Required("BR-62", "seller_endpoint", "scheme", "The seller's electronic address does not say of which kind it is."),
    Required("BR-63", "buyer_endpoint", "scheme", "The buyer's electronic address does not say of which kind it is."),
    Required("BR-64", "item_standard_id", "scheme", "An item's standard number does not say of which scheme it is."),
    Required("BR-65", "item_class", "scheme", "An item's classification does not say of which scheme it is."),
    Required("BR-CO-04", "line", "category_code", "An invoice line has no VAT category."),
    Required("BR-CO-18", "document", "breakdown", "The invoice has no VAT breakdown."),
    Required("BR-CO-21", "allowance", "reason", ALLOWANCE_REASON),
    Required("BR-CO-22", "charge", "reason", CHARGE_REASON),
    Required("BR-CO-23", "line_allowance", "reason", LINE_ALLOWANCE_REASON),
    Required("BR-CO-24", "line_charge", "reason", LINE_CHARGE_REASON),
    Required(
        "BR-CO-26",
        "seller",
        "identifier",
        "Nothing identifies the seller: neither a seller number, nor a legal registration, nor a VAT number.",
    ),
)


def check_presence(statement: Statement, findings: Findings) -> None:
    """Every term that must be stated."""
    for required in REQUIRED:
        for group in statement.groups(required.kind):
            if required.broken_by(group):
                findings.add(required.rule, required.message, group.element)
