"""ZUGFeRD 1.0 (2014): Cross Industry Invoice under its older names, read once these are renamed."""

from lxml import etree

from extractors.einvoice import cii
from extractors.einvoice.reading import EInvoice

INVOICE = "urn:ferd:CrossIndustryDocument:invoice:1p0"
NAMES = {
    "CrossIndustryDocument": "CrossIndustryInvoice",
    "HeaderExchangedDocument": "ExchangedDocument",
    "SpecifiedSupplyChainTradeTransaction": "SupplyChainTradeTransaction",
    "ApplicableSupplyChainTradeAgreement": "ApplicableHeaderTradeAgreement",
    "ApplicableSupplyChainTradeSettlement": "ApplicableHeaderTradeSettlement",
    "SpecifiedSupplyChainTradeAgreement": "SpecifiedLineTradeAgreement",
    "SpecifiedSupplyChainTradeDelivery": "SpecifiedLineTradeDelivery",
    "SpecifiedSupplyChainTradeSettlement": "SpecifiedLineTradeSettlement",
    "ApplicablePercent": "RateApplicablePercent",
}
SUMMATION = "SpecifiedTradeSettlementMonetarySummation"


def read_zugferd1(root: etree._Element) -> EInvoice:
    """Fields and lines of a ZUGFeRD 1.0 invoice; the given tree is renamed in place."""
    for element in root.iter(etree.Element):
        element.tag = _new_name(element, etree.QName(element).localname)
    return cii.read_cii(root)


def _new_name(element: etree._Element, name: str) -> str:
    parent = element.getparent()
    within = etree.QName(parent).localname if parent is not None else ""
    if name == SUMMATION:
        part = "Line" if within == "SpecifiedLineTradeSettlement" else "Header"
        return f"SpecifiedTradeSettlement{part}MonetarySummation"
    if name == "ID" and within == "BuyerOrderReferencedDocument":
        return "IssuerAssignedID"
    return NAMES.get(name, name)
