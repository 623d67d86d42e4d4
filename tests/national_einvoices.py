"""National e-invoices in XML for the tests of reading: Spain, Poland, Russia, China; 100.00 without tax each."""

FACTURAE_SELLER = """<TaxIdentification><PersonTypeCode>F</PersonTypeCode><ResidenceTypeCode>U</ResidenceTypeCode>
  <TaxIdentificationNumber>12345678901</TaxIdentificationNumber></TaxIdentification><Individual><Name>Ana</Name>
  <FirstSurname>Silva</FirstSurname><OverseasAddress><CountryCode>PRT</CountryCode></OverseasAddress></Individual>"""


def facturae(withheld: str = "0.00", invoices: int = 1) -> bytes:
    """A Spanish invoice of 2 x 50.00 and 21 % from a Portuguese; income tax may be withheld from what is paid."""
    invoice = f"""<Invoice><InvoiceHeader><InvoiceNumber>17</InvoiceNumber><InvoiceSeriesCode>F/</InvoiceSeriesCode>
      </InvoiceHeader><InvoiceIssueData><IssueDate>2025-03-01</IssueDate><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode>
      </InvoiceIssueData><InvoiceTotals><TotalGrossAmountBeforeTaxes>100.00</TotalGrossAmountBeforeTaxes>
      <TotalTaxOutputs>21.00</TotalTaxOutputs><TotalTaxesWithheld>{withheld}</TotalTaxesWithheld>
      <InvoiceTotal>{121 - float(withheld):.2f}</InvoiceTotal></InvoiceTotals><Items><InvoiceLine>
      <ReceiverTransactionReference>PO-7</ReceiverTransactionReference><ItemDescription>Diseño</ItemDescription>
      <Quantity>2</Quantity><UnitPriceWithoutTax>50</UnitPriceWithoutTax><TotalCost>100.00</TotalCost>
      <GrossAmount>100.00</GrossAmount><TaxesOutputs><Tax><TaxRate>21.00</TaxRate></Tax></TaxesOutputs></InvoiceLine>
      </Items><PaymentDetails><Installment><InstallmentDueDate>2025-03-31</InstallmentDueDate><AccountToBeCredited>
      <IBAN>ES91 2100 0418 4502 0005 1332</IBAN></AccountToBeCredited></Installment></PaymentDetails></Invoice>"""
    return f"""<fe:Facturae xmlns:fe="http://www.facturae.es/Facturae/2009/v3.2/Facturae"><Parties>
      <SellerParty>{FACTURAE_SELLER}</SellerParty><BuyerParty><TaxIdentification>
      <ResidenceTypeCode>R</ResidenceTypeCode><TaxIdentificationNumber>B00000000</TaxIdentificationNumber>
      </TaxIdentification><LegalEntity><CorporateName>Compras SL</CorporateName></LegalEntity></BuyerParty></Parties>
      <Invoices>{invoice * invoices}</Invoices></fe:Facturae>""".encode()


def ksef(lines: str | None = None, version: str = "2025/06/25/13775") -> bytes:
    """A Polish structured invoice of 2 x 50.00, taxed at two rates."""
    line = (
        """<FaWiersz><P_7>Papier</P_7><P_8B>2</P_8B><P_9A>50.00</P_9A><P_11>100.00</P_11><P_12>23</P_12></FaWiersz>"""
    )
    return f"""<Faktura xmlns="http://crd.gov.pl/wzor/{version}/"><Podmiot1><DaneIdentyfikacyjne><NIP>5260250274</NIP>
      <Nazwa>Dostawca sp. z o.o.</Nazwa></DaneIdentyfikacyjne></Podmiot1><Podmiot2><DaneIdentyfikacyjne>
      <KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE><Nazwa>Kunde GmbH</Nazwa></DaneIdentyfikacyjne></Podmiot2>
      <Fa><KodWaluty>PLN</KodWaluty><P_1>2025-05-02</P_1><P_2>FV/1/05</P_2><P_13_1>80.00</P_13_1><P_14_1>18.40</P_14_1>
      <P_13_2>20.00</P_13_2><P_14_2>1.60</P_14_2><P_15>120.00</P_15>{line if lines is None else lines}
      <Platnosc><TerminPlatnosci><Termin>2025-05-16</Termin></TerminPlatnosci><RachunekBankowy>
      <NrRB>61109010140000071219812874</NrRB></RachunekBankowy></Platnosc>
      <WarunkiTransakcji><Zamowienia><NrZamowienia>Z-9</NrZamowienia></Zamowienia></WarunkiTransakcji></Fa>
      </Faktura>""".encode()


UPD_PARTIES = """<СвПрод><ИдСв><СвИП ИННФЛ="500100732259"><ФИО Фамилия="Орлов" Имя="Пётр" Отчество="Ильич"/></СвИП>
  </ИдСв></СвПрод><СвПокуп><ИдСв><СвЮЛУч НаимОрг="ООО &quot;Ромашка&quot;" ИННЮЛ="7707083893"/></ИдСв></СвПокуп>"""


