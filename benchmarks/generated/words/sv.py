"""How Swedish-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Faktura|FAKTURA|Kundfaktura|Samlingsfaktura|Räkning", "title.credit_note": "Kreditfaktura|KREDITFAKTURA|Kreditnota", "title.receipt": "Kvitto|KVITTO|Kassakvitto", "invoice_number": "Fakturanummer|Fakturanr|Faktura nr|Fakturanr.|Nummer|Faktura|Fakt.nr|Dokumentnummer", "credit_number": "Kreditfaktura nr|Fakturanummer|Kreditnr|Kreditfakturanummer", "receipt_number": "Kvitto nr|Kvittonr|Notanr|Kvitto", "issue_date": "Fakturadatum|Datum|Utskriftsdatum|Fakturerad|Utställd|Fakturans datum|Dokumentdatum", "credit_date": "Datum|Fakturadatum|Kreditdatum", "due_date": "Förfallodatum|Förfallodag|Betalas senast|Oss tillhanda senast|Förfaller|Sista betalningsdag|Att betala senast|Betalningsdag", "delivery_date": "Leveransdatum|Leveransdag|Utleverans", "order_date": "Orderdatum|Beställningsdatum", "period": "Period|Faktureringsperiod", "po_number": "Ert ordernummer|Er order|Er beställning|Inköpsorder|Beställningsnr|Er ref.|Ert ordernr|Best.nr|Märkning|Rekvisition", "order_number": "Ordernummer|Vårt ordernr|Offert|Uppdrag", "customer_number": "Kundnummer|Kundnr|Kund nr|Kund-id", "delivery_note": "Följesedel|Följesedelsnr|Leveransnr", "contract_number": "Avtalsnr|Avtal|Kontrakt", "our_reference": "Vår referens|Projekt|Objekt|Vår ref", "your_sign": "Er referens|Att|Kontaktperson", "contact": "Säljare|Handläggare|Vår kontakt|Utfärdad av",
    "payment_terms": "Betalningsvillkor|Betalvillkor|Bet.villkor", "delivery_terms": "Leveransvillkor|Leveranssätt|Transportör", "payment_reference": "OCR-nummer|OCR|Betalningsreferens|Ange vid betalning", "currency": "Valuta|Belopp i", "page": "Sida {page} av {pages}|Sida {page}|Sida {page}({pages})|{page}/{pages}|Sid {page}", "bill_to": "Fakturaadress|Kund|Faktureras till|Köpare|Fakturamottagare|Till|Mottagare", "ship_to": "Leveransadress|Levereras till|Godsmottagare|Leverans till", "supplier": "Säljare|Leverantör|Från|Avsändare|Fakturaavsändare", "tax_id": "Momsreg.nr|VAT-nr|Momsregistreringsnummer|Momsnr|Moms.reg.nr|VAT nr", "local_number": "Org.nr|Organisationsnummer|Org nr", "customer_tax_id": "Ert VAT-nr|Kundens VAT-nr|Ert momsreg.nr|Köparens momsreg.nr", "phone": "Tel|Telefon|Växel", "fax": "Fax|Telefax", "email": "E-post|Epost|E-mail", "web": "Webb|Hemsida|www", "register": "Styrelsens säte|Säte", "director": "VD|Ägare",
    "col.position": "Rad|Nr|Pos|#", "col.code": "Artikelnr|Art.nr|Artikel|Art nr", "col.description": "Beskrivning|Benämning|Artikel|Specifikation|Text|Produkt|Tjänst|Avser", "col.quantity": "Antal|Kvantitet|Lev. antal|Timmar|Mängd", "col.unit": "Enhet|Enh|Enh.", "col.unit_price": "À-pris|Pris|Styckpris|Á-pris|Pris/enhet|Pris per enhet|Enhetspris|Timpris", "col.discount": "Rabatt|Rab %|Rabatt %", "col.rate": "Moms|Moms %|Momssats|Moms%", "col.tax": "Moms|Momsbelopp", "col.net": "Belopp|Summa|Netto|Totalt|Belopp exkl. moms|Radsumma|Nettobelopp|Pris exkl. moms", "col.gross": "Inkl. moms|Brutto|Belopp inkl. moms|Summa", "lines_total": "Summa rader|Delsumma|Varuvärde", "allowance": "Rabatt|Rabatt {rate}%|Avdrag", "freight": "Frakt|Fraktavgift|Faktureringsavgift|Expeditionsavgift", "net_total": "Netto|Summa exkl. moms|Exkl. moms|Nettobelopp|Totalt exkl. moms|Belopp före moms|Momsunderlag|Nettosumma", "tax": "Moms {rate}%|Moms ({rate}%)|Moms {rate} %|{rate}% moms", "tax_total": "Moms|Summa moms|Total moms|Momsbelopp|Varav moms|Mervärdesskatt", "gross_total": "Att betala|Totalt|Summa att betala|Totalt att betala|Total|Belopp att betala|Summa inkl. moms|ATT BETALA|Totalsumma|Fakturabelopp|Slutsumma|Att betala {currency}", "credit_total": "Att erhålla|Tillgodo|Totalt|Kreditbelopp|Summa kredit", "prepaid": "Förskott|Betalt|Inbetalt|Avgår a conto", "rounding": "Öresavrundning|Avrundning|Öresutj.", "amount_due": "Kvar att betala|Återstår|Restbelopp", "summary.title": "Momsspecifikation|Specifikation av moms", "summary.rate": "Momssats|Moms %|%", "summary.base": "Underlag|Netto|Exkl.", "summary.tax": "Moms", "summary.gross": "Brutto|Inkl.", "summary.total": "Summa|Totalt", "bank": "Bank|Bankförbindelse", "iban": "IBAN|IBAN-nr", "bic": "BIC|SWIFT|BIC/SWIFT", "account_holder": "Kontohavare|Betalningsmottagare", "account_number": "Bankgiro|Plusgiro|Konto", "sort_code": "Clearingnr", "payment_heading": "Betalning|Betalningsuppgifter|Betala till", "carried_forward": "Transport|Att överföra", "brought_forward": "Transport från sida {page}|Överfört", "section_total": "Summa {section}|Delsumma", "original": "Krediterar faktura|Avser faktura|Ursprunglig faktura", "cash": "KONTANT|Kontant|Mottaget", "change": "TILLBAKA|Växel|Åter", "card": "KORT|Bankkort|Kortköp|Swish", "items_count": "Antal varor: {count}|{count} varor|{count} artiklar", "cashier": "Kassör|Expedit|Du betjänades av", "till": "Kassa|Butik|Terminal|Bord",
}  # fmt: skip
SENTENCES = {
    "title.inline": "{title} nr {number}, {date}|{title} {number} av den {date}", "title.number": "{title} {number}|{title} nr {number}|{title}: {number}", "intro": "Vi debiterar enligt överenskommelse av den {order_date}:|Tack för er beställning. Vi fakturerar följande:|", "intro.credit": "Vi krediterar er följande:|Retur {order_date}:|", "terms.due": "Betalas senast {due}.|Betalningsvillkor {days} dagar netto, förfaller {due}.|Vänligen betala {gross} senast {due}.", "terms.days": "{days} dagar netto|Betalningsvillkor: {days} dagar.|Betalning inom {days} dagar.", "terms.cash_discount": "Vid betalning före {discount_day} medges {percent}% kassarabatt ({discount_amount}).", "thanks": "Tack för att du handlar hos oss!|Dröjsmålsränta debiteras enligt räntelagen.|Godkänd för F-skatt.|Ange fakturanummer vid betalning.|", "reverse": "Omvänd betalningsskyldighet.|Omvänd skattskyldighet gäller.", "export": "Export, momsfri.", "intra": "Momsfri unionsintern leverans.", "small": "Undantag från skatteplikt.", "note": "Följesedel {delivery_note}, {delivery_date}.|Beställt {order_date} av {person}.|Nytt telefonnummer: {phone}.|Avser {month}.|", "receipt.thanks": "Tack och välkommen åter|SPARA KVITTOT|Öppet köp 30 dagar mot kvitto",
}  # fmt: skip
UNITS = {
    "piece": "st|ST|styck",
    "hour": "tim|h",
    "day": "dag|dagar",
    "kg": "kg",
    "metre": "m|lm",
    "box": "frp|pkt|krt",
    "month": "mån|månad",
    "flat": "fast|sum",
    "litre": "l|lit",
}
GOODS = {
    "office": "Kopieringspapper A4;box|Kulspetspenna blå;piece|Pärm bred;piece|Toner {code} svart;piece|Skrivbordslampa LED;piece|Kuvert C5;box|Kontorsstol;piece|Anteckningsblock A5;piece", "it": "Bärbar dator 14 tum;piece|Dockningsstation USB-C;piece|Licens {name} Pro;month|Serverunderhåll;hour|Nätverkskabel Cat6 {n} m;piece|Backup;month|Support på plats;hour|Bildskärm 27 tum;piece|Datamigrering;flat", "building": "Gipsskiva 12,5 mm;piece|Cement 25 kg;piece|Arbete;hour|Ställningshyra;day|Kopparrör 15 mm;metre|Bortforsling;flat|Väggfärg vit 10 l;piece|Ekdörr;piece", "food": "Olivolja;litre|Kaffebönor;kg|Vetemjöl;kg|Mineralvatten 12x1 l;box|Lagrad ost;kg|Tomater;kg|Smörgåsar;piece|Lunchbuffé;piece|Rökt lax;kg", "services": "Konsultarvode {month};hour|Projektledning;day|Översättning SV-EN;flat|Arvode {name};flat|Bokföring {month};month|Grafisk form;hour|Utbildning {name};day|Resekostnader;flat", "industry": "Kullager {code};piece|Hydraulslang DN{n};metre|Skruv M{n}x60;piece|Elmotor 2,2 kW;piece|Packningssats {code};piece|Svetstråd 1,0 mm;kg|Plåt 3 mm;piece|Kalibrering {code};flat", "transport": "Frakt {name};flat|Bud zon 2;piece|Pallhantering;piece|Lagring pall;day|Förtullning;flat|Vägavgift;flat|Väntetid;hour", "energy": "El kWh;piece|Fast avgift;month|Fjärrvärme kWh;piece|Bredband 500;month|Abonnemang L;month|Vatten m³;piece|Avlopp m³;piece",
}  # fmt: skip
SECTIONS = (
    "Material|Arbete|Plats 1|Etapp 2|Tjänster|Varor|Abonnemang|Engångskostnader|Hårdvara|Bottenvåning|Vecka 12|Övrigt"
)
COMPANY = {"office": "Kontorsvaror|Tryckeri", "it": "Data|Systems|IT-konsult", "building": "Bygg|Byggnads|Plåtslageri", "food": "Livsmedel|Catering|Grossist", "services": "Konsult|Redovisning|Reklambyrå", "industry": "Mekaniska|Verktyg|Hydraulik", "transport": "Åkeri|Logistik|Transport", "energy": "Energi|Telekom|Elnät"}  # fmt: skip
SHOPS = "Livs|Apotek|Café|Bageri|Bygghandel|Bensinstation|Bokhandel|Restaurang|Kiosk|Krog"
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
