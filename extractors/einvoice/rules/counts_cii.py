"""How often the elements of CII may stand (part of CII-SR)."""

from extractors.einvoice.rules.cii_terms import AGREEMENT, DEAL, SETTLEMENT, TOTALS
from extractors.einvoice.rules.counted import ANY_NUMBER, Counted
from extractors.einvoice.rules.finding import Severity

CONTEXT = "rsm:ExchangedDocumentContext"
GUIDELINE = "ram:GuidelineSpecifiedDocumentContextParameter"
ITEM_LINE = DEAL + "ram:IncludedSupplyChainTradeLineItem"
ITEM = ITEM_LINE + "/ram:SpecifiedTradeProduct"
DISCOUNT = "//ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge"
ADJUSTMENT = "//ram:SpecifiedTradeAllowanceCharge"
ATTACHED = "ram:AdditionalReferencedDocument[normalize-space(ram:TypeCode) = '916']"
PAYMENT_TERMS = "ram:SpecifiedTradePaymentTerms"
PRICE = ITEM_LINE + "/ram:SpecifiedLineTradeAgreement"
WARNING = Severity.WARNING
HEADER, SETTLED, SUMS = AGREEMENT.rstrip("/"), SETTLEMENT.rstrip("/"), TOTALS.rstrip("/")
SUM_NAMES = (
    *("LineTotalAmount", "ChargeTotalAmount", "AllowanceTotalAmount", "TaxBasisTotalAmount", "RoundingAmount"),
    *("GrandTotalAmount", "InformationAmount", "TotalPrepaidAmount", "TotalDiscountAmount"),
    *("TotalAllowanceChargeAmount", "DuePayableAmount", "RetailValueExcludingTaxInformationAmount"),
    *("TotalDepositFeeInformationAmount", "ProductValueExcludingTobaccoTaxInformationAmount"),
    *("TotalRetailValueInformationAmount", "GrossLineTotalAmount", "NetLineTotalAmount"),
    "NetIncludingTaxesLineTotalAmount",
)
"""In the order of CII-SR-477 and following."""

CII_COUNTS = (
    Counted(
        "CII-SR-003",
        CONTEXT,
        "ram:BusinessProcessSpecifiedDocumentContextParameter",
        "business processes",
        severity=WARNING,
    ),
    Counted("CII-SR-009", CONTEXT, GUIDELINE, "specifications that it follows", least=1),
    Counted("CII-SR-010", CONTEXT, GUIDELINE + "/ram:ID", "identifiers of the specification", least=1),
    Counted("CII-SR-014", "rsm:ExchangedDocument", "ram:TypeCode", "types of document", least=1),
    Counted(
        "CII-SR-030", "rsm:ExchangedDocument/ram:IncludedNote", "ram:Content", "texts in one note", severity=WARNING
    ),
    Counted("CII-SR-046", ITEM + "/ram:GlobalID", "@schemeID", "scheme of an item's number", least=1),
    Counted(
        "CII-SR-090",
        ITEM + "/ram:OriginTradeCountry",
        "ram:ID",
        "countries of origin of one item",
        least=1,
    ),
    Counted("CII-SR-440", DISCOUNT, "ram:ActualAmount", "discounts in one price"),
    Counted("CII-SR-441", PRICE, "ram:NetPriceProductTradePrice/ram:ChargeAmount", "net prices of one line"),
    Counted("CII-SR-452", SETTLED, PAYMENT_TERMS, "terms of payment", severity=WARNING),
    Counted("CII-SR-453", SETTLED, PAYMENT_TERMS + "/ram:Description", "texts of payment terms", severity=WARNING),
    Counted(
        "CII-SR-454",
        ITEM_LINE + "/ram:SpecifiedLineTradeSettlement",
        "ram:ApplicableTradeTax",
        "VAT categories of one line",
        severity=WARNING,
    ),
    Counted("CII-SR-455", HEADER, "ram:SellerTradeParty/ram:DefinedTradeContact", "contacts of the seller"),
    Counted("CII-SR-456", HEADER, "ram:BuyerTradeParty/ram:DefinedTradeContact", "contacts of the buyer"),
    Counted(
        "CII-SR-457",
        HEADER,
        "ram:AdditionalReferencedDocument[ram:TypeCode = '50']",
        "tender references",
        severity=WARNING,
    ),
    Counted("CII-SR-459", HEADER, "ram:SellerTradeParty/ram:URIUniversalCommunication", "addresses of the seller"),
    Counted("CII-SR-460", HEADER, "ram:BuyerTradeParty/ram:URIUniversalCommunication", "addresses of the buyer"),
    Counted("CII-SR-461", SETTLED, "ram:ApplicableTradeTax/ram:TaxPointDate", "VAT dates"),
    Counted("CII-SR-463", ADJUSTMENT, "ram:ChargeIndicator", "mark as allowance or charge", most=ANY_NUMBER, least=1),
    Counted("CII-SR-469", SETTLED, "ram:PaymentReference", "payment references"),
    Counted("CII-SR-471", ADJUSTMENT, "ram:RateApplicablePercent", "rates of one allowance or charge"),
    Counted("CII-SR-472", ADJUSTMENT, "ram:CategoryTradeTax", "VAT categories of one allowance or charge"),
    Counted("CII-SR-473", ADJUSTMENT, "ram:ActualAmount", "amounts of one allowance or charge"),
    Counted("CII-SR-475", HEADER, ATTACHED + "/ram:Name", "names of supporting documents", severity=WARNING),
    Counted("CII-SR-476", HEADER, ATTACHED + "/ram:AttachmentBinaryObject", "attached files", severity=WARNING),
    *(Counted(f"CII-SR-{477 + n}", SUMS, f"ram:{name}", f"amounts {name}") for n, name in enumerate(SUM_NAMES)),
)
