"""Where the UN/CEFACT Cross Industry Invoice keeps the groups and terms of EN 16931."""

from extractors.einvoice.rules.syntax import Syntax

INVOICE = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
NAMESPACES = {
    "rsm": INVOICE,
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
DEAL = "rsm:SupplyChainTradeTransaction/"
AGREEMENT = DEAL + "ram:ApplicableHeaderTradeAgreement/"
SETTLEMENT = DEAL + "ram:ApplicableHeaderTradeSettlement/"
TOTALS = SETTLEMENT + "ram:SpecifiedTradeSettlementHeaderMonetarySummation/"
IS_VAT = "[translate(normalize-space(ram:TypeCode), 'vat', 'VAT') = 'VAT']"
ADJUSTMENTS = "ram:SpecifiedTradeAllowanceCharge"
ALLOWANCE = ADJUSTMENTS + "[ram:ChargeIndicator/udt:Indicator = 'false' or ram:ChargeIndicator/udt:Indicator = '0']"
CHARGE = ADJUSTMENTS + "[ram:ChargeIndicator/udt:Indicator = 'true' or ram:ChargeIndicator/udt:Indicator = '1']"
STATUS = "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode"
LINE = f"{DEAL}ram:IncludedSupplyChainTradeLineItem[not({STATUS} = 'GROUP' or {STATUS} = 'INFORMATION')]"
"""In extensions of the standard some lines only structure the others, whose amounts they repeat."""
LINE_SETTLEMENT = "ram:SpecifiedLineTradeSettlement/"
PAYMENT = SETTLEMENT + "ram:SpecifiedTradeSettlementPaymentMeans"
DELIVERY = DEAL + "ram:ApplicableHeaderTradeDelivery/"
SHIP_TO = DELIVERY + "ram:ShipToTradeParty/ram:PostalTradeAddress"
SELLER = AGREEMENT + "ram:SellerTradeParty"
BUYER = AGREEMENT + "ram:BuyerTradeParty"
REPRESENTATIVE = AGREEMENT + "ram:SellerTaxRepresentativeTradeParty"
VAT_ID = "/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']"
TAX_ID = "/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA' or @schemeID = 'FC']"
ENDPOINT = "/ram:URIUniversalCommunication/ram:URIID"
PERIOD_PATH = SETTLEMENT + "ram:BillingSpecifiedPeriod"

GROUPS = {
    "document": ".",
    "tax_point": SETTLEMENT + "ram:ApplicableTradeTax",
    "totals": TOTALS.rstrip("/"),
    "tax_total": TOTALS + "ram:TaxTotalAmount[@currencyID = ../../ram:InvoiceCurrencyCode]",
    "breakdown": SETTLEMENT + "ram:ApplicableTradeTax",
    "allowance": SETTLEMENT + ALLOWANCE,
    "charge": SETTLEMENT + CHARGE,
    "freight": SETTLEMENT + "ram:SpecifiedLogisticsServiceCharge",
    "seller": SELLER,
    "seller_address": ".",
    "seller_endpoint": SELLER + ENDPOINT,
    "buyer_address": ".",
    "buyer_endpoint": BUYER + ENDPOINT,
    "payee": SETTLEMENT + "ram:PayeeTradeParty",
    "representative": REPRESENTATIVE,
    "representative_address": REPRESENTATIVE,
    "deliver_to_address": SHIP_TO,
    "period": PERIOD_PATH,
    "supporting_document": AGREEMENT + "ram:AdditionalReferencedDocument",
    "preceding_invoice": SETTLEMENT + "ram:InvoiceReferencedDocument",
    "payment": PAYMENT,
    "card": PAYMENT + "/ram:ApplicableTradeSettlementFinancialCard",
    "vat_id": "//ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']",
    "line": LINE,
    "line_allowance": f"{LINE}/{LINE_SETTLEMENT}{ALLOWANCE}",
    "line_charge": f"{LINE}/{LINE_SETTLEMENT}{CHARGE}",
    "line_period": f"{LINE}/{LINE_SETTLEMENT}ram:BillingSpecifiedPeriod",
    "item_attribute": "//ram:ApplicableProductCharacteristic",
    "item_standard_id": f"{LINE}/ram:SpecifiedTradeProduct/ram:GlobalID",
    "item_class": f"{LINE}/ram:SpecifiedTradeProduct/ram:DesignatedProductClassification",
}
ADJUSTMENT = {
    "amount": "ram:ActualAmount",
    "base": "ram:BasisAmount",
    "reason": "ram:Reason | ram:ReasonCode",
    "category_code": f"ram:CategoryTradeTax{IS_VAT}/ram:CategoryCode",
    "vat_category": "ram:CategoryTradeTax",
}
DAY = "/udt:DateTimeString"
YEAR_FIRST = "[@format = '102']"
PERIOD = {
    "start": "ram:StartDateTime" + DAY + YEAR_FIRST,
    "end": "ram:EndDateTime" + DAY + YEAR_FIRST,
    "has_start": "ram:StartDateTime",
    "has_end": "ram:EndDateTime",
}
COUNTRY = "/ram:PostalTradeAddress/ram:CountryID"
PRICE = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount"
GROSS_PRICE = "ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice/ram:ChargeAmount"
LINE_AMOUNT = LINE_SETTLEMENT + "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"

TERMS = {
    "document": {
        "specification": "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
        "number": "rsm:ExchangedDocument/ram:ID",
        "issue_date": "rsm:ExchangedDocument/ram:IssueDateTime" + DAY + YEAR_FIRST,
        "type": "rsm:ExchangedDocument/ram:TypeCode",
        "currency": SETTLEMENT + "ram:InvoiceCurrencyCode",
        "tax_currency": SETTLEMENT + "ram:TaxCurrencyCode",
        "tax_total_currency": TOTALS + "ram:TaxTotalAmount/@currencyID",
        "tax_total": TOTALS + "ram:TaxTotalAmount",
        "seller_name": SELLER + "/ram:Name",
        "seller_trading_name": SELLER + "/ram:Name",
        "seller_id": SELLER + "/ram:ID",
        "seller_address": SELLER + "/ram:PostalTradeAddress",
        "seller_tax_id": SELLER + TAX_ID,
        "seller_vat_id": SELLER + VAT_ID,
        "representative_vat_id": REPRESENTATIVE + VAT_ID,
        "buyer_name": BUYER + "/ram:Name",
        "buyer_address": BUYER + "/ram:PostalTradeAddress",
        "buyer_vat_id": BUYER + VAT_ID,
        "buyer_legal_id": BUYER + "/ram:SpecifiedLegalOrganization/ram:ID",
        "delivery_date": DELIVERY + "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime" + DAY,
        "period_content": PERIOD_PATH + "/*",
        "deliver_to_country": SHIP_TO + "/ram:CountryID",
        "line": LINE,
        "breakdown": SETTLEMENT + "ram:ApplicableTradeTax",
        "country": "//ram:CountryID",
        "terms_of_payment": (
            f"{SETTLEMENT}ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime"
            f" | {SETTLEMENT}ram:SpecifiedTradePaymentTerms/ram:Description"
        ),
    },
    "tax_point": {"date": "ram:TaxPointDate", "code": "ram:DueDateTypeCode"},
    "totals": {
        "lines": "ram:LineTotalAmount",
        "allowances": "ram:AllowanceTotalAmount",
        "charges": "ram:ChargeTotalAmount",
        "net": "ram:TaxBasisTotalAmount",
        "gross": "ram:GrandTotalAmount",
        "prepaid": "ram:TotalPrepaidAmount",
        "rounding": "ram:RoundingAmount",
        "payable": "ram:DuePayableAmount",
    },
    "tax_total": {
        "amount": ".",
        "parts": "../../ram:ApplicableTradeTax/ram:CalculatedAmount",
        "part": "../../ram:ApplicableTradeTax",
    },
    "breakdown": {
        "basis": "ram:BasisAmount",
        "tax": "ram:CalculatedAmount",
        "category_code": "ram:CategoryCode",
        "rate": "ram:RateApplicablePercent",
        "vat_category": ".",
    },
    "vat_category": {
        "code": "ram:CategoryCode",
        "rate": "ram:RateApplicablePercent",
        "exemption": "ram:ExemptionReason | ram:ExemptionReasonCode",
        "is_vat": ".",
    },
    "allowance": ADJUSTMENT,
    "charge": ADJUSTMENT,
    "freight": {"amount": "ram:AppliedAmount", "vat_category": "ram:AppliedTradeTax"},
    "line_allowance": ADJUSTMENT,
    "line_charge": ADJUSTMENT,
    "seller": {"identifier": f"ram:ID | ram:GlobalID | ram:SpecifiedLegalOrganization/ram:ID | .{VAT_ID}"},
    "seller_address": {"country": SELLER + COUNTRY},
    "buyer_address": {"country": BUYER + COUNTRY},
    "representative_address": {"country": COUNTRY.removeprefix("/")},
    "deliver_to_address": {"country": "ram:CountryID"},
    "seller_endpoint": {"scheme": "@schemeID"},
    "buyer_endpoint": {"scheme": "@schemeID"},
    "payee": {"name": "ram:Name", "id": "ram:ID"},
    "representative": {"name": "ram:Name", "address": "ram:PostalTradeAddress", "vat_id": VAT_ID.removeprefix("/")},
    "period": PERIOD,
    "line_period": PERIOD,
    "supporting_document": {"id": "ram:IssuerAssignedID"},
    "preceding_invoice": {"id": "ram:IssuerAssignedID"},
    "payment": {
        "code": "ram:TypeCode",
        "account": "ram:PayeePartyCreditorFinancialAccount",
        "account_id": "ram:PayeePartyCreditorFinancialAccount/*[self::ram:IBANID or self::ram:ProprietaryID]",
    },
    "card": {"number": "ram:ID"},
    "vat_id": {"id": "."},
    "line": {
        "id": "ram:AssociatedDocumentLineDocument/ram:LineID",
        "quantity": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
        "unit": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode",
        "amount": LINE_AMOUNT,
        "name": "ram:SpecifiedTradeProduct/ram:Name",
        "price": PRICE,
        "gross_price": GROSS_PRICE,
        "category_code": f"{LINE_SETTLEMENT}ram:ApplicableTradeTax{IS_VAT}/ram:CategoryCode",
        "vat_category": LINE_SETTLEMENT + "ram:ApplicableTradeTax",
    },
    "item_attribute": {"name": "ram:Description", "value": "ram:Value"},
    "item_standard_id": {"scheme": "@schemeID"},
    "item_class": {"scheme": "ram:ClassCode/@listID"},
}

CII = Syntax("CII", NAMESPACES, GROUPS, TERMS)
