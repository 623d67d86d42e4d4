"""How Danish-speaking suppliers say it."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

LABELS = {
    "title.invoice": "Faktura|FAKTURA|Salgsfaktura|Regning|Samlefaktura", "title.credit_note": "Kreditnota|KREDITNOTA|Kreditfaktura", "title.receipt": "Kvittering|Bon|KASSEBON|Kassebon", "invoice_number": "Fakturanr.|Fakturanummer|Faktura nr.|Nummer|Faktura|Bilagsnr.|Regningsnr.|Fakturanr", "credit_number": "Kreditnotanr.|Kreditnota nr.|Nummer|Bilagsnr.", "receipt_number": "Bon nr.|Kvittering nr.|Bonnr.|Ekspedition", "issue_date": "Dato|Fakturadato|Udstedt|Udstedelsesdato|Udskrevet|Faktureringsdato|Bilagsdato", "credit_date": "Dato|Kreditnotadato|Udstedt", "due_date": "Forfaldsdato|Betalingsfrist|Betales senest|Sidste rettidige betalingsdato|Forfald|Sidste betalingsdag|Forfalder|Rettidig betaling", "delivery_date": "Leveringsdato|Leveret|Afsendt", "order_date": "Ordredato|Bestilt", "period": "Periode|Faktureringsperiode", "po_number": "Deres ordrenr.|Rekvisitionsnr.|Indkøbsordre|Deres ref.|Ordrenr. kunde|Jeres ordrenr.|Rekv.nr.|Bestillingsnr.|PO-nummer", "order_number": "Ordrenr.|Vores ordre|Sagsnr.|Tilbud", "customer_number": "Kundenr.|Kundenummer|Debitornr.|Konto", "delivery_note": "Følgeseddel|Følgeseddel nr.|Forsendelse", "contract_number": "Aftalenr.|Kontrakt|Aftale", "our_reference": "Vores ref.|Projekt|Sag|Reference", "your_sign": "Att.|Kontaktperson|Rekvirent", "contact": "Sælger|Sagsbehandler|Kontakt|Ekspedient", "payment_terms": "Betalingsbetingelser|Betaling|Betalingsvilkår", "delivery_terms": "Leveringsbetingelser|Leveringsmåde|Fragtmand", "payment_reference": "Betalings-ID|FIK-kode|Betalingsreference|Oplys venligst ved betaling", "currency": "Valuta|Beløb i", "page": "Side {page} af {pages}|Side {page}|{page}/{pages}|Side: {page}", "bill_to": "Kunde|Faktureres til|Faktura til|Køber|Fakturaadresse|Debitor|Modtager", "ship_to": "Leveringsadresse|Leveres til|Leveret til", "supplier": "Sælger|Leverandør|Fra|Afsender", "tax_id": "CVR-nr.|CVR|SE-nr.|CVR nr.|Momsnr.|CVR/SE-nr.", "local_number": "EAN|P-nr.", "customer_tax_id": "Kundens CVR|Jeres CVR-nr.|CVR kunde|Deres CVR-nr.|Køber CVR", "phone": "Tlf.|Telefon|Tlf", "fax": "Fax|Telefax", "email": "E-mail|Mail|Email", "web": "Web|Hjemmeside|www", "register": "CVR|Hjemsted", "director": "Direktør|Indehaver",
    "col.position": "Linje|Nr.|Pos.|#", "col.code": "Varenr.|Vare|Varenummer|Art.nr.", "col.description": "Beskrivelse|Tekst|Vare|Varebeskrivelse|Ydelse|Specifikation|Produkt|Betegnelse", "col.quantity": "Antal|Mængde|Timer|Lev. antal", "col.unit": "Enhed|Enh.|Stk./enh.", "col.unit_price": "Pris|Enhedspris|Stk. pris|À pris|Pris pr. enhed|Stykpris|Timepris", "col.discount": "Rabat|Rabat %|Rab.", "col.rate": "Moms|Moms %|Momssats", "col.tax": "Moms|Momsbeløb", "col.net": "Beløb|I alt|Pris i alt|Netto|Linjebeløb|Total|Beløb ekskl. moms|Linjetotal", "col.gross": "Inkl. moms|Beløb inkl. moms|I alt inkl. moms|Brutto", "lines_total": "Varer i alt|Sum|Linjer i alt", "allowance": "Rabat|Rabat {rate}%|Kunderabat", "freight": "Fragt|Forsendelse|Ekspeditionsgebyr|Porto", "net_total": "Subtotal|I alt ekskl. moms|Netto|Beløb ekskl. moms|Total ekskl. moms|Momspligtigt beløb|Netto i alt|Momsgrundlag", "tax": "Moms {rate}%|{rate}% moms|Moms ({rate}%)|{rate}% moms af {base}", "tax_total": "Moms|Moms i alt|Momsbeløb|Heraf moms|Total moms", "gross_total": "I alt|Total|At betale|I alt inkl. moms|Total inkl. moms|Beløb til betaling|Total {currency}|I alt {currency}|Til betaling|Fakturabeløb|At betale i alt|Samlet beløb|I alt at betale", "credit_total": "I alt|Til gode|Kreditbeløb|Total|I Deres favør", "prepaid": "Acontobetaling|Betalt|Forudbetalt|Depositum", "rounding": "Øreafrunding|Afrunding", "amount_due": "Rest til betaling|Restbeløb|Skyldigt beløb|Udestående", "summary.title": "Momsspecifikation|Moms fordelt", "summary.rate": "Momssats|Moms %|%", "summary.base": "Grundlag|Netto", "summary.tax": "Moms", "summary.gross": "I alt|Brutto", "summary.total": "I alt|Sum", "bank": "Bank|Pengeinstitut", "iban": "IBAN|IBAN-nr.", "bic": "SWIFT|BIC|BIC/SWIFT", "account_holder": "Kontohaver|Modtager", "account_number": "Kontonr.|Konto", "sort_code": "Reg.nr.", "payment_heading": "Betaling|Betalingsoplysninger|Bankoplysninger", "carried_forward": "Transport|Overføres", "brought_forward": "Transport fra side {page}|Overført", "section_total": "I alt {section}|Subtotal {section}", "original": "Vedr. faktura|Krediterer faktura|Oprindelig faktura", "cash": "KONTANT|Kontant|Modtaget", "change": "RETUR|Byttepenge|Tilbage", "card": "DANKORT|Kort|Betalingskort|MobilePay", "items_count": "Antal varer: {count}|{count} varer", "cashier": "Ekspedient|Betjent af|Kasserer", "till": "Kasse|Butik|Terminal|Bord",
}  # fmt: skip
SENTENCES = {
    "title.inline": "{title} nr. {number} af {date}|{title} {number}, {date}", "title.number": "{title} {number}|{title} nr. {number}|{title}: {number}", "intro": "Vi fakturerer hermed for udført arbejde ifølge aftale af {order_date}:|Tak for ordren. Vi tillader os at fakturere:|", "intro.credit": "Vi krediterer hermed:|Returnering {order_date}:|", "terms.due": "Betales senest {due}.|Netto {days} dage, forfald {due}.|Beløbet {gross} bedes indbetalt senest {due}.", "terms.days": "Netto {days} dage.|Betalingsbetingelser: netto {days} dage.|{days} dage netto", "terms.cash_discount": "Ved betaling inden {discount_day} fratrækkes {percent}% ({discount_amount}).", "thanks": "Tak for handlen.|Ved for sen betaling beregnes renter i henhold til renteloven.|Oplys fakturanr. ved betaling.|", "reverse": "Omvendt betalingspligt, køber afregner moms.", "export": "Eksport, momsfri.", "intra": "Momsfrit EU-salg.", "small": "Momsfritaget efter momslovens § 13.", "note": "Følgeseddel {delivery_note} af {delivery_date}.|Bestilt {order_date} af {person}.|Nyt telefonnummer: {phone}.|Vedrører {month}.|", "receipt.thanks": "Tak for besøget|TAK FOR HANDLEN|Bon gælder som byttebevis",
}  # fmt: skip
UNITS = {
    "piece": "stk|stk.|STK",
    "hour": "time|timer|t",
    "day": "dag|dage",
    "kg": "kg",
    "metre": "m|lbm",
    "box": "pk|ks|krt",
    "month": "md.|måned",
    "flat": "fast|sum",
    "litre": "l|ltr",
}
GOODS = {
    "office": "Kopipapir A4;box|Kuglepen blå;piece|Brevordner;piece|Toner {code} sort;piece|Bordlampe LED;piece|Kuverter C5;box|Kontorstol;piece|Notesblok A5;piece", "it": "Bærbar 14 tommer;piece|Dockingstation USB-C;piece|Licens {name} Pro;month|Servervedligehold;hour|Netværkskabel Cat6 {n} m;piece|Backup;month|Support på stedet;hour|Skærm 27 tommer;piece|Datamigrering;flat", "building": "Gipsplade 12,5 mm;piece|Cement 25 kg;piece|Tømrerarbejde;hour|Stilladsleje;day|Kobberrør 15 mm;metre|Bortkørsel;flat|Vægmaling hvid 10 l;piece|Egetræsdør;piece", "food": "Olivenolie;litre|Kaffebønner;kg|Hvedemel;kg|Danskvand 12x1 l;box|Lagret ost;kg|Tomater;kg|Smørrebrød;piece|Frokostbuffet;piece|Røget laks;kg", "services": "Rådgivning {month};hour|Projektledelse;day|Oversættelse DA-EN;flat|Honorar {name};flat|Bogføring {month};month|Grafisk arbejde;hour|Kursus {name};day|Rejseomkostninger;flat", "industry": "Kugleleje {code};piece|Hydraulikslange DN{n};metre|Bolt M{n}x60;piece|Elmotor 2,2 kW;piece|Pakningssæt {code};piece|Svejsetråd 1,0 mm;kg|Stålplade 3 mm;piece|Kalibrering {code};flat", "transport": "Fragt {name};flat|Bud zone 2;piece|Pallehåndtering;piece|Opbevaring pr. palle;day|Fortoldning;flat|Vejafgift;flat|Ventetid;hour", "energy": "El kWh;piece|Abonnement;month|Fjernvarme kWh;piece|Bredbånd 500;month|Mobil L;month|Vand m³;piece|Spildevand m³;piece",
}  # fmt: skip
SECTIONS = (
    "Materialer|Arbejdsløn|Sag 1|Etape 2|Ydelser|Varer|Abonnementer|Engangsbeløb|Hardware|Stueetage|Uge 12|Diverse"
)
COMPANY = {"office": "Kontorartikler|Trykkeri", "it": "Data|Software|IT-Service", "building": "Byg|Entreprise|Tømrerfirma", "food": "Fødevarer|Catering|Engros", "services": "Rådgivning|Revision|Reklame", "industry": "Maskinfabrik|Værktøj|Hydraulik", "transport": "Transport|Logistik|Spedition", "energy": "Energi|Tele|Forsyning"}  # fmt: skip
SHOPS = "Købmand|Apotek|Café|Bageri|Byggemarked|Tankstation|Boghandel|Restaurant|Kiosk|Kro"
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