def upd(version: str, tax: str = "<СумНал>20.00</СумНал>", rate: str = "20%") -> bytes:
    """A Russian transfer document of version 5.01 or 5.03 in windows-1251: 4 x 25.00 and 20 %."""
    if version == "5.03":
        head, currency = 'НомерДок="УТ-15" ДатаДок="03.02.2025"', '<ДенИзм КодОКВ="643" НаимОКВ="Российский рубль"/>'
        basis = '<ОснПер РеквНаимДок="Заказ покупателя" РеквНомерДок="З-8" РеквДатаДок="01.02.2025"/>'
    else:
        head, currency = 'НомерСчФ="УТ-15" ДатаСчФ="03.02.2025" КодОКВ="643"', ""
        basis = '<ОснПер НаимОсн="Заказ покупателя" НомОсн="З-8" ДатаОсн="01.02.2025"/>'
    return f"""<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_NSCHFDOPPR_1" ВерсФорм="{version}"><Документ КНД="1115131" Функция="СЧФДОП">
  <СвСчФакт {head}>{UPD_PARTIES}{currency}</СвСчФакт>
  <ТаблСчФакт><СведТов НомСтр="1" НаимТов="Бумага" КолТов="4" ЦенаТов="25.00" СтТовБезНДС="100.00" НалСт="{rate}"
    СтТовУчНал="120.00"><СумНал>{tax}</СумНал></СведТов>
    <ВсегоОпл СтТовУчНалВсего="120.00"><СумНалВсего>{tax}</СумНалВсего></ВсегоОпл></ТаблСчФакт>
  <СвПродПер><СвПер СодОпер="Товары переданы">{basis}</СвПер></СвПродПер></Документ></Файл>""".encode("cp1251")


def digital_fapiao(sign: str = "") -> bytes:
    """A fully digitalised Chinese e-invoice of 2 x 50.00 and 13 %; with a minus it is a red one."""
    return f"""<EInvoice><Header><EIid>25312000000000000001</EIid></Header><EInvoiceData>
      <SellerInformation><SellerIdNum>91310000MA1FL0000X</SellerIdNum><SellerName>上海示例有限公司</SellerName>
      </SellerInformation><BuyerInformation><BuyerIdNum>91110000MA0000000Y</BuyerIdNum><BuyerName>北京买方公司</BuyerName>
      </BuyerInformation><BasicInformation><TotalAmWithoutTax>{sign}100.00</TotalAmWithoutTax>
      <TotalTaxAm>{sign}13.00</TotalTaxAm><TotalTax-includedAmount>{sign}113.00</TotalTax-includedAmount>
      <RequestTime>2025-04-09 10:11:12</RequestTime></BasicInformation><IssuItemInformation>
      <ItemName>*纸制品*纸</ItemName><Quantity>{sign}2</Quantity><UnPrice>50</UnPrice><Amount>{sign}100.00</Amount>
      <TaxRate>0.13</TaxRate></IssuItemInformation></EInvoiceData><TaxSupervisionInfo>
      <InvoiceNumber>25312000000000000001</InvoiceNumber><IssueTime>2025-04-09</IssueTime></TaxSupervisionInfo>
      </EInvoice>""".encode()


FATTURA_SIMPLE = b"""<p:FatturaElettronicaSemplificata versione="FSM10"
  xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0"><FatturaElettronicaHeader><CedentePrestatore>
  <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA>
  <Denominazione>Bar Roma</Denominazione></CedentePrestatore>
  <CessionarioCommittente><IdentificativiFiscali><CodiceFiscale>09876543210</CodiceFiscale>
  </IdentificativiFiscali></CessionarioCommittente></FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali>
  <DatiGeneraliDocumento><TipoDocumento>TD07</TipoDocumento><Divisa>EUR</Divisa><Data>2025-01-18</Data>
  <Numero>12</Numero></DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi><Descrizione>Pranzo</Descrizione>
  <Importo>110.00</Importo><DatiIVA><Aliquota>10.00</Aliquota></DatiIVA></DatiBeniServizi></FatturaElettronicaBody>
  </p:FatturaElettronicaSemplificata>"""


def ukd() -> bytes:
    """A Russian correction of version 5.02: two of five pieces go back, and another price rises by one ruble."""
    return f"""<?xml version="1.0" encoding="windows-1251"?>
<Файл ИдФайл="ON_NKORSCHFDOPPR_1" ВерсФорм="5.02"><Документ КНД="1115133" Функция="КСЧФДИС">
  <СвКСчФ НомерКСчФ="К-3" ДатаКСчФ="05.02.2025" КодОКВ="643">{UPD_PARTIES}</СвКСчФ>
  <ТаблКСчФ><СведТов НаимТов="Бумага" КолТовДо="5" КолТовПосле="3" ЦенаТовДо="25" ЦенаТовПосле="25" НалСтДо="20%"
    НалСтПосле="20%"><СтТовБезНДС СтоимДоИзм="125.00" СтоимПослеИзм="75.00"/></СведТов>
    <СведТов НаимТов="Клей" КолТовДо="10" КолТовПосле="10" ЦенаТовДо="4" ЦенаТовПосле="5" НалСтПосле="20%">
    <СтТовБезНДС СтоимДоИзм="40.00" СтоимПослеИзм="50.00"/></СведТов>
    <ВсегоУвел СтТовБезНДСВсего="10.00" СтТовУчНалВсего="12.00"><СумНал><СумНДС>2.00</СумНДС></СумНал></ВсегоУвел>
    <ВсегоУм СтТовБезНДСВсего="50.00" СтТовУчНалВсего="60.00"><СумНал><СумНДС>10.00</СумНДС></СумНал></ВсегоУм>
  </ТаблКСчФ></Документ></Файл>""".encode("cp1251")
