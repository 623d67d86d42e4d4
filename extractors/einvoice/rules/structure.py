"""Rules of the syntax that are neither counts nor unused elements."""

import re

from extractors.einvoice.rules.cii_terms import AGREEMENT, DEAL, SETTLEMENT
from extractors.einvoice.rules.finding import Findings, Severity
from extractors.einvoice.rules.statement import Group, Statement, plain

INVOICED_OBJECT = "130"
TENDER = "50"
YEAR_FIRST = "102"
DAY = re.compile(r"\d{4}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])")

BUYER = AGREEMENT + "ram:BuyerTradeParty"
CONTACT = "/ram:DefinedTradeContact"
ONE_OF_TWO = (
    ("CII-SR-449", DEAL + "ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty", "ram:ID", "ram:GlobalID"),
    ("CII-SR-450", BUYER, "ram:ID", "ram:GlobalID"),
    ("CII-SR-451", SETTLEMENT + "ram:PayeeTradeParty", "ram:ID", "ram:GlobalID"),
    ("CII-SR-465", AGREEMENT + "ram:SellerTradeParty" + CONTACT, "ram:PersonName", "ram:DepartmentName"),
    ("CII-SR-466", BUYER + CONTACT, "ram:PersonName", "ram:DepartmentName"),
)
"""Of a party, two elements that must not both be given: rule, party, and the two."""


def check_structure(statement: Statement, findings: Findings) -> None:
    """Payee, supporting documents, attached files, contacts, identifiers and the version of UBL."""
    if statement.syntax.name == "CII":
        _one_of_two(statement, findings)
        _kinds_of_tax(statement, findings)
        _dates(statement, findings)
        return
    _payee(statement, findings)
    for document in statement.groups("supporting_document"):
        _supporting_document(document, statement, findings)
    _attached_files(statement, findings)
    _names(statement, findings)
    _version(statement, findings)
    _due_date(statement, findings)


def _one_of_two(statement: Statement, findings: Findings) -> None:
    for rule, party, first, second in ONE_OF_TWO:
        select = statement.syntax.select
        for element in select(statement.root, party):
            if select(element, first) and select(element, second):
                message = f"{_local(first)} and {_local(second)} of one party are both given; only one of them may be."
                findings.add(rule, message, element, Severity.WARNING)


def _kinds_of_tax(statement: Statement, findings: Findings) -> None:
    for kind in statement.elements.get("TypeCode", ()):
        tax = kind.getparent()
        if tax is not None and str(tax.tag).endswith("TradeTax") and plain(kind) != "VAT":
            findings.add("CII-DT-037", f"A tax is of the kind {plain(kind)[:20]!r}; only VAT may be stated.", kind)


def _dates(statement: Statement, findings: Findings) -> None:
    for day in statement.elements.get("DateTimeString", ()):
        if day.get("format") == YEAR_FIRST and not DAY.fullmatch(plain(day)):
            message = f"The date {plain(day)[:20]!r} is not written as year, month and day (YYYYMMDD)."
            findings.add("CII-DT-097", message, day)


def _local(path: str) -> str:
    return path.rpartition(":")[2]


def _payee(statement: Statement, findings: Findings) -> None:
    """A payee is somebody else, and said once: UBL-SR-19 to 21."""
    seller = set(statement.document.texts("seller_name"))
    for payee in statement.groups("payee"):
        names = payee.texts("name")
        other = any(name != sold for name in names for sold in seller)
        select = statement.syntax.select
        ids = select(payee.element, "cac:PartyIdentification/cbc:ID[@schemeID]")
        ids = [found for found in ids if found.get("schemeID").upper() != "SEPA"]
        legal = select(payee.element, "cac:PartyLegalEntity/cbc:CompanyID")
        for rule, count, told in (
            ("UBL-SR-19", len(names), "name"),
            ("UBL-SR-20", len(ids), "identifier"),
            ("UBL-SR-21", len(legal), "legal registration"),
        ):
            if count > 1 or not other:
                message = f"A payee must be someone other than the seller, with one {told} at most."
                findings.add(rule, message, payee.element)


def _supporting_document(document: Group, statement: Statement, findings: Findings) -> None:
    """What the identifier of an invoiced object (or, in credit notes, a tender) may have, and others may not."""
    select = statement.syntax.select
    is_credit = str(statement.root.tag).endswith("}CreditNote")
    types = {plain(code) for code in select(document.element, "cbc:DocumentTypeCode")}
    schemes = select(document.element, "cbc:ID/@schemeID")
    if not (INVOICED_OBJECT in types or (is_credit and TENDER in types) or not (types or schemes)):
        message = "A supporting document has a type code or a scheme; only the identifier of an invoiced object may."
        findings.add("UBL-SR-43", message, document.element)
    if schemes and types != {INVOICED_OBJECT}:
        message = "The reference of a supporting document has a scheme; only that of an invoiced object may."
        findings.add("UBL-CR-665", message, document.element, Severity.WARNING)
    if INVOICED_OBJECT in types:
        for rule, path, told in (("666", "cac:Attachment", "attachment"), ("673", "cbc:DocumentDescription", "text")):
            for element in select(document.element, path)[:1]:
                message = f"The identifier of an invoiced object has an {told}, which has no meaning there."
                findings.add(f"UBL-CR-{rule}", message.replace("an text", "a text"), element, Severity.WARNING)


def _attached_files(statement: Statement, findings: Findings) -> None:
    for name, elements in statement.elements.items():
        for element in elements if name.endswith("BinaryObject") else ():
            if element.get("mimeCode") is None:
                findings.add("UBL-DT-06", "An attached file does not say of which kind it is.", element)
            if element.get("filename") is None:
                findings.add("UBL-DT-07", "An attached file has no name.", element)


def _names(statement: Statement, findings: Findings) -> None:
    """UBL-DT-18: the attribute `name` is only for the means of payment."""
    for name, elements in statement.elements.items():
        for element in elements if name != "PaymentMeansCode" else ():
            if element.get("name") is not None:
                message = f"The attribute {name}/@name has no meaning in an EN 16931 invoice."
                findings.add("UBL-DT-18", message, element, Severity.WARNING)
                return


def _version(statement: Statement, findings: Findings) -> None:
    versions = statement.syntax.select(statement.root, "cbc:UBLVersionID")
    if versions and "2.1" not in {str(version.text or "") for version in versions}:
        message = "The document names another version of UBL than 2.1."
        findings.add("UBL-CR-002", message, versions[0], Severity.WARNING)


def _due_date(statement: Statement, findings: Findings) -> None:
    """UBL-CR-412: only credit notes, which have no due date of their own, keep it with the means of payment."""
    dates = statement.syntax.select(statement.root, "cac:PaymentMeans/cbc:PaymentDueDate")
    if dates and not str(statement.root.tag).endswith("}CreditNote"):
        message = "The due date stands with the means of payment, where only credit notes have it."
        findings.add("UBL-CR-412", message, dates[0], Severity.WARNING)
