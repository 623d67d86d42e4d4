"""Where UBL 2.1 invoices and credit notes keep the groups and terms of EN 16931."""

from extractors.einvoice.rules.syntax import Syntax

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
IS_VAT = "[translate(normalize-space(cac:TaxScheme/cbc:ID), 'vat', 'VAT') = 'VAT']"
ALLOWANCE = "cac:AllowanceCharge[cbc:ChargeIndicator = 'false' or cbc:ChargeIndicator = '0']"
CHARGE = "cac:AllowanceCharge[cbc:ChargeIndicator = 'true' or cbc:ChargeIndicator = '1']"
LINE = "(cac:InvoiceLine | cac:CreditNoteLine)"
SELLER = "cac:AccountingSupplierParty/cac:Party"
BUYER = "cac:AccountingCustomerParty/cac:Party"
VAT_ID = f"/cac:PartyTaxScheme{IS_VAT}/cbc:CompanyID"
SHIP_TO = "cac:Delivery/cac:DeliveryLocation/cac:Address"

GROUPS = {
    "document": ".",
    "tax_point": ".",
    "totals": "cac:LegalMonetaryTotal",
    "tax_total": "cac:TaxTotal",
    "breakdown": "cac:TaxTotal/cac:TaxSubtotal",
    "allowance": ALLOWANCE,
    "charge": CHARGE,
    "seller": "cac:AccountingSupplierParty",
    "seller_address": SELLER + "/cac:PostalAddress",
    "seller_endpoint": SELLER + "/cbc:EndpointID",
    "buyer_address": BUYER + "/cac:PostalAddress",
    "buyer_endpoint": BUYER + "/cbc:EndpointID",
    "payee": "cac:PayeeParty",
    "representative": "cac:TaxRepresentativeParty",
    "representative_address": "cac:TaxRepresentativeParty/cac:PostalAddress",
    "deliver_to_address": SHIP_TO,
    "period": "cac:InvoicePeriod",
    "supporting_document": "cac:AdditionalDocumentReference",
    "preceding_invoice": "cac:BillingReference",
    "payment": "cac:PaymentMeans",
    "card": "cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID",
    "vat_id": f"//cac:PartyTaxScheme{IS_VAT}",
    "line": LINE,
    "line_allowance": f"{LINE}/{ALLOWANCE}",
    "line_charge": f"{LINE}/{CHARGE}",
    "line_period": f"{LINE}/cac:InvoicePeriod",
    "item_attribute": "//cac:AdditionalItemProperty",
    "item_standard_id": f"{LINE}/cac:Item/cac:StandardItemIdentification/cbc:ID",
    "item_class": f"{LINE}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode",
}
VAT_CATEGORY = {
    "code": "cbc:ID",
    "rate": "cbc:Percent",
    "exemption": "cbc:TaxExemptionReason | cbc:TaxExemptionReasonCode",
    "is_vat": f"self::*{IS_VAT}",
}
ADJUSTMENT = {
    "amount": "cbc:Amount",
    "base": "cbc:BaseAmount",
    "reason": "cbc:AllowanceChargeReason | cbc:AllowanceChargeReasonCode",
    "category_code": f"cac:TaxCategory{IS_VAT}/cbc:ID",
    "vat_category": "cac:TaxCategory",
}
PERIOD = {
    "start": "cbc:StartDate",
    "end": "cbc:EndDate",
    "has_start": "cbc:StartDate",
    "has_end": "cbc:EndDate",
}
COUNTRY = {"country": "cac:Country/cbc:IdentificationCode"}

