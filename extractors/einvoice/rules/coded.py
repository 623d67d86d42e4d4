"""Where codes stand, in UBL and in CII."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from extractors.einvoice.rules.statement import plain


@dataclass(frozen=True)
class Coded:
    """Where codes of one kind stand.

    Attributes:
        names: local names of the elements.
        attribute: the attribute with the code; empty where it is the element's text.
        parent: local name of the parent, any if empty.
        where: a further condition on the element.
        which: which of the lists of the published rule.
        always: an attribute that is missing counts as an empty code.
    """

    rule: str
    told: str
    names: tuple[str, ...]
    attribute: str = ""
    parent: str = ""
    where: Callable[[etree._Element], bool] | None = None
    which: int = 0
    always: bool = False

    def fits(self, element: etree._Element) -> bool:
        """Whether an element of one of the names stands where this rule looks."""
        above = element.getparent()
        if self.parent and (above is None or local(above) != self.parent):
            return False
        if self.attribute and not self.always and element.get(self.attribute) is None:
            return False
        return self.where is None or self.where(element)


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def brother(name: str, *values: str) -> Callable[[etree._Element], bool]:
    """A condition: a brother of that name says one of the values."""

    def holds(element: etree._Element) -> bool:
        above = element.getparent()
        found = None if above is None else above.find("{*}" + name)
        return found is not None and plain(found).lower() in values

    return holds


def outside(name: str) -> Callable[[etree._Element], bool]:
    """A condition: the element does not stand within an element of that name."""
    return lambda element: all(local(parent) != name for parent in element.iterancestors())


AMOUNTS = (
    *("Amount", "BaseAmount", "PriceAmount", "TaxAmount", "TaxableAmount", "LineExtensionAmount", "TaxExclusiveAmount"),
    *("TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount", "PrepaidAmount", "PayableRoundingAmount"),
    "PayableAmount",
)
ITEM = "SpecifiedTradeProduct"
FALSE, TRUE = ("false", "0"), ("true", "1")

UBL_CODES = (
    Coded("BR-CL-01", "type of document", ("InvoiceTypeCode",)),
    Coded("BR-CL-01", "type of document", ("CreditNoteTypeCode",), which=1),
    Coded("BR-CL-03", "currency", AMOUNTS, attribute="currencyID", always=True),
    Coded("BR-CL-04", "currency", ("DocumentCurrencyCode",)),
    Coded("BR-CL-05", "currency of the VAT", ("TaxCurrencyCode",)),
    Coded("BR-CL-06", "code of the VAT date", ("DescriptionCode",), parent="InvoicePeriod"),
    Coded("BR-CL-07", "scheme", ("ID",), "schemeID", "AdditionalDocumentReference", brother("DocumentTypeCode", "130")),
    Coded("BR-CL-07", "scheme", ("ID",), "schemeID", "DocumentReference", brother("DocumentTypeCode", "130")),
    Coded("BR-CL-10", "scheme of an identifier", ("ID",), "schemeID", "PartyIdentification"),
    Coded("BR-CL-11", "scheme of a legal registration", ("CompanyID",), "schemeID", "PartyLegalEntity"),
    Coded("BR-CL-13", "scheme of a classification", ("ItemClassificationCode",), "listID", "CommodityClassification"),
    Coded("BR-CL-14", "country", ("IdentificationCode",), parent="Country"),
    Coded("BR-CL-15", "country of origin", ("IdentificationCode",), parent="OriginCountry"),
    Coded("BR-CL-16", "means of payment", ("PaymentMeansCode",), parent="PaymentMeans"),
    Coded("BR-CL-17", "VAT category", ("ID",), parent="TaxCategory"),
    Coded("BR-CL-18", "VAT category", ("ID",), parent="ClassifiedTaxCategory"),
    Coded(
        "BR-CL-19", "reason of an allowance", ("AllowanceChargeReasonCode",), where=brother("ChargeIndicator", *FALSE)
    ),
    Coded("BR-CL-20", "reason of a charge", ("AllowanceChargeReasonCode",), where=brother("ChargeIndicator", *TRUE)),
    Coded("BR-CL-21", "scheme of an item's standard number", ("ID",), "schemeID", "StandardItemIdentification"),
    Coded("BR-CL-22", "reason of an exemption", ("TaxExemptionReasonCode",)),
    Coded("BR-CL-23", "unit of measure", ("InvoicedQuantity", "BaseQuantity", "CreditedQuantity"), "unitCode"),
    Coded("BR-CL-24", "kind of attached file", ("EmbeddedDocumentBinaryObject",), "mimeCode"),
    Coded("BR-CL-25", "scheme of an electronic address", ("EndpointID",), "schemeID"),
    Coded("BR-CL-26", "scheme of a place of delivery", ("ID",), "schemeID", "DeliveryLocation"),
)
CII_CODES = (
    Coded("BR-CL-01", "type of document", ("TypeCode",), parent="ExchangedDocument"),
    Coded("BR-CL-03", "currency", ("TaxTotalAmount",), attribute="currencyID"),
    Coded("BR-CL-04", "currency", ("InvoiceCurrencyCode",)),
    Coded("BR-CL-05", "currency of the VAT", ("TaxCurrencyCode",)),
    Coded("BR-CL-06", "code of the VAT date", ("DueDateTypeCode",)),
    Coded("BR-CL-07", "scheme", ("ReferenceTypeCode",)),
    Coded("BR-CL-08", "subject of a note", ("SubjectCode",)),
    Coded("BR-CL-10", "scheme of an identifier", ("GlobalID",), "schemeID", where=outside(ITEM)),
    Coded("BR-CL-11", "scheme of an identifier", ("ID",), "schemeID", where=outside("SpecifiedTaxRegistration")),
    Coded("BR-CL-13", "scheme of a classification", ("ClassCode",), "listID"),
    Coded("BR-CL-14", "country", ("CountryID",)),
    Coded("BR-CL-15", "country of origin", ("ID",), parent="OriginTradeCountry"),
    Coded("BR-CL-16", "means of payment", ("TypeCode",), parent="SpecifiedTradeSettlementPaymentMeans"),
    Coded("BR-CL-17", "VAT category", ("CategoryCode",), parent="CategoryTradeTax"),
    Coded("BR-CL-18", "VAT category", ("CategoryCode",), parent="ApplicableTradeTax"),
    Coded("BR-CL-19", "reason of an allowance", ("ReasonCode",), where=brother("ChargeIndicator", *FALSE)),
    Coded("BR-CL-20", "reason of a charge", ("ReasonCode",), where=brother("ChargeIndicator", *TRUE)),
    Coded("BR-CL-21", "scheme of an item's standard number", ("GlobalID",), "schemeID", "SpecifiedTradeProduct"),
    Coded("BR-CL-22", "reason of an exemption", ("ExemptionReasonCode",)),
    Coded("BR-CL-23", "unit of measure", ("BasisQuantity", "BilledQuantity"), "unitCode"),
    Coded("BR-CL-24", "kind of attached file", ("AttachmentBinaryObject",), "mimeCode"),
    Coded("BR-CL-25", "scheme of an electronic address", ("URIID",), "schemeID", "URIUniversalCommunication"),
)
CODES = {"UBL": UBL_CODES, "CII": CII_CODES}
