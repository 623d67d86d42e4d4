"""Invoices that keep every rule of EN 16931, in UBL and in CII, with the parts that a test changes."""

from dataclasses import dataclass

from tests.einvoice_documents import CII_NAMESPACES, UBL_NAMESPACES


@dataclass(frozen=True)
class Stated:
    """What the invoice says: one line of `net` EUR in one VAT category; None leaves a part out."""

    category: str = "S"
    rate: str | None = "19"
    net: str = "100.00"
    basis: str = "100.00"
    tax: str = "19.00"
    gross: str = "119.00"
    exemption: str | None = None
    seller_vat: str | None = "DE136695976"
    buyer_vat: str | None = None


def ubl_invoice(said: Stated) -> str:
    """The invoice in UBL."""
    rate = f"<cbc:Percent>{said.rate}</cbc:Percent>" if said.rate else ""
    reason = f"<cbc:TaxExemptionReason>{said.exemption}</cbc:TaxExemptionReason>" if said.exemption else ""
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"

    def party(role: str, name: str, country: str, vat: str | None) -> str:
        number = f"<cac:PartyTaxScheme><cbc:CompanyID>{vat}</cbc:CompanyID>{scheme}</cac:PartyTaxScheme>" if vat else ""
        return f"""<cac:{role}><cac:Party><cac:PartyIdentification><cbc:ID>7</cbc:ID></cac:PartyIdentification>
          <cac:PostalAddress><cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>
          </cac:PostalAddress>{number}<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>
          </cac:PartyLegalEntity></cac:Party></cac:{role}>"""

    return f"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" {UBL_NAMESPACES}>
      <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>R-1</cbc:ID>
      <cbc:IssueDate>2026-02-03</cbc:IssueDate><cbc:DueDate>2026-03-03</cbc:DueDate>
      <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
      <cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate><cbc:EndDate>2026-01-31</cbc:EndDate>
      </cac:InvoicePeriod>{party("AccountingSupplierParty", "Northwind Ltd", "DE", said.seller_vat)}
      {party("AccountingCustomerParty", "Contoso GmbH", "AT", said.buyer_vat)}
      <cac:Delivery><cac:DeliveryLocation><cac:Address><cac:Country><cbc:IdentificationCode>AT</cbc:IdentificationCode>
      </cac:Country></cac:Address></cac:DeliveryLocation></cac:Delivery>
      <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount>
        <cbc:ID>DE89370400440532013000</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
      <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{said.tax}</cbc:TaxAmount><cac:TaxSubtotal>
        <cbc:TaxableAmount currencyID="EUR">{said.basis}</cbc:TaxableAmount>
        <cbc:TaxAmount currencyID="EUR">{said.tax}</cbc:TaxAmount>
        <cac:TaxCategory><cbc:ID>{said.category}</cbc:ID>{rate}{reason}{scheme}</cac:TaxCategory>
      </cac:TaxSubtotal></cac:TaxTotal>
      <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{said.net}</cbc:LineExtensionAmount>
        <cbc:TaxExclusiveAmount currencyID="EUR">{said.net}</cbc:TaxExclusiveAmount>
        <cbc:TaxInclusiveAmount currencyID="EUR">{said.gross}</cbc:TaxInclusiveAmount>
        <cbc:PayableAmount currencyID="EUR">{said.gross}</cbc:PayableAmount></cac:LegalMonetaryTotal>
      <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity>
        <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Bolts</cbc:Name>
        <cac:ClassifiedTaxCategory><cbc:ID>{said.category}</cbc:ID>{rate}{scheme}</cac:ClassifiedTaxCategory></cac:Item>
        <cac:Price><cbc:PriceAmount currencyID="EUR">50</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
    </Invoice>"""


def cii_invoice(said: Stated) -> str:
    """The same invoice in CII."""
    rate = f"<ram:RateApplicablePercent>{said.rate}</ram:RateApplicablePercent>" if said.rate else ""
    reason = f"<ram:ExemptionReason>{said.exemption}</ram:ExemptionReason>" if said.exemption else ""

    def day(name: str, value: str) -> str:
        return f'<ram:{name}><udt:DateTimeString format="102">{value}</udt:DateTimeString></ram:{name}>'

    def party(role: str, name: str, country: str, vat: str | None) -> str:
        number = f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{vat}</ram:ID></ram:SpecifiedTaxRegistration>'
        return f"""<ram:{role}><ram:ID>7</ram:ID><ram:Name>{name}</ram:Name>
          <ram:PostalTradeAddress><ram:CountryID>{country}</ram:CountryID></ram:PostalTradeAddress>
          {number if vat else ""}</ram:{role}>"""

    return f"""<rsm:CrossIndustryInvoice {CII_NAMESPACES}>
      <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
        <ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>
      </rsm:ExchangedDocumentContext>
      <rsm:ExchangedDocument><ram:ID>R-1</ram:ID><ram:TypeCode>380</ram:TypeCode>{day("IssueDateTime", "20260203")}
      </rsm:ExchangedDocument>
      <rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem>
        <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
        <ram:SpecifiedTradeProduct><ram:Name>Bolts</ram:Name></ram:SpecifiedTradeProduct>
        <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50</ram:ChargeAmount>
        </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
        <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">2</ram:BilledQuantity>
        </ram:SpecifiedLineTradeDelivery>
        <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>
          <ram:CategoryCode>{said.category}</ram:CategoryCode>{rate}</ram:ApplicableTradeTax>
          <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount>
          </ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
      </ram:IncludedSupplyChainTradeLineItem><ram:ApplicableHeaderTradeAgreement>
        {party("SellerTradeParty", "Northwind Ltd", "DE", said.seller_vat)}
        {party("BuyerTradeParty", "Contoso GmbH", "AT", said.buyer_vat)}</ram:ApplicableHeaderTradeAgreement>
      <ram:ApplicableHeaderTradeDelivery><ram:ShipToTradeParty><ram:PostalTradeAddress><ram:CountryID>AT</ram:CountryID>
      </ram:PostalTradeAddress></ram:ShipToTradeParty></ram:ApplicableHeaderTradeDelivery>
      <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
        <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>
          <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE89370400440532013000</ram:IBANID>
          </ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
        <ram:ApplicableTradeTax><ram:CalculatedAmount>{said.tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
          {reason}<ram:BasisAmount>{said.basis}</ram:BasisAmount><ram:CategoryCode>{said.category}</ram:CategoryCode>
          {rate}</ram:ApplicableTradeTax>
        <ram:BillingSpecifiedPeriod>{day("StartDateTime", "20260101")}{day("EndDateTime", "20260131")}
        </ram:BillingSpecifiedPeriod>
        <ram:SpecifiedTradePaymentTerms>{day("DueDateDateTime", "20260303")}</ram:SpecifiedTradePaymentTerms>
        <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{said.net}</ram:LineTotalAmount>
          <ram:TaxBasisTotalAmount>{said.net}</ram:TaxBasisTotalAmount>
          <ram:TaxTotalAmount currencyID="EUR">{said.tax}</ram:TaxTotalAmount>
          <ram:GrandTotalAmount>{said.gross}</ram:GrandTotalAmount>
          <ram:DuePayableAmount>{said.gross}</ram:DuePayableAmount>
        </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
      </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