TERMS = {
    "document": {
        "specification": "cbc:CustomizationID",
        "number": "cbc:ID",
        "issue_date": "cbc:IssueDate",
        "type": "cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode",
        "currency": "cbc:DocumentCurrencyCode",
        "tax_currency": "cbc:TaxCurrencyCode",
        "tax_total_currency": "//cac:TaxTotal/cbc:TaxAmount/@currencyID",
        "tax_total": "cac:TaxTotal/cbc:TaxAmount",
        "seller_name": SELLER + "/cac:PartyLegalEntity/cbc:RegistrationName",
        "seller_trading_name": SELLER + "/cac:PartyName/cbc:Name",
        "seller_id": SELLER + "/cac:PartyIdentification/cbc:ID",
        "seller_address": SELLER + "/cac:PostalAddress",
        "seller_tax_id": SELLER + "/cac:PartyTaxScheme/cbc:CompanyID",
        "seller_vat_id": SELLER + VAT_ID,
        "representative_vat_id": "cac:TaxRepresentativeParty" + VAT_ID,
        "buyer_name": BUYER + "/cac:PartyLegalEntity/cbc:RegistrationName",
        "buyer_address": BUYER + "/cac:PostalAddress",
        "buyer_vat_id": BUYER + VAT_ID,
        "buyer_legal_id": BUYER + "/cac:PartyLegalEntity/cbc:CompanyID",
        "delivery_date": "cac:Delivery/cbc:ActualDeliveryDate",
        "period_content": "cac:InvoicePeriod/*",
        "deliver_to_country": SHIP_TO + "/cac:Country/cbc:IdentificationCode",
        "line": LINE,
        "breakdown": "cac:TaxTotal/cac:TaxSubtotal",
        "country": "//cbc:IdentificationCode",
    },
    "tax_point": {"date": "cbc:TaxPointDate", "code": "cac:InvoicePeriod/cbc:DescriptionCode"},
    "totals": {
        "lines": "cbc:LineExtensionAmount",
        "allowances": "cbc:AllowanceTotalAmount",
        "charges": "cbc:ChargeTotalAmount",
        "net": "cbc:TaxExclusiveAmount",
        "gross": "cbc:TaxInclusiveAmount",
        "prepaid": "cbc:PrepaidAmount",
        "rounding": "cbc:PayableRoundingAmount",
        "payable": "cbc:PayableAmount",
    },
    "tax_total": {"amount": "cbc:TaxAmount", "parts": "cac:TaxSubtotal/cbc:TaxAmount", "part": "cac:TaxSubtotal"},
    "breakdown": {
        "basis": "cbc:TaxableAmount",
        "tax": "cbc:TaxAmount",
        "category_code": f"cac:TaxCategory{IS_VAT}/cbc:ID",
        "rate": f"cac:TaxCategory{IS_VAT}/cbc:Percent",
        "vat_category": "cac:TaxCategory",
    },
    "vat_category": VAT_CATEGORY,
    "allowance": ADJUSTMENT,
    "charge": ADJUSTMENT,
    "line_allowance": ADJUSTMENT,
    "line_charge": ADJUSTMENT,
    "seller": {
        "identifier": (
            f"cac:Party{VAT_ID} | cac:Party/cac:PartyIdentification/cbc:ID[not(@schemeID = 'SEPA')]"
            " | cac:Party/cac:PartyLegalEntity/cbc:CompanyID"
        )
    },
    "seller_address": COUNTRY,
    "buyer_address": COUNTRY,
    "representative_address": COUNTRY,
    "deliver_to_address": COUNTRY,
    "seller_endpoint": {"scheme": "@schemeID"},
    "buyer_endpoint": {"scheme": "@schemeID"},
    "payee": {"name": "cac:PartyName/cbc:Name", "id": "cac:PartyIdentification/cbc:ID"},
    "representative": {
        "name": "cac:PartyName/cbc:Name",
        "address": "cac:PostalAddress",
        "vat_id": VAT_ID.removeprefix("/"),
    },
    "period": PERIOD | {"code": "cbc:DescriptionCode"},
    "line_period": PERIOD,
    "supporting_document": {"id": "cbc:ID"},
    "preceding_invoice": {"id": "cac:InvoiceDocumentReference/cbc:ID"},
    "payment": {
        "code": "cbc:PaymentMeansCode",
        "account": "cac:PayeeFinancialAccount",
        "account_id": "cac:PayeeFinancialAccount/cbc:ID",
    },
    "card": {"number": "."},
    "vat_id": {"id": "cbc:CompanyID"},
    "line": {
        "id": "cbc:ID",
        "quantity": "cbc:InvoicedQuantity | cbc:CreditedQuantity",
        "unit": "cbc:InvoicedQuantity/@unitCode | cbc:CreditedQuantity/@unitCode",
        "amount": "cbc:LineExtensionAmount",
        "name": "cac:Item/cbc:Name",
        "price": "cac:Price/cbc:PriceAmount",
        "gross_price": "cac:Price/cac:AllowanceCharge/cbc:BaseAmount",
        "category_code": f"cac:Item/cac:ClassifiedTaxCategory{IS_VAT}/cbc:ID",
        "vat_category": "cac:Item/cac:ClassifiedTaxCategory",
    },
    "item_attribute": {"name": "cbc:Name", "value": "cbc:Value"},
    "item_standard_id": {"scheme": "@schemeID"},
    "item_class": {"scheme": "@listID"},
}

UBL = Syntax("UBL", NAMESPACES, GROUPS, TERMS)
