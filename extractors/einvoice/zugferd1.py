"""ZUGFeRD 1.0 (2014): Cross Industry Invoice under its older names, read once these are renamed."""

from lxml import etree

from extractors.einvoice import cii
from extractors.einvoice.reading import EInvoice

INVOICE = "urn:ferd:CrossIndustryDocument:invoice:1p0"
OLD_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12"
OLD_UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15"
NAMESPACES = {INVOICE: cii.NAMESPACES["rsm"], OLD_RAM: cii.NAMESPACES["ram"], OLD_UDT: cii.NAMESPACES["udt"]}
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
        name = etree.QName(element)
        namespace = NAMESPACES.get(name.namespace or "", name.namespace)
        element.tag = f"{{{namespace}}}{_new_name(element, name.localname)}"
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
