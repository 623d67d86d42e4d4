"""Invoices as files: UBL, Cross Industry Invoice (CII), and a PDF with the CII inside."""

import io
from collections.abc import Callable
from datetime import timedelta
from xml.sax.saxutils import escape

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from bots.orders import OrderKind
from orchestrator.chaos.billing import taxes
from orchestrator.chaos.truth import Billed, BilledLine

Write = Callable[[Billed], bytes]
BUYER = "Example Trading Company"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"
CII = "urn:un:unece:uncefact:data:standard"


def ubl(billed: Billed) -> bytes:
    """The invoice as UBL 2.1; without addresses it cannot claim to follow EN 16931."""
    kind = "Invoice" if billed.kind is OrderKind.INVOICE else "CreditNote"
    money = f'currencyID="{billed.currency}"'
    lines = "".join(_ubl_line(billed, number, line) for number, line in enumerate(billed.lines, start=1))
    due = billed.issue_date + timedelta(days=30)
    code = "380" if kind == "Invoice" else "381"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{kind} xmlns="{UBL}:{kind}-2" xmlns:cac="{UBL}:CommonAggregateComponents-2" xmlns:cbc="{UBL}:CommonBasicComponents-2">
<cbc:ID>{escape(billed.number)}</cbc:ID><cbc:IssueDate>{billed.issue_date}</cbc:IssueDate>
{f"<cbc:DueDate>{due}</cbc:DueDate>" if kind == "Invoice" else ""}<cbc:{kind}TypeCode>{code}</cbc:{kind}TypeCode>
<cbc:DocumentCurrencyCode>{billed.currency}</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party>{_ubl_tax_id(billed)}
<cac:PartyLegalEntity><cbc:RegistrationName>{escape(billed.seller.name)}</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>{BUYER}</cbc:RegistrationName>
</cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>{_ubl_iban(billed)}
<cac:TaxTotal><cbc:TaxAmount {money}>{billed.tax}</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount {money}>{billed.net}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount {money}>{billed.net}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount {money}>{billed.gross}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount {money}>{billed.gross}</cbc:PayableAmount></cac:LegalMonetaryTotal>
{lines}</{kind}>
""".encode()


def _ubl_tax_id(billed: Billed) -> str:
    if not billed.seller.tax_id:
        return ""
    scheme = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    company = f"<cbc:CompanyID>{escape(billed.seller.tax_id)}</cbc:CompanyID>"
    return f"<cac:PartyTaxScheme>{company}{scheme}</cac:PartyTaxScheme>"


def _ubl_iban(billed: Billed) -> str:
    if not billed.seller.iban:
        return ""
    account = f"<cac:PayeeFinancialAccount><cbc:ID>{billed.seller.iban}</cbc:ID></cac:PayeeFinancialAccount>"
    return f"<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>{account}</cac:PaymentMeans>"


def _ubl_line(billed: Billed, number: int, line: BilledLine) -> str:
    part, quantity = ("Invoice", "Invoiced") if billed.kind is OrderKind.INVOICE else ("CreditNote", "Credited")
    money = f'currencyID="{billed.currency}"'
    return f"""<cac:{part}Line><cbc:ID>{number}</cbc:ID>
<cbc:{quantity}Quantity unitCode="C62">{line.quantity}</cbc:{quantity}Quantity>
<cbc:LineExtensionAmount {money}>{line.net}</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>{escape(line.description)}</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>
<cbc:Percent>{line.tax_rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount {money}>{line.unit_price}</cbc:PriceAmount></cac:Price></cac:{part}Line>
"""


def cii(billed: Billed) -> bytes:
    """The invoice as Cross Industry Invoice; without addresses it cannot claim to follow EN 16931."""
    code = "380" if billed.kind is OrderKind.INVOICE else "381"
    lines = "".join(_cii_line(number, line) for number, line in enumerate(billed.lines, start=1))
    due = billed.issue_date + timedelta(days=30)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{CII}:CrossIndustryInvoice:100"
 xmlns:ram="{CII}:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="{CII}:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:basicwl</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{escape(billed.number)}</ram:ID><ram:TypeCode>{code}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">{billed.issue_date:%Y%m%d}</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>{lines}
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>{escape(billed.seller.name)}</ram:Name>
{_cii_tax_id(billed)}</ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>{BUYER}</ram:Name></ram:BuyerTradeParty>
</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{billed.currency}</ram:InvoiceCurrencyCode>
{_cii_iban(billed)}{"".join(_cii_tax(*row) for row in taxes(billed))}
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">{due:%Y%m%d}</udt:DateTimeString>
</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{billed.net}</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>{billed.net}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="{billed.currency}">{billed.tax}</ram:TaxTotalAmount>
<ram:GrandTotalAmount>{billed.gross}</ram:GrandTotalAmount><ram:DuePayableAmount>{billed.gross}</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
""".encode()


def _cii_tax_id(billed: Billed) -> str:
    tax_id = escape(billed.seller.tax_id)
    registration = (
        f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{tax_id}</ram:ID></ram:SpecifiedTaxRegistration>'
    )
    return registration if tax_id else ""


def _cii_iban(billed: Billed) -> str:
    if not billed.seller.iban:
        return ""
    account = f"<ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{billed.seller.iban}</ram:IBANID>"
    return f"""<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode>
{account}</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"""


def _cii_tax(rate: object, base: object, tax: object) -> str:
    return f"""<ram:ApplicableTradeTax>
<ram:CalculatedAmount>{tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
<ram:BasisAmount>{base}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
<ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"""


def _cii_line(number: int, line: BilledLine) -> str:
    return f"""<ram:IncludedSupplyChainTradeLineItem>
<ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:Name>{escape(line.description)}</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{line.unit_price}</ram:ChargeAmount>
</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">{line.quantity}</ram:BilledQuantity>
</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>
<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{line.tax_rate}</ram:RateApplicablePercent>
</ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{line.net}</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
"""


def pdf(billed: Billed) -> bytes:
    """A page of text that names the attachment, and the CII inside, as Factur-X does."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject()
    for key, value in {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}.items():
        font[NameObject(key)] = NameObject(value)
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    text = DecodedStreamObject()
    sentences = (
        "Electronic invoice for Example Trading Company.",
        "All figures are in the attached file factur-x.xml.",
    )
    shown = " T* ".join(f"({sentence}) Tj" for sentence in sentences)
    text.set_data(f"BT /F1 12 Tf 14 TL 60 760 Td {shown} ET".encode("ascii"))
    page[NameObject("/Contents")] = writer._add_object(text)
    writer.add_attachment("factur-x.xml", cii(billed))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


ENDINGS: dict[str, Write] = {"ubl.xml": ubl, "cii.xml": cii, "pdf": pdf}
"""How an invoice can be written, by the end of the file's name."""
